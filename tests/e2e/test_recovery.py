"""What dies comes back by itself: the whole server in the middle of a turn, and one media worker."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import psutil
import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.conftest import GREEN, RED, Invite, Studio, seats_of
from tests.e2e.guest import PATIENCE_MS, Guest
from tests.e2e.words import EN
from tests.support.seats import Seat
from tests.support.server import RunningServer

pytestmark = [pytest.mark.e2e, pytest.mark.kill]

TOPIC = "Lũ quét ở hai xã vùng cao"
# A reload would clear it.
STAY = "window.stayed = true"


@dataclass
class Turn:
    """A briefing in the middle of site A's turn, with page 2 in front."""

    server: RunningServer
    hall_a: str
    chair: Guest
    a: Guest
    b: Guest

    @property
    def everyone(self) -> tuple[Guest, Guest, Guest]:
        return self.chair, self.a, self.b


@pytest_asyncio.fixture
async def turn(server: RunningServer, studio: Studio, invite: Invite) -> AsyncIterator[Turn]:
    seat = await Seat.by_link(server.demo["secretary"])
    cast: dict[str, Any] = seats_of(seat.view)
    chair, a, b = await asyncio.gather(
        invite("chair", camera=studio.red, microphone=studio.silence),
        invite("site A", camera=studio.green, microphone=studio.voice_a),
        invite("site B", camera=studio.blue, microphone=studio.voice_b, lang=EN),
    )
    await chair.enter(server.demo["chair"])
    await a.enter(server.demo["sites"][cast["a"]["code"]])
    await b.enter(server.demo["sites"][cast["b"]["code"]])
    await chair.press("start line check")
    await chair.press("open session")
    await seat.command("front.show", paper=seat.view["papers"]["order"][0], page=2)
    await seat.leave()
    await a.sees("in session")
    await a.ask(TOPIC)
    await chair.press("grant")
    held = Turn(server, cast["a"]["name"], chair, a, b)
    for guest in held.everyone:
        await guest.on_page(2)
        await guest.page.evaluate(STAY)
    await media_flows(held)
    yield held


async def media_flows(turn: Turn) -> None:
    """Everybody sees whom they should, and site A is heard."""
    before = await turn.b.energies()
    await asyncio.gather(
        turn.b.watch(turn.hall_a, GREEN),
        turn.chair.watch(turn.hall_a, GREEN),
        turn.a.watch("Nguyễn Văn Hải", RED),
        turn.b.hears_somebody_new(before),
    )


async def test_everyone_is_back_on_seat_page_turn_and_rights_after_the_server_is_killed(turn: Turn) -> None:
    turn.server.kill()
    for guest in turn.everyone:
        await guest.sees("line lost")
    await asyncio.to_thread(turn.server.start)
    for guest in turn.everyone:
        await expect(guest.page.get_by_text(guest.t("line lost"))).to_be_hidden(timeout=PATIENCE_MS)
        await guest.sees("in session")
        await guest.sees("recording")
        await guest.on_page(2)
    await turn.a.sees("microphone open")
    await turn.b.sees("microphone closed")
    await expect(turn.chair.button("end turn")).to_be_visible()
    await expect(turn.chair.page.get_by_text(TOPIC).first).to_be_visible()
    await media_flows(turn)
    assert await turn.a.voices() == 0
    assert [await guest.page.evaluate("window.stayed") for guest in turn.everyone] == [True] * 3
    await turn.chair.press("end turn")
    await turn.a.sees("microphone closed")


async def test_pictures_and_voice_are_back_after_the_media_worker_is_killed(turn: Turn) -> None:
    workers = [
        pid
        for pid in turn.server.children()
        if any("signaling.worker" in part for part in psutil.Process(pid).cmdline())
    ]
    assert workers
    lines = [await guest.lines() for guest in turn.everyone]
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    for guest, before in zip(turn.everyone, lines, strict=True):
        await guest.opens_another_line(before)
    await media_flows(turn)
    for guest in turn.everyone:
        await guest.on_page(2)
    assert [await guest.page.evaluate("window.stayed") for guest in turn.everyone] == [True] * 3
