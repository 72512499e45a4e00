"""Notices inside the application in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from server.db.engine import Database
from server.db.models.notices import NoticeRow

MOST = 100


@dataclass(frozen=True)
class NoticeRecord:
    """A notice an account got: `code` is its sentence, `about` the id of what it is about."""

    id: int
    code: str
    about: str
    details: Mapping[str, Any]
    at: datetime
    read_at: datetime | None


class NoticeRepository:
    """Writes notices and gives them to whom they are for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, accounts: Sequence[str], code: str, about: str, details: Mapping[str, Any], at: datetime
    ) -> None:
        """Store the same notice for several accounts."""
        rows = [
            {"account": one, "code": code, "about": about, "details": dict(details), "at": at}
            for one in accounts
        ]
        if rows:
            async with self._database.write() as session:
                await session.execute(insert(NoticeRow), rows)

    async def of(self, account: str) -> Sequence[NoticeRecord]:
        """The latest notices of an account, the newest first."""
        query = select(NoticeRow).where(NoticeRow.account == account).order_by(NoticeRow.id.desc())
        async with self._database.read() as session:
            return [
                NoticeRecord(row.id, row.code, row.about, row.details, row.at, row.read_at)
                for row in await session.scalars(query.limit(MOST))
            ]

    async def read(self, account: str, until: int, at: datetime) -> None:
        """Note that an account has read everything up to a notice."""
        mine = (NoticeRow.account == account, NoticeRow.id <= until, NoticeRow.read_at.is_(None))
        async with self._database.write() as session:
            await session.execute(update(NoticeRow).where(*mine).values(read_at=at))
