"""Work beside the meetings that nobody waits for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import structlog

from server.errors import ServerError

_log = structlog.get_logger(__name__)


class SideTasks:
    """Owns tasks: logs their failures and awaits their end."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def spawn(self, work: Awaitable[object], name: str) -> None:
        """Run something on the side; its failure is logged, its end is awaited at stop."""
        task = asyncio.create_task(_logged(work, name), name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """End what still runs."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _logged(work: Awaitable[object], name: str) -> None:
    try:
        await work
    except ServerError as error:
        _log.info("meetings.side_task", task=name, code=error.code)
    except Exception as error:
        _log.error("meetings.side_task", task=name, exc_info=error)
