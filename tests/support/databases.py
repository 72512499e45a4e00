"""What the servers of a run keep their data in: SQLite, or with ``--database postgresql`` a real PostgreSQL.

Every data folder has a database of its own, copied from one that was migrated once.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import functools
import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from server.db.engine import Database
from server.db.migrate import migrate
from tests.support.postgres import Postgres, running_postgres

MIGRATED = "migrated"
FILE = "giaoban.sqlite3"


def asyncpg(address: str) -> str:
    """The address as SQLAlchemy takes it."""
    return address.replace("postgresql://", "postgresql+asyncpg://")


def keep_migrated(address: str) -> None:
    """Make the database that others are copied from."""

    async def go() -> None:
        database = Database(address)
        await migrate(database)
        await database.close()

    with ThreadPoolExecutor(1) as apart:  # the caller may be in a loop of its own
        apart.submit(asyncio.run, go()).result()


@functools.cache
def migrated_file() -> Path:
    """SQLite's, made once by each process of the run."""
    folder = tempfile.TemporaryDirectory(prefix="giaoban-migrated-")
    atexit.register(folder.cleanup)
    file = Path(folder.name) / FILE
    keep_migrated(f"sqlite+aiosqlite:///{file}")
    assert os.listdir(folder.name) == [FILE], "a closed database is one file"
    return file


class Databases:
    """Gives out databases of one PostgreSQL server while it runs, else files of SQLite."""

    def __init__(self) -> None:
        self._server: Postgres | None = None
        self._made: dict[Path, str] = {}

    @contextlib.contextmanager
    def on_postgresql(self) -> Iterator[None]:
        """A PostgreSQL server for the length of the block."""
        with running_postgres() as server:
            keep_migrated(asyncpg(server.database(MIGRATED)))
            self._server = server
            try:
                yield
            finally:
                self._server = None

    def of(self, folder: Path) -> dict[str, str]:
        """What to set for a server with this data folder; the same again when it is started again."""
        if self._server is None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not (folder / FILE).exists():
                shutil.copyfile(migrated_file(), folder / FILE)
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
