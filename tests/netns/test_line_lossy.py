"""A hall's line loses packets both ways while it holds the floor: it stays in the call and is heard on."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from tests.e2e.conftest import Invite, Studio
from tests.netns.ends import FAR_SEAT, PATIENCE_S, SOUND, Far, Keep, Near
from tests.netns.line import Line
from tests.netns.test_line_cut import paired
from tests.support.gathering import eventually
from tests.support.installation import Installation

pytestmark = [pytest.mark.netns, pytest.mark.nightly]

LOSSY_S = 15.0
LOOK_S = 0.3


async def concealed(near: Near) -> tuple[int, int]:
    """Samples of the far hall's voice that were made up, and all of them, since the call began."""
    stats = await near.hall.room.get_rtc_stats()
    heard = [
        one.inbound_rtp.inbound
        for one in [*stats.publisher_stats, *stats.subscriber_stats]
        if one.WhichOneof("stats") == "inbound_rtp" and one.inbound_rtp.stream.kind == "audio"
    ]
    return sum(one.concealed_samples for one in heard), sum(one.total_samples_received for one in heard)


async def heard_share(near: Near, seconds: float) -> float:
    """In how many of a hundred looks the far hall was heard."""
    looks = found = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await asyncio.sleep(LOOK_S)
        looks += 1
        found += near.loudness() > SOUND
    return 100 * found / looks


async def look_on(near: Near, line: Line, percent: int, keep: Keep) -> float:
    """Loses so many packets for a while; how much of the time something was heard, in per cent."""
    before, total_before = await concealed(near)
    line.lose(percent)
    share = await heard_share(near, LOSSY_S)
    made_up, total = await concealed(near)
    figures = {
        "looks with the voice, %": round(share, 1),
        "voice made up, %": round(100 * (made_up - before) / max(1, total - total_before), 1),
    }
    for what, value in figures.items():
        print(f"{percent} % lost each way: {what}: {value}")
        keep(what, value)
    return share


@pytest.mark.parametrize("percent", [5, 10, 20])
async def test_an_sdk_hall_is_heard_on_a_lossy_line(
    line: Line, briefing: Installation, near: Near, percent: int, record_property: Keep
) -> None:
    far = await Far.arrive(line, briefing)
    await far.do("ask", topic="Tiến độ giải ngân")
    turn = await near.grant()
    await eventually(near.decodes_far, PATIENCE_S)
    share = await look_on(near, line, percent, record_property)
    await eventually(near.decodes_far, PATIENCE_S)
    line.lose(0)

    near.hall.forget()
    await eventually(near.decodes_far, PATIENCE_S)
    await eventually(far.follows, PATIENCE_S)
    assert (far.seen["rejoins"], far.seen["view"]["me"]["seat"]) == (0, FAR_SEAT)
    assert near.hall.room.remote_participants[FAR_SEAT].identity == FAR_SEAT
    assert near.chair.view["floor"]["holders"] == [turn["id"]]
    assert share > 0
    await near.takes_back(turn["id"])
    await far.close()


@pytest.mark.e2e
@pytest.mark.parametrize("percent", [10, 20])
async def test_a_browser_hall_is_heard_on_a_lossy_line(
    line: Line,
    briefing: Installation,
    near: Near,
    invite: Invite,
    studio: Studio,
    at_the_hall: dict[str, Any],
    percent: int,
    record_property: Keep,
) -> None:
    guest = await invite("hall", camera=studio.green, microphone=studio.voice_a, **at_the_hall)
    await paired(guest, briefing)
    await guest.page.evaluate("window.stayed = true")
    await guest.ask("Tiến độ giải ngân")
    turn = await near.grant()
    await eventually(near.receives_far, PATIENCE_S)

    share = await look_on(near, line, percent, record_property)
    await eventually(near.receives_far, PATIENCE_S)
    line.lose(0)

    near.hall.forget()
    await eventually(near.receives_far, PATIENCE_S)
    await eventually(near.far_is_there, PATIENCE_S)
    await guest.sees("microphone open")
    assert await guest.page.evaluate("window.stayed")
    assert near.chair.view["floor"]["holders"] == [turn["id"]]
    assert share > 0
    await near.takes_back(turn["id"])
