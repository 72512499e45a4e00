"""A hall's line is cut while it holds the floor: the others see it, and by itself it is back in its place."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import Invite, Studio
from tests.e2e.guest import PATIENCE_MS, Guest
from tests.netns.ends import FAR_CODE, FAR_SEAT, LIMIT_S, Far, Keep, Near, Stopwatch
from tests.netns.line import Line
from tests.support.installation import Installation

pytestmark = [pytest.mark.netns, pytest.mark.nightly]

TOPIC = "Lũ quét ở hai xã vùng cao"
# The chair's marked picture, its stripes mixed to one colour.
GREY = (127, 127, 127)
# What the screen shows of a turn's time may be a second old.
BLINK_S = 2


async def cut(line: Line, near: Near, cut_s: int, keep: Keep) -> Stopwatch:
    """Cuts the line for so long; the chair turns the page meanwhile. The watch begins with the mending."""
    loop = asyncio.get_running_loop()
    line.cut()
    gone = Stopwatch(keep)
    mending = loop.call_later(cut_s, line.mend)
    await gone.until("seen as gone after", near.far_is_gone)
    await near.chair.command("front.turn", page=3)
    await asyncio.sleep(mending.when() - loop.time())
    near.hall.forget()
    return Stopwatch(keep)


def unmoved(near: Near, turn: dict[str, Any]) -> None:
    """The turn stands as it was given, with its clock, and so does the queue behind it."""
    floor = near.chair.view["floor"]
    assert (floor["holders"], floor["requests"][turn["id"]]) == ([turn["id"]], turn)
    assert [floor["requests"][one]["seat"] for one in floor["queue"]] == ["site-414"]


@pytest.mark.parametrize("cut_s", [10, 60])
async def test_an_sdk_hall_comes_back_to_its_turn(
    line: Line, briefing: Installation, near: Near, cut_s: int, record_property: Keep
) -> None:
    far = await Far.arrive(line, briefing)
    await far.do("ask", topic=TOPIC)
    turn = await near.grant()
    ready = Stopwatch(record_property)
    await ready.until("both ends decode after", near.decodes_far)
    await ready.until("both ends decode after", far.follows)

    back = await cut(line, near, cut_s, record_property)
    await back.until("picture and voice back after", near.decodes_far)
    await back.until("seen as back after", near.far_is_there)
    await back.until("the hall follows again after", far.follows)
    print({name: far.seen[name] for name in ("reconnects", "rejoins")})

    unmoved(near, turn)
    me = far.seen["view"]["me"]
    assert (me["seat"], me["holds_floor"], me["rights"]["microphone"]) == (FAR_SEAT, True, True)
    assert far.seen["view"]["floor"] == near.chair.view["floor"]
    assert far.seen["view"]["front"]["page"] == 3
    await near.takes_back(turn["id"])
    await far.close()


async def paired(guest: Guest, briefing: Installation) -> None:
    """The hall's machine is paired by hand and goes into the meeting."""
    code = await briefing.pairing_code(FAR_CODE)
    await guest.page.goto(f"{briefing.server.url}/pair")
    await guest.page.get_by_role("textbox", name="Ký tự thứ 1").click()
    await guest.page.keyboard.type(code)
    await guest.page.get_by_role("button", name="Ghép nối máy này").click()
    await guest.page.get_by_role("link", name=re.compile("^(Vào ngay|Vào họp)")).first.click()
    await guest.pass_check()


async def seconds_left(guest: Guest) -> int:
    """What the turn's clock on the screen says."""
    text = await guest.page.get_by_role("timer").first.inner_text()
    found = re.search(r"(\d+):(\d\d)", text)
    assert found is not None, text
    return 60 * int(found[1]) + int(found[2])


@pytest.mark.e2e
@pytest.mark.parametrize("cut_s", [10, 60])
async def test_a_browser_hall_comes_back_to_its_turn(
    line: Line,
    briefing: Installation,
    near: Near,
    invite: Invite,
    studio: Studio,
    at_the_hall: dict[str, Any],
    cut_s: int,
    record_property: Keep,
) -> None:
    guest = await invite("hall", camera=studio.green, microphone=studio.voice_a, **at_the_hall)
    await paired(guest, briefing)
    await guest.page.evaluate("window.stayed = true")
    await guest.ask(TOPIC)
    turn = await near.grant()
    await Stopwatch(record_property).until("both ends decode after", near.receives_far)
    chair = str(near.chair.view["officers"][near.chair.view["me"]["seat"]]["name"])
    await guest.watch(chair, GREY)

    back = await cut(line, near, cut_s, record_property)
    await back.until("picture and voice back after", near.receives_far)
    await back.until("seen as back after", near.far_is_there)
    await guest.watch(chair, GREY)
    back.note("the hall sees again after")
    await guest.on_page(3)
    back.note("the hall is on the page after")

    unmoved(near, turn)
    await guest.sees("microphone open")
    await guest.see(TOPIC)
    spent = datetime.now(UTC) - datetime.fromisoformat(turn["granted_at"])
    assert abs(await seconds_left(guest) - (LIMIT_S - spent.total_seconds())) < BLINK_S
    assert await guest.page.evaluate("window.stayed")
    await expect(guest.page.get_by_text(guest.t("line lost"))).to_be_hidden(timeout=PATIENCE_MS)
    await near.takes_back(turn["id"])
    await guest.sees("microphone closed")
