"""From asking to join to the first decoded picture: the Python SDK and Chromium."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from tests.bench.figures import Figure, spread
from tests.support.hall import Hall
from tests.support.seats import Seat
from tests.support.server import RunningServer, running_server

COMMAND = "python -m tests.bench join"
JOINS = 20
FIRST_FRAME_DEADLINE_S = 15.0


async def sdk_first_frames(server: RunningServer, joins: int) -> list[float]:
    """Milliseconds from `connect` to the first decoded picture of the one publisher, `joins` times."""
    codes = sorted(server.demo["sites"])
    sender = await Seat.by_link(server.demo["sites"][codes[0]])
    hall = Hall(1)
    await hall.join(sender.grant["media"]["url"], sender.grant["media"]["token"])
    await hall.publish(microphone=False)
    viewer_seat = await Seat.by_link(server.demo["sites"][codes[1]])
    delays = []
    for _ in range(joins):
        grant = (await viewer_seat.post("/meetings/demo/join", {}))["media"]
        viewer = Hall(2)
        began = time.monotonic()
        await viewer.join(grant["url"], grant["token"], auto_subscribe=True)
        while not viewer.seen_count[f"site-{codes[0]}"]:
            if time.monotonic() - began > FIRST_FRAME_DEADLINE_S:
                raise RuntimeError("no picture came")
            await asyncio.sleep(0.002)
        delays.append((time.monotonic() - began) * 1000)
        await viewer.leave()
        await asyncio.sleep(0.3)
    await hall.leave()
    await sender.leave()
    await viewer_seat.leave()
    return delays


async def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder) / "data") as server:
        delays = await sdk_first_frames(server, JOINS)
    return spread("join to first decoded picture, Python SDK", delays, "ms", COMMAND, "p95 ≤ 1000 ms")


def run() -> list[Figure]:
    """All figures of this module."""
    return asyncio.run(measure())
