"""Storing a row that may be there already in one statement, so that two processes at once never collide.

Reading first and then adding would do on SQLite, where a writing transaction is alone; on PostgreSQL both may
find nothing and one of them then fails.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from server.db.base import Base

Insert = postgresql.Insert | sqlite.Insert


async def put(session: AsyncSession, row: type[Base], values: Mapping[str, Any]) -> None:
    """Store a row in place of the one with the same primary key."""
    adding, key = adding_to(session, row)
    others = {name: adding.excluded[name] for name in values if name not in key}
    await session.execute(adding.values(**values).on_conflict_do_update(index_elements=key, set_=others))


async def add_if_absent(session: AsyncSession, row: type[Base], values: Mapping[str, Any]) -> None:
    """Store a row unless there is one with the same primary key."""
    adding, key = adding_to(session, row)
    await session.execute(adding.values(**values).on_conflict_do_nothing(index_elements=key))


def adding_to(session: AsyncSession, row: type[Base]) -> tuple[Insert, Sequence[str]]:
    """An insert into a table as the database at hand says it, and the names of the table's primary key."""
    table = row.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{row.__name__} is not one table")
    name = session.get_bind().dialect.name
    insert = postgresql.insert if name == "postgresql" else sqlite.insert
    return insert(table), [column.name for column in table.primary_key]
