"""A hall's line loses packets both ways while it holds the floor: it stays in the call and is heard on."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests.netns.ends import FAR, FAR_SEAT, PATIENCE_S, Far, Keep, Near
from tests.netns.line import Line
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
    """In how many of a hundred looks the far hall's tone was heard."""
    looks = found = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await asyncio.sleep(LOOK_S)
        looks += 1
        found += FAR in near.hall.hears()
    return 100 * found / looks


@pytest.mark.parametrize("percent", [5, 10, 20])
async def test_the_speaker_is_heard_on_a_lossy_line(
    line: Line, briefing: Installation, near: Near, percent: int, record_property: Keep
) -> None:
    far = await Far.arrive(line, briefing)
    await far.do("ask", topic="Tiến độ giải ngân")
    turn = await near.grant()
    await eventually(near.decodes_far, PATIENCE_S)
    made_up, samples = await concealed(near)

    line.lose(percent)
    share = await heard_share(near, LOSSY_S)
    then_made_up, then_samples = await concealed(near)
    await eventually(near.decodes_far, PATIENCE_S)
    line.lose(0)
    figures = {
        "looks with the voice, %": round(share, 1),
        "voice made up, %": round(100 * (then_made_up - made_up) / max(1, then_samples - samples), 1),
    }
    for what, value in figures.items():
        print(f"{percent} % lost each way: {what}: {value}")
        record_property(what, value)

    near.hall.forget()
    await eventually(near.decodes_far, PATIENCE_S)
    await eventually(far.follows, PATIENCE_S)
    assert (far.seen["rejoins"], far.seen["view"]["me"]["seat"]) == (0, FAR_SEAT)
    assert near.hall.room.remote_participants[FAR_SEAT].identity == FAR_SEAT
    assert near.chair.view["floor"]["holders"] == [turn["id"]]
    assert share > 0
    await near.takes_back(turn["id"])
    await far.close()
