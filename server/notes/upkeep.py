"""Deletes, every hour, what no longer opens anything and the notes of delegates whose right has ended."""

from __future__ import annotations

import asyncio

import structlog

from server.clock import Clock
from server.db.repositories.note_keys import NoteKeyRepository

LOOK_S = 3600.0
_log = structlog.get_logger("notes.upkeep")


class Upkeep:
    """The end of wrappings and of delegates' notes."""

    def __init__(self, repository: NoteKeyRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to look."""
        self._watch = asyncio.create_task(self._look_again_and_again(), name="notes-upkeep")

    async def stop(self) -> None:
        """Look no longer."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)

    async def _look_again_and_again(self) -> None:
        while True:
            try:
                await self.look()
            except Exception as error:
                _log.error("notes.upkeep_failed", exc_info=error)
            await asyncio.sleep(LOOK_S)

    async def look(self) -> None:
        """Delete what has ended."""
        await self._repository.forget_ended(self._clock())
