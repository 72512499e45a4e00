"""The line check on the server: its record over HTTP, and alarms that ring by the clock alone."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from rooms import Meeting, Viewer
from server import bootstrap
from server.archive.official import LINE_CHECK
from tests.server.people.harness import SYSTEM, Briefing, World, full_briefing, running

READERS = ("chair", "deputy", "secretary", "technician", "archivist")


async def check(world: World, briefing: Briefing) -> None:
    """A run in which the hall's camera is black and then confirmed by hand."""
    technician = Viewer(briefing.tabs["technician"].principal["seat"], "technician")
    hall = Viewer("site-414", "site")
    black = {"step": "camera", "result": "failed", "code": "black"}
    by_hand = {"seat": hall.seat, "step": "camera", "result": "passed", "note": "Đã xem qua điện thoại"}
    execute = world.services.meetings.execute
    await execute(briefing.id, "check.start", {}, "k1", technician)
    await execute(briefing.id, "check.report", black, "k2", hall)
    await execute(briefing.id, "check.confirm", by_hand, "k3", technician)


async def test_those_who_prepare_and_keep_read_the_record_at_any_time(tmp_path: Path) -> None:
    async with running(tmp_path, issuer_place="Nghệ An") as world:
        briefing = await full_briefing(world)
        before = await briefing.tabs["technician"].get(f"/meetings/{briefing.id}/line-check.html?lang=vi")
        assert "Chưa tiến hành kiểm tra kỹ thuật." in before.text
        await check(world, briefing)
        for role in READERS:
            page = await briefing.tabs[role].get(f"/meetings/{briefing.id}/line-check.html?lang=vi")
            assert "hình đen" in page.text
            assert "Đã xem qua điện thoại" in page.text
            assert "Nghệ An" in page.text
        assert "sandbox" in page.headers["content-security-policy"]
        assert "script-src" not in page.headers["content-security-policy"]
        assert page.headers["x-content-type-options"] == "nosniff"
        assert "no-cache" in page.headers["cache-control"]
        english = await briefing.tabs["technician"].get(f"/meetings/{briefing.id}/line-check.html?lang=en")
        assert "the picture is black" in english.text
        printed = await briefing.tabs["technician"].get(f"/meetings/{briefing.id}/line-check.pdf?download=1")
        assert printed.content.startswith(b"%PDF-")
        assert "attachment" in printed.headers["content-disposition"]


async def alarms(world: World, meeting: str, count: int) -> Meeting:
    """The state once so many alarms have rung."""
    async with asyncio.timeout(20):
        while True:
            state = await world.services.meetings.state(meeting)
            if len(state.checks.alarms) >= count:
                return state
            await asyncio.sleep(0.05)


async def plan(world: World, opening: str) -> str:
    await world.add_sites()
    admin = await world.new_account_tab("root-admin", "administrator")
    chair = {"account": await world.account("chair", "officer"), "role": "chair", "order": 0}
    body = {"title": "Giao ban", "scheduled_at": opening, "sites": ["UBND", "414"], "officers": [chair]}
    made = await admin.post("/meetings", json=body)
    assert made.status_code == 201, made.text
    return made.json()["id"]


async def test_alarms_ring_at_their_times_by_the_clock_alone(tmp_path: Path) -> None:
    """The clock starts at 01:00; the meeting opens at 02:30."""
    async with running(tmp_path) as world:
        meeting = await plan(world, "2026-03-02T02:30:00Z")
        assert (await world.services.meetings.state(meeting)).checks.alarms == ()
        for count, (minutes, expected) in enumerate(((31, 60), (44, 15), (5, 10)), start=1):
            world.clock.move(minutes=minutes)
            state = await alarms(world, meeting, count)
            assert state.checks.alarms[-1].minutes == expected
        assert [alarm.minutes for alarm in state.checks.alarms] == [60, 15, 10]
        assert set(state.checks.alarms[0].missing) == {"site-UBND", "site-414"}


async def test_a_server_that_was_down_rings_the_nearest_alarm_once_it_is_back(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        meeting = await plan(world, "2026-03-02T02:30:00Z")
        clock = world.clock
    clock.move(minutes=78)
    services = bootstrap.build_services(world.services.settings, clock)
    again = World(world.app, services, clock)
    await bootstrap.start(services)
    try:
        state = await alarms(again, meeting, 1)
        assert [alarm.minutes for alarm in state.checks.alarms] == [15]
        clock.move(minutes=5)
        state = await alarms(again, meeting, 2)
        assert [alarm.minutes for alarm in state.checks.alarms] == [15, 10]
    finally:
        await bootstrap.stop(services)


async def test_a_meeting_planned_for_at_once_has_no_alarms_left(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        meeting = await plan(world, "2026-03-02T01:05:00Z")
        world.clock.move(minutes=10)
        await world.services.meetings.execute(meeting, "check.alarm", {"minutes": 10}, "k", SYSTEM)
        assert (await world.services.meetings.state(meeting)).checks.alarms == ()


async def test_what_was_printed_of_a_shorter_log_is_not_kept_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def render(page: bytes) -> bytes:
        return b"%PDF-" + page[:10]

    monkeypatch.setattr("server.archive.official._render", render)
    async with running(tmp_path) as world:
        briefing = await full_briefing(world)
        documents, meetings = world.services.documents, world.services.meetings
        first = await documents.pdf(LINE_CHECK, await meetings.events(briefing.id), "vi")
        english = await documents.pdf(LINE_CHECK, await meetings.events(briefing.id), "en")
        for old in (first, english):
            os.utime(old, (1, 1))
        await check(world, briefing)
        second = await documents.pdf(LINE_CHECK, await meetings.events(briefing.id), "vi")
        assert [path.exists() for path in (first, english, second)] == [False, True, True]
