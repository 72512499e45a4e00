"""A delegate brings one more device of their own, for as long as they may come themselves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.people.links import MAX_DEVICES
from tests.server.people.harness import Briefing, Tab, World, full_briefing, running


@pytest.fixture
async def met(tmp_path: Path) -> AsyncIterator[tuple[World, Briefing]]:
    async with running(tmp_path) as started:
        yield started, await full_briefing(started)


async def another(tab: Tab) -> str:
    answer = await tab.post("/session/device-link")
    assert answer.status_code == 201, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return str(answer.json()["url"])


async def opens(world: World, url: str) -> int:
    answer = await world.tab().post("/session/link", json={"token": url.rpartition("/")[2]})
    return answer.status_code


async def test_both_devices_are_the_same_delegate(met: tuple[World, Briefing]) -> None:
    world, briefing = met
    first = briefing.tabs["delegate"]
    url = await another(first)
    second = await world.open_link(url)
    assert second.principal == first.principal
    assert await opens(world, url) == 404
    assert (await first.get("/session")).status_code == 200


async def test_one_that_nobody_opened_ends_with_the_next(met: tuple[World, Briefing]) -> None:
    world, briefing = met
    early, late = [await another(briefing.tabs["delegate"]) for _ in range(2)]
    assert await opens(world, early) == 404
    assert await opens(world, late) == 200


async def test_devices_have_a_limit(met: tuple[World, Briefing]) -> None:
    world, briefing = met
    for _ in range(MAX_DEVICES - 1):
        await world.open_link(await another(briefing.tabs["delegate"]))
    answer = await briefing.tabs["delegate"].post("/session/device-link")
    assert (answer.status_code, answer.json()["code"]) == (409, "link.too_many_devices")


async def test_the_right_to_come_is_not_lengthened(met: tuple[World, Briefing]) -> None:
    world, briefing = met
    world.clock.move(hours=20)
    second = await world.open_link(await another(briefing.tabs["delegate"]))
    links = await world.services.people.links.of_meeting(briefing.id)
    assert len({one.expires_at for one in links if one.delegate == "d1"}) == 1
    for _ in range(6):
        world.clock.move(hours=20)
        await second.get("/session")
    assert (await second.get("/session")).status_code == 401


async def test_a_new_link_from_the_desk_ends_every_device(met: tuple[World, Briefing]) -> None:
    world, briefing = met
    second = await world.open_link(await another(briefing.tabs["delegate"]))
    waiting = await another(second)
    await world.services.briefings.link(briefing.id, "delegate", delegate="d1")
    for tab in (briefing.tabs["delegate"], second):
        assert (await tab.get("/session")).status_code == 401
    assert await opens(world, waiting) == 404


async def test_asked_for_at_once_only_one_opens(met: tuple[World, Briefing]) -> None:
    world, briefing = met
    delegate = briefing.tabs["delegate"]
    urls = await asyncio.gather(*(another(delegate) for _ in range(20)))
    opened = await asyncio.gather(*(opens(world, url) for url in urls))
    assert sorted(opened) == [200] + [404] * 19


async def test_signing_out_ends_what_nobody_opened(met: tuple[World, Briefing]) -> None:
    world, briefing = met
    first = briefing.tabs["delegate"]
    second = await world.open_link(await another(first))
    waiting = await another(first)
    assert (await first.call("DELETE", "/session")).status_code == 204
    assert await opens(world, waiting) == 404
    assert (await second.get("/session")).status_code == 200


async def test_signing_out_leaves_what_the_desk_gave(met: tuple[World, Briefing]) -> None:
    world, briefing = met
    links = world.services.people.links
    _, given = await links.for_delegate(briefing.id, "d1", name="Lê Thị Hoa", office="")
    _, others = await links.for_delegate(briefing.id, "d2", name="Trần Văn Nam", office="")
    first = briefing.tabs["delegate"]
    await another(first)
    assert (await first.call("DELETE", "/session")).status_code == 204
    assert [await opens(world, url) for url in (given, others)] == [200, 200]
