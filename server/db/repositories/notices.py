"""Notices inside the application in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from server.db.base import LARGEST_ID
from server.db.engine import Database
from server.db.models.notices import NoticeRow
from server.notices.port import Telling

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
    account: str


class NoticeRepository:
    """Writes notices and gives them to whom they are for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, telling: Telling, at: datetime) -> None:
        """Store the same notice for several accounts."""
        async with self._database.write() as session:
            await keep(session, telling, at)

    async def to_be_mailed(self, limit: int) -> Sequence[NoticeRecord]:
        """Notices that wait to be told by mail, the oldest first."""
        query = select(NoticeRow).where(NoticeRow.by_mail.is_(True)).order_by(NoticeRow.id).limit(limit)
        async with self._database.read() as session:
            return [_record(row) for row in await session.scalars(query)]

    async def mailed(self, several: Sequence[int]) -> None:
        """These wait no more."""
        async with self._database.write() as session:
            await session.execute(update(NoticeRow).where(NoticeRow.id.in_(several)).values(by_mail=False))

    async def of(self, account: str) -> Sequence[NoticeRecord]:
        """The latest notices of an account, the newest first."""
        query = select(NoticeRow).where(NoticeRow.account == account).order_by(NoticeRow.id.desc())
        async with self._database.read() as session:
            return [_record(row) for row in await session.scalars(query.limit(MOST))]

    async def read(self, account: str, until: int, at: datetime) -> None:
        """Note that an account has read everything up to a notice."""
        last = min(until, LARGEST_ID)
        mine = (NoticeRow.account == account, NoticeRow.id <= last, NoticeRow.read_at.is_(None))
        async with self._database.write() as session:
            await session.execute(update(NoticeRow).where(*mine).values(read_at=at))


async def keep(session: AsyncSession, telling: Telling, at: datetime) -> None:
    """Store a notice for each account, as a part of what it tells of."""
    notice = telling.notice
    told = {"code": notice.code, "about": notice.about, "details": dict(notice.details), "at": at}
    rows = [{**told, "account": account, "by_mail": telling.by_mail} for account in telling.accounts]
    if rows:
        await session.execute(insert(NoticeRow), rows)


def _record(row: NoticeRow) -> NoticeRecord:
    return NoticeRecord(row.id, row.code, row.about, row.details, row.at, row.read_at, row.account)
