"""Checks one PDF and draws its thumbnails; run as a program in a process of its own.

    python -I worker.py OUT_FOLDER LIMITS_JSON < paper.pdf

It reads the file from standard input (a real file), writes `<n>.webp` and `text.json` into OUT_FOLDER and
JSON lines to standard output: {"page": n, "pages": m} for progress, then {"ready": …} or {"refused": code}.
Before the first byte of the file is parsed it gives up what it does not need: memory, time, file size and
processes by resource limits, the network by a network namespace of its own (needs root or unprivileged user
namespaces; without either the limits and the closed environment remain), and root itself.
It imports nothing of this project, so that a flaw in the PDF library meets no secrets.
"""

from __future__ import annotations

import codecs
import ctypes
import io
import json
import math
import os
import resource
import sys
from typing import BinaryIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_raw  # type: ignore[import-untyped]
from PIL import Image

THUMBNAIL_PX = (320, 452)
QUALITY = 72
TAIL_BYTES = 4096
MAX_TEXT_PER_PAGE = 100_000
MAX_TEXT = 16_000_000
MAX_SIDE_PT = 200_000.0
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_NO_NEW_PRIVS = 38
NOBODY = 65534


class Refusal(Exception):
    """The paper is refused; `code` is one of the stable `paper.*` codes."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def limit_resources(memory_bytes: int, cpu_s: int, output_bytes: int) -> None:
    """Let this process have this much and no child processes, no core file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output_bytes, output_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def leave_network() -> bool:
    """Move into an empty network namespace; answer whether that worked."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.geteuid() == 0 and libc.unshare(CLONE_NEWNET) == 0:
        return True
    return bool(libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)


def leave_root(folder: str) -> None:
    """Become nobody when started as root; the output folder, already entered, is handed over first."""
    if os.geteuid() != 0:
        return
    try:
        os.chown(folder, NOBODY, NOBODY)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    except OSError as error:
        # A container may have taken these rights from root; the other fences stand.
        sys.stderr.write(f"stays root: {error.strerror}\n")


def say(message: dict[str, object]) -> None:
    """One line for the parent."""
    sys.stdout.write(json.dumps(message, separators=(",", ":")) + "\n")
    sys.stdout.flush()


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


def check_page(document: pdfium.PdfDocument, number: int) -> tuple[list[float], str]:
    """Draw page `number` (from 1) into the current folder; answer its size in points and its text."""
    try:
        page = document[number - 1]
        width, height = page.get_size()
        if not all(math.isfinite(side) and 0 < side <= MAX_SIDE_PT for side in (width, height)):
            raise Refusal("paper.broken")
        picture = draw(page, width, height)
        text = page_text(page)
        page.close()
    except pdfium.PdfiumError as error:
        raise Refusal("paper.broken") from error
    with open(f"{number}.webp", "wb") as out:
        out.write(picture)
    return [round(width, 2), round(height, 2)], text


def check(file: BinaryIO, max_pages: int) -> dict[str, object]:
    """Everything about the paper; raises Refusal."""
    check_ends(file)
    document = open_document(file, max_pages)
    pages = len(document)
    sizes: list[list[float]] = []
    texts: list[str] = []
    room = MAX_TEXT
    for number in range(1, pages + 1):
        size, text = check_page(document, number)
        sizes.append(size)
        texts.append(text[:room])
        room -= len(texts[-1])
        say({"page": number, "pages": pages})
    with open("text.json", "w", encoding="utf-8", errors="replace") as out:
        json.dump(texts, out, ensure_ascii=False)
    return {"pages": pages, "page_sizes": sizes}


def load_while_files_can_be_read() -> None:
    """Import what is loaded on first use: as nobody, the interpreter's own files may be closed."""
    Image.new("RGB", (1, 1)).save(io.BytesIO(), "WEBP")
    for encoding in ("ascii", "latin-1", "utf-8", "utf-16-le"):
        codecs.lookup(encoding)


def main(folder: str, limits_json: str) -> int:
    """Fence, check, report; exit status 0 when a verdict was reached."""
    limits = json.loads(limits_json)
    load_while_files_can_be_read()
    os.chdir(folder)
    isolated = leave_network()
    limit_resources(limits["memory_bytes"], limits["cpu_s"], limits["output_bytes"])
    leave_root(".")
    say({"network": "none" if isolated else "shared"})
    try:
        with os.fdopen(0, "rb", closefd=False) as file:
            say({"ready": check(file, limits["max_pages"])})
    except Refusal as refusal:
        say({"refused": refusal.code})
    except MemoryError:
        say({"refused": "paper.broken"})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
