"""What kinds of file are taken as papers, told from their content and never from their name. Pure.

The first bytes say the family (PDF, ZIP, OLE2, RTF, a picture); which Office format a container holds is
found by the worker that opens it (`server.papers.worker.office`, `server.papers.worker.compound`).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """A kind of file that can become a paper; the value is the ending of its name."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    RTF = "rtf"
    PNG = "png"
    JPEG = "jpg"
    TIFF = "tif"
    WEBP = "webp"
    BMP = "bmp"
    GIF = "gif"


class Family(StrEnum):
    """What the first bytes tell."""

    PDF = "pdf"
    ZIP = "zip"
    OLE = "ole"
    RTF = "rtf"
    PNG = "png"
    JPEG = "jpg"
    TIFF = "tif"
    WEBP = "webp"
    BMP = "bmp"
    GIF = "gif"


# What must be opened to know more; the other families are kinds by themselves.
CONTAINERS = frozenset({Family.ZIP, Family.OLE, Family.RTF})
HEAD_BYTES = 64
# A PDF may begin after a few bytes of white space or a byte-order mark; nothing else may.
_BLANK = b"\xef\xbb\xbf\r\n\t \x00"
_SIGNATURES: tuple[tuple[bytes, Family], ...] = (
    (b"PK\x03\x04", Family.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Family.OLE),
    (b"{\\rtf1", Family.RTF),
    (b"\x89PNG\r\n\x1a\n", Family.PNG),
    (b"\xff\xd8\xff", Family.JPEG),
    (b"II*\x00", Family.TIFF),
    (b"MM\x00*", Family.TIFF),
    (b"GIF87a", Family.GIF),
    (b"GIF89a", Family.GIF),
)
OFFICE = frozenset(
    {Kind.DOCX, Kind.XLSX, Kind.PPTX, Kind.ODT, Kind.ODS, Kind.ODP, Kind.DOC, Kind.XLS, Kind.PPT, Kind.RTF}
)
PICTURES = frozenset({Kind.PNG, Kind.JPEG, Kind.TIFF, Kind.WEBP, Kind.BMP, Kind.GIF})
# Two letters are too few to tell a bitmap by: the size of its second header follows at a fixed place.
_BITMAP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})
# Endings people write for these kinds; none of them decides anything.
ENDINGS: frozenset[str] = frozenset({*Kind, "jpeg", "tiff"})
MEDIA_TYPES: Mapping[Kind, str] = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.ODP: "application/vnd.oasis.opendocument.presentation",
    Kind.DOC: "application/msword",
    Kind.XLS: "application/vnd.ms-excel",
    Kind.PPT: "application/vnd.ms-powerpoint",
    Kind.RTF: "application/rtf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.TIFF: "image/tiff",
    Kind.WEBP: "image/webp",
    Kind.BMP: "image/bmp",
    Kind.GIF: "image/gif",
}


def family_of(head: bytes) -> Family | None:
    """The family of a file that begins with `head` (HEAD_BYTES or the whole of a shorter one)."""
    if head.lstrip(_BLANK).startswith(b"%PDF-"):
        return Family.PDF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Family.WEBP
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS:
        return Family.BMP
    return next((family for signature, family in _SIGNATURES if head.startswith(signature)), None)
