"""Private notes in the database: ciphertext under numbers that only rise, and tombstones of deleted ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from server.db.engine import Database
from server.db.models.notes import NoteKeyRow, PrivateNoteRow

MAX_ROWS = 500
"""Notes of one answer at most."""


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A note as it lies there; ``box`` None: deleted."""

    meeting: str
    id: str
    rev: int
    box: bytes | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note is written: whose, under which key (its id), in which meeting, and which."""

    owner: str
    key_id: str
    meeting: str
    note: str


@dataclass(frozen=True, slots=True)
class Caps:
    """How many notes of one owner a meeting takes, and how many rows with those that were deleted."""

    notes: int
    rows: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed after a number: the notes up to ``rev``; ``more`` follow."""

    rev: int
    key_id: str | None
    notes: Sequence[StoredNote]
    more: bool


class Came(StrEnum):
    """What came of writing a note."""

    STORED = "stored"
    CHANGED = "changed"
    UNKNOWN = "unknown"
    FULL = "full"
    OTHER_KEY = "other_key"


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it, with the note as it lies there now."""

    came: Came
    note: StoredNote | None = None


class PrivateNoteRepository:
    """Reads and writes notes. What is written of one owner is written one by one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def changes(self, owner: str, since: int, meeting: str | None, most_bytes: int) -> Changes:
        """Notes of an owner changed after ``since``, in the order of their numbers, of one meeting or all."""
        async with self._database.read() as session:
            key = await session.get(NoteKeyRow, owner)
            if key is None:
                return Changes(0, None, (), more=False)
            query = select(PrivateNoteRow).where(
                PrivateNoteRow.owner == owner, PrivateNoteRow.rev > since, PrivateNoteRow.rev <= key.rev
            )
            if meeting is not None:
                query = query.where(PrivateNoteRow.meeting == meeting)
            rows = list(await session.scalars(query.order_by(PrivateNoteRow.rev).limit(MAX_ROWS + 1)))
        fitting = _fitting(rows, most_bytes)
        more = len(fitting) < len(rows)
        return Changes(
            fitting[-1].rev if more else key.rev, key.key_id, [_note_of(row) for row in fitting], more
        )

    async def meetings(self, owner: str) -> Sequence[str]:
        """The meetings in which an owner has notes that are not deleted."""
        query = select(PrivateNoteRow.meeting).where(
            PrivateNoteRow.owner == owner, PrivateNoteRow.box.is_not(None)
        )
        async with self._database.read() as session:
            return list(await session.scalars(query.distinct().order_by(PrivateNoteRow.meeting)))

    async def put(self, place: Place, box: bytes, base: int, caps: Caps, now: datetime) -> Written:
        """Write a note over its number ``base`` (0: a new one). The same box again changes nothing."""
        async with self._database.write() as session:
            key = await self._key(session, place)
            if key is None:
                return Written(Came.OTHER_KEY)
            row = await _row(session, place)
            if row is not None and row.box == box:
                return Written(Came.STORED, _note_of(row))
            if (row.rev if row is not None else 0) != base:
                return Written(Came.CHANGED, _note_of(row) if row is not None else None)
            if (row is None or row.box is None) and await _is_full(session, place, caps, new=row is None):
                return Written(Came.FULL)
            if row is None:
                row = PrivateNoteRow(owner=place.owner, meeting=place.meeting, id=place.note)
                session.add(row)
            _write(row, key, box, now)
            return Written(Came.STORED, _note_of(row))

    async def delete(self, place: Place, base: int, now: datetime) -> Written:
        """Delete a note of the number ``base``; a tombstone stays. Deleted already: nothing changes."""
        async with self._database.write() as session:
            key = await self._key(session, place)
            if key is None:
                return Written(Came.OTHER_KEY)
            row = await _row(session, place)
            if row is None:
                return Written(Came.UNKNOWN)
            if row.box is not None and row.rev != base:
                return Written(Came.CHANGED, _note_of(row))
            if row.box is not None:
                _write(row, key, None, now)
            return Written(Came.STORED, _note_of(row))

    async def _key(self, session: AsyncSession, place: Place) -> NoteKeyRow | None:
        """The owner's row, held until the transaction ends; None when the key is no longer in use."""
        key = await session.get(NoteKeyRow, place.owner, with_for_update=True)
        return key if key is not None and key.key_id == place.key_id else None


async def _row(session: AsyncSession, place: Place) -> PrivateNoteRow | None:
    return await session.get(PrivateNoteRow, (place.owner, place.meeting, place.note))


def _write(row: PrivateNoteRow, key: NoteKeyRow, box: bytes | None, now: datetime) -> None:
    key.rev += 1
    row.rev, row.box, row.changed_at = key.rev, box, now


async def _is_full(session: AsyncSession, place: Place, caps: Caps, *, new: bool) -> bool:
    query = select(func.count(), func.count(PrivateNoteRow.box)).where(
        PrivateNoteRow.owner == place.owner, PrivateNoteRow.meeting == place.meeting
    )
    rows, notes = (await session.execute(query)).one()
    return bool(notes >= caps.notes or (new and rows >= caps.rows))


def _fitting(rows: Sequence[PrivateNoteRow], most_bytes: int) -> Sequence[PrivateNoteRow]:
    """As many as one answer takes, one at least."""
    size, count = 0, 0
    for row in rows[:MAX_ROWS]:
        size += len(row.box or b"")
        if count and size > most_bytes:
            break
        count += 1
    return rows[:count]


def _note_of(row: PrivateNoteRow) -> StoredNote:
    return StoredNote(row.meeting, row.id, row.rev, row.box, row.changed_at)
