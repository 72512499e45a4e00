"""What a paper costs on its way in: seconds a page by kind, memory of a conversion, rate of an upload."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from server.papers.pages import Making
from tests.bench.figures import Figure
from tests.server.papers.pdfs import padded, pdf
from tests.support import office_files as files
from tests.support.seats import Seat
from tests.support.server import running_server

COMMAND = "python -m tests.bench conversion"
MB = 1_000_000
MIB = 1 << 20
UPLOAD_BYTES = 60 * MB
PART_BYTES = 1 << 20
LOOK_S = 0.05
PAGES = 20


def samples() -> dict[str, Callable[[], bytes]]:
    """A file of each kind, of several pages where that is easy."""
    return {
        "PDF with text": lambda: pdf(200),
        "DOCX": lambda: files.docx_file(PAGES),
        "XLSX": lambda: files.xlsx_file(PAGES * 48),
        "PPTX": lambda: files.saved_as(files.odp_file(PAGES), "odp", "pptx"),
        "ODT": files.odt_file,
        "ODS": files.ods_file,
        "ODP": lambda: files.odp_file(PAGES),
        "DOC": lambda: files.saved_as(files.docx_file(PAGES), "docx", "doc"),
        "XLS": lambda: files.saved_as(files.xlsx_file(PAGES * 48), "xlsx", "xls"),
        "PPT": lambda: files.saved_as(files.odp_file(PAGES), "odp", "ppt"),
        "RTF": files.rtf_file,
        "JPEG, read": lambda: files.picture("JPEG"),
        "scan of 4 pages, read": lambda: files.tiff_pages(4),
    }


async def _peak(done: asyncio.Event) -> float:
    """The most memory our descendants held together, in MiB; shared pages counted once."""
    most = 0.0
    while not done.is_set():
        held = 0.0
        for child in psutil.Process().children(recursive=True):
            try:
                held += child.memory_full_info().pss / MIB
            except psutil.Error:
                continue
        most = max(most, held)
        await asyncio.sleep(LOOK_S)
    return most


def _lay_out(folder: Path, data: bytes) -> tuple[Path, Path]:
    source, work = folder / "paper.part", folder / "work"
    source.write_bytes(data)
    work.mkdir()
    return source, work


async def convert(name: str, data: bytes, making: Making) -> list[Figure]:
    """Seconds a page from file to pages, and the peak memory meanwhile."""
    with tempfile.TemporaryDirectory(prefix="giaoban-bench-") as folder:
        source, work = await asyncio.to_thread(_lay_out, Path(folder), data)

        async def begin(stage: str) -> Callable[[int, int], None]:
            return lambda page, pages: None

        done = asyncio.Event()
        watcher = asyncio.create_task(_peak(done))
        began = time.monotonic()
        made = await making.make(source, work, begin)
        took = time.monotonic() - began
        done.set()
        pages = len(made.page_sizes)
    return [
        Figure(f"{name}, {pages} pages: a page", took / pages, "s", COMMAND),
        Figure(f"{name}, {pages} pages: whole", took, "s", COMMAND, "60 s"),
        Figure(f"{name}: peak memory of the conversion", await watcher, "MiB", COMMAND, "1024 MiB"),
    ]


async def upload(server_url: str, link: str) -> list[Figure]:
    """Bytes a second of a resumable upload in parts, hashed and on the disk, from loopback."""
    seat = Seat(server_url)
    await seat.open_link(link.partition("/j/")[2])
    data = padded(UPLOAD_BYTES)
    head = {"Tus-Resumable": "1.0.0"}
    began = time.monotonic()
    made = await seat.http.post(
        "/api/v1/meetings/demo/papers/uploads", headers={**head, "Upload-Length": str(len(data))}
    )
    made.raise_for_status()
    for at in range(0, len(data), PART_BYTES):
        part = data[at : at + PART_BYTES]
        sent = await seat.http.patch(
            made.headers["location"],
            content=part,
            headers={
                **head,
                "Upload-Offset": str(at),
                "Content-Type": "application/offset+octet-stream",
            },
        )
        sent.raise_for_status()
    took = time.monotonic() - began
    await seat.leave()
    return [Figure("resumable upload in parts of 1 MiB", len(data) / MB / took, "MB/s", COMMAND)]


async def conversions() -> list[Figure]:
    """Every kind, one after the other, as the server does."""
    making = Making()
    found: list[Figure] = []
    for name, make in samples().items():
        found += await convert(name, await asyncio.to_thread(make), making)
    return found


def run() -> list[Figure]:
    """All figures of this suite."""
    figures = asyncio.run(conversions())
    with (
        tempfile.TemporaryDirectory(prefix="giaoban-bench-") as folder,
        running_server(Path(folder, "data")) as server,
    ):
        figures += asyncio.run(upload(server.url, server.demo["secretary"]))
    return figures
