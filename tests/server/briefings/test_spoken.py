"""What each hall spoke in recent meetings is told to the next one, and who ranks where."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from rooms import Meeting, Viewer
from server.briefings.spoken import MEETINGS
from tests.server.people.harness import SYSTEM, Briefing, World, full_briefing, running


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


async def give(world: World, meeting: str, viewer: Viewer, name: str, **data: Any) -> None:
    state = await world.services.meetings.state(meeting)
    await world.services.meetings.execute(meeting, name, data, f"k-{state.seq}", viewer)


async def hold(world: World, briefing: Briefing, meeting: str, speakers: list[str]) -> None:
    """Open the meeting, let halls speak one after the other, and close it."""
    chair = Viewer(briefing.tabs["chair"].principal["seat"], "chair")
    await give(world, meeting, chair, "meeting.open")
    for hall in speakers:
        connected = {"seat": hall, "role": "site", "connection": f"c.{hall}"}
        await give(world, meeting, SYSTEM, "seat.connect", **connected)
        await give(world, meeting, chair, "floor.invite", seat=hall)
        await give(world, meeting, Viewer(hall, "site"), "floor.release")
    await give(world, meeting, chair, "meeting.close")


async def next_meeting(briefing: Briefing, **changes: Any) -> Any:
    officers = [{"account": briefing.tabs["chair"].principal["id"], "role": "chair"}]
    body = {"title": "Giao ban tháng 4", "scheduled_at": "2026-04-01T02:00:00Z", "sites": ["UBND", "414"]}
    return await briefing.tabs["administrator"].post(
        "/meetings", json={**body, "officers": officers, **changes}
    )


async def told(world: World, meeting: str, meetings: int) -> Meeting:
    """The state once it knows of that many meetings before it."""
    async with asyncio.timeout(10):
        while True:
            state = await world.services.meetings.state(meeting)
            if state.floor.recent.meetings == meetings:
                return state
            await asyncio.sleep(0.01)


async def test_a_scheduled_meeting_is_told_what_was_spoken_before(world: World, briefing: Briefing) -> None:
    await hold(world, briefing, briefing.id, ["site-414", "site-UBND", "site-414"])
    later = (await next_meeting(briefing)).json()["id"]
    recent = (await told(world, later, 1)).floor.recent
    assert {seat: one.turns for seat, one in recent.sites.items()} == {"site-414": 2, "site-UBND": 1}


async def test_the_line_check_brings_it_up_to_date(world: World, briefing: Briefing) -> None:
    waiting = (await next_meeting(briefing)).json()["id"]
    await hold(world, briefing, briefing.id, ["site-414"])
    assert (await world.services.meetings.state(waiting)).floor.recent.meetings == 0
    await give(world, waiting, SYSTEM, "meeting.start_line_check")
    assert (await told(world, waiting, 1)).floor.recent.sites["site-414"].turns == 1


async def test_only_the_last_meetings_that_were_held_count(world: World, briefing: Briefing) -> None:
    await hold(world, briefing, briefing.id, ["site-UBND"])
    for _ in range(MEETINGS):
        await hold(world, briefing, (await next_meeting(briefing)).json()["id"], ["site-414"])
    never_opened = (await next_meeting(briefing)).json()["id"]
    chair = Viewer(briefing.tabs["chair"].principal["seat"], "chair")
    await give(world, never_opened, SYSTEM, "meeting.start_line_check")
    await give(world, never_opened, chair, "meeting.close")
    later = (await next_meeting(briefing)).json()["id"]
    recent = (await told(world, later, MEETINGS)).floor.recent
    assert {seat: one.turns for seat, one in recent.sites.items()} == {"site-414": MEETINGS}


async def test_ranks_are_given_with_the_plan(briefing: Briefing) -> None:
    chair = briefing.tabs["chair"].principal["id"]
    made = await next_meeting(
        briefing,
        officers=[{"account": chair, "role": "chair", "rank": 1}],
        delegates=[{"name": "Lê Thị Hoa", "site": "414", "rank": 7}],
        site_ranks={"414": 30},
    )
    assert made.status_code == 201, made.text
    got = (await briefing.tabs["administrator"].get(f"/meetings/{made.json()['id']}")).json()
    assert {site["code"]: site["rank"] for site in got["sites"]} == {"UBND": 0, "414": 30}
    assert (got["officers"][0]["rank"], got["delegates"][0]["rank"]) == (1, 7)


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"site_ranks": {"414": 1000}}, 422, "http.invalid"),
        ({"site_ranks": {"999": 1}}, 422, "meeting.unknown_sites"),
    ],
)
async def test_a_bad_rank_is_refused(
    briefing: Briefing, changes: dict[str, Any], status: int, code: str
) -> None:
    refused = await next_meeting(briefing, **changes)
    assert (refused.status_code, refused.json()["code"]) == (status, code), refused.text
