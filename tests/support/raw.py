"""Many WebSocket clients in one process, each doing as little as one can: the server is what is measured.

A socket completes the handshake, steps over frames by their length, answers pings, and hands messages on.
"""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import Callable
from typing import Generic, TypeVar
from urllib.parse import urlsplit

PING, PONG = 0x89, 0x8A
OPEN_AT_ONCE = 20


class Refused(Exception):
    """The server did not upgrade the connection."""


def upgrade(url: str, cookie: str, origin: str) -> bytes:
    """The request that turns a connection into a WebSocket (RFC 6455, 4.1)."""
    parts = urlsplit(url)
    return (
        f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nOrigin: {origin}\r\nCookie: {cookie}\r\n"
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n\r\n"
    ).encode()


class RawSocket(asyncio.Protocol):
    """One WebSocket client. `ready` is done with the first message; `lost` is true once it is closed."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self._buffer = b""
        self._upgraded = False
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.lost = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._upgraded:
            head, end, rest = self._buffer.partition(b"\r\n\r\n")
            if not end:
                return
            if b" 101 " not in head.partition(b"\r\n")[0]:
                raise Refused(repr(head))
            self._upgraded, self._buffer = True, rest
        self._frames()

    def took(self, message: bytes) -> None:
        """A whole message came (or the close frame's body)."""

    def _frames(self) -> None:
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            size, head = buffer[at + 1], 2
            if size >= 126:
                head = 4 if size == 126 else 10
                size = int.from_bytes(buffer[at + 2 : at + head], "big")
            if len(buffer) - at < head + size:
                break
            payload = buffer[at + head : at + head + size]
            if buffer[at] == PING:
                self._transport.write(bytes((PONG, 0x80 | len(payload), 0, 0, 0, 0)) + payload)
            else:
                self.took(payload)
                if not self.ready.done():
                    self.ready.set_result(None)
            at += head + size
        self._buffer = buffer[at:]

    def connection_lost(self, error: Exception | None) -> None:
        self.lost = True


One = TypeVar("One", bound=RawSocket)


class Many(Generic[One]):
    """All sockets of this process, opened a few at a time."""

    def __init__(self, make: Callable[[bytes], One]) -> None:
        self._make = make
        self.sockets: list[One] = []

    @property
    def lost(self) -> int:
        return sum(socket.lost for socket in self.sockets)

    async def open(self, url: str, cookie: str, origin: str, screens: int) -> None:
        """Opens `screens` sockets and waits until each has its first message."""
        parts = urlsplit(url)
        request = upgrade(url, cookie, origin)
        loop = asyncio.get_running_loop()
        while len(self.sockets) < screens:
            some = min(OPEN_AT_ONCE, screens - len(self.sockets))
            opened = [
                (await loop.create_connection(lambda: self._make(request), parts.hostname, parts.port))[1]
                for _ in range(some)
            ]
            await asyncio.wait_for(asyncio.gather(*(socket.ready for socket in opened)), 60)
            self.sockets += opened
