"""Pages of marked papers as pictures: drawn apart from the server, kept in memory for moments, on no disk.

Two dozen halls turn to the same page at once, so a page is drawn once and given to all of them, each with
its own words across it. What was drawn is forgotten after half a minute, or when its paper is called back.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import asdict, dataclass

from PIL import Image

from server.errors import ServerError, Unavailable
from server.markings.watermark import burn
from server.papers.fencing import FENCING
from server.papers.worker.limits import Limits

PROGRAM = (sys.executable, "-I", "-m", "server.markings.draw_worker")
WIDTHS = (320, 800, 1240, 1654, 1920)
"""Widths of pictures in pixels: a thumbnail, a phone, A4 at 150 and at 200 to the inch, a television."""
KEPT_S = 30.0
KEPT = 8
AT_ONCE = 2
"""Pages drawn at once, and pages written upon at once: a page takes 20 MB while words are put on it."""
MOST_WAITING = 240
"""Ten for each of 24 halls; whoever asks beyond that is told to come again."""
LIMITS = Limits(cpu_s=20, wall_s=30.0)
Source = Callable[[], AsyncIterator[bytes]]


@dataclass(frozen=True)
class Sheet:
    """Which page of which version of a paper, and how wide."""

    paper: str
    version: int
    page: int
    width: int


def fitting_width(asked: int) -> int:
    """The smallest width pages are drawn in that is not below the one asked for."""
    return next((width for width in WIDTHS if width >= asked), WIDTHS[-1])


class Drawing:
    """Draws pages and writes names across them."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._drawn: dict[Sheet, asyncio.Task[Image.Image]] = {}
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._pens = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    async def picture(self, sheet: Sheet, source: Source, lines: Sequence[str]) -> bytes:
        """The page as WebP with these lines across it. ``source`` gives the PDF.

        Raises ServerError ``paper.broken`` or ``paper.timeout`` when it cannot be drawn, Unavailable
        ``marking.busy`` or ``paper.no_fence``.
        """
        if self._waiting >= MOST_WAITING:
            raise Unavailable("marking.busy", retry_after_s=1)
        self._waiting += 1
        try:
            page = await self._page(sheet, source)
            async with self._pens:
                return await asyncio.to_thread(burn, page, lines)
        finally:
            self._waiting -= 1

    async def _page(self, sheet: Sheet, source: Source) -> Image.Image:
        task = self._drawn.get(sheet)
        if task is None:
            task = self._drawn[sheet] = asyncio.create_task(self._draw(sheet, source), name="draw page")
            asyncio.get_running_loop().call_later(KEPT_S, self._drop, sheet, task)
            self._make_room()
        try:
            return await asyncio.shield(task)
        except ServerError:
            self._drop(sheet, task)
            raise
        except asyncio.CancelledError:
            if task.cancelled():  # forgotten while it was drawn; who asks again is told what holds now
                raise Unavailable("marking.busy", retry_after_s=1) from None
            raise

    def _make_room(self) -> None:
        for sheet in list(self._drawn)[:-KEPT]:
            if self._drawn[sheet].done():
                del self._drawn[sheet]

    def _drop(self, sheet: Sheet, task: asyncio.Task[Image.Image]) -> None:
        if self._drawn.get(sheet) is task:
            del self._drawn[sheet]

    def forget(self, paper: str) -> None:
        """Keep nothing of a paper; what is being drawn of it is not finished."""
        for sheet in [one for one in self._drawn if one.paper == paper]:
            self._drawn.pop(sheet).cancel()

    async def _draw(self, sheet: Sheet, source: Source) -> Image.Image:
        async with self._turns:
            paper, out = os.memfd_create("paper"), os.memfd_create("page")
            try:
                await _fill(paper, source)
                width, height = await _work(sheet, paper, out, self._limits)
                os.lseek(out, 0, os.SEEK_SET)
                with os.fdopen(out, "rb", closefd=False) as picture:
                    pixels = picture.read(3 * width * height + 1)
            finally:
                os.close(paper)
                os.close(out)
        if len(pixels) != 3 * width * height:
            raise ServerError("paper.broken")
        return Image.frombytes("RGB", (width, height), pixels)


async def _fill(target: int, source: Source) -> None:
    with os.fdopen(target, "wb", closefd=False) as file:
        async for piece in source():
            file.write(piece)
    os.lseek(target, 0, os.SEEK_SET)


async def _work(sheet: Sheet, paper: int, out: int, limits: Limits) -> tuple[int, int]:
    """Have the page drawn; what the worker says is believed only as far as it can be."""
    way = await FENCING.way()
    with tempfile.TemporaryDirectory(prefix="giaoban-draw-") as empty:
        process = await asyncio.create_subprocess_exec(
            *way.before, *PROGRAM, empty, json.dumps(asdict(limits)),
            str(sheet.page), str(sheet.width), str(out),
            stdin=paper, stdout=PIPE, stderr=DEVNULL, pass_fds=(out,), start_new_session=True,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
        )  # fmt: skip
        try:
            async with asyncio.timeout(limits.wall_s):
                said, _ = await process.communicate()
        except TimeoutError:
            raise ServerError("paper.timeout") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    return _size(said)


def _size(said: bytes) -> tuple[int, int]:
    try:
        message = json.loads(said.splitlines()[-1])
        if message.get("refused") == "paper.no_fence":
            raise Unavailable("paper.no_fence")
        width, height = (int(side) for side in message["ready"])
    except (ValueError, LookupError, TypeError, AttributeError):
        raise ServerError("paper.broken") from None
    if not (0 < width <= 10_000 and 0 < height <= 10_000):
        raise ServerError("paper.broken")
    return width, height
