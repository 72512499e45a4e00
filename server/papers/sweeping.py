"""Looks every hour for what nobody is at: files in quarantine, uploads given up, papers half in or gone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

LOOK_S = 3600.0
Broom = Callable[[], Awaitable[None]]
_log = structlog.get_logger("papers.sweeping")


class Sweeping:
    """Runs the brooms one after another; one that fails keeps none of the others from sweeping."""

    def __init__(self, brooms: Sequence[Broom]) -> None:
        self._brooms = brooms
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Sweep once, and every hour from now on."""
        await self.look()
        self._watch = asyncio.create_task(self._look_again_and_again(), name="sweeping")

    async def stop(self) -> None:
        """Sweep no longer."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)

    async def _look_again_and_again(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            await self.look()

    async def look(self) -> None:
        """Sweep once."""
        for broom in self._brooms:
            try:
                await broom()
            except Exception as error:
                _log.error("sweeping.failed", exc_info=error)
