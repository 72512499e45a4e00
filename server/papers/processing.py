"""What happens to a paper between its last byte received and being shown; the one owner of its stages.

A version of a paper is `checking` while its file lies in quarantine, through the stages waiting and checking,
then `ready` (stored and handed on) or `refused` (nothing is kept but the reason). One paper at a time: a
meeting's pictures and sound come first on this machine. A server that stops or dies takes the papers up
again where their files still lie.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import structlog

from server.db.repositories.papers import Outcome, PaperRecord, PaperRepository
from server.errors import ServerError, StorageFull
from server.objects.store import Objects
from server.papers.check import (
    MAX_PICTURE_BYTES,
    MAX_TEXT_BYTES,
    CheckLimits,
    Verdict,
    check,
    read_output,
)
from server.papers.quarantine import CHECK, Quarantine

CHECKING_PAGES = "checking"
PROGRESS_STEP = 5
MAX_REASON = 40
_log = structlog.get_logger("papers")


class Processing:
    """Leads each received paper to `ready` or `refused`; `on_ready` hands a finished one to its meeting."""

    def __init__(
        self,
        repository: PaperRepository,
        objects: Objects,
        quarantine: Quarantine,
        limits: CheckLimits,
        on_ready: Callable[[PaperRecord], Awaitable[None]],
    ) -> None:
        self._repository = repository
        self._objects = objects
        self._quarantine = quarantine
        self._limits = limits
        self._on_ready = on_ready
        self._one_at_a_time = asyncio.Semaphore(1)
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Go on with the papers an earlier process did not finish."""
        unfinished = await self._repository.checking()
        self._quarantine.sweep(
            frozenset(self._quarantine.path_of(paper.id, paper.version) for paper in unfinished)
        )
        for paper in unfinished:
            if self._quarantine.path_of(paper.id, paper.version).exists():
                self.begin(paper)

    async def stop(self) -> None:
        """End what is running; it starts again next time."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def settle(self) -> None:
        """Wait until everything begun has ended."""
        while self._tasks:
            await asyncio.wait(tuple(self._tasks))

    def begin(self, paper: PaperRecord) -> None:
        """Process a paper whose file lies in quarantine."""
        task = asyncio.create_task(self._process(paper), name=f"paper {paper.id} {paper.version}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _process(self, paper: PaperRecord) -> None:
        """Judge one paper; its file then leaves quarantine unless the server stops."""
        path = self._quarantine.path_of(paper.id, paper.version)
        async with self._one_at_a_time:
            try:
                await self._judge(paper, path)
            except ServerError as error:
                await self._give_up(paper, error)
            except OSError as error:
                _log.error("paper.check_failed", exc_info=error)
                await self._give_up(paper, ServerError("paper.check_failed"))
        path.unlink(missing_ok=True)

    async def _judge(self, paper: PaperRecord, path: Path) -> None:
        out = Path(tempfile.mkdtemp(prefix=CHECK, dir=path.parent))
        progress = _Progress(self._repository, paper, CHECKING_PAGES)
        try:
            await progress.begin()
            verdict = await check(path, out, self._limits, progress.note)
            await progress.settle()
            if verdict.refused is not None:
                await self._repository.refuse(paper, verdict.refused)
            else:
                await self._accept(paper, path, out, verdict)
        finally:
            await progress.settle()
            await asyncio.to_thread(shutil.rmtree, out, ignore_errors=True)

    async def _accept(self, paper: PaperRecord, path: Path, out: Path, verdict: Verdict) -> None:
        try:
            text = await asyncio.to_thread(read_output, out / "text.json", MAX_TEXT_BYTES)
            await self._objects.put_bytes(f"{paper.folder}/text.json", text)
            for page in range(1, len(verdict.page_sizes) + 1):
                picture = await asyncio.to_thread(read_output, out / f"{page}.webp", MAX_PICTURE_BYTES)
                await self._objects.put_bytes(f"{paper.folder}/{page}.webp", picture)
        except ValueError:
            raise ServerError("paper.broken") from None
        await self._objects.put_file(f"{paper.folder}/paper.pdf", path)
        outcome = Outcome("pdf", paper.original_size, paper.original_sha256, verdict.page_sizes, ())
        ready = await self._repository.ready(paper, outcome)
        if ready is None:
            await self._objects.delete_all(paper.folder)
            return
        await self._on_ready(ready)

    async def _give_up(self, paper: PaperRecord, error: ServerError) -> None:
        """The check or the meeting said no: keep the reason, and nothing else."""
        reason = "storage.full" if isinstance(error, StorageFull) else error.code
        await self._repository.refuse(paper, reason[:MAX_REASON])
        await self._objects.delete_all(paper.folder)


class _Progress:
    """Writes how far a stage is to the database in steps, one write at a time."""

    def __init__(self, repository: PaperRepository, paper: PaperRecord, stage: str) -> None:
        self._repository = repository
        self._paper = paper
        self._stage = stage
        self._noted = 0
        self._write: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Note that the stage has begun."""
        await self._repository.note(self._paper, self._stage, 0)

    def note(self, page: int, pages: int) -> None:
        """Page `page` of `pages` is done."""
        percent = min(99, page * 100 // max(pages, 1))
        idle = self._write is None or self._write.done()
        if idle and percent >= self._noted + PROGRESS_STEP:
            self._noted = percent
            self._write = asyncio.create_task(self._repository.note(self._paper, self._stage, percent))

    async def settle(self) -> None:
        """Wait for a write under way."""
        if self._write is not None:
            await asyncio.gather(self._write, return_exceptions=True)
