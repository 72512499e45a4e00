"""Fifty changes a second to a thousand screens: how long each takes to each of them, and to the last."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tests.bench.figures import Figure
from tests.support.screens import TURNS_PER_S, Presenter, Screens
from tests.support.server import RunningServer, running_server

COMMAND = "python -m tests.bench screens"
SCREENS = 1000
SECONDS = 20
NAMES = ("median", "p95", "p99", "worst")


async def fan_out(server: RunningServer) -> list[Figure]:
    presenter = await Presenter.ready(server)
    crowd = await Screens.open(server, SCREENS)
    found = await crowd.found(await presenter.turn(SECONDS * TURNS_PER_S))
    await crowd.close()
    await presenter.chair.leave()
    if found.lost or found.missing or found.out_of_order:
        raise RuntimeError(f"{found.lost} lost, {found.missing} missing, {found.out_of_order} out of order")
    title = f"{TURNS_PER_S} changes/s"
    rows = ((f"{title} to each of {SCREENS} screens", found.each_ms, "p95 ≤ 100 ms"),
            (f"{title} to the last of {SCREENS} screens", found.last_ms, ""))  # fmt: skip
    return [
        Figure(f"{name}, {share}", value, "ms", COMMAND, aim if share == "p95" else "")
        for name, values, aim in rows
        for share, value in zip(NAMES, values, strict=True)
    ]


async def measure() -> list[Figure]:
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", GIAOBAN_SOCKET_RATE="1000") as server,
    ):
        return await fan_out(server)


def run() -> list[Figure]:
    """All figures of this module."""
    return asyncio.run(measure())
