"""Puts the text that was read from scanned pages into the PDF, invisible, where it stands on the page.

For each page n of `options["pages"]` the folder holds `<n>.pdf`, one page of text without ink as tesseract
writes it. Writes `paper.pdf` and `text.json`. ISO 32000-1, 9.3.6: text rendering mode 3.
"""

from __future__ import annotations

from typing import Any, BinaryIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from server.papers.worker.fence import Refusal, say
from server.papers.worker.limits import Limits
from server.papers.worker.pages import open_document, page_text, write_texts


def run(file: BinaryIO, limits: Limits, options: dict[str, Any]) -> dict[str, object]:
    """Lay the text over the pages; raises Refusal."""
    document = open_document(file, limits.max_pages)
    numbers = [int(number) for number in options["pages"]]
    try:
        for done, number in enumerate(numbers, start=1):
            _lay(document, number)
            say({"page": done, "pages": len(numbers)})
        document.save("paper.pdf")
        with open("paper.pdf", "rb") as saved, pdfium.PdfDocument(saved) as layered:
            write_texts([page_text(page) for page in layered])
    except (pdfium.PdfiumError, OSError, KeyError) as error:
        raise Refusal("paper.broken") from error
    return {}


def _lay(document: pdfium.PdfDocument, number: int) -> None:
    page = document[number - 1]
    # Opened here: the library would look up the whole path, which the fence has closed.
    with open(f"{number}.pdf", "rb") as file, pdfium.PdfDocument(file) as text:
        width, height = text[0].get_size()
        stamp = text.page_as_xobject(0, document).as_pageobject()
        stamp.set_matrix(_placed(page.get_bbox(), page.get_rotation(), width, height))
        page.insert_obj(stamp)
        page.gen_content()
        page.close()


def _placed(
    box: tuple[float, float, float, float], rotation: int, width: float, height: float
) -> pdfium.PdfMatrix:
    """From a sheet upright as the page is shown, to the coordinates of the page before it is turned.

    `box` is what is shown of the page (left, bottom, right, top); `rotation` in degrees, clockwise.
    """
    left, bottom, right, top = box
    across, up = right - left, top - bottom
    if rotation in (90, 270):
        across, up = up, across
    fitted = pdfium.PdfMatrix().scale(across / width, up / height)
    turned = {
        0: pdfium.PdfMatrix(1, 0, 0, 1, left, bottom),
        90: pdfium.PdfMatrix(0, 1, -1, 0, right, bottom),
        180: pdfium.PdfMatrix(-1, 0, 0, -1, right, top),
        270: pdfium.PdfMatrix(0, -1, 1, 0, left, top),
    }
    return fitted.multiply(turned[rotation])
