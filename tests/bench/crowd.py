"""Many meeting sockets in a process of their own: `python -m tests.bench.crowd`, driven by lines.

A socket here does as little as one can: it completes the handshake, answers pings and notes when bytes with a
page turn reached it. So what is measured is the server's fan-out and the kernel, not a thousand Python
clients taking turns on the same core. First line in: JSON {url, cookie, origin, screens}. Out: `ready` when
every socket has its first view. Then for each line in (`turn`) one line out: when the last socket and
when each had bytes with a change of the page in front, in seconds of CLOCK_MONOTONIC.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import sys
import time
from urllib.parse import urlsplit

import uvloop

PING, PONG = 0x89, 0x8A
TURN = b'"/front'
OPEN_AT_ONCE = 20


class Socket(asyncio.Protocol):
    """One WebSocket client: frames are skipped over by length; only pings are looked at."""

    def __init__(self, crowd: Crowd, request: bytes) -> None:
        self._crowd = crowd
        self._request = request
        self._buffer = b""
        self._upgraded = False
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.arrived: float | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        if self.arrived is None and TURN in data:
            self.arrived = time.monotonic()
            self._crowd.arrival()
        self._buffer += data
        if not self._upgraded:
            head, end, rest = self._buffer.partition(b"\r\n\r\n")
            if not end:
                return
            if b" 101 " not in head.partition(b"\r\n")[0]:
                raise SystemExit(f"the server refused: {head!r}")
            self._upgraded, self._buffer = True, rest
        self._frames()

    def _frames(self) -> None:
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            size, head = buffer[at + 1], 2
            if size >= 126:
                head = 4 if size == 126 else 10
                size = int.from_bytes(buffer[at + 2 : at + head], "big")
            if len(buffer) - at < head + size:
                break
            if buffer[at] == PING:
                pong = buffer[at + head : at + head + size]
                self._transport.write(bytes((PONG, 0x80 | len(pong), 0, 0, 0, 0)) + pong)
            elif not self.ready.done():
                self.ready.set_result(None)
            at += head + size
        self._buffer = buffer[at:]

    def connection_lost(self, error: Exception | None) -> None:
        self._crowd.lost += 1


class Crowd:
    """All sockets, and the wait for the last of them."""

    def __init__(self) -> None:
        self.sockets: list[Socket] = []
        self.lost = 0
        self._missing = 0
        self._all = asyncio.Event()

    async def open(self, url: str, cookie: str, origin: str, screens: int) -> None:
        parts = urlsplit(url)
        assert parts.hostname is not None
        assert parts.port is not None
        request = (
            f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nOrigin: {origin}\r\nCookie: {cookie}\r\n"
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n\r\n"
        ).encode()
        loop = asyncio.get_running_loop()
        while len(self.sockets) < screens:
            some = min(OPEN_AT_ONCE, screens - len(self.sockets))
            opened = [
                (await loop.create_connection(lambda: Socket(self, request), parts.hostname, parts.port))[1]
                for _ in range(some)
            ]
            await asyncio.wait_for(asyncio.gather(*(socket.ready for socket in opened)), 60)
            self.sockets += opened

    def arrival(self) -> None:
        self._missing -= 1
        if self._missing == 0:
            self._all.set()

    def expect(self) -> None:
        """From now on the next change of the page counts."""
        self._all.clear()
        self._missing = len(self.sockets)
        for socket in self.sockets:
            socket.arrived = None

    async def times(self) -> list[float]:
        """When each socket had it, once all have."""
        await asyncio.wait_for(self._all.wait(), 60)
        if self.lost:
            raise SystemExit(f"{self.lost} sockets were lost")
        return [socket.arrived or 0.0 for socket in self.sockets]


async def run() -> None:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    crowd = Crowd()
    await crowd.open(**json.loads(await reader.readline()))
    print("ready", flush=True)
    while await reader.readline():
        crowd.expect()
        print("expecting", flush=True)
        times = await crowd.times()
        print(json.dumps({"last": max(times), "each": times}), flush=True)


if __name__ == "__main__":
    uvloop.run(run())
