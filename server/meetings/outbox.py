"""One screen's outgoing messages: a bounded queue with an end. A screen that reads too slowly is cut off."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

from server.errors import Close

MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class End:
    """Why a socket is closed: a WebSocket close code and a stable error code."""

    close: int
    code: str


class Outbox:
    """Messages waiting for one socket, first in first out.

    ``limit`` messages or 4 MiB may wait; one more and the box is ended with 4408 and what waits is dropped.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._waiting: deque[str] = deque()
        self._bytes = 0
        self._wake: asyncio.Future[None] | None = None
        self.end: End | None = None
        self.ended = asyncio.Event()

    def put(self, text: str) -> None:
        """Queue a message; ignored after the end."""
        if self.end is not None:
            return
        if len(self._waiting) >= self._limit or self._bytes > MAX_BYTES:
            self._waiting.clear()
            self.close(End(Close.TOO_SLOW, "socket.too_slow"))
            return
        self._waiting.append(text)
        self._bytes += len(text)
        self._ring()

    def close(self, end: End) -> None:
        """No further message; what is queued is still sent, then the reader is told the end."""
        if self.end is None:
            self.end = end
            self.ended.set()
        self._ring()

    async def next(self) -> str | None:
        """The next message, or None when the box has ended."""
        while not self._waiting:
            if self.end is not None:
                return None
            self._wake = asyncio.get_running_loop().create_future()
            await self._wake
        text = self._waiting.popleft()
        self._bytes -= len(text)
        return text

    def _ring(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    def __len__(self) -> int:
        return len(self._waiting)
