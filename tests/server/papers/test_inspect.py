"""What a file is, told by its content; and what never reaches a converter."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Any

import pytest

from server.papers.kinds import Family, family_of
from server.papers.worker import inspect
from server.papers.worker.fence import Refusal
from server.papers.worker.limits import Limits
from tests.server.papers.pdfs import pdf
from tests.support import office_files as files
from tests.support.compound_files import compound

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
ODF = "application/vnd.oasis.opendocument.text"


def look(data: bytes) -> dict[str, Any]:
    return inspect.run(io.BytesIO(data), Limits(), {})


def refusal(data: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        look(data)
    return refused.value.code


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(), "pdf"),
        (files.docx_file(), "docx"),
        (files.xlsx_file(), "xlsx"),
        (files.odt_file(), "odt"),
        (files.ods_file(), "ods"),
        (files.odp_file(), "odp"),
        (files.rtf_file(), "rtf"),
        (files.picture("PNG", size=(40, 30)), "png"),
        (files.picture("JPEG", size=(40, 30)), "jpg"),
        (files.picture("WEBP", size=(40, 30)), "webp"),
        (files.picture("TIFF", size=(40, 30)), "tif"),
        (files.picture("BMP", size=(40, 30)), "bmp"),
        (files.picture("GIF", size=(40, 30)), "gif"),
        (files.bare_docx(main_type=files.PPTX_TYPE), "pptx"),
        (compound({"WordDocument": b"\x00" * 64}), "doc"),
        (compound({"Workbook": b""}), "xls"),
        (compound({"PowerPoint Document": b""}), "ppt"),
    ],
)
def test_the_content_says_what_a_file_is(data: bytes, kind: str) -> None:
    assert look(data) == {"kind": kind, "flags": []}


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"PK",
        b"MZ\x90\x00",
        b"<html>%PDF-",
        b"RIFF\x00\x00\x00\x00WAVE",
        b"\x7fELF",
        b"BM" + b"x" * 62,
        b"GIF88a",
        b"\x00\x00\x00\x18ftypheic",
    ],
)
def test_other_beginnings_are_of_no_family(head: bytes) -> None:
    assert family_of(head) is None
    assert family_of(b"\xef\xbb\xbf\r\n%PDF-1.7") is Family.PDF


@pytest.mark.parametrize(
    "data",
    [
        files.zipped({"a.txt": "a"}),
        files.zipped({"a.txt": "a"}, first="application/epub+zip"),
        files.bare_docx(main_type="application/vnd.ms-excel.sheet.binary.main"),
        compound({"Notes": b"x"}),
    ],
)
def test_a_container_of_something_else_is_refused(data: bytes) -> None:
    assert refusal(data) == "paper.unknown_kind"


@pytest.mark.parametrize(
    "data",
    [
        files.bare_docx(extra={"word/vbaProject.bin": b"x"}),
        files.bare_docx(extra={"word/VBAPROJECT.BIN": b"x"}),
        files.bare_docx(extra={"xl/macrosheets/sheet1.xml": "<x/>"}),
        files.bare_docx(main_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
        files.zipped({"content.xml": "<x/>", "Basic/Standard/Module1.xml": "<x/>"}, first=ODF),
        files.zipped({"content.xml": "<x/>", "Scripts/python/x.py": "x"}, first=ODF),
        files.bare_docx(
            extra={"word/embeddings/other.bin": compound({"VBA/dir": b"x", "WordDocument": b""})}
        ),
        compound({"WordDocument": b"\x00" * 64, "Macros/PROJECT": b"x"}),
        compound({"Workbook": b"", "_VBA_PROJECT_CUR/PROJECT": b"x"}),
        compound({"Workbook": struct.pack("<HHIBB", 0x85, 6, 0, 0, 1)}),
        compound({"PowerPoint Document": struct.pack("<HHIHHIII", 0x0F, 0x03FF, 16, 2, 0x0400, 8, 1, 1)}),
    ],
)
def test_macros_are_refused_wherever_they_hide(data: bytes) -> None:
    assert refusal(data) == "paper.macros"


@pytest.mark.parametrize(
    "data",
    [
        compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}),
        compound({"WordDocument": b"\x00" * 10 + struct.pack("<H", 0x0100)}),
        compound({"Workbook": struct.pack("<HHHH", 0x2F, 4, 0, 0)}),
        compound({"PowerPoint Document": b"", "Current User": b"\x00" * 12 + struct.pack("<I", 0xF3D1C4DF)}),
        files.zipped({"META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": "x"}, first=ODF),
    ],
)
def test_locked_office_files_are_refused_with_the_reason(data: bytes) -> None:
    assert refusal(data) == "paper.encrypted"


def lying(data: bytes, unpacked: int) -> bytes:
    """The directory of a ZIP file says another size for the first entry."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", unpacked) + data[at + 28 :]


def twice(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "a")
        archive.writestr(name[:-1] + "_", "b")
    return out.getvalue().replace(name[:-1].encode() + b"_", name.encode())


def nested(depth: int) -> bytes:
    inner = files.zipped({"a.xml": "<a/>"})
    for _ in range(depth):
        inner = files.zipped({"a.bin": inner})
    return files.bare_docx(extra={"word/embeddings/a.bin": inner})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (files.bare_docx(extra={"word/media/a.bin": b"\x00" * 40_000_000}), "paper.bomb"),
        (files.zipped({f"{n}.xml": "" for n in range(10_001)}), "paper.bomb"),
        (nested(5), "paper.bomb"),
        (lying(files.zipped({"a.xml": "<a>" + "x" * 9000 + "</a>"}), 10), "paper.broken"),
        (twice("[Content_Types].xml"), "paper.broken"),
        (files.bare_docx()[:-40], "paper.broken"),
        (b"PK\x03\x04" + b"\x00" * 500, "paper.broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "paper.broken"),
    ],
    ids=[
        "ratio",
        "entries",
        "nested",
        "lying size",
        "two of one name",
        "cut",
        "hollow zip",
        "hollow compound",
    ],
)
def test_bombs_and_liars_are_refused_unconverted(data: bytes, code: str) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize(
    "data",
    [
        files.bare_docx(before=LAUGHS),
        files.bare_docx(extra={"word/other.bin": LAUGHS + "<w/>"}),
        files.bare_docx(extra={"word/settings.xml": (LAUGHS + "<w/>").encode("utf-16")}),
        files.bare_docx(extra={"word/drawing.vml": "<a b=c><br><!DOCTYPE x>"}),
        files.bare_docx(extra={"word/settings.xml": "\ufeff \r\n" + LAUGHS + "<w/>"}),
        files.bare_docx(extra={"word/settings.xml": ("\ufeff \n" + LAUGHS + "<w/>").encode("utf-16-le")}),
        files.bare_docx(extra={"word/settings.xml": (" \n" + LAUGHS + "<w/>").encode("utf-16-be")}),
        files.bare_docx(extra={"word/settings.xml": b"\x00\x00" + LAUGHS.encode() + b"<w/>"}),
        files.zipped({"content.xml": LAUGHS + "<x/>"}, first=ODF),
    ],
)
def test_entities_are_refused_in_every_part(data: bytes) -> None:
    assert refusal(data) == "paper.entities"


@pytest.mark.parametrize(
    "data",
    [
        files.docx_that_calls("http://127.0.0.1:9"),
        files.odt_that_calls("http://127.0.0.1:9"),
        files.odt_that_calls("file:///etc"),
        files.rtf_file().replace(b"\\f0\\fs28", b"{\\*\\template http://127.0.0.1:9/x.dotx}"),
        compound({"Workbook": struct.pack("<HHHHB", 0x1AE, 5, 1, 4, 0)}),
    ],
)
def test_links_to_elsewhere_are_flagged(data: bytes) -> None:
    assert look(data)["flags"] == ["external_links"]


def test_ordinary_links_and_embedded_objects_are_told_apart() -> None:
    link = (
        f'<Relationship Id="r" Type="{files._OFFICE}/hyperlink" Target="https://x.vn" TargetMode="External"/>'
    )
    assert look(files.bare_docx(relations=link))["flags"] == []
    embedded = files.bare_docx(extra={"word/embeddings/a.xlsx": files.xlsx_file()})
    assert look(embedded)["flags"] == ["embedded_files"]
