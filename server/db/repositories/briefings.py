"""The index of meetings in the database: what lists show and who sits where, taken from the event log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.exc import IntegrityError

from server.clock import Clock
from server.db.engine import Database
from server.db.models.events import EventRow, StreamRow
from server.db.models.papers import BriefingRow, BriefingSeatRow
from server.db.repositories.carried import AgendaRecord, store_agenda
from server.db.repositories.sessions import prolong_links

# Events after which a list or a seat may look different.
TYPES = (
    "agenda.added",
    "agenda.edited",
    "agenda.moved",
    "agenda.postponed",
    "agenda.removed",
    "agenda.restored",
    "delegate.added",
    "delegate.edited",
    "delegate.removed",
    "line_check.started",
    "meeting.archived",
    "meeting.cancelled",
    "meeting.closed",
    "meeting.created",
    "meeting.edited",
    "meeting.opened",
    "meeting.recessed",
    "meeting.resumed",
    "meeting.scheduled",
    "officer.added",
    "officer.removed",
    "recording.started",
    "site.added",
    "site.removed",
)
# How far the mark may fall behind before it is moved without a change to store.
LAG = 200
SOME = 400
"""Meetings named in one query."""


@dataclass(frozen=True)
class BriefingRecord:
    """A meeting as lists show it, as of `applied_seq`."""

    meeting: str
    applied_seq: int
    title: str
    state: str
    scheduled_at: datetime | None
    planned_s: int
    opened_at: datetime | None
    closed_at: datetime | None
    edited_at: datetime
    edits: int
    recorded: bool


@dataclass(frozen=True)
class SeatRecord:
    """A seat in a meeting."""

    seat: str
    role: str
    name: str


@dataclass(frozen=True)
class Stale:
    """A meeting whose log is ahead of the index. `matters`: something a list shows has changed."""

    meeting: str
    applied_seq: int
    head_seq: int
    matters: bool


class BriefingRepository:
    """Reads and writes the index."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def stale(self, meeting: str | None = None) -> Sequence[Stale]:
        """Meetings (or the one named) whose log has grown since they were indexed."""
        applied = func.coalesce(BriefingRow.applied_seq, 0)
        matters = exists().where(
            EventRow.meeting == StreamRow.meeting, EventRow.type.in_(TYPES), EventRow.seq > applied
        )
        query = (
            select(StreamRow.meeting, applied, StreamRow.head_seq, matters)
            .outerjoin(BriefingRow, BriefingRow.meeting == StreamRow.meeting)
            .where(StreamRow.head_seq > applied)
        )
        if meeting is not None:
            query = query.where(StreamRow.meeting == meeting)
        async with self._database.read() as session:
            return [Stale(*row) for row in await session.execute(query)]

    async def mark(self, stale: Stale) -> None:
        """Note that nothing up to the head matters; only when far behind, to spare writes."""
        if stale.head_seq - stale.applied_seq < LAG:
            return
        async with self._database.write() as session:
            await session.execute(
                update(BriefingRow)
                .where(BriefingRow.meeting == stale.meeting, BriefingRow.applied_seq < stale.head_seq)
                .values(applied_seq=stale.head_seq)
            )

    async def store(
        self,
        record: BriefingRecord,
        seats: Sequence[SeatRecord],
        agenda: AgendaRecord,
        links_until: datetime,
    ) -> None:
        """Replace a meeting's rows, unless somebody stored a later state meanwhile.

        Links to a meeting that was put off go on until `links_until`.
        """
        try:
            async with self._database.write() as session:
                row = await session.get(BriefingRow, record.meeting, with_for_update=True)
                if row is not None and row.applied_seq >= record.applied_seq:
                    return
                await session.execute(
                    delete(BriefingSeatRow).where(BriefingSeatRow.meeting == record.meeting)
                )
                await session.merge(BriefingRow(**asdict(record)))
                await session.flush()
                session.add_all(BriefingSeatRow(meeting=record.meeting, **asdict(seat)) for seat in seats)
                await store_agenda(session, record.meeting, agenda, self._clock())
                await prolong_links(session, record.meeting, links_until)
        except IntegrityError:
            # Another process indexed the same meeting for the first time; its rows say the same.
            return

    async def get(self, meeting: str) -> BriefingRecord | None:
        """One meeting."""
        async with self._database.read() as session:
            row = await session.get(BriefingRow, meeting)
            return record_of(row) if row else None

    async def all(self) -> Sequence[BriefingRecord]:
        """Every meeting, the latest first."""
        query = select(BriefingRow).order_by(BriefingRow.scheduled_at.desc(), BriefingRow.meeting)
        async with self._database.read() as session:
            return [record_of(row) for row in await session.scalars(query)]

    async def planned_between(self, start: datetime, end: datetime, states: Sequence[str]) -> Sequence[str]:
        """Meetings in one of these states whose opening is planned in a stretch of time."""
        query = select(BriefingRow.meeting).where(
            BriefingRow.scheduled_at.between(start, end), BriefingRow.state.in_(states)
        )
        async with self._database.read() as session:
            return list(await session.scalars(query))

    async def beginning_between(self, start: datetime, end: datetime) -> Sequence[BriefingRecord]:
        """Meetings planned to begin from `start` on and before `end`, in order of time."""
        query = select(BriefingRow).where(BriefingRow.scheduled_at >= start, BriefingRow.scheduled_at < end)
        async with self._database.read() as session:
            rows = await session.scalars(query.order_by(BriefingRow.scheduled_at, BriefingRow.meeting))
            return [record_of(row) for row in rows]

    async def seats_of(self, meetings: Sequence[str]) -> dict[str, list[SeatRecord]]:
        """The seats of some meetings, halls first and then by name."""
        found: dict[str, list[SeatRecord]] = {}
        for begin in range(0, len(meetings), SOME):
            some = meetings[begin : begin + SOME]
            query = select(BriefingSeatRow).where(BriefingSeatRow.meeting.in_(some))
            async with self._database.read() as session:
                for row in await session.scalars(query.order_by(BriefingSeatRow.name, BriefingSeatRow.seat)):
                    seat = SeatRecord(row.seat, row.role, row.name)
                    found.setdefault(row.meeting, []).append(seat)
        return found

    async def of_seat(self, seat: str, meeting: str | None = None) -> Sequence[tuple[str, str]]:
        """(meeting, role) wherever a seat has a place."""
        query = select(BriefingSeatRow.meeting, BriefingSeatRow.role).where(BriefingSeatRow.seat == seat)
        if meeting is not None:
            query = query.where(BriefingSeatRow.meeting == meeting)
        async with self._database.read() as session:
            return [(row[0], row[1]) for row in await session.execute(query)]

    async def exists(self, meeting: str) -> bool:
        """Whether a meeting has been created under this id."""
        query = select(StreamRow.meeting).where(StreamRow.meeting == meeting, StreamRow.head_seq > 0)
        async with self._database.read() as session:
            return await session.scalar(query) is not None


def record_of(row: BriefingRow) -> BriefingRecord:
    """The row as a plain value."""
    return BriefingRecord(**{name: getattr(row, name) for name in BriefingRecord.__dataclass_fields__})
