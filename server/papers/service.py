"""Papers of meetings: received, checked, stored, handed to the meeting, removed. Knows no HTTP.

A paper is `checking` in quarantine, then `ready` (stored and part of the meeting) or `refused` (nothing is
kept but the reason). Object keys: papers/<id>/paper.pdf, papers/<id>/<page>.webp, papers/<id>/text.json.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from rooms import Code, Viewer
from server.clock import Clock
from server.db.repositories.papers import READY, PaperRecord, PaperRepository
from server.errors import Conflict, NotFound, ServerError, StorageFull
from server.meetings.service import SYSTEM, MeetingService
from server.objects.store import Objects
from server.papers.check import (
    MAX_PICTURE_BYTES,
    MAX_TEXT_BYTES,
    CheckLimits,
    Verdict,
    check,
    read_output,
)
from server.papers.names import display_name, display_title
from server.papers.quarantine import CHECK, Bounds, Quarantine

PROGRESS_STEP = 5
_log = structlog.get_logger("papers")


@dataclass(frozen=True)
class Upload:
    """What the sender says about a file; none of it is trusted."""

    meeting: str
    name: str
    title: str
    item: str | None
    declared_size: int | None


class Papers:
    """The papers of all meetings."""

    def __init__(
        self,
        repository: PaperRepository,
        objects: Objects,
        meetings: MeetingService,
        folder: Path,
        bounds: Bounds,
        limits: CheckLimits,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._objects = objects
        self._meetings = meetings
        self._folder = folder
        self._quarantine = Quarantine(folder)
        self._bounds = bounds
        self._limits = limits
        self._clock = clock
        self._one_at_a_time = asyncio.Semaphore(1)
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Go on with the checks an earlier process did not finish."""
        unfinished = await self._repository.checking()
        self._quarantine.sweep(frozenset(paper.id for paper in unfinished))
        for paper in unfinished:
            if self._quarantine.path_of(paper.id).exists():
                self._spawn(paper)

    async def stop(self) -> None:
        """End running checks; they start again next time."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def receive(self, upload: Upload, chunks: AsyncIterator[bytes], by: str) -> PaperRecord:
        """Take a file into quarantine and begin its check. Raises as `Quarantine.receive`."""
        paper = f"p{secrets.token_hex(6)}"
        received = await self._quarantine.receive(paper, chunks, upload.declared_size, self._bounds)
        name = display_name(upload.name)
        record = PaperRecord(
            id=paper,
            meeting=upload.meeting,
            title=display_title(upload.title, name),
            name=name,
            item=upload.item,
            size=received.size,
            sha256=received.sha256,
            uploaded_by=by,
            uploaded_at=self._clock(),
        )
        try:
            await self._repository.add(record)
        except BaseException:
            received.path.unlink(missing_ok=True)
            raise
        self._spawn(record)
        return record

    async def all(self, meeting: str) -> Sequence[PaperRecord]:
        """The papers of a meeting, whatever their state, with the title and item the meeting has for them."""
        found = await self._repository.of_meeting(meeting)
        if not found:
            return found
        known = (await self._meetings.state(meeting)).papers
        return [
            replace(paper, title=known[paper.id].title, item=known[paper.id].item)
            if paper.id in known
            else paper
            for paper in found
        ]

    async def ready(self, meeting: str, paper: str) -> PaperRecord:
        """A paper that can be shown. Raises NotFound ``paper.not_found``, Conflict ``paper.not_ready``."""
        found = await self._repository.get(meeting, paper)
        if found is None:
            raise NotFound("paper.not_found")
        if found.state != READY:
            raise Conflict("paper.not_ready", state=found.state, reason=found.reason)
        return found

    def stream(self, paper: PaperRecord, start: int, end: int) -> AsyncIterator[bytes]:
        """Bytes of the file."""
        return self._objects.stream(f"papers/{paper.id}/paper.pdf", start, end)

    async def thumbnail(self, paper: PaperRecord, page: int) -> bytes:
        """The WebP picture of a page (from 1). Raises NotFound ``paper.no_page``."""
        _check_page(paper, page)
        return await self._objects.read(f"papers/{paper.id}/{page}.webp")

    async def text(self, paper: PaperRecord, page: int) -> str:
        """The text of a page (from 1). Raises NotFound ``paper.no_page``."""
        _check_page(paper, page)
        texts = json.loads(await self._objects.read(f"papers/{paper.id}/text.json"))
        return str(texts[page - 1])

    async def remove(self, meeting: str, paper: str, viewer: Viewer | None) -> None:
        """Take a paper out of the meeting and delete everything of it."""
        found = await self._repository.get(meeting, paper)
        if found is None:
            raise NotFound("paper.not_found")
        if found.state == READY:
            await self._withdraw(meeting, paper, viewer or SYSTEM)
        await self._repository.delete(paper)
        self._quarantine.path_of(paper).unlink(missing_ok=True)
        await self._objects.delete_all(f"papers/{paper}")

    async def _withdraw(self, meeting: str, paper: str, viewer: Viewer) -> None:
        """Take a paper out of the meeting, which may have let go of it already (a command of a screen)."""
        key = f"remove-{secrets.token_hex(8)}"
        try:
            await self._meetings.execute(meeting, "paper.remove", {"paper": paper}, key, viewer)
        except ServerError as error:
            if error.code != Code.PAPER_UNKNOWN:
                raise

    async def settle(self) -> None:
        """Wait until every running check has ended."""
        while self._tasks:
            await asyncio.wait(tuple(self._tasks))

    def _spawn(self, paper: PaperRecord) -> None:
        task = asyncio.create_task(self._examine(paper), name=f"paper {paper.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _examine(self, paper: PaperRecord) -> None:
        """Check one paper and act on the verdict; the file then leaves quarantine unless the server stops."""
        path = self._quarantine.path_of(paper.id)
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
        out = Path(tempfile.mkdtemp(prefix=CHECK, dir=self._folder))
        progress = _Progress(self._repository, paper.id)
        try:
            verdict = await check(path, out, self._limits, progress.note)
            await progress.settle()
            if verdict.refused is not None:
                await self._repository.refuse(paper.id, verdict.refused)
            else:
                await self._accept(paper, path, out, verdict)
        finally:
            await progress.settle()
            await asyncio.to_thread(shutil.rmtree, out, ignore_errors=True)

    async def _accept(self, paper: PaperRecord, path: Path, out: Path, verdict: Verdict) -> None:
        prefix = f"papers/{paper.id}"
        try:
            text = await asyncio.to_thread(read_output, out / "text.json", MAX_TEXT_BYTES)
            await self._objects.put_bytes(f"{prefix}/text.json", text)
            for page in range(1, len(verdict.page_sizes) + 1):
                picture = await asyncio.to_thread(read_output, out / f"{page}.webp", MAX_PICTURE_BYTES)
                await self._objects.put_bytes(f"{prefix}/{page}.webp", picture)
        except ValueError:
            raise ServerError("paper.broken") from None
        await self._objects.put_file(f"{prefix}/paper.pdf", path)
        if not await self._repository.ready(paper.id, verdict.page_sizes):
            await self._objects.delete_all(prefix)
            return
        data = {
            "paper": paper.id,
            "title": paper.title,
            "pages": len(verdict.page_sizes),
            "size": paper.size,
            "sha256": paper.sha256,
            "item": paper.item,
        }
        await self._meetings.execute(paper.meeting, "paper.add", data, f"paper-{paper.id}", SYSTEM)
        if await self._repository.get(paper.meeting, paper.id) is None:  # removed in this very moment
            await self._withdraw(paper.meeting, paper.id, SYSTEM)

    async def _give_up(self, paper: PaperRecord, error: ServerError) -> None:
        """The check or the meeting said no: keep the reason, and nothing else."""
        reason = error.code
        if isinstance(error, StorageFull):
            reason = "storage.full"
        await self._repository.refuse(paper.id, reason[:40])
        await self._objects.delete_all(f"papers/{paper.id}")


class _Progress:
    """Writes the progress of a check to the database in steps, one write at a time."""

    def __init__(self, repository: PaperRepository, paper: str) -> None:
        self._repository = repository
        self._paper = paper
        self._noted = 0
        self._write: asyncio.Task[None] | None = None

    def note(self, page: int, pages: int) -> None:
        """Page `page` of `pages` is done."""
        percent = min(99, page * 100 // max(pages, 1))
        idle = self._write is None or self._write.done()
        if idle and percent >= self._noted + PROGRESS_STEP:
            self._noted = percent
            self._write = asyncio.create_task(self._repository.progress(self._paper, percent))

    async def settle(self) -> None:
        """Wait for a write under way."""
        if self._write is not None:
            await asyncio.gather(self._write, return_exceptions=True)


def _check_page(paper: PaperRecord, page: int) -> None:
    if not 1 <= page <= paper.pages:
        raise NotFound("paper.no_page", page=page)
