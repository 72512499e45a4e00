"""What the servers of a run keep their data in: SQLite, or with ``--database postgresql`` a real PostgreSQL.

Every data folder then has a database of its own, copied from one that was migrated once.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from server.db.engine import Database
from server.db.migrate import migrate
from tests.support.postgres import Postgres, running_postgres

MIGRATED = "migrated"


def asyncpg(address: str) -> str:
    """The address as SQLAlchemy takes it."""
    return address.replace("postgresql://", "postgresql+asyncpg://")


def keep_migrated(server: Postgres) -> None:
    """Make the database that others are copied from."""

    async def go() -> None:
        database = Database(asyncpg(server.database(MIGRATED)))
        await migrate(database)
        await database.close()

    with ThreadPoolExecutor(1) as apart:  # the caller may be in a loop of its own
        apart.submit(asyncio.run, go()).result()


class Databases:
    """Gives out databases of one PostgreSQL server while it runs; without one there are none to give."""

    def __init__(self) -> None:
        self._server: Postgres | None = None
        self._made: dict[Path, str] = {}

    @contextlib.contextmanager
    def on_postgresql(self) -> Iterator[None]:
        """A PostgreSQL server for the length of the block."""
        with running_postgres() as server:
            keep_migrated(server)
            self._server = server
            try:
                yield
            finally:
                self._server = None

    def of(self, folder: Path) -> dict[str, str]:
        """What to set for a server with this data folder; the same again when it is started again."""
        if self._server is None:
            return {}
        if folder not in self._made:
            self._made[folder] = self._server.database(template=MIGRATED)
        return {"database_url": self._made[folder]}

    def forget(self) -> None:
        """Do away with what was given out: the test has ended."""
        while self._made:
            _, address = self._made.popitem()
            if self._server is not None:
                self._server.drop(address)


DATABASES = Databases()
