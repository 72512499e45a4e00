"""What every command shares: errors as one line, and services without listening."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TypeVar

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
    """A bad setting ends with 2, anything refused with 1; both as one line on standard error."""
    try:
        yield
    except BadSetting as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    except ServerError as error:
        typer.echo(f"{error.code}: {message(error.code, 'en', error.details)}", err=True)
        details = error.details.get("rows")
        if details:
            typer.echo(json.dumps(details, ensure_ascii=False, indent=1), err=True)
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
