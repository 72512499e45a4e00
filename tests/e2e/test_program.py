"""A directed program: every hall sees what the director put on air, and is sent nothing else."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import BLUE, GREEN, RED, Invite, Studio, seats_of
from tests.e2e.guest import PATIENCE_MS, Guest, until
from tests.support.seats import Seat
from tests.support.server import RunningServer

pytestmark = pytest.mark.e2e

MESSAGE = "Xin chỉnh lại máy quay cho cân"
CHAIR = "Nguyễn Văn Hải"
COUNTED_S = 1.5

# Packets received so far of each picture that arrives, by the browser's own statistics.
PICTURES = """
async () => {
  const packets = {};
  for (const [index, line] of window.lines.entries()) {
    if (line.connectionState === 'closed') continue;
    for (const report of (await line.getStats()).values())
      if (report.type === 'inbound-rtp' && report.kind === 'video')
        packets[`${index}:${report.trackIdentifier}`] = report.packetsReceived;
  }
  return packets;
}
"""


async def test_a_dialogue_taken_by_the_director_is_seen_by_every_hall_and_costs_only_what_is_drawn(
    server: RunningServer, studio: Studio, invite: Invite
) -> None:
    """One story on purpose: each part needs what the part before it left."""
    cast = seats_of(await view_of(server))
    chair, a, b = await asyncio.gather(
        invite("chair", camera=studio.red, microphone=studio.silence),
        invite("site A", camera=studio.green, microphone=studio.silence, size=(1920, 1080)),
        invite("site B", camera=studio.blue, microphone=studio.silence),
    )
    demo = server.demo
    await asyncio.gather(
        chair.enter(demo["chair"]),
        a.enter(demo["sites"][cast["a"]["code"]]),
        b.enter(demo["sites"][cast["b"]["code"]]),
    )
    await chair.press("start line check")
    await chair.press("open session")
    hall = await invite("another hall")
    await hall.enter(demo["sites"][cast["late"]["code"]])
    await hall.watch(CHAIR, RED)
    await receives(hall, 1)
    await dialogue_is_prepared(cast, chair)
    # What is prepared costs the director only.
    await receives(hall, 1)
    await chair.press("take")
    await both_are_seen(cast, hall)
    await receives(hall, 2)
    late = await invite("observer")
    await late.open_link(demo["observer"])
    await both_are_seen(cast, late)
    await receives(late, 2)
    await late.leave()
    await message_reaches_one(cast, chair, a, b)
    await papers_on_a_second_screen(chair, hall)


async def view_of(server: RunningServer) -> dict[str, Any]:
    """The meeting before anyone came, as an observer sees it."""
    seat = await Seat.by_link(server.demo["observer"])
    await seat.leave()
    return seat.view


async def receives(guest: Guest, pictures: int) -> None:
    """Waits until packets of exactly so many pictures arrive."""

    async def arriving() -> bool:
        before = await guest.page.evaluate(PICTURES)
        await asyncio.sleep(COUNTED_S)
        now = await guest.page.evaluate(PICTURES)
        return sum(packets > before.get(track, 0) for track, packets in now.items()) == pictures

    await until(arriving, f"{guest.name} receives {pictures} pictures")


async def dialogue_is_prepared(cast: dict[str, Any], chair: Guest) -> None:
    await chair.press("director's desk")
    await chair.press("dialogue", exact=False)
    search = chair.page.get_by_role("textbox", name=chair.t("find source"))
    for site in (cast["a"], cast["b"]):
        await search.fill(site["name"])
        await search.press("Enter")
    preview = chair.page.get_by_role("region", name=chair.t("preview")).first
    for site in (cast["a"], cast["b"]):
        await expect(preview.get_by_text(site["name"]).first).to_be_visible(timeout=PATIENCE_MS)


async def both_are_seen(cast: dict[str, Any], guest: Guest) -> None:
    await asyncio.gather(guest.watch(cast["a"]["name"], GREEN), guest.watch(cast["b"]["name"], BLUE))


async def message_reaches_one(cast: dict[str, Any], chair: Guest, a: Guest, b: Guest) -> None:
    await chair.page.get_by_role("textbox", name=chair.t("text"), exact=True).fill(MESSAGE)
    to = chair.page.get_by_role("combobox", name=chair.t("to"), exact=True)
    await to.fill(cast["a"]["name"])
    await chair.page.get_by_role("option", name=cast["a"]["name"]).click()
    await chair.press("send to one")
    await a.see(MESSAGE)
    await a.sees("this screen only")
    await chair.see(MESSAGE)
    assert await b.page.get_by_text(MESSAGE).count() == 0


async def papers_on_a_second_screen(chair: Guest, hall: Guest) -> None:
    """The first screen stays, and shows faces while the second shows the page."""
    await chair.page.keyboard.press("Escape")
    await chair.press("papers")
    await chair.page.get_by_role("menuitem", name="Báo cáo kinh tế").click()
    async with hall.who.context.expect_page() as opening:
        await hall.press("second screen")
    second = await opening.value
    await expect(second.locator('canvas[role="img"][data-page="1"]')).to_be_visible(timeout=PATIENCE_MS)
    await hall.sees("faces only")
    assert await second.evaluate("document.querySelectorAll('video').length") == 0
    await chair.press("next page")
    await expect(second.locator('canvas[role="img"][data-page="2"]')).to_be_visible(timeout=PATIENCE_MS)
    await hall.press("close second screen")
    await hall.sees("second screen")
