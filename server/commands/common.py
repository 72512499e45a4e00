"""What every command shares: errors as one line, and services without listening."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TypeVar

import structlog
import typer

from server.bootstrap import build_services
from server.db.migrate import migrate
from server.errors import ServerError
from server.messages import message
from server.services import Services
from server.settings import BadSetting, Settings, load_settings

T = TypeVar("T")


@contextmanager
def guarded() -> Iterator[None]:
    """A bad setting ends with 2, anything refused or failed with 1; as one line on standard error.

    Bad rows of a file follow it, one line each.
    """
    try:
        yield
    except BadSetting as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    except ServerError as error:
        typer.echo(f"{error.code}: {message(error.code, 'en', error.details)}", err=True)
        rows = error.details.get("rows")
        for row in rows if isinstance(rows, list) else []:
            typer.echo("  " + message(f"sites.row.{row['reason_code']}", "en", row), err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        typer.echo(f"{where}{error.strerror or error}", err=True)
        raise typer.Exit(1) from None


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Services]:
    """Services over the database, migrated, without sockets and media. Safe beside a running server."""
    services = build_services(settings)
    try:
        await migrate(services.database)
        await services.bus.start()
        await services.meetings.start()
        yield services
    finally:
        await services.meetings.stop()
        await services.bus.stop()
        await services.database.close()


def quiet_logs() -> None:
    """Keep what services log out of standard output, where commands print JSON; ``serve`` sets its own."""
    structlog.configure(
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
    )


def run(work: Callable[[Services], Awaitable[T]]) -> T:
    """Do ``work`` with services opened from the environment."""

    async def go() -> T:
        async with opened(load_settings()) as services:
            return await work(services)

    with guarded():
        return asyncio.run(go())


def show(value: object) -> None:
    """Print JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n")
