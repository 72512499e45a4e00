"""Many screens and many changes: each gets every one of them in order; a screen that does not read is cut."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import hostile
from tests.support.gathering import eventually
from tests.support.screens import TURNS_PER_S, Presenter, Screens, SlowReader, observer
from tests.support.server import RunningServer, running_server

CUT = 'giaoban_sockets_ended_total{code="socket.too_slow"}'


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A line may be silent for long here: who does not read is cut by its queue, not for its silence."""
    settings = {"GIAOBAN_SOCKET_RATE": "1000", "GIAOBAN_LINE_LOST_S": "120", "GIAOBAN_SOCKET_QUEUE": "32"}
    with running_server(tmp_path / "data", **settings) as running:
        yield running


@pytest.mark.parametrize(("screens", "seconds"), [(50, 5), pytest.param(1000, 20, marks=pytest.mark.nightly)])
async def test_every_screen_gets_every_change_and_a_slow_one_is_cut(
    server: RunningServer, screens: int, seconds: int, record_property: pytest.RecordProperty
) -> None:
    presenter = await Presenter.ready(server)
    crowd = await Screens.open(server, screens)
    watcher = await observer(server)
    slow = SlowReader(server, watcher)

    async def cut() -> bool:
        await asyncio.to_thread(slow.ask)
        return (await asyncio.to_thread(hostile.figures, server.url)).get(CUT, 0) == 1

    turning = asyncio.create_task(presenter.turn(seconds * TURNS_PER_S))
    await eventually(cut, 60)
    sent = await turning
    found = await crowd.found(sent)
    await watcher.connect()
    for name, values in (("each", found.each_ms), ("last", found.last_ms)):
        shown = [round(value, 1) for value in values]
        print(f"{screens} screens, {TURNS_PER_S} changes/s, {name}: p50, p95, p99, worst = {shown} ms")
        record_property(f"fan_out_{name}_ms", shown)

    assert (found.lost, found.out_of_order, found.missing) == (0, 0, 0)
    assert found.views == [watcher.view]
    await eventually(slow.is_cut, 60)
    slow.close()
    await crowd.close()
    for seat in (watcher, presenter.chair):
        await seat.leave()
