"""Keys, credentials and boxes of secret polls in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from server.db.engine import Database
from server.db.models.ballots import BallotCredentialRow, BallotKeyRow, BallotRow
from server.db.together import WriteTogether
from server.db.upsert import add_if_absent
from server.errors import Unavailable


@dataclass(frozen=True, slots=True)
class StoredKey:
    """The key pair of a poll, as ``server.ballots.keys`` makes it."""

    private: bytes
    public: str


@dataclass(frozen=True, slots=True)
class StoredBallot:
    """A ballot as it was sent; ``change`` grows with every change of mind."""

    serial: str
    choices: tuple[str, ...]
    change: int
    signature: str
    proof: str


@dataclass(frozen=True, slots=True)
class Claim:
    """``granted``: this message is the seat's. ``private``: the key to sign it with; None where it is not."""

    private: bytes | None
    granted: bool


class Put(StrEnum):
    """What came of putting a ballot into the box."""

    STORED = "stored"
    SEALED = "sealed"
    TAKEN = "taken"
    SUPERSEDED = "superseded"


class BallotRepository:
    """Reads and writes what secret polls need while they run."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._together = WriteTogether(database)

    async def keep_key(self, meeting: str, poll: str, key: StoredKey) -> StoredKey:
        """Keep the key of a poll, or give back the one that is kept already."""
        async with self._database.write() as session:
            values = {"private": key.private, "public": key.public, "sealed": False}
            await add_if_absent(session, BallotKeyRow, {"meeting": meeting, "poll": poll, **values})
            row = await session.get_one(BallotKeyRow, (meeting, poll))
            return StoredKey(row.private, row.public)

    async def key(self, meeting: str, poll: str) -> StoredKey | None:
        """The key of a poll that runs."""
        async with self._database.read() as session:
            row = await session.get(BallotKeyRow, (meeting, poll))
            return None if row is None else StoredKey(row.private, row.public)

    async def claim(self, meeting: str, poll: str, seat: str, blinded: str) -> Claim:
        """Note that this blinded message (its SHA-256) is the seat's, unless it has another one already."""

        async def work(session: AsyncSession) -> Claim:
            private = await session.scalar(_key(BallotKeyRow.private, meeting, poll))
            if private is None:
                return Claim(None, granted=False)
            row = await session.get(BallotCredentialRow, (meeting, poll, seat))
            if row is None:
                session.add(BallotCredentialRow(meeting=meeting, poll=poll, seat=seat, blinded=blinded))
            return Claim(private, granted=row is None or row.blinded == blinded)

        claim: Claim = await self._together(work)
        return claim

    async def put(self, meeting: str, poll: str, ballot: StoredBallot, *, replaces: bool) -> Put:
        """Put a ballot into the box, once for each serial; ``replaces``: a later change takes its place."""

        async def work(session: AsyncSession) -> Put:
            if await self._is_sealed(session, meeting, poll):
                return Put.SEALED
            # Another process that changes this ballot now is waited for: the later change stays.
            row = await session.get(BallotRow, (meeting, poll, ballot.serial), with_for_update=True)
            if row is None:
                session.add(BallotRow(meeting=meeting, poll=poll, **_columns(ballot)))
                return Put.STORED
            return _put_again(row, ballot, replaces=replaces)

        came: Put = await self._together(work)
        return came

    async def _is_sealed(self, session: AsyncSession, meeting: str, poll: str) -> bool:
        """Whether the box takes nothing; on PostgreSQL it cannot be sealed before this transaction ends."""
        sealed = await session.scalar(_key(BallotKeyRow.sealed, meeting, poll).with_for_update(read=True))
        return sealed is not False

    async def count(self, meeting: str, poll: str) -> int:
        """How many ballots lie in the box."""
        query = select(func.count()).select_from(BallotRow)
        async with self._database.read() as session:
            here = query.where(BallotRow.meeting == meeting, BallotRow.poll == poll)
            return int(await session.scalar(here) or 0)

    async def find(self, meeting: str, poll: str, serial: str) -> StoredBallot | None:
        """The ballot of a serial, while the box is there."""
        async with self._database.read() as session:
            row = await session.get(BallotRow, (meeting, poll, serial))
            return None if row is None else _ballot(row)

    async def seal(self, meeting: str, poll: str) -> Sequence[StoredBallot]:
        """Close the box for good and read it, sorted by serial."""
        async with self._database.write() as session:
            await session.execute(
                update(BallotKeyRow)
                .where(BallotKeyRow.meeting == meeting, BallotKeyRow.poll == poll)
                .values(sealed=True)
            )
            query = select(BallotRow).where(BallotRow.meeting == meeting, BallotRow.poll == poll)
            rows = await session.scalars(query.order_by(BallotRow.serial))
            return [_ballot(row) for row in rows]

    async def destroy(self, meeting: str, poll: str) -> None:
        """Delete the key, the box and who took a credential, and overwrite where they lay.

        SQLite overwrites what it deletes and empties its write-ahead log; copies made by others (backups,
        snapshots of the disk) are beyond reach. Raises Unavailable ``server.database`` while a long reading
        keeps the write-ahead log from being emptied; to be tried again.
        """
        async with self._database.write() as session:
            for table in (BallotRow, BallotCredentialRow, BallotKeyRow):
                await session.execute(delete(table).where(table.meeting == meeting, table.poll == poll))
        if self._database.is_sqlite:
            async with self._database.engine.connect() as connection:
                plain = await connection.execution_options(isolation_level="AUTOCOMMIT")
                emptied = (await plain.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()
            if emptied.busy:
                raise Unavailable("server.database")


def _put_again(row: BallotRow, ballot: StoredBallot, *, replaces: bool) -> Put:
    if tuple(row.choices) == ballot.choices and row.change == ballot.change:
        return Put.STORED
    if not replaces or row.change == ballot.change:
        return Put.TAKEN
    if row.change > ballot.change:
        return Put.SUPERSEDED
    row.choices, row.change = list(ballot.choices), ballot.change
    row.signature, row.proof = ballot.signature, ballot.proof
    return Put.STORED


def _key(column: InstrumentedAttribute[Any], meeting: str, poll: str) -> Select[Any]:
    return select(column).where(BallotKeyRow.meeting == meeting, BallotKeyRow.poll == poll)


def _ballot(row: BallotRow) -> StoredBallot:
    return StoredBallot(row.serial, tuple(row.choices), row.change, row.signature, row.proof)


def _columns(ballot: StoredBallot) -> dict[str, object]:
    return {
        "serial": ballot.serial,
        "choices": list(ballot.choices),
        "change": ballot.change,
        "signature": ballot.signature,
        "proof": ballot.proof,
    }
