"""Writes that wait at one moment share a transaction, and none answers for another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession

from server.clock import utc_now
from server.db.engine import Database
from server.db.models.events import StreamRow
from server.db.together import WriteTogether
from server.errors import Unavailable

Work = Callable[[AsyncSession], Awaitable[str]]


def adding(name: str) -> Work:
    async def work(session: AsyncSession) -> str:
        if await session.get(StreamRow, name) is not None:
            return "there"
        now = utc_now()
        session.add(StreamRow(meeting=name, created_at=now, changed_at=now))
        return "added"

    return work


async def failing(session: AsyncSession) -> str:
    raise RuntimeError("its own fault")


async def names(database: Database) -> set[str]:
    async with database.read() as session:
        return set((await session.scalars(select(StreamRow.meeting))).all())


async def test_what_waits_is_committed_together_and_finds_what_came_before_it(database: Database) -> None:
    together, commits = WriteTogether(database), []
    event.listen(database.engine.sync_engine, "commit", lambda _: commits.append(1))
    wanted = [f"m{number % 30}" for number in range(60)]
    came = await asyncio.gather(*(together(adding(name)) for name in wanted))
    assert came == ["added"] * 30 + ["there"] * 30
    assert await names(database) == set(wanted)
    assert len(commits) <= 3  # the first, alone, and everybody who came meanwhile


async def test_one_that_fails_takes_nobody_with_it(database: Database) -> None:
    together = WriteTogether(database)
    came = await asyncio.gather(
        together(adding("a")),
        together(adding("b")),
        together(failing),
        together(adding("c")),
        return_exceptions=True,
    )
    assert [one if isinstance(one, str) else type(one) for one in came] == [
        "added", "added", RuntimeError, "added",
    ]  # fmt: skip
    assert await names(database) == {"a", "b", "c"}


async def test_while_the_database_is_away_all_who_wait_are_told_and_later_ones_are_written(
    database: Database,
) -> None:
    together, tried = WriteTogether(database), 0

    async def away(session: AsyncSession) -> str:
        nonlocal tried
        tried += 1
        raise ConnectionError

    first = [asyncio.create_task(together(away)) for _ in range(40)]
    for answer in await asyncio.gather(*first, return_exceptions=True):
        assert isinstance(answer, Unavailable)
    assert tried < 10
    assert await together(adding("later")) == "added"


async def test_whoever_asked_and_went_away_holds_nobody_up(database: Database) -> None:
    together = WriteTogether(database)
    tasks = [asyncio.create_task(together(adding(f"m{number}"))) for number in range(6)]
    await asyncio.sleep(0)
    tasks[0].cancel()
    tasks[3].cancel()
    came = await asyncio.gather(*tasks, return_exceptions=True)
    assert came[1] == came[2] == came[4] == came[5] == "added"
    with pytest.raises(asyncio.CancelledError):
        await tasks[0]
    assert await together(adding("later")) == "added"
