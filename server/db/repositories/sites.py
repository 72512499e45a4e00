"""Sites with their periods in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from server.db.engine import Database
from server.db.models.people import SiteRow as Row
from server.people.site_rows import Comparison, SiteRow

FIELDS = ("name", "short_name", "kind", "valid_from", "valid_to", "note", "email")


class SiteRepository:
    """Reads and writes sites. Changes decide on the rows inside the same transaction that writes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Sequence[SiteRow]:
        """Every row, in the order they were added."""
        async with self._database.read() as session:
            return await _all(session)

    async def valid_on(self, day: date) -> Sequence[SiteRow]:
        """The sites that exist on a day."""
        query = select(Row).where(Row.valid_from <= day, or_(Row.valid_to.is_(None), Row.valid_to >= day))
        async with self._database.read() as session:
            return [site_of(row) for row in await session.scalars(query.order_by(Row.id))]

    async def merge(self, decide: Callable[[Iterable[SiteRow]], Comparison]) -> Comparison:
        """Compare with what is there and, without findings, store all of it; otherwise store nothing."""
        async with self._database.write() as session:
            comparison = decide(await _all(session))
            if comparison.findings:
                return comparison
            for site in comparison.added:
                session.add(Row(**_values(site)))
            for site in comparison.changed:
                await _overwrite(session, site.key, site)
            return comparison

    async def replace(
        self, code: str, decide: Callable[[Sequence[SiteRow]], tuple[SiteRow, SiteRow]]
    ) -> SiteRow:
        """Change one row of `code`: `decide` gets all its rows and answers (old, new), or raises."""
        async with self._database.write() as session:
            rows = await session.scalars(select(Row).where(Row.code == code).order_by(Row.valid_from))
            old, new = decide([site_of(row) for row in rows])
            await _overwrite(session, old.key, new)
            return new


async def _all(session: AsyncSession) -> list[SiteRow]:
    return [site_of(row) for row in await session.scalars(select(Row).order_by(Row.id))]


async def _overwrite(session: AsyncSession, key: tuple[str, date], site: SiteRow) -> None:
    row = await session.scalar(select(Row).where(Row.code == key[0], Row.valid_from == key[1]))
    if row is not None:
        for name in FIELDS:
            setattr(row, name, getattr(site, name))


def _values(site: SiteRow) -> dict[str, object]:
    return {"code": site.code, **{name: getattr(site, name) for name in FIELDS}}


def site_of(row: Row) -> SiteRow:
    """The row as a plain value."""
    return SiteRow(
        row.code, row.name, row.short_name, row.kind, row.valid_from, row.valid_to, row.note, row.email
    )
