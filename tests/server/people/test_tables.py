"""The migrations make exactly the tables the models describe, and can be taken back."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

from server.db import migrate, models
from server.db.base import Base
from server.db.engine import Database

MINE = {"accounts", "devices", "pairing_codes", "links", "sessions", "sites", "papers", "briefings"}


def differences(connection: Connection) -> object:
    return compare_metadata(
        MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata
    )


def down(connection: Connection) -> set[str]:
    config: Config = migrate._config(connection)
    command.downgrade(config, "0001")
    return set(inspect(connection).get_table_names())


async def test_migrations_and_models_agree_and_go_back(tmp_path: Path) -> None:
    assert models
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'x.sqlite3'}")
    await migrate.migrate(database)
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    async with database.engine.connect() as connection:
        left = await connection.run_sync(down)
    assert not left & MINE
    await database.close()
