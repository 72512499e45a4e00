"""Many meeting sockets in a process of their own: `python -m tests.bench.crowd`, driven by lines.

A socket here only notes when bytes with a page turn reached it. So what is measured is the server's fan-out
and the kernel, not a thousand Python clients taking turns on the same core. First line in: JSON {url, cookie,
origin, screens}. Out: `ready` when every socket has its first view. Then for each line in (`turn`) one line
out: when the last socket and when each had bytes with a change of the page in front, in seconds of
CLOCK_MONOTONIC.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

import uvloop

from tests.support.raw import Many, RawSocket

TURN = b'"/front'


class Socket(RawSocket):
    """Notes when a page turn arrives."""

    def __init__(self, crowd: Crowd, request: bytes) -> None:
        super().__init__(request)
        self._crowd = crowd
        self.arrived: float | None = None

    def data_received(self, data: bytes) -> None:
        if self.arrived is None and TURN in data:
            self.arrived = time.monotonic()
            self._crowd.arrival()
        super().data_received(data)


class Crowd(Many[Socket]):
    """All sockets, and the wait for the last of them."""

    def __init__(self) -> None:
        super().__init__(lambda request: Socket(self, request))
        self._missing = 0
        self._all = asyncio.Event()

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
