"""Runs the migrations shipped with this package and says which version a database has."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from server.db.engine import Database, translated

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x6769616F62616E  # "giaoban": two processes starting together migrate one after the other


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    command.upgrade(_config(connection), "head")


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


async def migrate(database: Database) -> str:
    """Bring ``database`` to the newest version and return its name. Does nothing when it is there already."""
    newest = latest()
    if await current(database) == newest:
        return newest
    with translated():
        async with database.engine.connect() as plain:
            connection = await plain.execution_options(giaoban_writes=True)
            async with connection.begin():
                await connection.run_sync(_upgrade)
    return newest


async def current(database: Database) -> str | None:
    """The version ``database`` has, or None when it is empty."""
    with translated():
        async with database.engine.connect() as connection:
            return await connection.run_sync(_current)


def latest() -> str:
    """The newest version this package ships."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise RuntimeError("the package ships no migrations")
    return head
