"""Checks one PDF: draws a thumbnail of every page, reads its text, and says what officers should know of it.

Writes `<n>.webp` and `text.json`; ready says {"page_sizes", "flags", "scans": pages without text}.
"""

from __future__ import annotations

import io
import json
import math
import os
from typing import Any, BinaryIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_raw  # type: ignore[import-untyped]

from server.papers.worker.active import active_content
from server.papers.worker.fence import Refusal, say
from server.papers.worker.limits import Limits

THUMBNAIL_PX = (320, 452)
QUALITY = 72
TAIL_BYTES = 4096
MAX_TEXT_PER_PAGE = 100_000
MAX_TEXT = 16_000_000
MAX_SIDE_PT = 200_000.0
MAX_OBJECTS = 2_000


def check_ends(file: BinaryIO) -> None:
    """The signature at the start, the end-of-file mark at the end (ISO 32000-1, 7.5.2 and 7.5.5)."""
    if not file.read(64).lstrip(b"\xef\xbb\xbf\r\n\t \x00").startswith(b"%PDF-"):
        raise Refusal("paper.not_pdf")
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - TAIL_BYTES))
    if b"%%EOF" not in file.read():
        raise Refusal("paper.broken")
    file.seek(0)


def open_document(file: BinaryIO, max_pages: int) -> pdfium.PdfDocument:
    """The document, unless it is broken, locked, empty or too long."""
    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium_raw.FPDF_ERR_PASSWORD
        raise Refusal("paper.encrypted" if locked else "paper.broken") from error
    if len(document) == 0:
        raise Refusal("paper.broken")
    if len(document) > max_pages:
        raise Refusal("paper.too_many_pages")
    return document


def page_size(page: pdfium.PdfPage) -> tuple[float, float]:
    """Width and height in points as shown. Raises Refusal for a page that cannot be."""
    width, height = page.get_size()
    if not all(math.isfinite(side) and 0 < side <= MAX_SIDE_PT for side in (width, height)):
        raise Refusal("paper.broken")
    return width, height


def draw(page: pdfium.PdfPage, width: float, height: float) -> bytes:
    """A WebP picture of the page that fits THUMBNAIL_PX; forms and scripts are never run."""
    scale = min(THUMBNAIL_PX[0] / width, THUMBNAIL_PX[1] / height)
    bitmap = page.render(scale=scale, may_draw_forms=False, no_smoothtext=False)
    out = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(out, "WEBP", quality=QUALITY, method=2)
    bitmap.close()
    return out.getvalue()


def page_text(page: pdfium.PdfPage) -> str:
    """The text of a page in reading order as far as the file knows it, bounded."""
    text_page = page.get_textpage()
    count = min(text_page.count_chars(), MAX_TEXT_PER_PAGE)
    text = text_page.get_text_range(0, count) if count > 0 else ""
    text_page.close()
    return text.replace("\x00", "")[:MAX_TEXT_PER_PAGE]


def write_texts(texts: list[str]) -> None:
    """text.json: one string a page, bounded in all."""
    room = MAX_TEXT
    for number, text in enumerate(texts):
        texts[number] = text[:room]
        room -= len(texts[number])
    with open("text.json", "w", encoding="utf-8", errors="replace") as out:
        json.dump(texts, out, ensure_ascii=False)


def _check_page(document: pdfium.PdfDocument, number: int) -> tuple[list[float], str, bool]:
    """Draw page `number` (from 1) into the current folder; its size, text, whether it is a mere picture."""
    try:
        page = document[number - 1]
        width, height = page_size(page)
        picture = draw(page, width, height)
        text = page_text(page)
        scanned = not text.strip() and _has_picture(page)
        page.close()
    except pdfium.PdfiumError as error:
        raise Refusal("paper.broken") from error
    with open(f"{number}.webp", "wb") as out:
        out.write(picture)
    return [round(width, 2), round(height, 2)], text, scanned


def _has_picture(page: pdfium.PdfPage) -> bool:
    objects = page.get_objects(filter=(pdfium_raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
    return any(number < MAX_OBJECTS for number, _ in enumerate(objects))


def run(file: BinaryIO, limits: Limits, options: dict[str, Any]) -> dict[str, object]:
    """Everything about the paper; raises Refusal."""
    check_ends(file)
    document = open_document(file, limits.max_pages)
    pages = len(document)
    sizes: list[list[float]] = []
    texts: list[str] = []
    scans: list[int] = []
    for number in range(1, pages + 1):
        size, text, scanned = _check_page(document, number)
        sizes.append(size)
        texts.append(text)
        if scanned:
            scans.append(number)
        say({"page": number, "pages": pages})
    write_texts(texts)
    return {"page_sizes": sizes, "scans": scans, "flags": sorted(active_content(file, document))}
