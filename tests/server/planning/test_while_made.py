"""What planners do to a day while its meeting is made, and what carries on when something is in the way."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest

from rooms import Viewer
from server.db.repositories.carried import CarriedRepository
from server.errors import Conflict
from tests.server.people.harness import Briefing, Tab, World, full_briefing, running
from tests.server.planning.support import plan, series


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path, session_hours=720) as started:
        await started.services.planning.job.stop()  # every step is the test's
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


@pytest.fixture
def tab(briefing: Briefing) -> Tab:
    return briefing.tabs["secretary"]


async def planned(tab: Tab, body: dict[str, Any]) -> str:
    made = await tab.post("/series", json=body)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def meetings(tab: Tab, briefing: Briefing) -> list[tuple[str, str]]:
    found = (await tab.get("/meetings")).json()
    return sorted((one["scheduled_at"][:16], one["state"]) for one in found if one["id"] != briefing.id)


Step = Callable[[], Awaitable[Any]]


async def make_while(world: World, when: str, step: Step, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the job work, and do a step right before or after it makes its first meeting."""
    briefings, done = world.services.briefings, []
    create = briefings.create

    async def creating(*given: Any, **more: Any) -> str:
        if when == "before" and not done:
            done.append(await step())
        made = await create(*given, **more)
        if when == "after" and not done:
            done.append(await step())
        return made

    with monkeypatch.context() as patched:
        patched.setattr(briefings, "create", creating)
        await world.services.planning.job.work()
    assert done[0].is_success, done[0].text
    await world.services.planning.job.work()


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_day_left_out_while_its_meeting_is_made_is_called_off(
    world: World, briefing: Briefing, tab: Tab, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await planned(tab, series(briefing, ahead_days=8))
    path = f"/series/{one}/days/2026-03-09/skip"
    await make_while(world, when, lambda: tab.post(path, json={}), monkeypatch)
    assert await meetings(tab, briefing) == [("2026-03-09T01:00", "cancelled")]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_day_moved_while_its_meeting_is_made_is_held_at_the_new_time(
    world: World, briefing: Briefing, tab: Tab, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await planned(tab, series(briefing, ahead_days=8))
    path, to = f"/series/{one}/days/2026-03-09/move", {"scheduled_at": "2026-03-10T07:00:00Z"}
    await make_while(world, when, lambda: tab.post(path, json=to), monkeypatch)
    assert await meetings(tab, briefing) == [("2026-03-10T07:00", "scheduled")]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_series_changed_from_a_day_on_while_it_is_made_holds_one_meeting_a_day(
    world: World, briefing: Briefing, tab: Tab, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await planned(tab, series(briefing, ahead_days=15))
    changed = series(briefing, at="14:00", ahead_days=15)
    path = f"/series/{one}?from=2026-03-09"
    await make_while(world, when, lambda: tab.call("PUT", path, json=changed), monkeypatch)
    assert await meetings(tab, briefing) == [
        ("2026-03-09T07:00", "scheduled"),
        ("2026-03-16T07:00", "scheduled"),
    ]


async def close_with(world: World, briefing: Briefing, meeting: str) -> None:
    chair = Viewer(briefing.tabs["chair"].principal["seat"], "chair")
    for command in ("meeting.open", "meeting.close"):
        await world.services.meetings.execute(meeting, command, {}, command, chair)


async def titles(tab: Tab, meeting: str) -> list[str]:
    return [item["title"] for item in (await tab.get(f"/meetings/{meeting}")).json()["agenda"]]


async def two_meetings(world: World, briefing: Briefing, tab: Tab) -> tuple[str, str]:
    """The first two meetings of a series; the first one has been held and left everything over."""
    one = await planned(tab, series(briefing, ahead_days=15))
    await world.services.planning.job.work()
    first, second = f"20260309-s{one}", f"20260316-s{one}"
    await close_with(world, briefing, first)
    return first, second


async def test_what_a_process_claimed_and_died_is_carried_over_after_all(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    first, second = await two_meetings(world, briefing, tab)
    await CarriedRepository(world.services.database, world.clock).claim([(first, "a1")], second)
    world.services.briefings.carry._carried._clock = world.clock
    await world.services.planning.job.work()
    assert len(await titles(tab, second)) == 3
    world.clock.move(minutes=2)
    await world.services.planning.job.work()
    assert len(await titles(tab, second)) == 4


async def test_an_item_that_is_refused_holds_up_no_other_and_no_later_day(
    world: World, briefing: Briefing, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, second = await two_meetings(world, briefing, tab)
    carry = world.services.briefings.carry.carry

    async def some(source: tuple[str, str], *more: Any) -> Any:
        if source[1] == "a1":
            raise Conflict("agenda.carried")
        return await carry(source, *more)

    world.clock.move(days=7)
    with monkeypatch.context() as patched:
        patched.setattr(world.services.briefings.carry, "carry", some)
        await world.services.planning.job.work()
    assert len(await titles(tab, second)) == 3
    assert len(await meetings(tab, briefing)) == 3


async def test_a_day_that_cannot_be_made_holds_up_no_other(
    world: World, briefing: Briefing, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    await planned(tab, series(briefing, ahead_days=15))
    create = world.services.briefings.create

    async def some(plan: Any, meeting: str, **more: Any) -> str:
        if meeting.startswith("20260309"):
            raise Conflict("meeting.unknown_sites")
        return await create(plan, meeting, **more)

    with monkeypatch.context() as patched:
        patched.setattr(world.services.briefings, "create", some)
        await world.services.planning.job.work()
    assert await meetings(tab, briefing) == [("2026-03-16T01:00", "scheduled")]
    await world.services.planning.job.work()
    assert len(await meetings(tab, briefing)) == 2


@pytest.mark.parametrize(
    ("at", "utc"),
    [("23:30", "2026-03-09T16:30"), ("00:30", "2026-03-08T17:30"), ("06:59", "2026-03-08T23:59")],
)
async def test_a_days_hour_is_vietnams_at_every_edge_of_the_day(
    world: World, briefing: Briefing, tab: Tab, at: str, utc: str
) -> None:
    body = series(
        briefing, at=at, ahead_days=7, plan=plan(briefing, title="Họp ngày {day}", planned_s=1200, agenda=[])
    )
    await planned(tab, body)
    await world.services.planning.job.work()
    assert await meetings(tab, briefing) == [(utc, "scheduled")]
    for day, there in (("2026-03-09", ["Họp ngày 09/03/2026"]), ("2026-03-08", []), ("2026-03-10", [])):
        shown = (await tab.get(f"/calendar?from={day}&to={day}")).json()["meetings"]
        assert [one["title"] for one in shown] == there, day


async def test_holidays_are_left_out_and_named_and_a_moved_one_is_held(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    body = series(briefing, rule="FREQ=WEEKLY;BYDAY=TH", begins="2026-04-23", ahead_days=10)
    one = await planned(tab, body)
    days = (await tab.get(f"/series/{one}?lang=vi")).json()["days"]
    assert [(day["day"], day["state"], day["holiday"]) for day in days[:3]] == [
        ("2026-04-23", "due", ""),
        ("2026-04-30", "skipped", "Ngày Chiến thắng"),
        ("2026-05-07", "due", ""),
    ]
    moved = {"scheduled_at": "2026-04-29T01:00:00Z"}
    assert (await tab.post(f"/series/{one}/days/2026-04-30/move", json=moved)).status_code == 204
    world.clock.move(days=50)
    tab = await world.account_tab(tab.principal["id"])
    await world.services.planning.job.work()
    assert await meetings(tab, briefing) == [
        ("2026-04-23T01:00", "scheduled"),
        ("2026-04-29T01:00", "scheduled"),
    ]


async def test_the_last_day_of_every_month_is_met_on_whatever_it_is(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    body = series(briefing, rule="FREQ=MONTHLY;BYMONTHDAY=-1", begins="2027-12-31", skip_holidays=False)
    days = (await tab.post("/series", json=body)).json()["days"]
    assert [day["day"] for day in days[:4]] == ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"]
    body = series(briefing, rule="FREQ=MONTHLY;BYMONTHDAY=31", begins="2028-01-31", skip_holidays=False)
    days = (await tab.post("/series", json=body)).json()["days"]
    assert [day["day"] for day in days[:3]] == ["2028-01-31", "2028-03-31", "2028-05-31"]


async def test_addresses_in_a_template_or_series_are_shown_to_who_may_change_it(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    template = (await tab.post("/templates", json={"name": "Tuần", "plan": plan(briefing)})).json()["id"]
    one = await planned(tab, series(briefing))
    for path in (f"/templates/{template}", f"/series/{one}"):
        for role, email in (
            ("secretary", "hoa@nghean.gov.vn"),
            ("administrator", "hoa@nghean.gov.vn"),
            ("officer", ""),
        ):
            shown = (await briefing.tabs[role].get(path)).json()["plan"]["delegates"]
            assert [delegate["email"] for delegate in shown] == [email], (path, role)


async def test_who_uses_a_template_writes_to_its_delegates_without_knowing_where(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    template = (await tab.post("/templates", json={"name": "Tuần", "plan": plan(briefing)})).json()["id"]
    stranger = briefing.tabs["officer"]
    body = (await stranger.get(f"/templates/{template}")).json()["plan"]
    body |= {"title": "Họp", "scheduled_at": "2026-03-20T02:00:00Z", "template": template}
    made = await stranger.post("/meetings", json=body)
    assert made.status_code == 201, made.text
    contacts = await tab.get(f"/meetings/{made.json()['id']}/contacts")
    assert contacts.json() == {"d1": "hoa@nghean.gov.vn"}
    missing = await stranger.post("/meetings", json=body | {"template": "none"})
    assert (missing.status_code, missing.json()["code"]) == (404, "template.not_found")


async def test_a_meeting_that_is_drafted_is_tentative_in_calendars(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    body = {**plan(briefing, title="Dự kiến"), "scheduled_at": "2026-03-20T02:00:00Z"}
    body["officers"] = [one for one in body["officers"] if one["role"] != "chair"]
    made = (await tab.post("/meetings", json=body)).json()["id"]
    for meeting, status in ((made, "TENTATIVE"), (briefing.id, "CONFIRMED")):
        file = (await tab.get(f"/meetings/{meeting}/calendar.ics")).text
        (event,) = icalendar.Calendar.from_ical(file).walk("VEVENT")
        assert event["STATUS"] == status
