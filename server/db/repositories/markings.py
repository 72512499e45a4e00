"""The access log and the tombstones of marked papers in the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from rooms import Marking
from server.db.engine import Database
from server.db.models.markings import AccessRow, TombstoneRow
from server.db.models.paper_reviews import PaperReviewRow
from server.db.models.papers import REMOVING, PaperRow
from server.db.upsert import add_if_absent
from server.errors import Unavailable
from server.markings.chain import Head, Line

TRIES = 20
Next = Callable[[Head], Line]


class AccessRepository:
    """Adds to the log and reads it; nothing here changes or takes away a line."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, meeting: str, make: Next) -> Line:
        """Add the line that ``make`` seals upon the present end, whoever else adds at the same time.

        Raises Unavailable ``marking.log_busy`` when others were faster again and again.
        """
        for _ in range(TRIES):
            try:
                async with self._database.write() as session:
                    line = make(await _head(session, meeting))
                    session.add(AccessRow(**asdict(line)))
                    return line
            except IntegrityError:
                continue
        raise Unavailable("marking.log_busy")

    async def read(self, meeting: str) -> Sequence[Line]:
        """The whole log in its order."""
        query = select(AccessRow).where(AccessRow.meeting == meeting).order_by(AccessRow.number)
        async with self._database.read() as session:
            return [
                Line(row.meeting, row.number, row.entry, row.prev, row.hash)
                for row in await session.scalars(query)
            ]

    async def heads(self) -> Mapping[str, int]:
        """How many lines each meeting's log has."""
        query = select(AccessRow.meeting, func.max(AccessRow.number)).group_by(AccessRow.meeting)
        async with self._database.read() as session:
            return {meeting: lines for meeting, lines in await session.execute(query)}

    async def head(self, meeting: str) -> Head:
        """Where the log ends now."""
        async with self._database.read() as session:
            return await _head(session, meeting)


async def _head(session: AsyncSession, meeting: str) -> Head:
    query = (
        select(AccessRow.number, AccessRow.hash)
        .where(AccessRow.meeting == meeting)
        .order_by(AccessRow.number.desc())
        .limit(1)
    )
    row = (await session.execute(query)).one_or_none()
    return Head() if row is None else Head(row[0], row[1])


@dataclass(frozen=True)
class Tombstone:
    """What is left of a version: hashes and sizes, no title. ``destroyed_at`` None: it is still to be."""

    paper: str
    version: int
    meeting: str
    marking: str
    pages: int
    size: int
    sha256: str
    original_sha256: str
    folder: str
    due_at: datetime
    destroyed_at: datetime | None = None


class Without(NamedTuple):
    """A version with a marking and no stone: how its submission is marked, and how far that is."""

    paper: str
    version: int
    marking: str
    state: str


class TombstoneRepository:
    """Keeps what was destroyed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def order(self, stone: Tombstone) -> None:
        """Note, before anything is deleted, that a version is to be and when; of two days, the earlier."""
        async with self._database.write() as session:
            await add_if_absent(session, TombstoneRow, asdict(stone))
            await session.execute(
                update(TombstoneRow)
                .where(TombstoneRow.paper == stone.paper, TombstoneRow.version == stone.version)
                .where(TombstoneRow.destroyed_at.is_(None), TombstoneRow.due_at > stone.due_at)
                .values(due_at=stone.due_at)
            )

    async def without(self) -> Mapping[str, frozenset[Without]]:
        """By meeting, the versions that their submissions say or ask a marking of, and that have no stone."""
        review, stone = PaperReviewRow, TombstoneRow
        query = (
            select(PaperRow.meeting, PaperRow.id, PaperRow.version, review.marking, review.state)
            .join(review, (review.paper == PaperRow.id) & (review.version == PaperRow.version))
            .outerjoin(stone, (stone.paper == PaperRow.id) & (stone.version == PaperRow.version))
            .where(PaperRow.state != REMOVING, stone.paper.is_(None))
            .where(or_(review.asks.is_(True), review.marking != Marking.NORMAL))
        )
        found: dict[str, set[Without]] = {}
        async with self._database.read() as session:
            for meeting, paper, version, marking, state in await session.execute(query):
                found.setdefault(meeting, set()).add(Without(paper, version, marking, state))
        return {meeting: frozenset(versions) for meeting, versions in found.items()}

    async def due(self, now: datetime) -> Sequence[Tombstone]:
        """Versions to be destroyed by now and not known to be."""
        return await self._read(TombstoneRow.destroyed_at.is_(None), TombstoneRow.due_at <= now)

    async def of_meeting(self, meeting: str) -> Sequence[Tombstone]:
        """Versions of a meeting's papers that were destroyed, or will be."""
        return await self._read(TombstoneRow.meeting == meeting)

    async def _read(self, *conditions: ColumnElement[bool]) -> Sequence[Tombstone]:
        query = select(TombstoneRow).where(*conditions)
        async with self._database.read() as session:
            rows = await session.scalars(query.order_by(TombstoneRow.paper, TombstoneRow.version))
            return [Tombstone(**{name: getattr(row, name) for name in Tombstone.__dataclass_fields__})
                    for row in rows]  # fmt: skip

    async def done(self, stone: Tombstone, at: datetime) -> None:
        """Note that nothing of it is left."""
        async with self._database.write() as session:
            await session.execute(
                update(TombstoneRow)
                .where(TombstoneRow.paper == stone.paper, TombstoneRow.version == stone.version)
                .values(destroyed_at=at)
            )
