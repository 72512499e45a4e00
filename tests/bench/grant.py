"""One grant, many effects: how long after the press each of them has come about, with 24 halls there."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Any, Self

from tests.bench.figures import Figure, percentile
from tests.support.screens import line_of
from tests.support.seats import Seat
from tests.support.server import RunningServer, running_server

COMMAND = "python -m tests.bench grant"
GRANTS = 96
BETWEEN_S = 0.25
EFFECTS = {
    "stored": "the grant stored and acknowledged",
    "microphone": "the hall's first voice packet at another hall",
    "program": "the program at the last of 24 screens",
    "name": "name and office at the last of 24 screens",
    "clock": "the turn's clock at the last of 24 screens",
    "page": "the page asked for at the last of 24 screens",
    "queue": "the queue at the last of 24 screens",
}


class Halls:
    """The demonstration's halls in a process of their own (see :mod:`tests.bench.halls`)."""

    def __init__(self, process: asyncio.subprocess.Process, seats: list[str]) -> None:
        self._process = process
        self.seats = seats

    @classmethod
    async def enter(cls, server: RunningServer) -> Self:
        """Sign every hall in and connect it."""
        halls, seats = [], []
        for code, link in sorted(server.demo["sites"].items()):
            seat = Seat(server.url)
            await seat.open_link(link.partition("/j/")[2])
            seat.meeting = "demo"
            media = (await seat.post("/meetings/demo/join", {}))["media"]
            url, cookie = line_of(seat)
            halls.append({"url": url, "cookie": cookie, "media": media["url"], "token": media["token"]})
            seats.append(f"site-{code}")
            await seat.http.aclose()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.bench.halls", stdin=PIPE, stdout=PIPE, limit=1 << 20
        )
        entered = cls(process, seats)
        await entered._say(json.dumps({"origin": server.url, "halls": halls}), "ready")
        return entered

    async def ask(self, number: int) -> None:
        """A hall asks for the floor."""
        await self._say(f"ask {number}", "asked")

    async def expect(self, number: int) -> None:
        """The next grant is this hall's."""
        await self._say(f"expect {number}", "expecting")

    async def times(self) -> dict[str, float]:
        """When each effect had come about, in seconds of the clock `time.monotonic` reads."""
        return dict(json.loads(await self._line()))

    async def leave(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()

    async def _say(self, line: str, answer: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        if (found := await self._line()) != answer:
            raise RuntimeError(f"the halls said {found!r}")

    async def _line(self) -> str:
        assert self._process.stdout is not None
        return (await asyncio.wait_for(self._process.stdout.readline(), 120)).decode().strip()


async def press(chair: Seat, halls: Halls, number: int, page: dict[str, Any]) -> dict[str, float]:
    """Give a hall that asks the floor in place of who has it; milliseconds from the press to each effect."""
    await halls.ask(number)
    seat = halls.seats[number]
    view = await chair.until(lambda view: _waiting(view, seat))
    holders = view["floor"]["holders"]
    instead = {"instead_of": holders[0]} if holders else {}
    await halls.expect(number)
    pressed = time.monotonic()
    await chair.command("floor.invite", seat=seat, limit_s=180, **page, **instead)
    stored = time.monotonic()
    times = await halls.times() | {"stored": stored}
    return {effect: (at - pressed) * 1000 for effect, at in times.items()}


def _waiting(view: dict[str, Any], seat: str) -> bool:
    requests = view["floor"]["requests"]
    return any(requests[entry]["seat"] == seat for entry in view["floor"]["queue"])


async def measure(server: RunningServer) -> list[Figure]:
    chair = await Seat.by_link(server.demo["chair"])
    await chair.command("meeting.start_line_check")
    await chair.command("meeting.open")
    paper = chair.view["papers"]["order"][0]
    pages = chair.view["papers"]["items"][paper]["pages"]
    halls = await Halls.enter(server)
    await asyncio.sleep(3)
    found: list[dict[str, float]] = []
    for turn in range(GRANTS):
        page = {"paper": paper, "page": 1 + turn % pages}
        found.append(await press(chair, halls, turn % len(halls.seats), page))
        await asyncio.sleep(BETWEEN_S)
    await halls.leave()
    await chair.leave()
    return [
        Figure(f"press to {about}, {name}", value, "ms", COMMAND)
        for effect, about in EFFECTS.items()
        for each in ([one[effect] for one in found],)
        for name, value in (
            (f"median of {GRANTS}", statistics.median(each)),
            ("p99", percentile(each, 0.99)),
        )
    ]


def run() -> list[Figure]:
    """All figures of this module."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", GIAOBAN_SOCKET_RATE="1000") as server,
    ):
        return asyncio.run(measure(server))
