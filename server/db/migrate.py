"""Brings a database to this version's tables and says which version it has.

A start with nothing to migrate is the usual one, so what it takes to look stays light: the migrations are
named after their revision, and Alembic is loaded only when one has to run (:mod:`server.db.upgrade`).
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from server.db.engine import Database, translated

MIGRATIONS = Path(__file__).parent / "migrations"
_TABLE = "alembic_version"


async def migrate(database: Database) -> str:
    """Bring ``database`` to the newest version and return its name. Does nothing when it is there already."""
    newest = latest()
    if await current(database) == newest:
        return newest
    from server.db.upgrade import upgrade  # loads Alembic

    with translated():
        async with database.engine.connect() as plain:
            connection = await plain.execution_options(giaoban_writes=True)
            async with connection.begin():
                await connection.run_sync(upgrade)
    return newest


async def current(database: Database) -> str | None:
    """The version ``database`` has, or None when it is empty."""
    with translated():
        async with database.engine.connect() as connection:
            return await connection.run_sync(_current)


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {_TABLE}")).scalar()  # noqa: S608 - a constant
    return None if found is None else str(found)


def latest() -> str:
    """The newest version this package ships: the number its last migration's file name begins with."""
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))
    if not names:
        raise RuntimeError("the package ships no migrations")
    return names[-1].partition("_")[0]
