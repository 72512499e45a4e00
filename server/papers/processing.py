"""What happens to a paper between its last byte received and being shown; the one owner of its stages.

A version of a paper is `checking` while its file lies in quarantine, through the stages

    waiting → converting (Office files, pictures) → checking → recognising (scanned pages) → storing

then `ready` (stored and handed on) or `refused` (nothing is kept but the reason). One paper at a time, and
one page being read beside it: a meeting's pictures and sound come first on this machine. What fails because
the database, the store or the disk is away is tried again. A server that stops or dies takes the papers up
again where their files still lie.
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from server.db.repositories.papers import (
    CHECKING,
    READY,
    REFUSED,
    Outcome,
    PaperRecord,
    PaperRepository,
)
from server.errors import ServerError, StorageFull
from server.objects.store import Objects
from server.papers.check import MAX_PICTURE_BYTES, MAX_TEXT_BYTES
from server.papers.faults import passes, pause_s
from server.papers.marks import MARKED, flags_from, require_level
from server.papers.pages import Making, Pages
from server.papers.quarantine import CHECK, Quarantine
from server.papers.stages import Stage
from server.papers.workers import read_output

PROGRESS_STEP = 5
MAX_REASON = 40
PIECE = 1024 * 1024
LEAST_FREE_BYTES = 16_000_000
"""With less room on the disk no verdict of a program that had to write is believed."""
Place = tuple[str, int]
_log = structlog.get_logger("papers")


class TurnedAway(Exception):
    """A meeting said no to a paper, and has nothing of this version."""

    def __init__(self, why: ServerError) -> None:
        super().__init__(why.code)
        self.why = why


class Processing:
    """Leads each received paper to `ready` or `refused`; `on_ready` hands a finished one to its meeting.

    It raises `TurnedAway` when the meeting said no; after any other error the version is kept as it is. A
    fault that passes is no verdict: the file stays, and the paper is taken up again after a pause. `rank_of`
    says how urgent a paper is, the lower the sooner.
    """

    def __init__(
        self,
        repository: PaperRepository,
        objects: Objects,
        quarantine: Quarantine,
        making: Making,
        on_ready: Callable[[PaperRecord], Awaitable[None]],
        rank_of: Callable[[PaperRecord], Awaitable[int]],
    ) -> None:
        self._repository = repository
        self._objects = objects
        self._quarantine = quarantine
        self._making = making
        self._on_ready = on_ready
        self._rank_of = rank_of
        self._lanes = making.lanes
        self._tasks: dict[Place, _Running] = {}
        self._later: dict[Place, asyncio.TimerHandle] = {}

    async def start(self, ready: Sequence[PaperRecord] = ()) -> None:
        """Go on with the papers an earlier process did not finish; `ready` are to be handed on only."""
        for paper in ready:
            await self._lead(paper)
        await self.take_up()

    async def take_up(self, ready: Sequence[PaperRecord] = ()) -> None:
        """Begin again with what nobody is at: papers being checked, and `ready` ones not in their meeting."""
        for paper in (*ready, *await self._repository.checking()):
            there = self._quarantine.path_of(paper.id, paper.version).exists()
            if paper.state == READY or there:
                self.begin(paper)

    async def sweep(self, keep: frozenset[Path]) -> None:
        """Delete what is of no paper still to be checked, nor in `keep`, and checks that were cut off."""
        checking = await self._repository.checking()
        waiting = {self._quarantine.path_of(paper.id, paper.version) for paper in checking}
        await asyncio.to_thread(self._quarantine.sweep, keep | waiting)

    async def stop(self) -> None:
        """End what is running; it starts again next time."""
        for pause in self._later.values():
            pause.cancel()
        tasks = [running.task for running in self._tasks.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def settle(self) -> None:
        """Wait until everything begun has ended, or waits to be tried again."""
        while self._tasks:
            await asyncio.wait([running.task for running in self._tasks.values()])

    def begin(self, paper: PaperRecord, tries: int = 0) -> None:
        """Lead a paper to its end, unless somebody is at it; another file in its place comes instead."""
        place, file = (paper.id, paper.version), (paper.uploaded_at, paper.original_sha256)
        if (pause := self._later.pop(place, None)) is not None:
            pause.cancel()
        before = self._tasks.get(place)
        if before is not None and before.file == file:
            return
        after = before.task if before is not None else None
        task = asyncio.create_task(self._begun(paper, tries, after), name=f"paper {paper.id} {paper.version}")
        self._tasks[place] = _Running(file, task)
        task.add_done_callback(lambda ended: self._ended(place, ended))

    def _ended(self, place: Place, task: asyncio.Task[None]) -> None:
        if self._tasks[place].task is task:
            del self._tasks[place]

    async def _begun(self, paper: PaperRecord, tries: int, after: asyncio.Task[None] | None) -> None:
        if after is not None:
            after.cancel()
            await asyncio.gather(after, return_exceptions=True)
        await self._lead(paper, tries)

    async def _lead(self, paper: PaperRecord, tries: int = 0) -> None:
        """Bring one paper to its end, or note when to try again."""
        try:
            await self._lead_on(paper)
        except Exception as error:
            named = {"paper": paper.id, "version": paper.version}
            if not passes(error):
                _log.error("paper.left", **named, exc_info=error)
                return
            pause = pause_s(tries)
            _log.warning("paper.later", **named, pause_s=pause, error=str(error))
            self._later[paper.id, paper.version] = asyncio.get_running_loop().call_later(
                pause, self.begin, paper, tries + 1
            )

    async def _lead_on(self, paper: PaperRecord) -> None:
        """Judge a paper that is being checked, hand on one that is ready; its file then leaves quarantine."""
        path = self._quarantine.path_of(paper.id, paper.version)
        now = await self._repository.get(paper.meeting, paper.id, paper.version)
        if now is not None and now.state == CHECKING:
            now = await self._judged(now, path)
        elif now is None or now.state == REFUSED:
            await self._objects.delete_all(paper.folder)
        path.unlink(missing_ok=True)
        if now is not None and now.state == READY:
            await self._hand_on(now)

    async def _judged(self, paper: PaperRecord, path: Path) -> PaperRecord | None:
        """The paper when it can be shown. Raises what passes; whatever else happens is a verdict."""
        try:
            return await self._judge(paper, path)
        except ServerError as error:
            if passes(error):
                raise
            await self._give_up(paper, error)
        except Exception as error:
            if passes(error):
                raise
            _log.error("paper.check_failed", paper=paper.id, exc_info=error)
            await self._give_up(paper, ServerError("paper.check_failed"))
        return None

    async def _hand_on(self, paper: PaperRecord) -> None:
        """Let the meeting have it. Only what the meeting said no to is given up; what may stand is kept."""
        try:
            await self._on_ready(paper)
        except TurnedAway as error:
            await self._give_up(paper, error.why)

    async def _judge(self, paper: PaperRecord, path: Path) -> PaperRecord | None:
        work = Path(tempfile.mkdtemp(prefix=CHECK, dir=path.parent))
        steps = _Steps(self._repository, paper)
        try:
            ready = await self._make(paper, path, work, steps)
        except ServerError as error:
            if await asyncio.to_thread(_is_full, work):  # what was cut off by a full disk looks broken
                raise StorageFull("storage.full") from error
            raise
        finally:
            await steps.settle()
            await asyncio.to_thread(shutil.rmtree, work, ignore_errors=True)
        if ready is None:
            await self._clear(paper)
        return ready

    async def _make(self, paper: PaperRecord, path: Path, work: Path, steps: _Steps) -> PaperRecord | None:
        """Make pages and store them. Reading scans takes minutes: meanwhile other papers have the lane."""
        rank = await self._rank_of(paper)
        async with self._lanes.pages.turn(rank):
            made = await self._making.open(path, work, steps.begin)
            if not made.scans:
                return await self._store(paper, path, made, steps)
        made = await self._making.read(made, work, steps.begin, lambda: self._lanes.scans.turn(rank))
        async with self._lanes.pages.turn(rank):
            return await self._store(paper, path, made, steps)

    async def _store(self, paper: PaperRecord, path: Path, made: Pages, steps: _Steps) -> PaperRecord | None:
        """Store what was made; None when the paper is not being checked any more."""
        await steps.begin(Stage.STORING)
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
        if await self._repository.refuse(paper, error.code[:MAX_REASON]):
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


@dataclass(frozen=True)
class _Running:
    """The task that leads a file, told from another in its place by when it came and what it holds."""

    file: tuple[datetime, str]
    task: asyncio.Task[None]


def _is_full(folder: Path) -> bool:
    return shutil.disk_usage(folder).free < LEAST_FREE_BYTES


def _measure(path: Path) -> tuple[int, str]:
    """Bytes and SHA-256 of a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()
