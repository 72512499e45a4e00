"""Destroys the files of marked papers some days after their meeting ended, and keeps a tombstone of each.

What is to be destroyed is written down with its day as soon as the meeting is over; a look every quarter
of an hour does what is due. A process that dies in between goes on where it stopped.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from rooms import SYSTEM, Envelope, Meeting, treatment
from server.clock import Clock
from server.db.repositories.events import EventStore, StreamInfo
from server.db.repositories.markings import Tombstone, TombstoneRepository, Without
from server.db.repositories.papers import PaperRecord, PaperRepository
from server.errors import ServerError
from server.markings.chain import Head
from server.markings.service import MarkedPapers
from server.meetings.owner import Owner
from server.meetings.service import MeetingService
from server.papers.claims import Claim
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
ANSWERED_WITHIN = timedelta(hours=12)
"""So long after the end, or a later upload, the desk can say that a first page was misread."""
_log = structlog.get_logger("markings.expiry")


@dataclass(frozen=True)
class _Sight:
    """What a look goes by: when the log grew last, marked versions without a stone, lines of access."""

    changed_at: datetime
    without: frozenset[Without]
    lines: int


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
        self._seen: dict[str, _Sight] = {}
        """The meetings this process has looked at, as they were then."""
        self._one_at_a_time = asyncio.Lock()
        meetings.on_change(self._changed)
        meetings.on_taken(self._taken)
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
        """Write down what ended, or was taken out, and was not, however long ago, and destroy what is due."""
        without, heads = await self._stones.without(), await self._marked.log.heads()
        for stream in await self._events.list():
            meeting = stream.meeting
            sight = _Sight(stream.changed_at, without.get(meeting, frozenset()), heads.get(meeting, 0))
            if self._seen.get(meeting) != sight and await self._look_at(stream):
                self._seen[meeting] = sight
        await self._destroy_due()

    async def _look_at(self, stream: StreamInfo) -> bool:
        """Write down what the meeting calls for; False when it is to be looked at again as it is."""
        try:
            if stream.lifecycle in ENDED:
                return await self.ended(stream.meeting)
            await self._taken_out(stream.meeting)
        except ServerError as error:
            _log.warning("expiry.meeting_failed", meeting=stream.meeting, code=error.code)
            return False
        return True

    def _changed(self, owner: Owner, envelopes: Sequence[Envelope]) -> None:
        for envelope in envelopes:
            if envelope.type == "marking.recalled":
                for paper in envelope.data["papers"]:
                    self._forget(str(paper))
            elif envelope.type == "paper.removed":
                self._meetings.spawn(self._take_out(owner.live.id), "expiry")
        if owner.live.state.phase in OVER and any(envelope.type in MATTERS for envelope in envelopes):
            self._meetings.spawn(self._end_and_destroy(owner.live.id), "expiry")

    def _forget(self, paper: str) -> None:
        self._marked.forget(paper)
        self._search.forget(paper)
        self._versions.forget(paper)

    async def _taken(self, owner: Owner) -> None:
        """Who had the meeting before may have died over it."""
        self._meetings.spawn(self._take_out(owner.live.id), "expiry")

    async def _take_out(self, meeting: str) -> None:
        await self._taken_out(meeting)
        await self._destroy_due()

    async def _taken_out(self, meeting: str) -> None:
        """Of papers that left the meeting, what stood and was marked is destroyed now."""
        if not await self._events.of_types(meeting, ("paper.removed",)):
            return  # nearly all: their logs need not be read for it
        state = await self._meetings.state(meeting)
        await self._going([
            record
            for record in await self._records.every_version(meeting)
            if record.id not in state.papers and record.version in state.secrecy.held.get(record.id, {})
        ])  # fmt: skip

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

    async def ended(self, meeting: str) -> bool:
        """A meeting is over: seal its access log, and write down what is to be destroyed and when.

        False while the desk still owes an answer on which that depends.
        """
        records, head = await self._records.every_version(meeting), await self._marked.log.head(meeting)
        coming = await self._uploads.of_meeting(meeting)
        if not records and not head.count and not coming:
            return True  # most that ended long ago: their logs need not be read for it
        state = await self._meetings.state(meeting)
        if state.phase not in OVER:
            return True
        await self._taken_out(meeting)
        await self._stop_uploads(state, coming)
        waits = [record for record in records if not await self._mark_down(state, record)]
        await self._seal(meeting, head)
        return not waits

    async def _stop_uploads(self, state: Meeting, coming: Sequence[Claim]) -> None:
        for claim in coming:
            marking = await self._marked.marking(state, claim.paper, claim.version)
            if not (treatment(marking).stays and treatment(claim.marking).stays):
                await self._uploads.destroy(claim)

    async def _mark_down(self, state: Meeting, record: PaperRecord) -> bool:
        """Write down when a version is to be destroyed, if ever; False while its marking is in question."""
        marking = await self._marked.marking(state, record.id, record.version)
        if treatment(marking).stays:
            return True
        until = max(_ended_at(state), record.uploaded_at) + ANSWERED_WITHIN
        if self._clock() < until and await self._marked.is_in_question(state, record.id, record.version):
            return False
        await self._stones.order(_tombstone(record, marking, _ended_at(state) + self._days))
        return True

    async def _seal(self, meeting: str, head: Head) -> None:
        """Write the end of the access log into the event log, again when lines came since the last time."""
        sealed = await self._events.of_types(meeting, ("marking.log_sealed",))
        if head.count > max((one["data"]["lines"] for one in sealed), default=0):
            data, key = {"lines": head.count, "hash": head.hash}, f"seal-access-log-{head.count}"
            await self._meetings.execute(meeting, "marking.seal_log", data, key, SYSTEM)

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
        await self._records.begin_removal_of(stone.paper, stone.version)
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
