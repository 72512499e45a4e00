"""Who is at the two ends of a line: the chair and the others near the server, one hall far away."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.netns.line import Line
from tests.support.gathering import eventually
from tests.support.hall import Hall
from tests.support.installation import Installation
from tests.support.seats import Seat

FAR_CODE, FAR_SEAT = "413", "site-413"
FAR, NEAR = 13, 14
PATIENCE_S = 120.0
LIMIT_S = 900
SOUND = 500
Keep = Callable[[str, object], None]


class Far:
    """The hall at the far end on the SDK, in a process of its own in the line's namespace."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.seen: dict[str, Any] = {}

    @classmethod
    async def arrive(cls, line: Line, briefing: Installation) -> Far:
        command = line.inside(sys.executable, "-m", "tests.netns.far_hall")
        far = cls(await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=1 << 20))
        order = {"base": briefing.server.url, "code": await briefing.pairing_code(FAR_CODE), "number": FAR}
        watch = briefing.chair.view["me"]["seat"]
        assert await far._say({**order, "meeting": briefing.meeting, "watch": watch}) == "ready"
        return far

    async def do(self, what: str, **more: str) -> dict[str, Any]:
        self.seen = json.loads(await self._say({"do": what, **more}))
        return self.seen

    async def follows(self) -> bool:
        """The meeting's socket is open, and new pictures and the tone of the chair are decoded."""
        seen = await self.do("look")
        return bool(seen["open"]) and seen["sees"] == seen["hears"] == [NEAR]

    async def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        await asyncio.wait_for(self._process.wait(), PATIENCE_S)

    async def _say(self, order: dict[str, Any]) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(order)}\n".encode())
        return (await asyncio.wait_for(self._process.stdout.readline(), PATIENCE_S)).decode().strip()


@dataclass
class Near:
    """The chair with picture and sound, and another hall's seat."""

    chair: Seat
    other: Seat
    hall: Hall

    @classmethod
    async def arrive(cls, briefing: Installation) -> Near:
        near = cls(briefing.chair, await briefing.hall("414"), Hall(NEAR))
        media = briefing.chair.grant["media"]
        await near.hall.join(media["url"], media["token"])
        await near.hall.publish()
        return near

    async def far_is_there(self) -> bool:
        return bool(self.chair.view["sites"][FAR_SEAT]["present"])

    async def far_is_gone(self) -> bool:
        return not await self.far_is_there()

    async def decodes_far(self) -> bool:
        """New pictures and the tone of the far SDK hall, and nobody else's."""
        self.hall.watch({FAR_SEAT}, {FAR_SEAT})
        return self.hall.sees(FAR_SEAT) == {FAR} and self.hall.hears() == {FAR}

    async def receives_far(self) -> bool:
        """New pictures and some sound of the far hall, whatever they show and say."""
        self.hall.watch({FAR_SEAT}, {FAR_SEAT})
        return self.hall.seen_count[FAR_SEAT] > 1 and self.loudness() > SOUND

    def loudness(self) -> int:
        """The loudest sample of the far hall lately."""
        return max((int(np.abs(one).max()) for one in self.hall.ears[FAR_SEAT]), default=0)

    async def grant(self) -> dict[str, Any]:
        """Gives the far hall the floor while the other waits; the far hall's request as it stands then."""
        view = await self.chair.until(lambda view: view["floor"]["queue"])
        (request,) = view["floor"]["queue"]
        await self.chair.command("floor.grant", request=request, limit_s=LIMIT_S)
        await self.other.command("floor.request", topic="Giao thông")
        view = await self.chair.until(lambda view: view["floor"]["holders"] and view["floor"]["queue"])
        return dict(view["floor"]["requests"][request])

    async def takes_back(self, request: str) -> None:
        """The floor is taken back; nothing of the far hall is heard any more."""
        await self.chair.command("floor.revoke", request=request, reason="Hết giờ")
        await asyncio.sleep(1.0)
        self.hall.forget()
        await asyncio.sleep(1.5)
        assert self.loudness() < SOUND

    async def leave(self) -> None:
        await self.hall.leave()
        await self.other.leave()


class Stopwatch:
    """Seconds from its making until things came about; printed and kept with the test's result."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._began = time.monotonic()

    async def until(self, what: str, holds: Callable[[], Awaitable[object]]) -> None:
        await eventually(holds, PATIENCE_S)
        self.note(what)

    def note(self, what: str) -> None:
        seconds = round(time.monotonic() - self._began, 1)
        print(f"{what}: {seconds} s")
        self._keep(what, seconds)
