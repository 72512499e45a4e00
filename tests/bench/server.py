"""Start-up, memory, and how long a page turn takes to reach the last screen."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

import psutil
import websockets

from tests.bench.figures import Figure, spread
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


class Screen:
    """One meeting socket that notes when each patch arrives and does nothing else."""

    def __init__(self) -> None:
        self.arrived: list[tuple[float, str]] = []

    async def run(self, url: str, cookie: str, origin: str, ready: asyncio.Event) -> None:
        headers = {"Cookie": cookie}
        async with websockets.connect(
            url, origin=origin, additional_headers=headers, compression=None, max_size=None, open_timeout=60
        ) as socket:  # type: ignore[call-overload]
            async for text in socket:
                if not ready.is_set():
                    ready.set()
                if '"/front/' in text or '"/front"' in text:
                    self.arrived.append((time.monotonic(), text))


async def page_turns(server: RunningServer, screens: int, turns: int) -> list[Figure]:
    """Milliseconds from sending a page turn to its arrival at the last of `screens` sockets."""
    chair = await Seat.by_link(server.demo["chair"])
    watcher = Seat(server.url)
    await watcher.open_link(server.demo["observer"].partition("/j/")[2])
    await watcher.post("/meetings/demo/join", {})
    cookie = "; ".join(f"{c.name}={c.value}" for c in watcher.http.cookies.jar)
    url = f"{server.url.replace('http', 'ws', 1)}/api/v1/meetings/demo/socket?slot={watcher.slot}"
    pool = [Screen() for _ in range(screens)]
    tasks = []
    for screen in pool:
        ready = asyncio.Event()
        tasks.append(asyncio.create_task(screen.run(url, cookie, server.url, ready)))
        await asyncio.wait_for(ready.wait(), 30)
    paper = chair.view["papers"]["order"][0]
    pages = chair.view["papers"]["items"][paper]["pages"]
    await chair.command("front.show", paper=paper, page=1)
    await asyncio.sleep(1)
    to_last, to_each = [], []
    for turn in range(turns):
        for screen in pool:
            screen.arrived.clear()
        page = 2 + turn % (pages - 1) if pages > 1 else 1
        began = time.monotonic()
        await chair.command("front.turn", page=page)
        while not all(screen.arrived for screen in pool):  # noqa: ASYNC110 - the screens must not do more work
            await asyncio.sleep(0.002)
        delays = [(screen.arrived[0][0] - began) * 1000 for screen in pool]
        to_last.append(max(delays))
        to_each.extend(delays)
        await asyncio.sleep(0.2)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await watcher.leave()
    await chair.leave()
    return spread(f"page turn to the last of {screens} screens", to_last, "ms", COMMAND, "p99 ≤ 100 ms")


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
        figures += await page_turns(server, 24, 50)
        figures += await page_turns(server, 1000, 20)
    return figures


def run() -> list[Figure]:
    """All figures of this module."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        return start_up(data) + asyncio.run(measure(data))
