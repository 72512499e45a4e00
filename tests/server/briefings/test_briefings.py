"""Meetings as people prepare and find them: creating, listing, editing, inviting, calendar, joining."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from rooms import Viewer
from server.briefings.turn import ice_servers
from server.people.revocations import Revocation
from tests.server.people.harness import SYSTEM, Briefing, Tab, World, full_briefing, running


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


async def create(tab: Tab, **changes: Any) -> Any:
    body = {"title": "Giao ban", "scheduled_at": "2026-03-02T02:00:00Z", **changes}
    return await tab.post("/meetings", json=body)


async def test_a_new_meeting_is_scheduled_with_everybody_on_their_seat(briefing: Briefing) -> None:
    got = (await briefing.tabs["secretary"].get(f"/meetings/{briefing.id}")).json()
    assert (got["state"], got["my_role"]) == ("scheduled", "secretary")
    assert [site["seat"] for site in got["sites"]] == ["site-UBND", "site-414"]
    assert [officer["role"] for officer in got["officers"]] == ["chair", "deputy", "secretary", "technician"]
    assert got["delegates"] == [
        {"id": "d1", "name": "Lê Thị Hoa", "office": "Phó chủ tịch", "site": "site-414", "rank": 0}
    ]
    assert got["agenda"][0]["title"] == "Kinh tế"


async def test_each_finds_their_own_meetings(briefing: Briefing) -> None:
    expected = {
        "chair": "chair",
        "deputy": "deputy",
        "technician": "technician",
        "site": "site",
        "delegate": "delegate",
        "observer": "observer",
    }
    for role, my_role in expected.items():
        listed = (await briefing.tabs[role].get("/meetings")).json()
        assert [(one["id"], one["my_role"]) for one in listed] == [(briefing.id, my_role)]
        assert listed[0]["my_seat"] == briefing.tabs[role].principal["seat"]
    assert (await briefing.tabs["officer"].get("/meetings")).json() == []
    everything = (await briefing.tabs["administrator"].get("/meetings")).json()
    assert [(one["id"], one["my_seat"]) for one in everything] == [(briefing.id, None)]


async def test_a_site_must_exist_on_the_day_of_the_meeting(world: World) -> None:
    await world.add_sites()
    admin = await world.new_account_tab("boss", "administrator")
    answer = await create(admin, sites=["UBND", "413", "NOPE"])
    assert answer.json()["code"] == "meeting.unknown_sites"
    assert answer.json()["details"]["sites"] == ["413", "NOPE"]
    assert (await create(admin, sites=["413"], scheduled_at="2024-12-31T10:00:00+07:00")).status_code == 201
    # 18:00 UTC is already the next day in Vietnam.
    late = await create(admin, sites=["413"], scheduled_at="2024-12-31T18:00:00Z")
    assert late.json()["code"] == "meeting.unknown_sites"


async def test_what_does_not_fit_is_refused_and_leaves_no_meeting(world: World) -> None:
    await world.add_sites()
    admin = await world.new_account_tab("boss", "administrator")
    for changes, code in (
        ({"officers": [{"account": "nobody", "role": "chair"}]}, "meeting.unknown_officers"),
        ({"sites": ["414"], "delegates": [{"name": "X", "site": "415"}]}, "meeting.bad_delegates"),
        ({"scheduled_at": "tomorrow"}, "http.invalid"),
        ({"scheduled_at": "2026-03-02T02:00:00"}, "http.invalid"),
        ({"title": "x" * 2000}, "http.invalid"),
        ({"planned_s": -1}, "http.invalid"),
        ({"colour": "red"}, "http.invalid"),
    ):
        answer = await create(admin, **changes)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (await create(admin, title="")).status_code == 422
    assert (await admin.get("/meetings")).json() == []


async def test_a_meeting_without_a_chair_stays_a_draft(world: World) -> None:
    admin = await world.new_account_tab("boss", "administrator")
    meeting = (await create(admin)).json()["id"]
    assert (await admin.get(f"/meetings/{meeting}")).json()["state"] == "draft"


async def test_editing_is_a_command_of_whoever_edits(world: World, briefing: Briefing) -> None:
    changes = {"title": "Giao ban quý I", "scheduled_at": "2026-03-02T03:00:00Z"}
    edited = await briefing.tabs["secretary"].call("PATCH", f"/meetings/{briefing.id}", json=changes)
    assert (edited.status_code, edited.json()["title"]) == (200, "Giao ban quý I")
    log = await world.services.meetings.events(briefing.id)
    assert (log[-1].type, log[-1].actor) == ("meeting.edited", briefing.tabs["secretary"].principal["seat"])
    assert (await briefing.tabs["chair"].get("/meetings")).json()[0]["title"] == "Giao ban quý I"


async def test_a_seat_taken_away_is_refused_at_once(world: World, briefing: Briefing) -> None:
    site, delegate = briefing.tabs["site"], briefing.tabs["delegate"]
    assert (await site.get(f"/meetings/{briefing.id}")).status_code == 200
    await world.services.meetings.execute(briefing.id, "site.remove", {"code": "414"}, "k1", SYSTEM)
    assert (await site.get(f"/meetings/{briefing.id}")).status_code == 403
    assert (await delegate.get(f"/meetings/{briefing.id}")).status_code == 403
    assert (await site.get("/meetings")).json() == []


async def test_the_index_comes_back_when_it_is_lost(world: World, briefing: Briefing) -> None:
    from sqlalchemy import text

    async with world.services.database.write() as session:
        await session.execute(text("DELETE FROM briefing_seats"))
        await session.execute(text("DELETE FROM briefings"))
    assert (await briefing.tabs["site"].get(f"/meetings/{briefing.id}")).status_code == 200


async def test_the_calendar_file_keeps_its_uid_and_counts_its_editions(briefing: Briefing) -> None:
    chair, url = briefing.tabs["chair"], f"/meetings/{briefing.id}/calendar.ics"
    first = await chair.get(url)
    assert first.headers["content-type"].startswith("text/calendar")
    await chair.call("PATCH", f"/meetings/{briefing.id}", json={"scheduled_at": "2026-03-02T06:30:00Z"})
    before, after = (Calendar.from_ical(one.content).events[0] for one in (first, await chair.get(url)))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert before["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert before["DTSTART"].dt.isoformat() == "2026-03-02T09:00:00+07:00"
    assert after["DTSTART"].dt.isoformat() == "2026-03-02T13:30:00+07:00"
    assert (before["DTEND"].dt - before["DTSTART"].dt).total_seconds() == 7200
    assert b"BEGIN:VTIMEZONE" in first.content
    assert "Kinh tế" in str(before["DESCRIPTION"])
    assert str(before["URL"]).endswith(f"/m/{briefing.id}")


async def test_the_calendar_file_says_when_what_is_in_it_was_changed_last(
    world: World, briefing: Briefing
) -> None:
    tab, seen = briefing.tabs["chair"], Viewer(briefing.tabs["chair"].principal["seat"], "chair")

    async def event() -> Any:
        file = Calendar.from_ical((await tab.get(f"/meetings/{briefing.id}/calendar.ics")).content)
        assert "METHOD" not in file
        return file.events[0]

    times = [(await event())["LAST-MODIFIED"].dt]
    for command, body in (
        ("agenda.add", {"title": "Nội dung thêm"}),
        ("agenda.move", {"item": "a1", "position": 1}),
        ("site.remove", {"code": "414"}),
    ):
        world.clock.move(minutes=1)
        await world.services.meetings.execute(briefing.id, command, body, command, seen)
        times.append((await event())["LAST-MODIFIED"].dt)
    assert times == sorted(set(times))
    assert (await event())["DTSTAMP"].dt == times[-1]


async def test_text_cannot_break_out_of_the_calendar_file(world: World) -> None:
    admin = await world.new_account_tab("boss", "administrator")
    title = "Họp; a,b\\n BEGIN:VALARM"
    meeting = (await create(admin, title=title)).json()["id"]
    data = (await admin.get(f"/meetings/{meeting}/calendar.ics")).content
    assert Calendar.from_ical(data).events[0]["SUMMARY"] == title
    assert data.count(b"BEGIN:VEVENT") == 1


async def test_a_delegate_link_opens_once_and_a_new_one_ends_the_old_sign_in(
    world: World, briefing: Briefing
) -> None:
    secretary, old = briefing.tabs["secretary"], briefing.tabs["delegate"]
    heard: list[Revocation] = []
    world.services.people.revocations.subscribe(heard.append)
    made = await secretary.post(f"/meetings/{briefing.id}/links", json={"kind": "delegate", "delegate": "d1"})
    assert made.status_code == 201
    assert (await old.get("/session")).status_code == 401
    assert [(one.seats, one.meeting) for one in heard] == [(("delegate-d1",), briefing.id)]
    fresh = await world.open_link(made.json()["url"])
    assert (fresh.principal["name"], fresh.principal["meeting"]) == ("Lê Thị Hoa", briefing.id)
    unknown = await secretary.post(
        f"/meetings/{briefing.id}/links", json={"kind": "delegate", "delegate": "d9"}
    )
    assert unknown.json()["code"] == "delegate.not_found"
    missing = await secretary.post(f"/meetings/{briefing.id}/links", json={"kind": "delegate"})
    assert missing.json()["code"] == "link.needs_delegate"


async def test_revoking_an_observer_link_ends_its_sign_in(briefing: Briefing) -> None:
    secretary = briefing.tabs["secretary"]
    listed = (await secretary.get(f"/meetings/{briefing.id}/links")).json()
    assert {link["kind"] for link in listed} == {"delegate", "observer"}
    assert all("url" not in link and "token" not in link for link in listed)
    observer = next(link["id"] for link in listed if link["kind"] == "observer")
    gone = await secretary.call("DELETE", f"/meetings/{briefing.id}/links/{observer}")
    assert gone.status_code == 204
    assert (await briefing.tabs["observer"].get("/session")).status_code == 401


async def test_guests_stay_signed_in_until_the_day_after(world: World, briefing: Briefing) -> None:
    delegate = briefing.tabs["delegate"]
    world.clock.move(hours=23)
    assert (await delegate.get("/session")).status_code == 200
    world.clock.move(hours=23)
    assert (await delegate.get("/session")).status_code == 200
    world.clock.move(hours=23)
    world.clock.move(hours=5)
    assert (await delegate.get("/session")).status_code == 401


async def test_joining_answers_even_when_media_does_not(briefing: Briefing) -> None:
    for role in ("chair", "site", "delegate", "observer"):
        joined = (await briefing.tabs[role].post(f"/meetings/{briefing.id}/join")).json()
        assert joined["role"] == role
        assert joined["seat"] == briefing.tabs[role].principal["seat"]
        assert joined["socket"] == f"/api/v1/meetings/{briefing.id}/socket"
        assert (joined["media"], joined["ice_servers"]) == (None, [])
        assert joined["media_error"] == (None if role == "delegate" else "media.unavailable")


def test_turn_credentials_are_what_coturn_computes() -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    servers = ice_servers(["turns:turn.example.vn:443?transport=tcp"], "north", "site-414", at)
    assert servers == [
        {
            "urls": ["turns:turn.example.vn:443?transport=tcp"],
            "username": "1772452800:site-414",
            "credential": "mFpnWFUb+Cazso5SmXhbcWRYLtc=",
        }
    ]
    assert ice_servers([], "north", "site-414", at) == []


async def test_the_line_can_be_tried_within_bounds(world: World, briefing: Briefing) -> None:
    site = briefing.tabs["site"]
    echo = await site.get("/net/echo")
    assert (echo.status_code, echo.headers["cache-control"]) == (200, "no-store")
    assert len((await site.get("/net/blob?bytes=70000")).content) == 70000
    assert (await site.get(f"/net/blob?bytes={5 * 1024 * 1024}")).status_code == 422
    assert (await site.post("/net/blob", content=b"x" * 70000)).json() == {"bytes": 70000}
    over = await site.post("/net/blob", content=b"x" * (4 * 1024 * 1024 + 1))
    assert over.status_code == 413
    assert (await world.tab().get("/net/echo")).status_code == 401
