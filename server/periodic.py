"""Work that one task does again and again: at once when it is woken, else after a pause."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

from server.errors import ServerError

_log = structlog.get_logger(__name__)


class Periodic:
    """Owns the task. A piece of work that fails is logged, and tried again at its next turn."""

    def __init__(self, name: str, period_s: float, work: Callable[[], Awaitable[object]]) -> None:
        self._name = name
        self._period_s = period_s
        self._work = work
        self._task: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()

    def start(self) -> None:
        """Work from now on."""
        self._task = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """End the task, in the middle of its work too: all of it can be begun again."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self) -> None:
        """There is something to do now."""
        self._woken.set()

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self._work()
            except ServerError as error:
                _log.warning("periodic.later", work=self._name, code=error.code)
            except Exception as error:
                _log.error("periodic.failed", work=self._name, exc_info=error)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._period_s):
                    await self._woken.wait()
