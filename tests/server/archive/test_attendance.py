"""The attendance workbook over HTTP, and the quorum of a meeting as it is planned."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from rooms import Viewer
from tests.server.people.harness import Briefing, World, full_briefing, running


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


async def test_who_runs_the_meeting_takes_the_workbook_at_any_time(briefing: Briefing) -> None:
    address = f"/meetings/{briefing.id}/attendance.xlsx?lang=vi"
    for role in ("chair", "deputy", "secretary", "technician", "archivist"):
        answer = await briefing.tabs[role].get(address)
        assert answer.status_code == 200, role
        assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
        assert "attachment" in answer.headers["content-disposition"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        names = [row[1] for row in load_workbook(BytesIO(answer.content))["Đại biểu"].values]
        assert "Lê Thị Hoa" in names


async def test_halls_and_delegates_do_not(briefing: Briefing) -> None:
    for role in ("site", "delegate", "observer", "officer"):
        answer = await briefing.tabs[role].get(f"/meetings/{briefing.id}/attendance.xlsx")
        assert answer.status_code == 403, role
    assert (await briefing.tabs["nobody"].get(f"/meetings/{briefing.id}/attendance.xlsx")).status_code == 401


async def test_the_archive_keeps_it(world: World, briefing: Briefing) -> None:
    address = f"/archive/{briefing.id}/attendance.xlsx?lang=en"
    early = await briefing.tabs["archivist"].get(address)
    assert (early.status_code, early.json()["code"]) == (409, "archive.not_ended")
    chair = Viewer(briefing.tabs["chair"].principal["seat"], "chair")
    for name in ("meeting.open", "meeting.close"):
        await world.services.meetings.execute(briefing.id, name, {}, name, chair)
    answer = await briefing.tabs["archivist"].get(address)
    assert load_workbook(BytesIO(answer.content)).sheetnames == ["Summary", "Delegates", "By item"]


async def test_a_meeting_is_planned_with_its_quorum(world: World, briefing: Briefing) -> None:
    admin = briefing.tabs["administrator"]
    body = {
        "title": "Giao ban",
        "scheduled_at": "2026-03-02T02:00:00Z",
        "sites": ["414"],
        "quorum": {"basis": "sites", "at_least": {"of": 2, "parts": 3}},
    }
    made = await admin.post("/meetings", json=body)
    state = await world.services.meetings.state(made.json()["id"])
    assert state.quorum is not None
    assert (state.quorum.basis, state.quorum.of, state.quorum.parts) == ("sites", 2, 3)
    bad = {**body, "quorum": {"at_least": {"of": 3, "parts": 2}}}
    refused = await admin.post("/meetings", json=bad)
    assert (refused.status_code, refused.json()["code"]) == (409, "quorum.bad_rule")
