"""Destroys the files of marked papers some days after their meeting ended, and keeps a tombstone of each.

What is to be destroyed is written down with its day as soon as the meeting is over; a look every quarter
of an hour does what is due. A process that dies in between goes on where it stopped.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from rooms import SYSTEM, Envelope, Meeting, treatment
from server.clock import Clock
from server.db.repositories.events import EventStore
from server.db.repositories.markings import Tombstone, TombstoneRepository
from server.db.repositories.papers import PaperRecord, PaperRepository
from server.errors import ServerError
from server.markings.service import MarkedPapers
from server.meetings.owner import Owner
from server.meetings.service import MeetingService
from server.papers.search import Search
from server.papers.season import OVER
from server.papers.service import Papers
from server.papers.uploads import Uploads
from server.papers.versions import Versions

LOOK_S = 900.0
ENDED = tuple(phase.value for phase in sorted(OVER))
MATTERS = frozenset(
    {"meeting.closed", "meeting.cancelled", "paper.added", "paper.replaced", "paper.edited", "paper.removed"}
)
_log = structlog.get_logger("markings.expiry")


class Expiry:
    """The end of marked papers."""

    def __init__(
        self,
        marked: MarkedPapers,
        stones: TombstoneRepository,
        records: PaperRepository,
        papers: Papers,
        uploads: Uploads,
        search: Search,
        versions: Versions,
        meetings: MeetingService,
        events: EventStore,
        clock: Clock,
        days: int,
    ) -> None:
        self._marked = marked
        self._stones = stones
        self._records = records
        self._papers = papers
        self._uploads = uploads
        self._search = search
        self._versions = versions
        self._meetings = meetings
        self._events = events
        self._clock = clock
        self._days = timedelta(days=days)
        self._watch: asyncio.Task[None] | None = None
        self._seen: dict[str, datetime] = {}
        """The ended meetings this process has looked at, with when they had changed last."""
        self._one_at_a_time = asyncio.Lock()
        meetings.on_change(self._changed)
        papers.on_removal(self._going)

    async def start(self) -> None:
        """Begin to look."""
        self._watch = asyncio.create_task(self._look_again_and_again(), name="expiry")

    async def stop(self) -> None:
        """Look no longer."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)

    async def _look_again_and_again(self) -> None:
        while True:
            try:
                await self.look()
            except Exception as error:
                _log.error("expiry.failed", exc_info=error)
            await asyncio.sleep(LOOK_S)

    async def look(self) -> None:
        """Write down what ended and was not, however long ago, and destroy what is due."""
        for stream in await self._events.list(ENDED):
            seen = self._seen.get(stream.meeting)
            if seen != stream.changed_at and await self._end_one(stream.meeting):
                self._seen[stream.meeting] = stream.changed_at
        await self._destroy_due()

    async def _end_one(self, meeting: str) -> bool:
        try:
            await self.ended(meeting)
        except ServerError as error:
            _log.warning("expiry.meeting_failed", meeting=meeting, code=error.code)
            return False
        return True

    def _changed(self, owner: Owner, envelopes: Sequence[Envelope]) -> None:
        for envelope in envelopes:
            if envelope.type == "marking.recalled":
                for paper in envelope.data["papers"]:
                    self._forget(str(paper))
            elif envelope.type == "paper.removed":
                self._meetings.spawn(self._removed(owner.live.id, str(envelope.data["paper"])), "expiry")
        if owner.live.state.phase in OVER and any(envelope.type in MATTERS for envelope in envelopes):
            self._meetings.spawn(self._end_and_destroy(owner.live.id), "expiry")

    def _forget(self, paper: str) -> None:
        self._marked.forget(paper)
        self._search.forget(paper)
        self._versions.forget(paper)

    async def _removed(self, meeting: str, paper: str) -> None:
        """A paper left the meeting: what stood of it and was marked is destroyed now."""
        state = await self._meetings.state(meeting)
        if paper not in state.papers:
            stood = state.secrecy.held.get(paper, {})
            versions = await self._records.versions(meeting, paper)
            await self._going([record for record in versions if record.version in stood])
        await self._destroy_due()

    async def _going(self, versions: Sequence[PaperRecord]) -> None:
        """Versions are about to be deleted: keep a stone of each that is marked."""
        for record in versions:
            await self._order(await self.stone_of(record.meeting, record.id, record.version))

    async def stone_of(self, meeting: str, paper: str, version: int) -> Tombstone | None:
        """What would be kept of a version destroyed now; None for one that is not marked, or has no file."""
        record = await self._records.get(meeting, paper, version)
        if record is None:
            return None
        marking = await self._marked.marking(await self._meetings.state(meeting), paper, version)
        return None if treatment(marking).stays else _tombstone(record, marking, self._clock())

    async def bury(self, stone: Tombstone | None) -> None:
        """Destroy a version that is gone, and keep its stone."""
        await self._order(stone)
        await self._destroy_due()

    async def _order(self, stone: Tombstone | None) -> None:
        if stone is not None:
            await self._stones.order(stone)

    async def _end_and_destroy(self, meeting: str) -> None:
        await self.ended(meeting)
        await self._destroy_due()

    async def ended(self, meeting: str) -> None:
        """A meeting is over: seal its access log, and write down what is to be destroyed and when."""
        records, head = await self._records.every_version(meeting), await self._marked.log.head(meeting)
        coming = await self._uploads.of_meeting(meeting)
        if not records and not head.count and not coming:
            return  # most that ended long ago: their logs need not be read for it
        state = await self._meetings.state(meeting)
        if state.phase not in OVER:
            return
        for claim in coming:
            marking = await self._marked.marking(state, claim.paper, claim.version)
            if not (treatment(marking).stays and treatment(claim.marking).stays):
                await self._uploads.destroy(claim)
        for record in records:
            marking = await self._marked.marking(state, record.id, record.version)
            if not treatment(marking).stays:
                await self._stones.order(_tombstone(record, marking, _ended_at(state) + self._days))
        if head.count and not await self._events.of_types(meeting, ("marking.log_sealed",)):
            data = {"lines": head.count, "hash": head.hash}
            await self._meetings.execute(meeting, "marking.seal_log", data, "seal-access-log", SYSTEM)

    async def stones(self, meeting: str) -> Sequence[Tombstone]:
        """What was, or will be, destroyed of a meeting's papers."""
        return await self._stones.of_meeting(meeting)

    async def _destroy_due(self) -> None:
        async with self._one_at_a_time:
            for stone in await self._stones.due(self._clock()):
                try:
                    await self._destroy(stone)
                except ServerError as error:  # the store is away, or another process is at it: next time
                    _log.warning("expiry.not_destroyed", paper=stone.paper, code=error.code)

    async def _destroy(self, stone: Tombstone) -> None:
        """The file, what was made of it, and what is kept in memory; then it is said to be gone."""
        self._forget(stone.paper)
        await self._papers.discard(stone.paper, stone.version, stone.folder)
        await self._records.delete_version(stone.paper, stone.version)
        await self._stones.done(stone, self._clock())
        _log.info("expiry.destroyed", paper=stone.paper, version=stone.version)


def _ended_at(state: Meeting) -> datetime:
    recalled = state.secrecy.recalled.values()
    return state.closed_at or max(recalled, default=state.at)


def _tombstone(record: PaperRecord, marking: str, due_at: datetime) -> Tombstone:
    return Tombstone(
        paper=record.id,
        version=record.version,
        meeting=record.meeting,
        marking=str(marking),
        pages=record.pages,
        size=record.size,
        sha256=record.sha256,
        original_sha256=record.original_sha256,
        folder=record.folder,
        due_at=due_at,
    )
