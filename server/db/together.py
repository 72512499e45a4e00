"""Writing together: what waits for the database at one moment goes into one transaction.

A commit waits for the disk and costs many times what it commits, and on SQLite writers that meet only sleep.
Whoever finds the way free takes everybody who waits along; nobody is answered before the commit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from server.db.engine import Database
from server.errors import ServerError

MOST = 100
"""Pieces of work in one transaction."""

Work = Callable[[AsyncSession], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class _Job:
    work: Work
    answer: asyncio.Future[Any]


class WriteTogether:
    """Runs small pieces of work in shared transactions.

    Each may run again from its beginning, so it looks first and writes then, and keeps nothing outside the
    database. One that fails by itself is not the others' business: they are written all the same. Where the
    database is away or full, all fail at once.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Job] = []
        self._way = asyncio.Lock()

    async def __call__(self, work: Work) -> Any:  # noqa: ANN401
        """What ``work`` returned, once it is committed. Raises what it raised."""
        job = _Job(work, asyncio.get_running_loop().create_future())
        self._waiting.append(job)
        async with self._way:
            while not job.answer.done():
                jobs, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await asyncio.shield(asyncio.ensure_future(self._write(jobs)))
        return await job.answer

    async def _write(self, jobs: list[_Job]) -> None:
        try:
            came: list[Any] = await self._commit(jobs)
        except Exception as error:
            if len(jobs) > 1 and not isinstance(error, ServerError):
                for job in jobs:
                    await self._write([job])
                return
            came = [error] * len(jobs)
        for job, result in zip(jobs, came, strict=True):
            _answer(job, result)

    async def _commit(self, jobs: list[_Job]) -> list[Any]:
        try:
            return await self._once(jobs)
        except IntegrityError:  # another process wrote the same at the same moment, and was faster
            return await self._once(jobs)

    async def _once(self, jobs: list[_Job]) -> list[Any]:
        came = []
        async with self._database.write() as session:
            for job in jobs:
                came.append(await job.work(session))
                await session.flush()  # so that the next one finds it
        return came


def _answer(job: _Job, result: object) -> None:
    if job.answer.done():  # who asked has gone
        return
    if isinstance(result, Exception):
        job.answer.set_exception(result)
    else:
        job.answer.set_result(result)
