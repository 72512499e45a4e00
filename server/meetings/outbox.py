"""One screen's outgoing messages: a bounded queue with an end. A screen that reads too slowly is cut off."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from server.errors import Close

MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class End:
    """Why a socket is closed: a WebSocket close code and a stable error code."""

    close: int
    code: str


class Message:
    """One text for any number of screens; turned into bytes once, whoever is the first to need them."""

    __slots__ = ("_bytes", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._bytes: bytes | None = None

    def encoded(self, encode: Callable[[str], bytes]) -> bytes:
        """The text as ``encode`` makes it; every screen's ``encode`` is the same."""
        if self._bytes is None:
            self._bytes = encode(self.text)
        return self._bytes


Direct = Callable[[Message], bool]
"""Writes a message to the line at once and says True, or says False: the line cannot take it now."""


class Outbox:
    """Messages waiting for one socket, first in first out.

    A message goes straight to the line while its reader has nothing left to send and the line takes it:
    waking a task for each of a thousand screens costs several times as much. ``limit`` messages or 4 MiB
    may wait; one more and the box is ended with 4408 and what waits is dropped.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._waiting: deque[str] = deque()
        self._bytes = 0
        self._wake: asyncio.Future[None] | None = None
        self.direct: Direct | None = None
        self.end: End | None = None
        self.ended = asyncio.Event()

    def put(self, message: Message | str) -> None:
        """Send or queue a message; ignored after the end."""
        if self.end is not None:
            return
        if isinstance(message, str):
            message = Message(message)
        if self.direct is not None and self._reader_rests() and self.direct(message):
            return
        self._queue(message.text)

    def _reader_rests(self) -> bool:
        """Whether everything put so far is written: else a message written at once would overtake it."""
        return self._wake is not None and not self._wake.done()

    def _queue(self, text: str) -> None:
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
        """The next message, or None when the box has ended. Asked again only when the last one is written."""
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
