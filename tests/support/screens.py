"""A hall full of screens before one meeting, and somebody who turns pages at a steady rate."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import time
from asyncio.subprocess import PIPE
from typing import Any
from urllib.parse import urlsplit

from tests.server.papers.pdfs import pdf
from tests.support.raw import upgrade
from tests.support.readers import Found
from tests.support.seats import Seat
from tests.support.server import RunningServer
from tests.support.tus import whole

# More pages than turns could ever travel in one patch, so that each turn can be told from the others.
PAGES = 250
TURNS_PER_S = 50
PATIENCE_S = 180.0
AT_ONCE = 20
RESYNC = json.dumps({"type": "resync"}).encode()


async def observer(server: RunningServer) -> Seat:
    """An observer's seat that has no socket yet."""
    seat = Seat(server.url)
    await seat.open_link(server.demo["observer"].partition("/j/")[2])
    await seat.post("/meetings/demo/join", {})
    seat.meeting = "demo"
    return seat


def line_of(seat: Seat) -> tuple[str, str]:
    """Address and cookie of a seat's meeting socket."""
    cookie = "; ".join(f"{one.name}={one.value}" for one in seat.http.cookies.jar)
    return f"{seat.base}/api/v1/meetings/{seat.meeting}/socket?slot={seat.slot}", cookie


class Screens:
    """`screens` observers' sockets that keep the view, in a process of their own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def open(cls, server: RunningServer, screens: int) -> Screens:
        seat = await observer(server)
        url, cookie = line_of(seat)
        await seat.leave()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.support.readers", stdin=PIPE, stdout=PIPE, limit=1 << 24
        )
        opened = cls(process)
        order = {"url": url, "cookie": cookie, "origin": server.url, "screens": screens, "pages": PAGES}
        answer = await opened._ask(order)
        assert answer == "ready", answer
        return opened

    async def found(self, sent: list[float]) -> Found:
        """What they have seen of the turns sent at these times, once all have them or time is up."""
        return Found(**json.loads(await self._ask({"changes": len(sent), "sent": sent})))

    async def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        if self._process.returncode is None:
            self._process.terminate()
        await self._process.wait()

    async def _ask(self, order: dict[str, Any]) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(order)}\n".encode())
        return (await asyncio.wait_for(self._process.stdout.readline(), PATIENCE_S)).decode().strip()


class Presenter:
    """The chair with a thick paper in front of everyone."""

    def __init__(self, chair: Seat, paper: str) -> None:
        self.chair = chair
        self.paper = paper

    @classmethod
    async def ready(cls, server: RunningServer) -> Presenter:
        """Uploads the paper and shows its first page."""
        chair = await Seat.by_link(server.demo["chair"])
        known = set(chair.view["papers"]["order"])
        answer = await chair.http.post(
            "/api/v1/meetings/demo/papers/uploads",
            headers=whole(pdf(PAGES), name="so-lieu.pdf", title="Số liệu"),
            content=pdf(PAGES),
        )
        assert answer.status_code == 201, answer.text
        await chair.until(lambda view: set(view["papers"]["order"]) - known, PATIENCE_S)
        (paper,) = set(chair.view["papers"]["order"]) - known
        await chair.command("front.show", paper=paper, page=1)
        return cls(chair, paper)

    async def turn(self, turns: int) -> list[float]:
        """Turns so many pages at a steady rate, less if the server falls behind; when each was sent."""
        sent: list[float] = []
        waiting: set[asyncio.Task[int]] = set()
        began = time.monotonic()
        for number in range(1, turns + 1):
            await asyncio.sleep(max(0.0, began + number / TURNS_PER_S - time.monotonic()))
            if len(waiting) >= TURNS_PER_S // 2:
                _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            sent.append(time.monotonic())
            waiting.add(asyncio.create_task(self.chair.command("front.turn", page=1 + number % PAGES)))
        await asyncio.gather(*waiting)
        return sent


class SlowReader:
    """A screen whose line takes nothing: it asks for the whole view again and again and never reads."""

    def __init__(self, server: RunningServer, seat: Seat) -> None:
        url, cookie = line_of(seat)
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        parts = urlsplit(url)
        assert parts.hostname is not None
        self._socket.settimeout(PATIENCE_S)
        self._socket.connect((parts.hostname, parts.port))
        self._socket.sendall(upgrade(url, cookie, server.url))

    def ask(self) -> None:
        """Asks for the whole view a few times more."""
        self._socket.sendall((bytes((0x81, 0x80 | len(RESYNC), 0, 0, 0, 0)) + RESYNC) * AT_ONCE)

    async def is_cut(self) -> bool:
        """Whether the line is closed at the other end: what is sent comes back as a reset."""
        try:
            await asyncio.to_thread(self.ask)
        except OSError:
            return True
        return False

    def close(self) -> None:
        self._socket.close()
