"""A lane lets one through at a time: of those that wait the most urgent, among equals who came first."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

LAST = 9
"""The rank of what waits for every paper of a meeting."""


class Lane:
    """Held by one task at a time."""

    def __init__(self) -> None:
        self._taken = False
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._arrivals = itertools.count()

    @asynccontextmanager
    async def turn(self, rank: int) -> AsyncIterator[None]:
        """Hold the lane; the lower the rank, the sooner."""
        await self._enter(rank)
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, rank: int) -> None:
        if not self._taken:
            self._taken = True
            return
        called = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (rank, next(self._arrivals), called))
        try:
            await called
        except asyncio.CancelledError:
            if not called.cancelled():  # called in the very moment it was given up
                self._leave()
            raise

    def _leave(self) -> None:
        while self._waiting:
            _, _, called = heapq.heappop(self._waiting)
            if not called.done():
                called.set_result(None)
                return
        self._taken = False


@dataclass(frozen=True)
class Lanes:
    """What all that makes pages here takes turns in: `pages` a file at a time, `scans` a page at a time."""

    pages: Lane = field(default_factory=Lane)
    scans: Lane = field(default_factory=Lane)
