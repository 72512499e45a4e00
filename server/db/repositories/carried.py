"""Postponed agenda items and who takes them over: claimed once, released when the taker lets go of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import Exists, and_, delete, exists, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from server.clock import Clock
from server.db.engine import Database
from server.db.models.agenda import CarriedRow, PostponedRow
from server.db.models.events import StreamRow
from server.db.models.papers import BriefingRow
from server.errors import Conflict

# How long a claim may wait for its meeting's log to hold the item; a process that died meanwhile lets go.
CLAIM = timedelta(seconds=60)
_OVER = ("closed", "archived")


@dataclass(frozen=True)
class PostponedRecord:
    """An item a meeting put off; ``seats`` reported on it there."""

    item: str
    title: str
    rapporteur: str
    planned_s: int
    internal: bool
    reason: str
    seats: tuple[str, ...]


@dataclass(frozen=True)
class Offered:
    """A postponed item nobody has taken over, with the meeting it comes from."""

    meeting: str
    meeting_title: str
    scheduled_at: datetime | None
    record: PostponedRecord


@dataclass(frozen=True)
class AgendaRecord:
    """What a meeting's log says of carrying over: what it put off, and what it took from others."""

    postponed: tuple[PostponedRecord, ...] = ()
    carried: tuple[tuple[str, str], ...] = ()


class CarriedRepository:
    """Reads what is offered, and keeps who takes what."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def offered(self) -> Sequence[Offered]:
        """What ended meetings put off and nobody took over, the latest meeting first."""
        taken = exists().where(
            CarriedRow.meeting == PostponedRow.meeting,
            CarriedRow.item == PostponedRow.item,
            # A claim its meeting's log never came to hold was of a process that died.
            or_(
                CarriedRow.claimed_at > self._clock() - CLAIM,
                and_(CarriedRow.confirmed, _lives(CarriedRow.into)),
            ),
        )
        query = (
            select(PostponedRow, BriefingRow.title, BriefingRow.scheduled_at)
            .join(BriefingRow, BriefingRow.meeting == PostponedRow.meeting)
            .where(BriefingRow.state.in_(_OVER), ~taken)
            .order_by(BriefingRow.scheduled_at.desc(), PostponedRow.meeting, PostponedRow.item)
        )
        async with self._database.read() as session:
            found = await session.execute(query)
            return [Offered(row.meeting, title, at, _record(row)) for row, title, at in found]

    async def taken(self, sources: Sequence[tuple[str, str]]) -> bool:
        """Whether one of these has been taken over."""
        async with self._database.read() as session:
            found = [await session.get(CarriedRow, source) for source in sources]
        return any(row is not None for row in found)

    async def claim(self, sources: Sequence[tuple[str, str]], into: str) -> None:
        """Take items over, all or none. Raises Conflict ``agenda.carried``."""
        try:
            async with self._database.write() as session:
                for source in sources:
                    await self._claim(session, source, into)
        except IntegrityError:  # another process was faster
            raise Conflict("agenda.carried") from None

    async def _claim(self, session: AsyncSession, source: tuple[str, str], into: str) -> None:
        row = await session.get(CarriedRow, source, with_for_update=True)
        if row is None:
            session.add(CarriedRow(meeting=source[0], item=source[1], into=into, claimed_at=self._clock()))
            return
        waiting = row.claimed_at > self._clock() - CLAIM
        if waiting or (row.confirmed and await session.scalar(select(_lives(row.into)))):
            raise Conflict("agenda.carried")
        row.into, row.claimed_at, row.confirmed = into, self._clock(), False

    async def release(self, sources: Sequence[tuple[str, str]], into: str) -> None:
        """Let go of what was claimed for a meeting that did not take it."""
        async with self._database.write() as session:
            for meeting, item in sources:
                mine = and_(CarriedRow.meeting == meeting, CarriedRow.item == item, CarriedRow.into == into)
                await session.execute(delete(CarriedRow).where(mine))


async def store_agenda(session: AsyncSession, meeting: str, record: AgendaRecord, now: datetime) -> None:
    """Replace what the database says of a meeting's log."""
    await session.execute(delete(PostponedRow).where(PostponedRow.meeting == meeting))
    session.add_all(
        PostponedRow(meeting=meeting, **{**asdict(one), "seats": list(one.seats)}) for one in record.postponed
    )
    for row in await session.scalars(select(CarriedRow).where(CarriedRow.into == meeting)):
        if (row.meeting, row.item) not in record.carried and (row.confirmed or row.claimed_at < now - CLAIM):
            await session.delete(row)
    for source in record.carried:
        found = await session.get(CarriedRow, source)
        if found is None:
            session.add(
                CarriedRow(meeting=source[0], item=source[1], into=meeting, claimed_at=now, confirmed=True)
            )
        elif found.into == meeting:
            found.confirmed = True
    await session.flush()


def _lives(meeting: str | InstrumentedAttribute[str]) -> Exists:
    """Whether a meeting was created under this id."""
    return exists().where(StreamRow.meeting == meeting, StreamRow.head_seq > 0)


def _record(row: PostponedRow) -> PostponedRecord:
    names = PostponedRecord.__dataclass_fields__
    return PostponedRecord(**{**{name: getattr(row, name) for name in names}, "seats": tuple(row.seats)})
