"""Makes pages of a file: looks what it is, converts it where needed, checks the PDF, reads scanned pages."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from server.errors import ServerError
from server.papers.check import check, flags_of
from server.papers.convert import office
from server.papers.convert.ocr import Patience, Reader, Turn
from server.papers.convert.sandbox import Bounds
from server.papers.convert.tools import Tools, find_tools
from server.papers.kinds import CONTAINERS, HEAD_BYTES, OFFICE, PICTURES, Kind, family_of
from server.papers.lanes import Lanes
from server.papers.stages import Stage
from server.papers.worker.limits import Limits
from server.papers.workers import trusted_file, work

MAX_PDF_BYTES = 512 * 1024 * 1024
Progress = Callable[[int, int], None]
Begin = Callable[[str], Awaitable[Progress]]


@dataclass(frozen=True)
class Pages:
    """What was made of a file: the PDF (the file itself when it is shown as it came), and what is beside it.

    `pictures` holds `<n>.webp`; `texts` is the file with the text of every page.
    """

    kind: Kind
    pdf: Path
    pictures: Path
    texts: Path
    page_sizes: tuple[tuple[float, float], ...]
    flags: frozenset[str]
    scans: tuple[int, ...] = ()
    """Pages that are mere pictures and were not read yet."""


@dataclass
class Making:
    """How pages are made here. `tools` are looked for when the first file needs them; who makes pages takes
    a turn in the `lanes`, which bound the memory that takes.
    """

    limits: Limits = field(default_factory=Limits)
    bounds: Bounds = field(default_factory=Bounds)
    patience: Patience = field(default_factory=Patience)
    tools: Tools | None = None
    lanes: Lanes = field(default_factory=Lanes)

    async def make(self, source: Path, folder: Path, begin: Begin) -> Pages:
        """Make pages of `source` in `folder`; `begin` is told each stage. Raises ServerError with why not."""
        pages = await self.open(source, folder, begin)
        return await self.read(pages, folder, begin) if pages.scans else pages

    async def open(self, source: Path, folder: Path, begin: Begin) -> Pages:
        """The pages without the text of those that are mere pictures. Raises as `make`."""
        kind, flags = await self._inspect(source, folder)
        pdf = source
        if kind in OFFICE or kind in PICTURES:
            progress = await begin(Stage.CONVERTING)
            pdf = await self._convert(source, kind, folder, progress)
        pictures = _fresh(folder, "pages")
        verdict = await check(pdf, pictures, self.limits, await begin(Stage.CHECKING))
        if verdict.refused is not None:
            raise ServerError(verdict.refused)
        texts, flags = pictures / "text.json", flags | verdict.flags
        return Pages(kind, pdf, pictures, texts, verdict.page_sizes, flags, verdict.scans)

    async def _inspect(self, source: Path, folder: Path) -> tuple[Kind, frozenset[str]]:
        """What the file is; everything in a container was looked at by then."""
        family = family_of(await asyncio.to_thread(_head, source))
        if family is None:
            raise ServerError("paper.unknown_kind")
        if family not in CONTAINERS:
            return Kind(family), frozenset()
        said = await work("inspect", source, _fresh(folder, "inspected"), self.limits)
        if said.refused is not None:
            raise ServerError(said.refused)
        try:
            return Kind(said.ready["kind"]), flags_of(said.ready)
        except (ValueError, LookupError, TypeError):
            raise ServerError("paper.broken") from None

    async def _convert(self, source: Path, kind: Kind, folder: Path, progress: Progress) -> Path:
        made = _fresh(folder, "converted")
        if kind in PICTURES:
            limits = replace(self.limits, output_bytes=MAX_PDF_BYTES)
            said = await work("pictures", source, made, limits, progress)
            refused, pdf = said.refused, made / "paper.pdf"
        else:
            refused = await office.to_pdf(source, kind, made, await self.find_tools(), self.bounds)
            pdf = made / office.RESULT
        if refused is not None:
            raise ServerError(refused)
        try:
            return await asyncio.to_thread(trusted_file, pdf, MAX_PDF_BYTES)
        except (OSError, ValueError):
            # LibreOffice ends well even when it could not open the file.
            raise ServerError("paper.not_converted") from None

    async def read(self, pages: Pages, folder: Path, begin: Begin, turn: Turn = nullcontext) -> Pages:
        """The same pages with the text of the scanned ones, as far as it can be read here.

        `turn` is entered for each page that is read, so that several papers can take turns.
        """
        tools = await self.find_tools()
        if not tools.reads:
            return pages
        limits = replace(self.limits, output_bytes=MAX_PDF_BYTES)
        reader = Reader(pages.pdf, _fresh(folder, "scans"), tools, limits, self.patience, turn)
        layered = await reader.lay_over(await reader.read(pages.scans, await begin(Stage.RECOGNISING)))
        if layered is None:
            return pages
        return replace(
            pages, pdf=layered, texts=reader.layers / "text.json", flags=pages.flags | {"recognised"}
        )

    async def find_tools(self) -> Tools:
        """The helpers of this machine, looked for once."""
        if self.tools is None:
            self.tools = await find_tools()
        return self.tools


def _head(source: Path) -> bytes:
    with source.open("rb") as file:
        return file.read(HEAD_BYTES)


def _fresh(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made
