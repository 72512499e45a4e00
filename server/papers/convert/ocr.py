"""Reads the letters of scanned pages by tesseract, Vietnamese first, a page at a time, in the sandbox.

What it cannot do in time stays without text; a paper is never refused for it.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from server.papers.convert.sandbox import Bounds, End
from server.papers.convert.tools import Tools
from server.papers.worker.limits import Limits
from server.papers.workers import read_output, trusted_file, work

MAX_PICTURE_BYTES = 32 * 1024 * 1024
MAX_LAYER_BYTES = 8 * 1024 * 1024
# tesseract believes no lower resolution.
LEAST_DPI = 70
Turn = Callable[[], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Patience:
    """How long reading may take, in seconds without waiting for turns, and how many pages are worth it."""

    page_s: float = 45.0
    whole_s: float = 900.0
    pages: int = 300


class Reader:
    """Reads the scanned pages of one paper; `folder` is its own and holds the text of page n as `<n>.pdf`.

    `turn` is entered for each page.
    """

    def __init__(
        self, paper: Path, folder: Path, tools: Tools, limits: Limits, patience: Patience, turn: Turn
    ) -> None:
        self._paper = paper
        self._drawn = folder / "drawn"
        self._reading = folder / "read"
        self.layers = folder / "layers"
        self._tools = tools
        self._limits = limits
        self._patience = patience
        self._turn = turn
        self._bounds = Bounds(wall_s=patience.page_s, cpu_s=round(patience.page_s))

    async def read(self, scans: Sequence[int], on_progress: Callable[[int, int], None]) -> Sequence[int]:
        """Read the pages `scans`; answers those whose text is there."""
        for folder in (self._drawn, self._reading, self.layers):
            await asyncio.to_thread(folder.mkdir)
        wanted = list(scans)[: self._patience.pages]
        left_s = self._patience.whole_s
        read: list[int] = []
        for done, page in enumerate(wanted, start=1):
            if left_s < 0:
                break
            async with self._turn():
                begun = time.monotonic()
                if await self._read_page(page):
                    read.append(page)
                left_s -= time.monotonic() - begun
            on_progress(done, len(wanted))
        return read

    async def _read_page(self, page: int) -> bool:
        """Draw the page and read it; whether its text is there."""
        if self._tools.sandbox is None or self._tools.tesseract is None:
            return False
        # A folder of its own for each page: a reader taken over leaves nothing where the next page is laid.
        here = self._reading / str(page)
        drawn = await work("scans", self._paper, self._drawn, self._limits, pages=[page])
        if drawn.refused is not None:
            return False
        try:
            await asyncio.to_thread(here.mkdir)
            await asyncio.to_thread(_take, self._drawn, here, f"{page}.png", MAX_PICTURE_BYTES)
            ending = await self._tools.sandbox.run(
                _command(self._tools, page, drawn.ready),
                here,
                self._bounds,
                environment={"OMP_THREAD_LIMIT": "1"},
            )
            if ending is not End.DONE:
                return False
            await asyncio.to_thread(_take, here, self.layers, f"{page}.pdf", MAX_LAYER_BYTES)
        except (OSError, ValueError):
            return False
        finally:
            await asyncio.to_thread(shutil.rmtree, here, ignore_errors=True)
        return True

    async def lay_over(self, pages: Sequence[int]) -> Path | None:
        """The PDF with the text of these pages in it, beside a new text.json; None when it failed."""
        if not pages:
            return None
        said = await work("layer", self._paper, self.layers, self._limits, pages=list(pages))
        if said.refused is not None:
            return None
        try:
            return await asyncio.to_thread(trusted_file, self.layers / "paper.pdf", self._limits.output_bytes)
        except (OSError, ValueError):
            return None


def _take(here: Path, there: Path, name: str, limit: int) -> None:
    """Hand what one fenced program wrote to the next one, as a new file. Raises ValueError, OSError."""
    data = read_output(here / name, limit)
    kind = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(there / name, kind, 0o600), "wb") as file:
        file.write(data)
        os.fchmod(file.fileno(), 0o644)
    (here / name).unlink()


def _command(tools: Tools, page: int, ready: Mapping[str, object]) -> list[str]:
    drawn = ready.get("dpi")
    dpi = drawn.get(str(page), LEAST_DPI) if isinstance(drawn, dict) else LEAST_DPI
    program = [tools.tesseract or "tesseract", f"/job/{page}.png", f"/job/{page}"]
    languages = "+".join(tools.languages)
    return [*program, "-l", languages, "--dpi", str(max(LEAST_DPI, int(dpi))), "-c", "textonly_pdf=1", "pdf"]
