"""The migrations make exactly the tables the models describe, and can be taken back."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from server.db import migrate, models
from server.db.base import Base
from server.db.engine import Database
from server.db.upgrade import configuration

BEFORE = {"alembic_version", "event_streams", "events"}


def differences(connection: Connection) -> object:
    return compare_metadata(
        MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata
    )


def down(connection: Connection) -> set[str]:
    command.downgrade(configuration(connection), "0001")
    return set(inspect(connection).get_table_names())


def test_the_last_file_name_names_the_newest_migration() -> None:
    assert migrate.latest() == ScriptDirectory.from_config(configuration()).get_current_head()


async def test_migrations_and_models_agree_and_go_back(database: Database) -> None:
    assert models
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    async with database.engine.begin() as connection:
        left = await connection.run_sync(down)
    assert left == BEFORE
    assert await migrate.migrate(database) == migrate.latest()
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
