"""Two who change one series at once never make it meet twice, and a change that is cut short goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from server.errors import Conflict
from server.planning.job import meeting_id
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


async def planned(tab: Tab, body: dict[str, Any]) -> dict[str, Any]:
    made = await tab.post("/series", json=body)
    assert made.status_code == 201, made.text
    return dict(made.json())


async def meetings(tab: Tab, briefing: Briefing) -> list[tuple[str, str]]:
    found = (await tab.get("/meetings")).json()
    return sorted((one["scheduled_at"][:16], one["state"]) for one in found if one["id"] != briefing.id)


class Killed(BaseException):
    """The process ends here."""


async def dies(*_: Any, **__: Any) -> None:
    raise Killed


async def test_a_save_of_what_was_opened_before_the_series_was_divided_is_refused(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(tab, series(briefing, ahead_days=15))
    opened = (await tab.get(f"/series/{made['id']}")).json()
    path, later = f"/series/{made['id']}", series(briefing, at="14:00", ahead_days=15)
    assert (await tab.call("PUT", f"{path}?from=2026-03-16", json=later)).status_code == 200
    stale = series(briefing, name="Giao ban đầu tuần", ahead_days=15)
    for body, code in (
        (stale | {"revision": opened["revision"]}, "series.changed"),
        (stale, "series.divided"),
        (stale | {"ends_before": "2026-03-23"}, "series.divided"),
    ):
        refused = await tab.call("PUT", path, json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, code)
    await world.services.planning.job.work()
    assert await meetings(tab, briefing) == [
        ("2026-03-09T01:00", "scheduled"),
        ("2026-03-16T07:00", "scheduled"),
    ]
    now = (await tab.get(path)).json()
    done = await tab.call("PUT", path, json=stale | {key: now[key] for key in ("revision", "ends_before")})
    assert (done.status_code, done.json()["name"]) == (200, "Giao ban đầu tuần")


async def test_what_goes_on_after_a_division_may_be_ended_and_the_first_half_goes_on_instead(
    briefing: Briefing, tab: Tab
) -> None:
    made = await planned(tab, series(briefing))
    path = f"/series/{made['id']}"
    second = (await tab.call("PUT", f"{path}?from=2026-03-16", json=series(briefing, at="14:00"))).json()
    await tab.post(f"/series/{second['id']}/end", json={"day": "2026-03-16"})
    assert (await tab.call("PUT", path, json=series(briefing))).status_code == 200


async def test_the_same_save_twice_is_done_once_and_the_revision_is_of_what_is_stored(
    briefing: Briefing, tab: Tab
) -> None:
    made = await planned(tab, series(briefing))
    path = f"/series/{made['id']}"
    assert (await tab.get(path)).json()["revision"] == made["revision"]
    body = series(briefing, at="09:00", revision=made["revision"])
    first, again = [await tab.call("PUT", path, json=body) for _ in range(2)]
    assert first.status_code == again.status_code == 200
    assert first.json()["revision"] == again.json()["revision"] != made["revision"]
    other = await tab.call("PUT", path, json=body | {"at": "10:00"})
    assert (other.status_code, other.json()["code"]) == (409, "series.changed")


@pytest.mark.parametrize("first", ["change", "change_from", "end"])
async def test_of_two_changes_that_read_the_same_series_one_is_refused(
    world: World, briefing: Briefing, tab: Tab, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await planned(tab, series(briefing, ahead_days=15))
    path, later = f"/series/{made['id']}", series(briefing, at="14:00", ahead_days=15)
    repository = world.services.planning.series.repository
    get, both = repository.get, asyncio.Barrier(2)

    async def together(one: str) -> Any:
        found = await get(one)
        await both.wait()
        return found

    monkeypatch.setattr(repository, "get", together)
    requests = {
        "change": lambda: tab.call("PUT", path, json=later),
        "change_from": lambda: tab.call("PUT", f"{path}?from=2026-03-16", json=later),
        "end": lambda: tab.post(f"{path}/end", json={"day": "2026-03-16"}),
    }
    divide = tab.call("PUT", f"{path}?from=2026-03-09", json=series(briefing, at="10:00"))
    answers = await asyncio.gather(requests[first](), divide)
    monkeypatch.undo()
    assert sorted(one.status_code for one in answers) == [200, 409]
    assert [one.json()["code"] for one in answers if one.status_code == 409] == ["series.changed"]


async def test_a_day_whose_meeting_is_being_made_is_not_restored_under_it(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(tab, series(briefing, ahead_days=8))
    path, day = f"/series/{made['id']}/days/2026-03-09", date(2026, 3, 9)
    await tab.post(f"{path}/move", json={"scheduled_at": "2026-03-10T07:00:00Z"})
    repository = world.services.planning.series.repository
    forget = repository.forget_occurrence

    async def claimed_first(*given: Any) -> bool:
        one = await world.services.planning.series.get(made["id"])
        await repository.begin(one, day, meeting_id(one, day))
        return await forget(*given)

    repository.forget_occurrence = claimed_first  # type: ignore[method-assign]
    refused = await tab.post(f"{path}/restore")
    assert (refused.status_code, refused.json()["code"]) == (409, "series.changed")
    await world.services.planning.job.work()
    assert await meetings(tab, briefing) == [("2026-03-10T07:00", "scheduled")]


@pytest.mark.parametrize("at", ["edit", "cancel"])
async def test_a_change_of_this_day_and_those_that_follow_goes_on_after_its_process_was_killed(
    world: World, briefing: Briefing, tab: Tab, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await planned(tab, series(briefing, rule="FREQ=WEEKLY;BYDAY=MO,WE", ahead_days=15))
    await world.services.planning.job.work()
    assert len(await meetings(tab, briefing)) == 3
    changed = series(briefing, at="14:00", ahead_days=15, plan=plan(briefing, title="Họp mới số {number}"))
    with monkeypatch.context() as patched:
        patched.setattr(world.services.briefings, at, dies)
        with pytest.raises(Killed):
            await tab.call("PUT", f"/series/{made['id']}?from=2026-03-09", json=changed)
    await world.services.planning.job.work()
    assert await meetings(tab, briefing) == [
        ("2026-03-09T07:00", "scheduled"),
        ("2026-03-11T01:00", "cancelled"),
        ("2026-03-16T07:00", "scheduled"),
    ]


async def test_a_day_that_refuses_to_follow_holds_up_no_other_and_follows_later(
    world: World, briefing: Briefing, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await planned(tab, series(briefing, ahead_days=15))
    await world.services.planning.job.work()
    edit = world.services.briefings.edit

    async def some(meeting: str, *more: Any) -> None:
        if meeting.startswith("20260309"):
            raise Conflict("meeting.wrong_state")
        await edit(meeting, *more)

    with monkeypatch.context() as patched:
        patched.setattr(world.services.briefings, "edit", some)
        later = series(briefing, at="14:00", ahead_days=15)
        done = await tab.call("PUT", f"/series/{made['id']}?from=2026-03-09", json=later)
        assert done.status_code == 200
    hours = [at for at, _ in await meetings(tab, briefing)]
    assert hours == ["2026-03-09T01:00", "2026-03-16T07:00"]
    await world.services.planning.job.work()
    hours = [at for at, _ in await meetings(tab, briefing)]
    assert hours == ["2026-03-09T07:00", "2026-03-16T07:00"]


async def test_a_series_that_ends_calls_the_rest_off_after_its_process_was_killed(
    world: World, briefing: Briefing, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await planned(tab, series(briefing, ahead_days=15))
    await world.services.planning.job.work()
    with monkeypatch.context() as patched:
        patched.setattr(world.services.briefings, "cancel", dies)
        with pytest.raises(Killed):
            await tab.post(f"/series/{made['id']}/end", json={"day": "2026-03-09", "cancel": True})
    await world.services.planning.job.work()
    assert {state for _, state in await meetings(tab, briefing)} == {"cancelled"}


async def test_what_somebody_changed_in_one_meeting_of_a_series_stays(
    world: World, briefing: Briefing, tab: Tab
) -> None:
    made = await planned(tab, series(briefing, ahead_days=8))
    await world.services.planning.job.work()
    meeting = f"20260309-s{made['id']}"
    await tab.call("PATCH", f"/meetings/{meeting}", json={"title": "Họp chuyên đề"})
    await world.services.planning.job.work()
    assert (await tab.get(f"/meetings/{meeting}")).json()["title"] == "Họp chuyên đề"
