"""The access log and the tombstones of marked papers in the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from server.db.engine import Database
from server.db.models.markings import AccessRow, TombstoneRow
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
