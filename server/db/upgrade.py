"""Runs the migrations shipped with this package. Alembic is known here only."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from server.db.migrate import MIGRATIONS

_LOCK = 0x6769616F62616E  # "giaoban": two processes starting together migrate one after the other


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's view of the shipped migrations, on ``connection`` when one is given."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Run what ``connection``'s database lacks, inside its transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    command.upgrade(configuration(connection), "head")
