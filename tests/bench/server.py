"""Start-up, memory, and how long a page turn takes to reach the last screen."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from pathlib import Path

import psutil

from tests.bench.figures import Figure, percentile
from tests.support.seats import Seat
from tests.support.server import RunningServer, running_server

COMMAND = "python -m tests.bench server"
MIB = 1 << 20


def resident_mib(server: RunningServer) -> float:
    """Proportional set size of the server and all its children, in MiB: shared pages counted once."""
    assert server.process is not None
    pids = [server.process.pid, *server.children()]
    return sum(psutil.Process(pid).memory_full_info().pss for pid in pids) / MIB


def start_up(data: Path) -> list[Figure]:
    """Seconds from the process's start to `ready:`, on an empty data folder and again."""
    figures = []
    for name in ("start-up, first (migrates, prepares the demonstration)", "start-up, again"):
        began = time.monotonic()
        with running_server(data):
            figures.append(Figure(name, time.monotonic() - began, "s", COMMAND))
    return figures


class Watchers:
    """`screens` observers' sockets in a process of their own (see :mod:`tests.bench.crowd`)."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def open(cls, server: RunningServer, screens: int) -> Watchers:
        observer = Seat(server.url)
        await observer.open_link(server.demo["observer"].partition("/j/")[2])
        await observer.post("/meetings/demo/join", {})
        cookie = "; ".join(f"{c.name}={c.value}" for c in observer.http.cookies.jar)
        path = f"/api/v1/meetings/demo/socket?slot={observer.slot}"
        await observer.leave()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.bench.crowd", stdin=PIPE, stdout=PIPE, limit=1 << 20
        )
        watchers = cls(process)
        order = {"url": server.url + path, "cookie": cookie, "origin": server.url, "screens": screens}
        await watchers._say(json.dumps(order), "ready")
        return watchers

    async def expect(self) -> None:
        """The next change of the page in front is the one to note."""
        await self._say("turn", "expecting")

    async def times(self) -> list[float]:
        """When it reached each socket, in seconds of the clock `time.monotonic` reads."""
        return list(json.loads(await self._line())["each"])

    async def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()

    async def _say(self, line: str, answer: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        if (found := await self._line()) != answer:
            raise RuntimeError(f"the crowd said {found!r}")

    async def _line(self) -> str:
        assert self._process.stdout is not None
        return (await asyncio.wait_for(self._process.stdout.readline(), 180)).decode().strip()


def cpu_s(server: RunningServer) -> float:
    """Seconds of CPU the server process has used."""
    assert server.process is not None
    used = psutil.Process(server.process.pid).cpu_times()
    return float(used.user + used.system)


async def page_turns(server: RunningServer, screens: int, turns: int) -> list[Figure]:
    """Milliseconds from sending a page turn to its arrival at the last of `screens` sockets."""
    watchers = await Watchers.open(server, screens)
    chair = await Seat.by_link(server.demo["chair"])
    paper = chair.view["papers"]["order"][0]
    pages = chair.view["papers"]["items"][paper]["pages"]
    await chair.command("front.show", paper=paper, page=1)
    await asyncio.sleep(1)
    to_last, spent = [], []
    for turn in range(turns):
        await watchers.expect()
        used, began = cpu_s(server), time.monotonic()
        await chair.command("front.turn", page=2 + turn % (pages - 1))
        to_last.append((max(await watchers.times()) - began) * 1000)
        spent.append((cpu_s(server) - used) * 1000)
        await asyncio.sleep(0.2)
    await chair.command("front.hide")
    await chair.leave()
    await watchers.close()
    name = f"page turn to the last of {screens} screens"
    return [
        Figure(f"{name}, median of {turns}", statistics.median(to_last), "ms", COMMAND),
        Figure(f"{name}, p99", percentile(to_last, 0.99), "ms", COMMAND, "p99 ≤ 100 ms"),
        Figure(f"{name}, worst", max(to_last), "ms", COMMAND),
        Figure(f"{name}, server CPU a turn", statistics.fmean(spent), "ms", COMMAND),
    ]


async def memory(server: RunningServer) -> list[Figure]:
    """Memory at rest and what each of the 24 halls' meeting sockets adds."""
    await asyncio.sleep(3)
    rest = resident_mib(server)
    seats = [await Seat.by_link(link) for link in server.demo["sites"].values()]
    await asyncio.sleep(2)
    each = (resident_mib(server) - rest) / len(seats)
    await asyncio.gather(*(seat.leave() for seat in seats))
    return [
        Figure("memory at rest, all processes (PSS)", rest, "MiB", COMMAND, "≤ 200 MiB"),
        Figure("memory per hall at its meeting socket", each, "MiB", COMMAND),
    ]


async def measure(data: Path) -> list[Figure]:
    with running_server(data) as server:
        figures = await memory(server)
        figures += await page_turns(server, 24, 100)
        figures += await page_turns(server, 1000, 100)
    return figures


def run() -> list[Figure]:
    """All figures of this module."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        return start_up(data) + asyncio.run(measure(data))
