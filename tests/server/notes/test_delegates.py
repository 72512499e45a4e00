"""A delegate's notes hold as long as the sign-in does that opens them, however seldom it is used."""

from __future__ import annotations

import pytest

from tests.server.notes.support import key_of, opened, refused, ways
from tests.server.people.harness import Briefing, Tab, World

DAY = 25
"""Hours: more than an unused sign-in of anybody else holds."""


@pytest.fixture
async def delegate(briefing: Briefing) -> Tab:
    return briefing.tabs["delegate"]


async def test_the_key_outlasts_a_day_without_use(world: World, delegate: Tab) -> None:
    key = await opened(delegate)
    world.clock.move(hours=DAY)
    await world.services.notes.upkeep.look()
    assert await opened(delegate) == key


async def test_a_device_unused_for_a_day_still_counts_as_one_that_opens_them(
    world: World, briefing: Briefing, delegate: Tab
) -> None:
    key = await opened(delegate)
    url = (await delegate.post("/session/device-link")).json()["url"]
    world.clock.move(hours=DAY)
    second = await world.open_link(url)
    assert ways(await second.get("/notes/key")) == ["transfer"]
    given_up = await second.post("/notes/renounce", json={"confirm": True})
    assert refused(given_up) == (409, "notes.still_opens")
    code = (await delegate.post("/notes/transfers")).json()["code"]
    assert key_of(await second.post("/notes/transfers/claim", json={"code": code})) == key


async def test_a_sign_in_unused_for_a_day_is_among_those_that_hold(world: World, delegate: Tab) -> None:
    people = world.services.people
    token = next(iter(delegate.client.cookies.values()))
    mine = (await people.sessions.recognise(token)).session_id
    world.clock.move(hours=DAY)
    assert mine in await people.sessions.open_now()
