"""Draws one page of a PDF; run as a program in a process of its own, fenced as the workers of papers are.

    python -I -m server.markings.draw_worker EMPTY_FOLDER LIMITS_JSON PAGE WIDTH OUT < paper.pdf

It writes the raw RGB picture to the descriptor OUT, and to standard output {"ready": [width, height]} or
{"refused": code}. Neither the paper nor the picture is a file on a disk at any time.
"""

from __future__ import annotations

import json
import math
import os
import sys
from typing import BinaryIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from server.papers.worker.fence import Refusal, put_up, say
from server.papers.worker.limits import Limits
from server.papers.worker.pages import open_document

MAX_PIXELS = 7_000_000
MAX_SIDE = 8000


def draw(file: BinaryIO, number: int, width: int, max_pages: int, out: int) -> list[int]:
    """Draw page ``number`` (from 1) ``width`` pixels wide or less; answer its size. Raises Refusal."""
    document = open_document(file, max_pages)
    try:
        page = document[number - 1]
        page_width, page_height = page.get_size()
        bitmap = page.render(scale=_scale(page_width, page_height, width), may_draw_forms=False)
        picture = bitmap.to_pil().convert("RGB")
    except (pdfium.PdfiumError, IndexError) as error:
        raise Refusal("paper.broken") from error
    with os.fdopen(out, "wb", closefd=False) as target:
        target.write(picture.tobytes())
    return [picture.width, picture.height]


def _scale(page_width: float, page_height: float, width: int) -> float:
    if not all(math.isfinite(side) and side > 0 for side in (page_width, page_height)):
        raise Refusal("paper.broken")
    scale = min(width / page_width, MAX_SIDE / page_width, MAX_SIDE / page_height)
    return min(scale, math.sqrt(MAX_PIXELS / (page_width * page_height)))


def main(folder: str, limits_json: str, page: int, width: int, out: int) -> int:
    """Fence, draw, report; exit status 0 when a verdict was reached."""
    limits = Limits(**json.loads(limits_json))
    try:
        put_up(folder, limits)
        with os.fdopen(0, "rb", closefd=False) as file:
            say({"ready": draw(file, page, width, limits.max_pages, out)})
    except Refusal as refusal:
        say({"refused": refusal.code})
    except MemoryError:
        say({"refused": "paper.broken"})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])))
