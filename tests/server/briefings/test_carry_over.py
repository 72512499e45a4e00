"""What a meeting postponed is offered to later ones, to those who led or recorded it, and taken once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from rooms import Viewer
from server.db.repositories.carried import CarriedRepository
from server.errors import Conflict
from tests.server.people.harness import SYSTEM, Briefing, Tab, World, full_briefing, running


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    """A meeting that postponed its one item and closed."""
    briefing = await full_briefing(world)
    await give(world, briefing, "agenda.edit", item="a1", seats=["site-414"], internal=True)
    await give(world, briefing, "agenda.postpone", item="a1", reason="Chưa đủ số liệu")
    return briefing


async def give(world: World, briefing: Briefing, name: str, meeting: str = "", **data: Any) -> None:
    seat = briefing.tabs["chair"].principal["seat"]
    key = f"{name}-{abs(hash(str(data)))}"
    await world.services.meetings.execute(meeting or briefing.id, name, data, key, Viewer(seat, "chair"))


async def close(world: World, briefing: Briefing, meeting: str = "") -> None:
    await give(world, briefing, "meeting.open", meeting)
    await give(world, briefing, "meeting.close", meeting)


async def offered(tab: Tab) -> list[dict[str, Any]]:
    return (await tab.get("/agenda/postponed")).json()


async def next_meeting(briefing: Briefing, *items: dict[str, Any], by: str = "secretary") -> Any:
    tab = briefing.tabs[by]
    officers = [
        {"account": briefing.tabs[role].principal["id"], "role": role} for role in ("chair", "secretary")
    ]
    body = {"title": "Giao ban tháng 4", "scheduled_at": "2026-04-01T02:00:00Z", "sites": ["UBND"]}
    return await tab.post("/meetings", json={**body, "officers": officers, "agenda": list(items)})


def carried(briefing: Briefing, **changes: Any) -> dict[str, Any]:
    return {"title": "Kinh tế", "carried_from": {"meeting": briefing.id, "item": "a1"}, **changes}


async def test_an_ended_meetings_postponed_items_are_offered(world: World, briefing: Briefing) -> None:
    assert await offered(briefing.tabs["secretary"]) == []
    await close(world, briefing)
    (one,) = await offered(briefing.tabs["secretary"])
    assert one == {
        "meeting": briefing.id,
        "meeting_title": "Giao ban tháng 3",
        "scheduled_at": "2026-03-02T02:00:00.000Z",
        "item": "a1",
        "title": "Kinh tế",
        "rapporteur": "Sở Tài chính",
        "planned_s": 1800,
        "seats": ["site-414"],
        "internal": True,
        "reason": "Chưa đủ số liệu",
    }


async def test_only_who_led_or_recorded_it_is_offered_it(world: World, briefing: Briefing) -> None:
    await close(world, briefing)
    for role, count in (
        ("chair", 1),
        ("secretary", 1),
        ("administrator", 1),
        ("technician", 0),
        ("officer", 0),
    ):
        assert len(await offered(briefing.tabs[role])) == count, role
    for role in ("site", "delegate", "observer", "archivist"):
        assert (await briefing.tabs[role].get("/agenda/postponed")).status_code == 403


async def test_a_new_meeting_takes_it_and_nobody_else_does(world: World, briefing: Briefing) -> None:
    await close(world, briefing)
    made = await next_meeting(briefing, carried(briefing, seats=["site-414"], internal=True))
    assert made.status_code == 201
    got = (await briefing.tabs["secretary"].get(f"/meetings/{made.json()['id']}")).json()
    assert (got["agenda"][0]["title"], got["agenda"][0]["internal"]) == ("Kinh tế", True)
    assert await offered(briefing.tabs["secretary"]) == []
    again = await next_meeting(briefing, carried(briefing))
    assert (again.status_code, again.json()["code"]) == (409, "agenda.carried")
    assert len((await briefing.tabs["secretary"].get("/meetings")).json()) == 2


async def test_two_planners_at_once_and_one_gets_it(world: World, briefing: Briefing) -> None:
    await close(world, briefing)
    answers = await asyncio.gather(*(next_meeting(briefing, carried(briefing)) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_a_meeting_that_was_not_made_gives_it_back(world: World, briefing: Briefing) -> None:
    await close(world, briefing)
    refused = await next_meeting(briefing, carried(briefing), {"title": "x", "seats": ["site-999"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "seat.unknown")
    assert len(await offered(briefing.tabs["secretary"])) == 1


@pytest.mark.parametrize("source", [{"meeting": "no-such", "item": "a1"}, {"item": "a9"}])
async def test_what_was_never_put_off_cannot_be_taken(
    world: World, briefing: Briefing, source: dict[str, str]
) -> None:
    await close(world, briefing)
    item = {"title": "x", "carried_from": {"meeting": briefing.id, "item": "a1", **source}}
    answer = await next_meeting(briefing, item)
    assert (answer.status_code, answer.json()["code"]) == (409, "agenda.not_postponed")


async def test_who_may_not_see_it_cannot_take_it(world: World, briefing: Briefing) -> None:
    await close(world, briefing)
    answer = await next_meeting(briefing, carried(briefing), by="officer")
    assert (answer.status_code, answer.json()["code"]) == (409, "agenda.not_postponed")


async def test_a_meeting_in_preparation_takes_it_over(world: World, briefing: Briefing) -> None:
    await close(world, briefing)
    meeting = (await next_meeting(briefing)).json()["id"]
    body = {"meeting": briefing.id, "item": "a1"}
    secretary = briefing.tabs["secretary"]
    refused = await briefing.tabs["technician"].post(f"/meetings/{meeting}/agenda/carry", json=body)
    assert refused.status_code == 403
    taken = await secretary.post(f"/meetings/{meeting}/agenda/carry", json=body)
    assert (taken.status_code, taken.json()["title"], taken.json()["internal"]) == (201, "Kinh tế", True)
    again = await secretary.post(f"/meetings/{meeting}/agenda/carry", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "agenda.carried")
    assert await offered(secretary) == []


async def test_what_the_later_meeting_lets_go_of_is_offered_again(world: World, briefing: Briefing) -> None:
    await close(world, briefing)
    meeting = (await next_meeting(briefing, carried(briefing))).json()["id"]
    await give(world, briefing, "agenda.remove", meeting, item="a1")
    assert len(await offered(briefing.tabs["secretary"])) == 1


async def test_what_was_taken_back_in_time_is_not_offered(world: World, briefing: Briefing) -> None:
    await give(world, briefing, "agenda.restore", item="a1")
    await give(world, briefing, "meeting.open")
    await give(world, briefing, "agenda.start", item="a1")
    await give(world, briefing, "meeting.close")
    assert await offered(briefing.tabs["secretary"]) == []


async def test_observers_read_no_titles_of_internal_items(world: World, briefing: Briefing) -> None:
    observer = briefing.tabs["observer"]
    got = (await observer.get(f"/meetings/{briefing.id}")).json()
    assert [item["title"] for item in got["agenda"]] == [""]
    await give(world, briefing, "agenda.restore", item="a1")
    assert "Kinh tế" not in (await observer.get(f"/meetings/{briefing.id}/calendar.ics")).text
    assert "Kinh tế" in (await briefing.tabs["site"].get(f"/meetings/{briefing.id}/calendar.ics")).text


async def test_observers_are_refused_the_papers_of_internal_items(world: World, briefing: Briefing) -> None:
    await give(world, briefing, "agenda.restore", item="a1")
    paper = {"paper": "p1", "title": "Mật", "pages": 1, "size": 9, "sha256": "0" * 64, "item": "a1"}
    await world.services.meetings.execute(briefing.id, "paper.add", paper, "paper", SYSTEM)
    base = f"/meetings/{briefing.id}/papers/p1"
    for path in (f"{base}/file", f"{base}/text/1", f"{base}/thumbnails/1.webp"):
        answer = await briefing.tabs["observer"].get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "agenda.internal"), path
        assert (await briefing.tabs["site"].get(path)).json()["code"] == "paper.not_found"


async def test_joining_in_an_internal_item_gives_observers_no_media(world: World, briefing: Briefing) -> None:
    await give(world, briefing, "agenda.restore", item="a1")
    await give(world, briefing, "meeting.open")
    await give(world, briefing, "agenda.start", item="a1")
    joined = (await briefing.tabs["observer"].post(f"/meetings/{briefing.id}/join")).json()
    assert (joined["media"], joined["media_error"]) == (None, "agenda.internal")
    assert (await briefing.tabs["site"].post(f"/meetings/{briefing.id}/join")).json()["media_error"] != (
        "agenda.internal"
    )


async def test_who_may_not_see_it_is_not_told_that_it_was_taken(world: World, briefing: Briefing) -> None:
    await close(world, briefing)
    assert (await next_meeting(briefing, carried(briefing))).status_code == 201
    answer = await next_meeting(briefing, carried(briefing), by="officer")
    assert (answer.status_code, answer.json()["code"]) == (409, "agenda.not_postponed")


async def test_asked_twice_at_once_it_is_taken_once_and_stays_taken(world: World, briefing: Briefing) -> None:
    await close(world, briefing)
    meeting = (await next_meeting(briefing)).json()["id"]
    claimed = CarriedRepository(world.services.database, world.clock)
    await claimed.claim([(briefing.id, "a1")], meeting)
    with pytest.raises(Conflict) as refused:
        await claimed.claim([(briefing.id, "a1")], meeting)
    assert refused.value.code == "agenda.carried"
