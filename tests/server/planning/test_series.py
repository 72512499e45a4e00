"""Series make their meetings once, ahead of their days, and can be changed day by day or from a day on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rooms import Viewer
from server.clock import iso
from server.planning.job import SeriesJob, meeting_id
from tests.server.people.harness import Briefing, Tab, World, full_briefing, running
from tests.server.planning.support import plan, series


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path, session_hours=720) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


@pytest.fixture
def tab(briefing: Briefing) -> Tab:
    return briefing.tabs["secretary"]


async def planned(world: World, tab: Tab, body: dict[str, Any]) -> dict[str, Any]:
    made = await tab.post("/series", json=body)
    assert made.status_code == 201, made.text
    await world.services.planning.job.work()
    return made.json()


async def meetings(tab: Tab, briefing: Briefing) -> list[dict[str, Any]]:
    """The meetings of the series, the first one first."""
    found = (await tab.get("/meetings")).json()
    return sorted((one for one in found if one["id"] != briefing.id), key=lambda one: one["scheduled_at"])


async def later_tab(world: World, tab: Tab) -> Tab:
    """The same account after its sign-in has run out."""
    return await world.account_tab(tab.principal["id"])


def titles(found: list[dict[str, Any]]) -> list[str]:
    return [one["title"] for one in found]


async def command(world: World, briefing: Briefing, meeting: str, name: str, **data: Any) -> None:
    chair = Viewer(briefing.tabs["chair"].principal["seat"], "chair")
    await world.services.meetings.execute(meeting, name, data, f"{name}-{len(data)}-{meeting[:8]}", chair)


async def test_meetings_are_made_ahead_with_number_people_and_agenda(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    await planned(world, tab, series(briefing, first_number=11, ahead_days=15))
    made = await meetings(tab, briefing)
    assert titles(made) == ["Giao ban tuần 11, kỳ 11", "Giao ban tuần 12, kỳ 12"]
    assert [one["scheduled_at"] for one in made] == ["2026-03-09T01:00:00.000Z", "2026-03-16T01:00:00.000Z"]
    assert {one["state"] for one in made} == {"scheduled"}
    detail = (await tab.get(f"/meetings/{made[0]['id']}")).json()
    assert [item["title"] for item in detail["agenda"]] == ["Tình hình kinh tế", "Nội dung khác"]
    assert detail["agenda"][0]["seats"] == ["site-414"]
    assert [one["name"] for one in detail["delegates"]] == ["Lê Thị Hoa"]
    assert (await tab.get(f"/meetings/{made[0]['id']}/contacts")).json() == {"d1": "hoa@nghean.gov.vn"}


async def test_working_again_and_as_several_processes_makes_nothing_twice(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    await planned(world, tab, series(briefing))
    before = await meetings(tab, briefing)
    services = world.services
    others = [
        SeriesJob(
            services.planning.series.repository,
            services.briefings,
            services.people,
            services.leases,
            f"node{n}",
            world.clock,
        )
        for n in range(3)
    ]
    world.clock.move(days=7)
    await asyncio.gather(*(one.work() for one in (services.planning.job, *others)))
    after = await meetings(tab, briefing)
    assert len(after) == len(before) + 1
    assert titles(after) == [f"Giao ban tuần {10 + n}, kỳ {n}" for n in range(1, len(after) + 1)]


@pytest.mark.parametrize("until", ["claimed", "created"])
async def test_a_process_killed_between_two_steps_leaves_one_meeting(
    world: World, briefing: Briefing, tab: Tab, until: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    async def dies(*_: Any, **__: Any) -> None:
        raise Killed

    where, name = {
        "claimed": (world.services.briefings, "create"),
        "created": (world.services.planning.series.repository, "finish"),
    }[until]
    await world.services.planning.job.stop()
    await tab.post("/series", json=series(briefing, ahead_days=8))
    with monkeypatch.context() as patched:
        patched.setattr(where, name, dies)
        with pytest.raises(Killed):
            await world.services.planning.job.work()
    # What is planned is another now: a meeting that was made stays as it is.
    await briefing.tabs["administrator"].call("PATCH", "/sites/414", json={"valid_to": "2026-03-01"})
    await world.services.planning.job.work()
    assert titles(await meetings(tab, briefing)) == ["Giao ban tuần 11, kỳ 1"]


async def test_a_site_that_is_gone_and_an_account_that_is_closed_are_left_out_and_named(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    admin = briefing.tabs["administrator"]
    await admin.call("PATCH", "/sites/414", json={"valid_to": "2026-03-01"})
    technician = briefing.tabs["technician"].principal["id"]
    officers = [*plan(briefing)["officers"], {"account": technician, "role": "technician"}]
    await admin.call("PATCH", f"/accounts/{technician}", json={"disabled": True})
    made = await planned(world, tab, series(briefing, plan=plan(briefing, officers=officers), ahead_days=8))
    (one,) = await meetings(tab, briefing)
    detail = (await tab.get(f"/meetings/{one['id']}")).json()
    assert [site["code"] for site in detail["sites"]] == ["UBND"]
    assert detail["agenda"][0]["seats"] == []
    shown = (await tab.get(f"/series/{made['id']}")).json()["days"][0]
    assert (shown["state"], shown["left_out"]) == ("created", ["414", technician, "Lê Thị Hoa"])


async def test_a_skipped_day_is_not_made_and_a_made_one_is_called_off(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(world, tab, series(briefing, ahead_days=8))
    path = f"/series/{made['id']}/days"
    assert (await tab.post(f"{path}/2026-03-09/skip", json={"reason": "Nghỉ lễ"})).status_code == 204
    assert (await tab.post(f"{path}/2026-03-16/skip", json={})).status_code == 204
    world.clock.move(days=14)
    await world.services.planning.job.work()
    found = await meetings(tab, briefing)
    assert [(one["title"], one["state"]) for one in found] == [
        ("Giao ban tuần 11, kỳ 1", "cancelled"),
        ("Giao ban tuần 13, kỳ 1", "scheduled"),
    ]
    off = await tab.post(f"{path}/2026-03-09/restore")
    assert (off.status_code, off.json()["code"]) == (409, "series.called_off")


async def test_a_day_left_out_by_mistake_is_restored(world: World, briefing: Briefing, tab: Tab) -> None:
    made = await planned(world, tab, series(briefing, begins="2026-04-06"))
    path = f"/series/{made['id']}/days/2026-04-06"
    await tab.post(f"{path}/skip", json={})
    moved = await tab.post(f"{path}/move", json={"scheduled_at": "2026-04-07T01:00:00Z"})
    assert (moved.status_code, moved.json()["code"]) == (409, "series.skipped")
    assert (await tab.post(f"{path}/restore")).status_code == 204
    assert (await tab.get(f"/series/{made['id']}")).json()["days"][0]["state"] == "due"


async def test_one_day_is_moved_before_and_after_its_meeting_is_made(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(world, tab, series(briefing, ahead_days=8))
    path = f"/series/{made['id']}/days"
    await tab.post(f"{path}/2026-03-09/move", json={"scheduled_at": "2026-03-10T07:00:00Z"})
    await tab.post(f"{path}/2026-03-16/move", json={"scheduled_at": "2026-03-13T07:00:00Z"})
    world.clock.move(days=4)
    await world.services.planning.job.work()
    found = await meetings(tab, briefing)
    assert [one["scheduled_at"] for one in found] == ["2026-03-10T07:00:00.000Z", "2026-03-13T07:00:00.000Z"]
    days = (await tab.get(f"/series/{made['id']}")).json()["days"]
    assert [(day["day"], day["scheduled_at"]) for day in days[:2]] == [
        ("2026-03-09", "2026-03-10T07:00:00.000Z"),
        ("2026-03-16", "2026-03-13T07:00:00.000Z"),
    ]


async def test_a_day_moved_far_before_its_meeting_is_made_is_made_when_that_comes_near(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(world, tab, series(briefing, ahead_days=8))
    path = f"/series/{made['id']}/days"
    await tab.post(f"{path}/2026-03-16/move", json={"scheduled_at": "2026-09-15T07:00:00Z"})
    shown = (await tab.get("/series")).json()
    assert shown[0]["next"]["day"] == "2026-03-09"
    world.clock.move(days=21)
    tab = await later_tab(world, tab)
    days = (await tab.get(f"/series/{made['id']}")).json()["days"]
    assert days[0]["scheduled_at"] == "2026-09-15T07:00:00.000Z"  # still to be seen when its own day has gone
    assert (await tab.get("/series")).json()[0]["next"]["day"] == "2026-03-23"
    world.clock.move(days=169)  # 8 September
    await world.services.planning.job.work()
    tab = await later_tab(world, tab)
    (far,) = [one for one in await meetings(tab, briefing) if one["scheduled_at"][:10] == "2026-09-15"]
    assert far["id"] == f"20260316-s{made['id']}"


async def test_a_day_far_ahead_moved_to_next_week_is_made_now(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(world, tab, series(briefing, ahead_days=8))
    day = f"/series/{made['id']}/days/2026-09-14"
    await tab.post(f"{day}/move", json={"scheduled_at": "2026-03-10T07:00:00Z"})
    await world.services.planning.job.work()
    found = [one["scheduled_at"][:10] for one in await meetings(tab, briefing)]
    assert found == ["2026-03-09", "2026-03-10"]


async def test_no_day_is_moved_or_restored_to_a_time_that_has_gone_by(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(world, tab, series(briefing, ahead_days=8))
    path = f"/series/{made['id']}/days"
    for day in ("2026-03-09", "2026-03-16"):  # one made, one not
        refused = await tab.post(f"{path}/{day}/move", json={"scheduled_at": iso(world.clock.at)})
        assert (refused.status_code, refused.json()["code"]) == (422, "series.past")
    assert (await meetings(tab, briefing))[0]["scheduled_at"] == "2026-03-09T01:00:00.000Z"
    await tab.post(f"{path}/2026-03-16/move", json={"scheduled_at": "2026-04-15T07:00:00Z"})
    world.clock.move(days=20)
    tab = await later_tab(world, tab)
    refused = await tab.post(f"{path}/2026-03-16/restore")
    assert (refused.status_code, refused.json()["code"]) == (422, "series.past")
    world.clock.move(days=20)
    await world.services.planning.job.work()
    tab = await later_tab(world, tab)
    assert "2026-04-15" in [one["scheduled_at"][:10] for one in await meetings(tab, briefing)]


async def test_this_and_following_go_on_under_a_new_rule_with_the_numbers_going_on(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(world, tab, series(briefing, ahead_days=15))
    changed = series(briefing, at="14:00", plan=plan(briefing, title="Họp tuần {week} số {number}"))
    done = await tab.call("PUT", f"/series/{made['id']}?from=2026-03-16", json=changed)
    assert done.status_code == 200
    assert (done.json()["begins"], done.json()["first_number"]) == ("2026-03-16", 2)
    world.clock.move(days=7)
    await world.services.planning.job.work()
    found = await meetings(tab, briefing)
    assert [(one["title"], one["scheduled_at"][:16]) for one in found] == [
        ("Giao ban tuần 11, kỳ 1", "2026-03-09T01:00"),
        ("Họp tuần 12 số 2", "2026-03-16T07:00"),
        ("Họp tuần 13 số 3", "2026-03-23T07:00"),
    ]
    assert {one["state"] for one in found} == {"scheduled"}
    assert (await tab.get(f"/series/{made['id']}")).json()["ends_before"] == "2026-03-16"


async def test_a_day_left_out_stays_left_out_in_what_follows(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(world, tab, series(briefing, ahead_days=8))
    await tab.post(f"/series/{made['id']}/days/2026-03-16/skip", json={})
    changed = series(briefing, at="14:00", ahead_days=15)
    await tab.call("PUT", f"/series/{made['id']}?from=2026-03-16", json=changed)
    world.clock.move(days=7)
    await world.services.planning.job.work()
    found = await meetings(tab, briefing)
    assert [one["scheduled_at"][:10] for one in found] == ["2026-03-09", "2026-03-23"]


async def test_days_the_new_rule_does_not_know_are_called_off(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(world, tab, series(briefing, ahead_days=15))
    changed = series(briefing, rule="FREQ=WEEKLY;BYDAY=TU", ahead_days=15)
    done = await tab.call("PUT", f"/series/{made['id']}?from=2026-03-16", json=changed)
    assert done.status_code == 200, done.text
    await world.services.planning.job.work()
    found = await meetings(tab, briefing)
    assert [(one["scheduled_at"][:10], one["state"]) for one in found] == [
        ("2026-03-09", "scheduled"),
        ("2026-03-16", "cancelled"),
        ("2026-03-17", "scheduled"),
    ]


async def test_a_series_that_ends_makes_nothing_more(world: World, briefing: Briefing, tab: Tab) -> None:
    made = await planned(world, tab, series(briefing, ahead_days=15))
    ended = await tab.post(f"/series/{made['id']}/end", json={"day": "2026-03-16", "cancel": True})
    assert [day["day"] for day in ended.json()["days"] if day["state"] != "skipped"] == ["2026-03-09"]
    world.clock.move(days=14)
    await world.services.planning.job.work()
    assert [one["state"] for one in await meetings(tab, briefing)] == ["scheduled", "cancelled"]


async def test_what_one_meeting_leaves_over_goes_into_the_next_once(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(world, tab, series(briefing, ahead_days=15))
    first, second = (one["id"] for one in await meetings(tab, briefing))
    assert first == f"20260309-s{made['id']}"
    await command(world, briefing, first, "agenda.postpone", item="a2", reason="Hết giờ")
    await command(world, briefing, first, "meeting.open")
    await command(world, briefing, first, "meeting.close")
    for _ in range(3):
        await world.services.planning.job.work()
    agenda = (await tab.get(f"/meetings/{second}")).json()["agenda"]
    assert sorted(item["title"] for item in agenda[2:]) == ["Nội dung khác", "Tình hình kinh tế"]
    taken = next(item for item in agenda[2:] if item["title"] == "Nội dung khác")
    await command(world, briefing, second, "agenda.remove", item=taken["id"])
    await world.services.planning.job.work()
    assert len((await tab.get(f"/meetings/{second}")).json()["agenda"]) == 3


async def hold(world: World, briefing: Briefing, meeting: str) -> None:
    """Open and close a meeting that deals with nothing; from here on every step of the job is the test's."""
    await world.services.planning.job.stop()
    await command(world, briefing, meeting, "meeting.open")
    await command(world, briefing, meeting, "meeting.close")


async def agenda(tab: Tab, meeting: str) -> list[str]:
    return [item["title"] for item in (await tab.get(f"/meetings/{meeting}")).json()["agenda"]]


@pytest.mark.parametrize("changed_first", [True, False])
async def test_what_the_last_meeting_before_a_change_leaves_over_goes_into_the_first_one_after_it(
    world: World, briefing: Briefing, tab: Tab, changed_first: bool
) -> None:
    made = await planned(world, tab, series(briefing, ahead_days=15))
    first, second = (one["id"] for one in await meetings(tab, briefing))
    if not changed_first:
        await hold(world, briefing, first)
    changed = series(briefing, at="14:00", ahead_days=15)
    done = await tab.call("PUT", f"/series/{made['id']}?from=2026-03-16", json=changed)
    if changed_first:
        await world.services.planning.job.work()
        assert len(await agenda(tab, second)) == 2
        await hold(world, briefing, first)
    # A change of the whole of the second half forgets nothing.
    await tab.call("PUT", f"/series/{done.json()['id']}", json=changed | {"begins": "2026-03-16"})
    for _ in range(2):
        await world.services.planning.job.work()
    assert sorted((await agenda(tab, second))[2:]) == ["Nội dung khác", "Tình hình kinh tế"]


async def test_the_meeting_before_a_change_takes_over_before_the_one_after_it(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(world, tab, series(briefing, ahead_days=22))
    first, second, third = (one["id"] for one in await meetings(tab, briefing))
    await tab.call("PUT", f"/series/{made['id']}?from=2026-03-23", json=series(briefing, ahead_days=22))
    await hold(world, briefing, first)
    await world.services.planning.job.work()
    assert [len(await agenda(tab, one)) for one in (second, third)] == [4, 2]
    await hold(world, briefing, second)
    await world.services.planning.job.work()
    assert len(await agenda(tab, third)) == 6


async def test_what_a_meeting_left_over_waits_half_a_year_for_the_next_one(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    await planned(world, tab, series(briefing, rule="FREQ=MONTHLY;INTERVAL=6;BYDAY=2MO"))
    (first,) = await meetings(tab, briefing)
    world.clock.move(days=7)
    await hold(world, briefing, first["id"])
    world.clock.move(days=175)
    await world.services.planning.job.work()
    tab = await later_tab(world, tab)
    _, second = await meetings(tab, briefing)
    assert second["scheduled_at"][:10] == "2026-09-14"
    assert sorted((await agenda(tab, second["id"]))[2:]) == ["Nội dung khác", "Tình hình kinh tế"]


async def test_what_is_left_over_may_be_offered_only(world: World, briefing: Briefing, tab: Tab) -> None:
    await planned(world, tab, series(briefing, ahead_days=15, carry="offer"))
    first, second = (one["id"] for one in await meetings(tab, briefing))
    await command(world, briefing, first, "meeting.open")
    await command(world, briefing, first, "meeting.close")
    await world.services.planning.job.work()
    assert len((await tab.get(f"/meetings/{second}")).json()["agenda"]) == 2
    assert len((await tab.get("/agenda/postponed")).json()) == 2


async def test_only_who_plans_or_leads_a_series_changes_it(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(world, tab, series(briefing))
    stranger = briefing.tabs["officer"]
    refused = [
        await stranger.call("PUT", f"/series/{made['id']}", json=series(briefing)),
        await stranger.post(f"/series/{made['id']}/end", json={"day": "2026-03-16"}),
        await stranger.post(f"/series/{made['id']}/days/2026-03-16/skip", json={}),
    ]
    assert [(one.status_code, one.json()["code"]) for one in refused] == [(403, "series.not_yours")] * 3
    for role in ("chair", "administrator"):
        done = await briefing.tabs[role].call("PUT", f"/series/{made['id']}", json=series(briefing))
        assert done.status_code == 200, role


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"rule": "FREQ=HOURLY"}, 422, "series.bad_rule"),
        ({"rule": "FREQ=DAILY;UNTIL=20260309T000000Z"}, 422, "series.no_days"),  # 07:00, before the first
        ({"rule": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31"}, 422, "series.no_days"),
        ({"at": "25:00"}, 422, "series.bad_time"),
        ({"name": " \u0000"}, 422, "template.bad_name"),
        ({"begins": "2026-02-30"}, 422, "http.invalid"),
        ({"carry": "all"}, 422, "http.invalid"),
    ],
)
async def test_a_bad_series_is_refused(
    briefing: Briefing, tab: Tab, change: dict[str, Any], status: int, code: str
) -> None:
    made = await tab.post("/series", json={**series(briefing), **change})
    assert (made.status_code, made.json()["code"]) == (status, code)
    assert (await tab.get("/series")).json() == []


async def test_a_day_the_series_does_not_have_is_no_address(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(world, tab, series(briefing))
    for day in ("2026-03-10", "2026-03-02"):
        missing = await tab.post(f"/series/{made['id']}/days/{day}/skip", json={})
        assert (missing.status_code, missing.json()["code"]) == (404, "series.no_such_day")


async def test_a_rule_is_tried_out_before_it_is_kept(tab: Tab) -> None:
    body = {"rule": "FREQ=MONTHLY;BYDAY=-1FR", "begins": "2026-01-01", "at": "08:00"}
    shown = (await tab.post("/series/preview", json=body)).json()
    assert [day["day"] for day in shown[:3]] == ["2026-01-30", "2026-02-27", "2026-03-27"]
    assert (await tab.get("/series")).json() == []


async def test_a_rule_that_never_meets_is_answered_with_no_days(tab: Tab) -> None:
    body = {"rule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "begins": "2026-01-01", "at": "08:00"}
    assert (await tab.post("/series/preview", json=body)).json() == []


async def test_days_beyond_every_calendar_are_refused(world: World, briefing: Briefing, tab: Tab) -> None:
    made = await planned(world, tab, series(briefing))
    path = f"/series/{made['id']}"
    for refused in (
        await tab.post(f"{path}/days/9999-12-31/skip", json={}),
        await tab.post(f"{path}/days/0001-01-01/restore"),
        await tab.call("PUT", f"{path}?from=9999-12-31", json=series(briefing)),
    ):
        assert (refused.status_code, refused.json()["code"]) == (422, "http.invalid")


def test_the_id_of_a_meeting_fits_what_ids_may_be() -> None:
    class One:
        id = "0" * 12

    assert len(meeting_id(One, date(2026, 3, 9))) <= 40  # type: ignore[arg-type]
