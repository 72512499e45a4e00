"""A meeting can be called off before it begins; what it took over is offered again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rooms import Viewer
from tests.server.briefings.test_carry_over import carried, next_meeting, offered
from tests.server.people.harness import Briefing, World, full_briefing, running


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


async def give(world: World, briefing: Briefing, *names: str) -> None:
    chair = Viewer(briefing.tabs["chair"].principal["seat"], "chair")
    for name in names:
        await world.services.meetings.execute(briefing.id, name, {}, f"test-{name}", chair)


async def test_a_meeting_called_off_says_so_and_nobody_enters_its_media(briefing: Briefing) -> None:
    tab = briefing.tabs["secretary"]
    done = await tab.post(f"/meetings/{briefing.id}/cancel", json={"reason": "Chuyển sang họp trực tiếp"})
    assert done.status_code == 204
    assert (await tab.get(f"/meetings/{briefing.id}")).json()["state"] == "cancelled"
    assert (await briefing.tabs["site"].post(f"/meetings/{briefing.id}/join")).json()["media"] is None
    again = await tab.post(f"/meetings/{briefing.id}/cancel", json={})
    assert (again.status_code, again.json()["code"]) == (409, "meeting.over")


async def test_what_has_begun_cannot_be_called_off(world: World, briefing: Briefing) -> None:
    await give(world, briefing, "meeting.open")
    late = await briefing.tabs["chair"].post(f"/meetings/{briefing.id}/cancel", json={})
    assert (late.status_code, late.json()["code"]) == (409, "meeting.wrong_state")


async def test_items_a_closed_meeting_never_came_to_are_left_over(world: World, briefing: Briefing) -> None:
    await give(world, briefing, "meeting.open", "meeting.close")
    (one,) = await offered(briefing.tabs["secretary"])
    assert (one["item"], one["title"], one["reason"]) == ("a1", "Kinh tế", "")


async def test_a_meeting_called_off_gives_back_what_it_took(world: World, briefing: Briefing) -> None:
    await give(world, briefing, "meeting.open", "meeting.close")
    taker = (await next_meeting(briefing, carried(briefing))).json()["id"]
    assert await offered(briefing.tabs["secretary"]) == []
    world.clock.move(minutes=2)
    await briefing.tabs["secretary"].post(f"/meetings/{taker}/cancel", json={})
    assert [one["item"] for one in await offered(briefing.tabs["secretary"])] == ["a1"]
