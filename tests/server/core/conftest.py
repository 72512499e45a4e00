"""Real servers for the contract suites, one each for the whole run."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from server.db.engine import Database
from server.db.migrate import migrate
from tests.support.databases import MIGRATED, asyncpg, keep_migrated, migrated_file
from tests.support.postgres import Postgres, running_postgres
from tests.support.redis import RedisServer, running_redis


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with running_postgres() as server:
        keep_migrated(asyncpg(server.database(MIGRATED)))
        yield server


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with running_redis() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated, empty database of each kind."""
    if request.param == "sqlite":
        address = f"sqlite+aiosqlite:///{shutil.copyfile(migrated_file(), tmp_path / 'test.sqlite3')}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        address = asyncpg(server.database(template=MIGRATED))
    made = Database(address)
    await migrate(made)
    yield made
    await made.close()
