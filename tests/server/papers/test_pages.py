"""Pages made of every kind of file: Office files with their Vietnamese, pictures, scans that are read."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from server.papers.convert.ocr import Patience
from server.papers.convert.tools import Tools, find_tools
from server.papers.pages import Making
from tests.server.papers.making import make, refusal, text_of
from tests.support import office_files as files

WORDS = "chống thiên tai ở huyện"


@pytest.fixture
async def tools() -> Tools:
    found = await find_tools()
    if not found.converts:
        pytest.skip("LibreOffice, or bubblewrap with user namespaces, is not here")
    return found


OFFICE = {
    "docx": (files.docx_file, 2),
    "xlsx": (files.xlsx_file, 1),
    "odt": (files.odt_file, 1),
    "ods": (files.ods_file, 1),
    "odp": (files.odp_file, 2),
    "rtf": (files.rtf_file, 1),
}


LEGACY = {"doc": "odt", "xls": "ods", "ppt": "odp", "pptx": "odp"}


@pytest.mark.parametrize(
    "kind",
    ["docx", *(pytest.param(one, marks=pytest.mark.nightly) for one in (*OFFICE, *LEGACY) if one != "docx")],
)
async def test_office_files_become_pages_with_their_vietnamese(
    tmp_path: Path, tools: Tools, kind: str
) -> None:
    source, count = OFFICE[LEGACY.get(kind, kind)]
    data = source(2) if kind == "docx" else source()
    if kind in LEGACY:
        data = await asyncio.to_thread(files.saved_as, data, LEGACY[kind], kind)
    pages, stages = await make(tmp_path, data, Making(tools=tools))
    assert (pages.kind, len(pages.page_sizes), pages.flags) == (kind, count, frozenset())
    assert WORDS in text_of(pages)
    assert stages[0] == "converting"
    assert "checking 1/1" in stages or "checking 2/2" in stages
    fonts = {font for page in pypdfium2.PdfDocument(pages.pdf) for font in _fonts(page)}
    assert fonts <= {"LiberationSerif", "LiberationSans", "Carlito"}, fonts


def _fonts(page: pypdfium2.PdfPage) -> set[str]:
    texts = page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_TEXT,), max_depth=5)
    return {one.get_font().get_base_name().rpartition("+")[2].partition("-")[0] for one in texts}


async def test_without_libreoffice_office_files_are_refused_and_pdfs_are_not(tmp_path: Path) -> None:
    nothing = Making(tools=Tools(None, None, None, ()))
    assert await refusal(tmp_path / "a", files.bare_docx(), nothing) == "paper.no_converter"
    pages, _ = await make(tmp_path / "b", files.picture("PNG", size=(40, 30)), nothing)
    assert (pages.kind, pages.flags) == ("png", frozenset())


@pytest.fixture(autouse=True)
def rooms_for_two(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()


@pytest.mark.parametrize("form", ["JPEG", "TIFF"])
async def test_a_picture_taken_sideways_stands_upright(tmp_path: Path, form: str) -> None:
    sideways = Image.new("RGB", (400, 300), "white")
    sideways.paste("red", (0, 0, 400, 40))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn clockwise to look at it
    out = io.BytesIO()
    sideways.save(out, form, exif=exif)
    pages, _ = await make(tmp_path, out.getvalue(), Making(tools=Tools(None, None, None, ())))
    ((width, height),) = pages.page_sizes
    assert height > width
    drawn = pypdfium2.PdfDocument(pages.pdf)[0].render(scale=0.5).to_pil()
    red, green, _ = drawn.getpixel((drawn.width - 3, drawn.height // 2))
    assert red > 200
    assert green < 80


async def test_each_page_of_a_scan_is_read(tmp_path: Path, tools: Tools) -> None:
    if not tools.reads:
        pytest.skip("tesseract with Vietnamese is not here")
    pages, stages = await make(tmp_path, files.tiff_pages(2), Making(tools=tools))
    assert (pages.kind, len(pages.page_sizes), pages.flags) == ("tif", 2, {"recognised"})
    assert "recognising 2/2" in stages
    document = pypdfium2.PdfDocument(pages.pdf)
    for number, text in enumerate(json.loads(pages.texts.read_text())):
        assert WORDS in " ".join(text.split())
        across, down = where_it_begins(document[number])
        assert 0.05 < across < 0.15
        assert 0.05 < down < 0.15


def where_it_begins(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Where its first letter lies on the page as shown: share of the width and, from above, of the height."""
    left, bottom, right, top = page.get_textpage().get_charbox(0)
    x, y = (left + right) / 2, (bottom + top) / 2
    width, height = page.get_width(), page.get_height()
    shown = {0: (x, height - y), 90: (y, x), 180: (width - x, y), 270: (width - y, height - x)}
    across, down = shown[page.get_rotation()]
    return across / width, down / height


@pytest.mark.nightly
@pytest.mark.parametrize("rotation", [90, 180, 270])
async def test_the_text_of_a_turned_scan_lies_over_its_letters(
    tmp_path: Path, tools: Tools, rotation: int
) -> None:
    if not tools.reads:
        pytest.skip("tesseract with Vietnamese is not here")
    upright = Image.open(io.BytesIO(files.picture("PNG")))
    turned = io.BytesIO()
    upright.rotate(rotation, expand=True).save(turned, "PNG")
    nothing = Making(tools=Tools(None, None, None, ()))
    scan, _ = await make(tmp_path / "a", turned.getvalue(), nothing)
    document = pypdfium2.PdfDocument(scan.pdf)
    document[0].set_rotation(rotation)
    standing = io.BytesIO()
    document.save(standing)
    pages, _ = await make(tmp_path / "b", standing.getvalue(), Making(tools=tools))
    assert WORDS in text_of(pages)
    across, down = where_it_begins(pypdfium2.PdfDocument(pages.pdf)[0])
    assert across < 0.1
    assert down < 0.15


async def test_reading_stops_when_it_takes_too_long_and_the_paper_is_still_there(
    tmp_path: Path, tools: Tools
) -> None:
    making = Making(tools=tools, patience=Patience(whole_s=-1))
    pages, _ = await make(tmp_path, files.tiff_pages(2), making)
    assert (len(pages.page_sizes), pages.flags, text_of(pages)) == (2, frozenset(), "")
