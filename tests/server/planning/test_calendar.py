"""The calendar shows everybody their own meetings, warns of clashes, and is read by calendar programs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.server.people.harness import Briefing, World, full_briefing, running
from tests.server.planning.support import plan, series


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


MARCH = "/calendar?from=2026-03-01&to=2026-03-31"


async def test_everybody_sees_the_meetings_they_are_invited_to(briefing: Briefing) -> None:
    for role, sees in (
        ("chair", True),
        ("site", True),
        ("delegate", True),
        ("administrator", True),
        ("officer", False),
    ):
        shown = (await briefing.tabs[role].get(MARCH)).json()["meetings"]
        assert [one["id"] for one in shown] == ([briefing.id] if sees else []), role
    (one,) = (await briefing.tabs["chair"].get(MARCH)).json()["meetings"]
    assert (one["my_role"], one["sites"], one["delegates"]) == ("chair", ["Quế Phong", "UBND tỉnh"], 1)
    assert {"name": "Chair", "role": "chair"} in one["officers"]


async def test_a_span_beyond_every_calendar_is_refused(briefing: Briefing) -> None:
    for span in ("from=9999-01-01&to=9999-12-31", "from=0001-01-01&to=0001-01-01"):
        refused = await briefing.tabs["administrator"].get(f"/calendar?{span}")
        assert (refused.status_code, refused.json()["code"]) == (422, "calendar.bad_span")


async def test_days_are_vietnams(briefing: Briefing) -> None:
    tab = briefing.tabs["administrator"]
    late = {"title": "Đêm", "scheduled_at": "2026-03-31T17:30:00Z"}  # half past midnight on 1 April
    await tab.post("/meetings", json=late)
    march = (await tab.get(MARCH)).json()["meetings"]
    april = (await tab.get("/calendar?from=2026-04-01&to=2026-04-30&lang=vi")).json()
    assert "Đêm" not in [one["title"] for one in march]
    assert [one["title"] for one in april["meetings"]] == ["Đêm"]
    assert {"day": "2026-04-30", "name": "Ngày Chiến thắng"} in april["holidays"]


async def test_days_of_series_to_come_are_shown_to_those_who_plan(briefing: Briefing) -> None:
    await briefing.tabs["secretary"].post("/series", json=series(briefing, ahead_days=1))
    planned = (await briefing.tabs["officer"].get(MARCH)).json()["planned"]
    assert [one["day"] for one in planned] == ["2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"]
    assert (await briefing.tabs["site"].get(MARCH)).json()["planned"] == []


async def test_a_day_moved_to_another_month_stands_where_it_is_held(briefing: Briefing) -> None:
    tab = briefing.tabs["secretary"]
    made = (await tab.post("/series", json=series(briefing, ahead_days=1))).json()["id"]
    for day, at in (("2026-03-16", "2026-05-05T01:00:00Z"), ("2026-05-11", "2026-03-27T01:00:00Z")):
        moved = await tab.post(f"/series/{made}/days/{day}/move", json={"scheduled_at": at})
        assert moved.status_code == 204

    async def held(span: str) -> list[str]:
        planned = (await tab.get(f"/calendar?{span}")).json()["planned"]
        return sorted(one["scheduled_at"][:10] for one in planned)

    march, april, may = [
        await held(f"from=2026-{month}-01&to=2026-{month}-{last}")
        for month, last in (("03", 31), ("04", 30), ("05", 31))
    ]
    assert march == ["2026-03-09", "2026-03-23", "2026-03-27", "2026-03-30"]
    assert "2026-05-05" not in april
    assert may == ["2026-05-04", "2026-05-05", "2026-05-18", "2026-05-25"]


@pytest.mark.parametrize(
    "span", ["from=2026-03-31&to=2026-03-01", "from=2026-01-01&to=2028-01-01", "from=x&to=y"]
)
async def test_a_span_that_is_none_is_refused(briefing: Briefing, span: str) -> None:
    assert (await briefing.tabs["chair"].get(f"/calendar?{span}")).status_code == 422


async def clashes(briefing: Briefing, role: str, **body: Any) -> list[dict[str, Any]]:
    answer = await briefing.tabs[role].post("/calendar/clashes", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_hall_or_officer_in_two_places_at_once_is_warned_of(briefing: Briefing) -> None:
    chair = briefing.tabs["chair"].principal["id"]
    at = {"scheduled_at": "2026-03-02T03:59:00Z", "planned_s": 600}
    (one,) = await clashes(briefing, "secretary", **at, sites=["414", "415"], officers=[chair])
    assert one["title"] == "Giao ban tháng 3"
    assert {seat["seat"] for seat in one["seats"]} == {"site-414", f"officer-{chair}"}
    assert await clashes(briefing, "secretary", **at, sites=["415"]) == []
    assert await clashes(briefing, "secretary", **at, sites=["414"], but=briefing.id) == []
    after = {"scheduled_at": "2026-03-02T04:00:00Z", "planned_s": 600}
    assert await clashes(briefing, "secretary", **after, sites=["414"]) == []
    (hidden,) = await clashes(briefing, "officer", **at, sites=["414"])
    assert (hidden["id"], hidden["title"]) == (None, None)


async def test_a_meeting_called_off_clashes_with_nothing(briefing: Briefing) -> None:
    await briefing.tabs["secretary"].post(f"/meetings/{briefing.id}/cancel", json={})
    at = {"scheduled_at": "2026-03-02T02:00:00Z", "planned_s": 600}
    assert await clashes(briefing, "secretary", **at, sites=["414"]) == []


async def test_a_clash_is_a_warning_and_refuses_nothing(briefing: Briefing) -> None:
    body = {**plan(briefing, title="Cùng giờ"), "scheduled_at": "2026-03-02T02:30:00Z"}
    assert (await briefing.tabs["secretary"].post("/meetings", json=body)).status_code == 201


def path_of(url: str) -> str:
    return url.partition("/api/v1")[2]


async def test_a_feed_is_read_without_a_sign_in_and_taken_back(world: World, briefing: Briefing) -> None:
    tab, program = briefing.tabs["secretary"], world.tab()
    assert (await tab.get("/calendar/feed")).json() == {"since": None}
    url = (await tab.post("/calendar/feed")).json()["url"]
    read = await program.get(path_of(url))
    assert read.headers["content-type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(read.text)
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == "Giao ban tháng 3"
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert event["UID"].startswith(briefing.id)
    assert calendar.walk("VTIMEZONE")
    again = (await tab.post("/calendar/feed")).json()["url"]
    assert (await program.get(path_of(url))).status_code == 404
    assert (await program.get(path_of(again))).status_code == 200
    await tab.call("DELETE", "/calendar/feed")
    gone = await program.get(path_of(again))
    assert (gone.status_code, gone.json()["code"]) == (404, "feed.not_found")


async def test_a_feed_shows_only_its_own_meetings_and_ends_with_the_account(
    world: World, briefing: Briefing
) -> None:
    stranger = briefing.tabs["officer"]
    url = (await stranger.post("/calendar/feed")).json()["url"]
    program = world.tab()
    empty = icalendar.Calendar.from_ical((await program.get(path_of(url))).text)
    assert [one.name for one in empty.subcomponents] == ["VTIMEZONE"]
    assert "METHOD" not in empty
    account = stranger.principal["id"]
    await briefing.tabs["administrator"].call("PATCH", f"/accounts/{account}", json={"disabled": True})
    assert (await program.get(path_of(url))).status_code == 404
    assert (await program.get("/calendar/feeds/" + "x" * 43 + ".ics")).status_code == 404


async def test_what_was_called_off_says_so_in_the_feed_with_a_higher_sequence(
    world: World, briefing: Briefing
) -> None:
    tab = briefing.tabs["secretary"]
    url = path_of((await tab.post("/calendar/feed")).json()["url"])

    async def event() -> Any:
        return icalendar.Calendar.from_ical((await world.tab().get(url)).text).walk("VEVENT")[0]

    before = await event()
    await tab.post(f"/meetings/{briefing.id}/cancel", json={})
    after = await event()
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["UID"] == before["UID"]
