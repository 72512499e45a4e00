"""The event store: append, read and list a meeting's log.

An append is one transaction that first moves the stream's head, guarded by the owner's fence and the
expected sequence number, then inserts the events under unique(meeting, seq) and unique(meeting, actor, key).
Whoever is no longer the owner, or lags behind, changes nothing and is told why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from server.clock import Clock
from server.db.engine import Database
from server.db.models.events import EventRow, StreamRow
from server.errors import Conflict, NotFound


class Fenced(Conflict):
    """Another process has taken this meeting over since the caller claimed it."""


class OutOfOrder(Conflict):
    """The log does not end where the caller thought; it must read again."""


class KeyRepeated(Conflict):
    """A command with one of these idempotency keys is in the log already."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a log ends. ``fence`` names the ownership that may append."""

    meeting: str
    fence: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Record:
    """One event to store. ``envelope`` is its JSON as hashed; ``key`` only on a command's first event."""

    seq: int
    actor: str
    type: str
    key: str | None
    hash: str
    envelope: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """A line of the list of logs."""

    meeting: str
    seq: int
    lifecycle: str
    created_at: datetime
    changed_at: datetime


class EventStore:
    """The event log in the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def create(self, meeting: str) -> None:
        """Make an empty log. Raises ``Conflict`` when the id is taken."""
        now = self._clock()
        row = StreamRow(
            meeting=meeting,
            fence=0,
            head_seq=0,
            head_hash="",
            lifecycle="draft",
            created_at=now,
            changed_at=now,
        )
        try:
            async with self._database.write() as session:
                session.add(row)
        except IntegrityError:
            raise Conflict("meeting.exists", meeting=meeting) from None

    async def claim(self, meeting: str) -> Head:
        """Take a log over: every earlier owner is fenced off from now on. Raises ``NotFound``."""
        async with self._database.write() as session:
            raised = update(StreamRow).where(StreamRow.meeting == meeting).values(fence=StreamRow.fence + 1)
            row = (
                await session.execute(
                    raised.returning(StreamRow.fence, StreamRow.head_seq, StreamRow.head_hash)
                )
            ).one_or_none()
        if row is None:
            raise NotFound("meeting.not_found", meeting=meeting)
        return Head(meeting, row[0], row[1], row[2])

    async def append(
        self, meeting: str, expected_seq: int, records: Sequence[Record], *, fence: int, lifecycle: str
    ) -> None:
        """Store ``records`` after ``expected_seq``, all or none.

        Raises:
            Fenced, OutOfOrder, KeyRepeated: nothing was stored.
        """
        if not records:
            return
        try:
            async with self._database.write() as session:
                await self._move_head(session, meeting, expected_seq, records[-1], fence, lifecycle)
                await session.execute(insert(EventRow), [_row(meeting, record) for record in records])
        except IntegrityError:
            raise KeyRepeated("meeting.key_repeated", meeting=meeting) from None

    async def _move_head(
        self, session: AsyncSession, meeting: str, expected: int, last: Record, fence: int, lifecycle: str
    ) -> None:
        moved = await session.execute(
            update(StreamRow)
            .where(StreamRow.meeting == meeting, StreamRow.fence == fence, StreamRow.head_seq == expected)
            .values(head_seq=last.seq, head_hash=last.hash, lifecycle=lifecycle, changed_at=self._clock())
            .returning(StreamRow.meeting)
        )
        if moved.one_or_none() is not None:
            return
        stream = await session.get(StreamRow, meeting)
        if stream is None:
            raise NotFound("meeting.not_found", meeting=meeting)
        if stream.fence != fence:
            raise Fenced("meeting.owner_lost", meeting=meeting)
        raise OutOfOrder("meeting.out_of_order", meeting=meeting, seq=stream.head_seq)

    async def read(self, meeting: str, after: int = 0, limit: int | None = None) -> list[dict[str, Any]]:
        """The envelopes after sequence number ``after``, in order; all of them without ``limit``."""
        question = (
            select(EventRow.envelope)
            .where(EventRow.meeting == meeting, EventRow.seq > after)
            .order_by(EventRow.seq)
            .limit(limit)
        )
        async with self._database.read() as session:
            return list((await session.execute(question)).scalars())

    async def of_types(self, meeting: str, types: Sequence[str]) -> list[dict[str, Any]]:
        """The envelopes of events of these types, in order; few are read, however long the log is."""
        question = (
            select(EventRow.envelope)
            .where(EventRow.meeting == meeting, EventRow.type.in_(types))
            .order_by(EventRow.seq)
        )
        async with self._database.read() as session:
            return list((await session.execute(question)).scalars())

    async def head(self, meeting: str) -> Head | None:
        """Where the log ends, or None when there is no such meeting."""
        async with self._database.read() as session:
            row = await session.get(StreamRow, meeting)
        return None if row is None else Head(meeting, row.fence, row.head_seq, row.head_hash)

    async def seq_of(self, meeting: str, actor: str, key: str) -> int | None:
        """The first event a command with this key caused, or None."""
        question = select(EventRow.seq).where(
            EventRow.meeting == meeting, EventRow.actor == actor, EventRow.key == key
        )
        async with self._database.read() as session:
            return (await session.execute(question)).scalar_one_or_none()

    async def list(self, lifecycles: Sequence[str] = ()) -> list[StreamInfo]:
        """All logs, the newest change first, or those in one of ``lifecycles``."""
        question = select(StreamRow).order_by(StreamRow.changed_at.desc())
        if lifecycles:
            question = question.where(StreamRow.lifecycle.in_(lifecycles))
        async with self._database.read() as session:
            rows = (await session.execute(question)).scalars().all()
        return [StreamInfo(r.meeting, r.head_seq, r.lifecycle, r.created_at, r.changed_at) for r in rows]

    async def count(self) -> int:
        """How many events all logs hold."""
        async with self._database.read() as session:
            return int((await session.execute(select(func.count()).select_from(EventRow))).scalar_one())


def _row(meeting: str, record: Record) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "seq": record.seq,
        "actor": record.actor,
        "type": record.type,
        "key": record.key,
        "hash": record.hash,
        "envelope": record.envelope,
    }
