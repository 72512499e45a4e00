"""A hall at the far end of a line, on the LiveKit Python SDK: `python -m tests.netns.far_hall`.

It does what a hall's program must: it comes back by itself, the meeting socket by a new one, the media by the
SDK's own reconnecting and, when the SDK has given up, by a new grant. Driven by lines. First line in: JSON
{base, code, meeting, number, watch}. Out: `ready` once it sends. Then for each line in (JSON {do, …}) one
line of JSON out.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from typing import Any

import httpx
import websockets
from livekit import rtc

from tests.support.hall import Hall
from tests.support.seats import Seat

TRY_S = 8.0
PAUSE_S = 0.5
# As our own screens have it.
HEARTBEAT_S = (3.0, 5.0)
LOST = (OSError, TimeoutError, RuntimeError, AssertionError, httpx.HTTPError, websockets.WebSocketException)
GONE = rtc.ConnectionState.CONN_DISCONNECTED


class FarHall:
    """The seat and the SDK client of one hall, each kept alive by a task of its own."""

    def __init__(self, base: str, code: str, meeting: str, number: int, watch: str) -> None:
        self.seat = Seat(base)
        self.seat.heartbeat_s = HEARTBEAT_S
        self.hall = Hall(number)
        self.rejoins = 0
        self._code, self._meeting, self._watch = code, meeting, watch

    async def arrive(self) -> None:
        await self.seat.pair(self._code)
        await self.seat.enter(self._meeting)
        await self._join()

    async def _join(self) -> None:
        media = self.seat.grant["media"]
        await self.hall.join(media["url"], media["token"])
        await self.hall.publish()

    async def keep_socket(self) -> None:
        while True:
            await self.seat.closed()
            with contextlib.suppress(*LOST):
                await asyncio.wait_for(self.seat.connect(), TRY_S)
            await asyncio.sleep(PAUSE_S)

    async def keep_media(self) -> None:
        while True:
            await asyncio.sleep(PAUSE_S)
            if self.hall.room.connection_state == GONE:
                await self._rejoin()
            self.hall.watch({self._watch}, {self._watch})

    async def _rejoin(self) -> None:
        try:
            answer = self.seat.post(f"/meetings/{self._meeting}/join", {})
            self.seat.grant = await asyncio.wait_for(answer, TRY_S)
            await self.hall.leave()
            self.hall = Hall(self.hall.number)
            await asyncio.wait_for(self._join(), TRY_S)
        except (*LOST, rtc.ConnectError):
            return
        self.rejoins += 1

    def look(self) -> dict[str, Any]:
        """What is on this hall's screen, and what of `watch` it has decoded since asked the last time."""
        pictures, voices = self.hall.sees(self._watch), self.hall.hears()
        self.hall.forget()
        return {
            "open": self.seat.close_code is None,
            "view": {name: self.seat.view[name] for name in ("floor", "front", "me")},
            "sees": sorted(pictures),
            "hears": sorted(voices),
            "rejoins": self.rejoins,
            "reconnects": self.hall.reconnects,
        }

    async def obey(self, order: dict[str, Any]) -> dict[str, Any]:
        if order["do"] == "ask":
            await self.seat.command("floor.request", topic=order["topic"])
        return self.look()


async def run() -> None:
    loop = asyncio.get_running_loop()
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    far = FarHall(**json.loads(await lines.readline()))
    await far.arrive()
    print("ready", flush=True)
    keeping = [asyncio.create_task(far.keep_socket()), asyncio.create_task(far.keep_media())]
    while line := await lines.readline():
        print(json.dumps(await far.obey(json.loads(line))), flush=True)
    for task in keeping:
        task.cancel()
    await asyncio.gather(*keeping, return_exceptions=True)
    await asyncio.gather(far.hall.leave(), far.seat.leave(), return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(run())
