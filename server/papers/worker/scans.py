"""Draws the pages that are mere pictures for the reader of letters: `<n>.png`, grey."""

from __future__ import annotations

import math
from typing import Any, BinaryIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_raw  # type: ignore[import-untyped]

from server.papers.worker.fence import Refusal, say
from server.papers.worker.limits import Limits
from server.papers.worker.pages import MAX_OBJECTS, open_document, page_size

MOST_DPI = 300
LEAST_DPI = 100
MAX_PIXELS = 10_000_000


def resolution(page: pdfium.PdfPage) -> float:
    """The resolution of the finest picture of the page, within bounds: letters blown up are read badly."""
    finest = 0.0
    for number, item in enumerate(page.get_objects(filter=(pdfium_raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)):
        left, bottom, right, top = item.get_bounds()
        if number >= MAX_OBJECTS or right <= left or top <= bottom:
            continue
        across, up = item.get_px_size()
        finest = max(finest, 72 * max(across, up) / max(right - left, top - bottom))
    return min(MOST_DPI, max(LEAST_DPI, finest))


def run(file: BinaryIO, limits: Limits, options: dict[str, Any]) -> dict[str, object]:
    """Draw the pages of `options["pages"]`; ready says the resolution each was drawn at."""
    document = open_document(file, limits.max_pages)
    numbers = [int(number) for number in options["pages"]]
    dpi: dict[str, object] = {}
    try:
        for done, number in enumerate(numbers, start=1):
            page = document[number - 1]
            width, height = page_size(page)
            scale = min(resolution(page) / 72, math.sqrt(MAX_PIXELS / (width * height)))
            bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
            bitmap.to_pil().convert("L").save(f"{number}.png", compress_level=1)
            bitmap.close()
            page.close()
            dpi[str(number)] = round(scale * 72)
            say({"page": done, "pages": len(numbers)})
    except pdfium.PdfiumError as error:
        raise Refusal("paper.broken") from error
    return {"dpi": dpi}
