"""Accounts in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from server.db.engine import Database
from server.db.models.people import AccountRow
from server.db.repositories.note_keys import Wrapping, replace_password_wrapping
from server.errors import Conflict
from server.people.records import Account


@dataclass(frozen=True)
class NewAccount:
    """An account to be stored."""

    id: str
    login: str
    name: str
    office: str
    roles: frozenset[str]
    password_hash: str | None
    created_at: datetime
    email: str = ""


class AccountRepository:
    """Reads and writes accounts; gives plain values."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, new: NewAccount, *, only_if_none: bool = False) -> Account | None:
        """Store an account. With `only_if_none` it is stored only as the very first, else None is answered.

        Raises:
            Conflict: ``account.login_taken``.
        """
        row = AccountRow(
            id=new.id,
            login=new.login,
            name=new.name,
            office=new.office,
            roles=sorted(new.roles),
            password_hash=new.password_hash,
            created_at=new.created_at,
            email=new.email,
        )
        try:
            async with self._database.write() as session:
                if only_if_none and await session.scalar(select(func.count()).select_from(AccountRow)):
                    return None
                session.add(row)
        except IntegrityError as error:
            raise Conflict("account.login_taken", login=new.login) from error
        return account_of(row)

    async def all(self) -> Sequence[Account]:
        """Every account, by name."""
        async with self._database.read() as session:
            rows = await session.scalars(select(AccountRow).order_by(AccountRow.name, AccountRow.id))
            return [account_of(row) for row in rows]

    async def get(self, account: str) -> Account | None:
        """One account by id."""
        async with self._database.read() as session:
            row = await session.get(AccountRow, account)
            return account_of(row) if row else None

    async def credentials(self, login: str) -> tuple[Account, str | None] | None:
        """The account of a folded login and its password hash."""
        async with self._database.read() as session:
            row = await session.scalar(select(AccountRow).where(AccountRow.login == login))
            return (account_of(row), row.password_hash) if row else None

    async def change(
        self, account: str, values: dict[str, Any], *, keep: str | None = None
    ) -> Account | None:
        """Set columns of an account; None when there is no such account.

        With ``keep``, a role, the change is undone when it leaves nobody with it who may sign in.

        Raises:
            Conflict: ``account.last_administrator``.
        """
        async with self._database.write() as session:
            if keep is not None:
                # All rows in one order: two changes at once wait for each other, and each sees the other's.
                await session.execute(select(AccountRow.id).order_by(AccountRow.id).with_for_update())
            await session.execute(update(AccountRow).where(AccountRow.id == account).values(**values))
            row = await session.get(AccountRow, account, populate_existing=True)
            if keep is not None and not await _held(session, keep):
                raise Conflict("account.last_administrator")
            return account_of(row) if row else None

    async def set_password(self, account: str, encoded: str | None, wrapping: Wrapping | None) -> bool:
        """Set or take away a password and, in the same transaction, what opens the account's notes by it.

        False when there is no such account.
        """
        async with self._database.write() as session:
            row = await session.get(AccountRow, account, with_for_update=True)
            if row is None:
                return False
            row.password_hash = encoded
            await replace_password_wrapping(session, account, wrapping)
            return True

    async def count(self) -> int:
        """How many accounts there are."""
        async with self._database.read() as session:
            return await session.scalar(select(func.count()).select_from(AccountRow)) or 0


async def _held(session: AsyncSession, role: str) -> bool:
    roles = await session.scalars(select(AccountRow.roles).where(AccountRow.disabled_at.is_(None)))
    return any(role in held for held in roles)


def account_of(row: AccountRow) -> Account:
    """The row as a plain value, without its password hash."""
    return Account(
        row.id,
        row.login,
        row.name,
        row.office,
        frozenset(row.roles),
        row.disabled_at is not None,
        row.password_hash is not None,
        row.created_at,
        row.email,
    )
