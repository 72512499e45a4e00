"""Owners of private notes and what their keys are wrapped under. Never sees a key in the open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from server.db.engine import Database
from server.db.models.notes import NoteKeyRow, NoteWrappingRow, PrivateNoteRow
from server.db.models.people import LinkRow, SessionRow
from server.errors import Unauthenticated
from server.people.records import has_lapsed

PASSWORD, SESSION, TRANSFER = "password", "session", "transfer"
"""Under what a key is wrapped: a password, the token of a sign-in, a one-time code."""
_DELEGATE_LINK = "delegate"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose notes: an account's everywhere, or a delegate's of one meeting. Notes are bound to ``id``."""

    id: str
    account: str | None = None
    meeting: str | None = None
    delegate: str | None = None


def owner_of_account(account: str) -> Owner:
    """The owner an account is."""
    return Owner(f"account:{account}", account=account)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """The key ``key_id`` of an owner, encrypted. ``salt`` and ``cost`` say how its secret was stretched."""

    id: str
    key_id: str
    kind: str
    salt: bytes
    box: bytes
    cost: str = ""
    session: str | None = None
    expires_at: datetime | None = None
    tries_left: int = 0


@dataclass(frozen=True, slots=True)
class Ring:
    """The key in use and what opens it now: passwords, and sign-ins that still hold."""

    key_id: str
    wrappings: tuple[Wrapping, ...]

    def by_password(self) -> Wrapping | None:
        """What the password opens."""
        return next((one for one in self.wrappings if one.kind == PASSWORD), None)

    def of_session(self, session: str) -> Wrapping | None:
        """What the token of a sign-in opens."""
        return next((one for one in self.wrappings if one.session == session), None)


class NoteKeyRepository:
    """Reads and writes owners and wrappings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ring(self, owner: str, now: datetime) -> Ring | None:
        """The key of an owner; None when there is none yet or it was given up."""
        query = (
            select(NoteWrappingRow, SessionRow)
            .outerjoin(SessionRow, NoteWrappingRow.session == SessionRow.id)
            .where(NoteWrappingRow.owner == owner, NoteWrappingRow.kind != TRANSFER)
            .order_by(NoteWrappingRow.id)
        )
        async with self._database.read() as session:
            row = await session.get(NoteKeyRow, owner)
            if row is None or row.key_id is None:
                return None
            found = (await session.execute(query)).all()
            held = (one for one, sign_in in found if sign_in is None or not _ended(sign_in, now))
            return Ring(row.key_id, tuple(_wrapping_of(one, row.key_id) for one in held))

    async def has_notes(self, owner: str) -> bool:
        """Whether an owner has notes that are not deleted."""
        async with self._database.read() as session:
            return await _has_notes(session, owner)

    async def make(self, owner: Owner, wrappings: tuple[Wrapping, ...], now: datetime) -> bool:
        """Give an owner its first key, or the first after one was given up; False when it has one."""
        try:
            async with self._database.write() as session:
                row = await _locked(session, owner.id)
                if row is not None and row.key_id is not None:
                    return False
                if row is None:
                    row = _new_row(owner, now)
                    session.add(row)
                    await session.flush()
                row.key_id = wrappings[0].key_id
                for wrapping in wrappings:
                    await _replace(session, owner.id, wrapping)
                return True
        except IntegrityError:  # two sign-ins of the owner asked at once, and the other was faster
            return False

    async def put(self, owner: str, wrapping: Wrapping) -> bool:
        """Keep a wrapping in place of the earlier one of its kind; False when its key is no longer in use."""
        async with self._database.write() as session:
            row = await _locked(session, owner)
            if row is None or row.key_id != wrapping.key_id:
                return False
            await _replace(session, owner, wrapping)
            return True

    async def take_try(self, owner: str, now: datetime) -> Wrapping | None:
        """Use one try at the owner's code up, before it is known whether it is right; None: no code holds."""
        holds = (
            NoteWrappingRow.owner == owner,
            NoteWrappingRow.kind == TRANSFER,
            NoteWrappingRow.expires_at > now,
            NoteWrappingRow.tries_left > 0,
        )
        async with self._database.write() as session:
            key = await session.get(NoteKeyRow, owner)
            row = await session.scalar(
                update(NoteWrappingRow)
                .where(*holds)
                .values(tries_left=NoteWrappingRow.tries_left - 1)
                .returning(NoteWrappingRow)
                .execution_options(synchronize_session=False)
            )
            return None if row is None or key is None else _wrapping_of(row, key.key_id or "")

    async def use_up(self, owner: str, code: str, wrapping: Wrapping) -> bool:
        """Exchange a code (its wrapping's id) for a wrapping of a sign-in; False when it was used already."""
        async with self._database.write() as session:
            await _locked(session, owner)
            if not await _delete_one(session, code):
                return False
            await _replace(session, owner, wrapping)
            return True

    async def end_code(self, code: str) -> None:
        """Delete a code (its wrapping's id)."""
        async with self._database.write() as session:
            await _delete_one(session, code)

    async def renounce(self, owner: str, key_id: str, *, only_unused: bool = False) -> bool:
        """Delete an owner's notes and everything the key was wrapped under; False when it is another key.

        ``only_unused``: False, too, when the owner has notes that are not deleted.
        """
        async with self._database.write() as session:
            row = await _locked(session, owner)
            if row is None or row.key_id != key_id:
                return False
            if only_unused and await _has_notes(session, owner):
                return False
            await session.execute(delete(PrivateNoteRow).where(PrivateNoteRow.owner == owner))
            await session.execute(delete(NoteWrappingRow).where(NoteWrappingRow.owner == owner))
            row.key_id, row.rev = None, row.rev + 1
            return True

    async def forget_ended(self, now: datetime) -> None:
        """Delete what sign-ins that ended could open, codes that ended, and notes of delegates who may no
        longer come: with the last link to their seat ends their right, and what could open the notes.
        """
        async with self._database.write() as session:
            query = select(NoteWrappingRow.id, SessionRow).join(
                SessionRow, NoteWrappingRow.session == SessionRow.id
            )
            ended = [one for one, sign_in in await session.execute(query) if _ended(sign_in, now)]
            await session.execute(delete(NoteWrappingRow).where(NoteWrappingRow.id.in_(ended)))
            await session.execute(delete(NoteWrappingRow).where(NoteWrappingRow.expires_at <= now))
            invited = select(LinkRow.id).where(
                LinkRow.kind == _DELEGATE_LINK,
                LinkRow.meeting == NoteKeyRow.meeting,
                LinkRow.delegate == NoteKeyRow.delegate,
                LinkRow.revoked_at.is_(None),
                LinkRow.expires_at > now,
            )
            gone = NoteKeyRow.delegate.is_not(None) & ~invited.exists()
            await session.execute(delete(NoteKeyRow).where(gone).execution_options(synchronize_session=False))


async def replace_password_wrapping(session: AsyncSession, account: str, wrapping: Wrapping | None) -> None:
    """Part of setting a password: what the old one opened goes; the new one opens ``wrapping``, if any."""
    owner = owner_of_account(account).id
    row = await _locked(session, owner)
    if row is None:
        return
    if wrapping is not None and wrapping.key_id == row.key_id:
        await _replace(session, owner, wrapping)
    else:
        await _delete(session, owner, PASSWORD)


async def _has_notes(session: AsyncSession, owner: str) -> bool:
    query = select(PrivateNoteRow.id).where(PrivateNoteRow.owner == owner, PrivateNoteRow.box.is_not(None))
    return await session.scalar(query.limit(1)) is not None


async def _locked(session: AsyncSession, owner: str) -> NoteKeyRow | None:
    """The owner's row, held until the transaction ends: everything about one owner happens one by one."""
    return await session.get(NoteKeyRow, owner, with_for_update=True)


async def _replace(session: AsyncSession, owner: str, wrapping: Wrapping) -> None:
    if wrapping.session is not None:
        sign_in = await session.get(SessionRow, wrapping.session)
        if sign_in is None or sign_in.revoked_at is not None:
            raise Unauthenticated("session.ended")
    await _delete(session, owner, wrapping.kind, wrapping.session)
    session.add(
        NoteWrappingRow(
            id=wrapping.id,
            owner=owner,
            kind=wrapping.kind,
            session=wrapping.session,
            salt=wrapping.salt,
            cost=wrapping.cost,
            box=wrapping.box,
            tries_left=wrapping.tries_left,
            expires_at=wrapping.expires_at,
        )
    )


async def _delete(session: AsyncSession, owner: str, kind: str, sign_in: str | None = None) -> None:
    query = delete(NoteWrappingRow).where(NoteWrappingRow.owner == owner, NoteWrappingRow.kind == kind)
    await session.execute(query if sign_in is None else query.where(NoteWrappingRow.session == sign_in))


async def _delete_one(session: AsyncSession, wrapping: str) -> bool:
    gone = delete(NoteWrappingRow).where(NoteWrappingRow.id == wrapping).returning(NoteWrappingRow.id)
    return (await session.execute(gone)).one_or_none() is not None


def _ended(sign_in: SessionRow, now: datetime) -> bool:
    lapsed = has_lapsed(sign_in.kind, sign_in.expires_at, sign_in.last_seen_at, sign_in.idle_s, now)
    return sign_in.revoked_at is not None or lapsed


def _new_row(owner: Owner, now: datetime) -> NoteKeyRow:
    return NoteKeyRow(
        owner=owner.id,
        account=owner.account,
        meeting=owner.meeting,
        delegate=owner.delegate,
        rev=0,
        created_at=now,
    )


def _wrapping_of(row: NoteWrappingRow, key_id: str) -> Wrapping:
    return Wrapping(
        row.id,
        key_id,
        row.kind,
        row.salt,
        row.box,
        row.cost,
        row.session,
        row.expires_at,
        row.tries_left,
    )
