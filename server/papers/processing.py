"""What happens to a paper between its last byte received and being shown; the one owner of its stages.

A version of a paper is `checking` while its file lies in quarantine, through the stages

    waiting → converting (Office files, pictures) → checking → recognising (scanned pages) → storing

then `ready` (stored and handed on) or `refused` (nothing is kept but the reason). One paper at a time: a
meeting's pictures and sound come first on this machine. A server that stops or dies takes the papers up
again where their files still lie.
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from server.db.repositories.papers import Outcome, PaperRecord, PaperRepository
from server.errors import ServerError, StorageFull
from server.objects.store import Objects
from server.papers.check import MAX_PICTURE_BYTES, MAX_TEXT_BYTES
from server.papers.marks import MARKED, flags_from, require_level
from server.papers.pages import Making, Pages
from server.papers.quarantine import CHECK, Quarantine
from server.papers.stages import Stage
from server.papers.workers import read_output

PROGRESS_STEP = 5
MAX_REASON = 40
PIECE = 1024 * 1024
_log = structlog.get_logger("papers")


class TurnedAway(Exception):
    """A meeting said no to a paper, and has nothing of this version."""

    def __init__(self, why: ServerError) -> None:
        super().__init__(why.code)
        self.why = why


class Processing:
    """Leads each received paper to `ready` or `refused`; `on_ready` hands a finished one to its meeting.

    It raises `TurnedAway` when the meeting said no; after any other error the version is kept as it is.
    """

    def __init__(
        self,
        repository: PaperRepository,
        objects: Objects,
        quarantine: Quarantine,
        making: Making,
        on_ready: Callable[[PaperRecord], Awaitable[None]],
    ) -> None:
        self._repository = repository
        self._objects = objects
        self._quarantine = quarantine
        self._making = making
        self._on_ready = on_ready
        self._one_at_a_time = asyncio.Semaphore(1)
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, ready: Sequence[PaperRecord] = ()) -> None:
        """Go on with the papers an earlier process did not finish; `ready` are to be handed on only."""
        for paper in ready:
            await self._hand_on(paper)
        for paper in await self._repository.checking():
            if self._quarantine.path_of(paper.id, paper.version).exists():
                self.begin(paper)

    async def sweep(self, keep: frozenset[Path]) -> None:
        """Delete what is of no paper still to be checked, nor in `keep`, and checks that were cut off."""
        checking = await self._repository.checking()
        waiting = {self._quarantine.path_of(paper.id, paper.version) for paper in checking}
        await asyncio.to_thread(self._quarantine.sweep, keep | waiting)

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
            ready = await self._ended(paper, path)
            if ready is not None:
                await self._hand_on(ready)
        path.unlink(missing_ok=True)

    async def _ended(self, paper: PaperRecord, path: Path) -> PaperRecord | None:
        """The paper when it can be shown; whatever happens, it does not stay at being checked."""
        try:
            return await self._judge(paper, path)
        except ServerError as error:
            await self._give_up(paper, error)
        except Exception as error:
            _log.error("paper.check_failed", paper=paper.id, exc_info=error)
            await self._give_up(paper, ServerError("paper.check_failed"))
        return None

    async def _hand_on(self, paper: PaperRecord) -> None:
        """Let the meeting have it. Only what the meeting said no to is given up; what may stand is kept."""
        try:
            await self._on_ready(paper)
        except TurnedAway as error:
            await self._give_up(paper, error.why)
        except Exception as error:
            _log.error("paper.not_handed_on", paper=paper.id, version=paper.version, exc_info=error)

    async def _judge(self, paper: PaperRecord, path: Path) -> PaperRecord | None:
        work = Path(tempfile.mkdtemp(prefix=CHECK, dir=path.parent))
        steps = _Steps(self._repository, paper)
        try:
            made = await self._making.make(path, work, steps.begin)
            await steps.begin(Stage.STORING)
            ready = await self._store(paper, path, made)
        finally:
            await steps.settle()
            await asyncio.to_thread(shutil.rmtree, work, ignore_errors=True)
        if ready is None:
            await self._clear(paper)
        return ready

    async def _store(self, paper: PaperRecord, path: Path, made: Pages) -> PaperRecord | None:
        """Store what was made; None when the paper is not being checked any more."""
        try:
            text = await asyncio.to_thread(read_output, made.texts, MAX_TEXT_BYTES)
            said = flags_from(text)
            require_level(said)
            await self._objects.put_bytes(f"{paper.folder}/text.json", text)
            for page in range(1, len(made.page_sizes) + 1):
                picture = await asyncio.to_thread(
                    read_output, made.pictures / f"{page}.webp", MAX_PICTURE_BYTES
                )
                await self._objects.put_bytes(f"{paper.folder}/{page}.webp", picture)
        except ValueError:
            raise ServerError("paper.broken") from None
        await self._objects.put_file(f"{paper.folder}/paper.pdf", made.pdf)
        if made.pdf != path:
            await self._objects.put_file(f"{paper.folder}/original", path)
        size, sha256 = await asyncio.to_thread(_measure, made.pdf)
        outcome = Outcome(str(made.kind), size, sha256, made.page_sizes, sorted(made.flags | said))
        return await self._repository.ready(paper, outcome, asks=MARKED in said)

    async def _give_up(self, paper: PaperRecord, error: ServerError) -> None:
        """The check or the meeting said no: keep the reason, and nothing else."""
        reason = "storage.full" if isinstance(error, StorageFull) else error.code
        if await self._repository.refuse(paper, reason[:MAX_REASON]):
            await self._objects.delete_all(paper.folder)
        else:
            await self._clear(paper)

    async def _clear(self, paper: PaperRecord) -> None:
        """Delete what was made of a paper that is gone; of one that somebody else has led on, nothing."""
        if await self._repository.get(paper.meeting, paper.id, paper.version) is None:
            await self._objects.delete_all(paper.folder)


@dataclass
class _Noted:
    """What the database was told last."""

    stage: str = Stage.WAITING
    percent: int = 0


class _Steps:
    """Writes how far a paper is to the database in steps, one write at a time."""

    def __init__(self, repository: PaperRepository, paper: PaperRecord) -> None:
        self._repository = repository
        self._paper = paper
        self._noted = _Noted()
        self._write: asyncio.Task[None] | None = None

    async def begin(self, stage: str) -> Callable[[int, int], None]:
        """Note that a stage has begun; call the answer with pages done and pages in all."""
        await self.settle()
        self._noted = _Noted(stage)
        await self._repository.note(self._paper, stage, 0)
        return self._progress

    def _progress(self, page: int, pages: int) -> None:
        percent = min(99, page * 100 // max(pages, 1))
        idle = self._write is None or self._write.done()
        if idle and percent >= self._noted.percent + PROGRESS_STEP:
            self._noted.percent = percent
            self._write = asyncio.create_task(
                self._repository.note(self._paper, self._noted.stage, percent), name="paper progress"
            )

    async def settle(self) -> None:
        """Wait for a write under way."""
        if self._write is not None:
            await asyncio.gather(self._write, return_exceptions=True)


def _measure(path: Path) -> tuple[int, str]:
    """Bytes and SHA-256 of a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()
