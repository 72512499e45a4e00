"""Keeps the garbage collector's long pauses out of the moments when screens wait.

A full collection looks at every object there is: with a thousand sockets open it stops the process for a
fifth of a second, and CPython starts one whenever enough objects were made, which is when a meeting is busy.
Here the short collections run as ever, and full ones when nothing was sent to screens for a second; under
pressure at once. What the start made stays for good and is not looked at again.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable

LOOK_S = 1.0
QUIET_S = 1.0
SHORT_COLLECTIONS = (2_000, 10)
"""Objects made between collections of the youngest; of those between two of the middle generation."""
DUE = 10
"""So many collections of the middle generation call for a full one at a quiet moment."""
URGENT = 200
"""So many call for one now: between them memory for some million objects may have been kept."""
_NEVER = 1_000_000


class Keeper:
    """Runs full collections; ``quiet_s`` says for how long no screen was sent a change."""

    def __init__(self, quiet_s: Callable[[], float]) -> None:
        self._quiet_s = quiet_s
        self._task: asyncio.Task[None] | None = None
        self._before = gc.get_threshold()

    def start(self) -> None:
        """Set what exists aside and take over the full collections."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(*SHORT_COLLECTIONS, _NEVER)
        self._task = asyncio.create_task(self._watch(), name="memory")

    async def stop(self) -> None:
        """Give the collector back as it was."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            gc.set_threshold(*self._before)
            gc.unfreeze()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            self.look()

    def look(self) -> bool:
        """Collect if it is time; whether it was."""
        passes = gc.get_count()[2]
        if passes >= URGENT or (passes >= DUE and self._quiet_s() >= QUIET_S):
            gc.collect()
            return True
        return False
