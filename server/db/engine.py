"""Engine and transactions for SQLite (the default) and PostgreSQL.

SQLite runs in WAL mode with ``synchronous=FULL``: what was committed survives a kill and a power cut. A
writing transaction starts with ``BEGIN IMMEDIATE``, so two writers queue on the busy timeout instead of
failing late.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from server.errors import ServerError, StorageFull, Unavailable

BUSY_TIMEOUT_MS = 10_000
_WRITES = "giaoban_writes"


class Database:
    """One database. ``read()`` and ``write()`` give a session each: one transaction, closed at the exit."""

    def __init__(self, address: str, *, pool_size: int = 8) -> None:
        self.address = address
        self.is_sqlite = address.startswith("sqlite")
        options: dict[str, Any] = {
            "pool_size": pool_size,
            "pool_pre_ping": not self.is_sqlite,
            # An error that is logged must not carry what was to be written.
            "hide_parameters": True,
        }
        if not self.is_sqlite:
            options["connect_args"] = {"timeout": 5, "command_timeout": 30}
        self.engine: AsyncEngine = create_async_engine(address, **options)
        if self.is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _set_pragmas)
            event.listen(self.engine.sync_engine, "begin", _begin)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session for reading; nothing it does is kept."""
        with translated():
            async with AsyncSession(self.engine, expire_on_commit=False) as session:
                yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A session whose transaction is committed at the exit, or rolled back by an exception."""
        with translated():
            async with AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
                await session.connection(execution_options={_WRITES: True})
                yield session

    async def ping(self) -> None:
        """Ask the database for an answer; raises ``Unavailable`` when there is none."""
        async with self.read() as session:
            await session.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


class translated:
    """Turns what a driver raises when the database is away or full into the server's own errors."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Translate; errors that are bugs pass unchanged."""
        if error is None:
            return
        replaced = _translate(error)
        if replaced is not None:
            raise replaced from error


def _translate(error: BaseException) -> ServerError | None:
    text_of = str(error).lower()
    if isinstance(error, DBAPIError) and ("disk is full" in text_of or "no space left" in text_of):
        return StorageFull("storage.full")
    lost = isinstance(error, DBAPIError) and (
        isinstance(error, OperationalError) or error.connection_invalidated
    )
    if lost or isinstance(error, ConnectionError | TimeoutError):
        return Unavailable("server.database")
    return None


def _set_pragmas(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # this module says BEGIN itself
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "foreign_keys=ON",
        "secure_delete=ON",  # what is edited or deleted is overwritten; PostgreSQL keeps it until it vacuums
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
