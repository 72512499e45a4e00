"""Templates are made by hand or from a meeting, and meetings are made after them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.server.people.harness import Briefing, Tab, World, full_briefing, running
from tests.server.planning.support import plan


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


@pytest.fixture
def tab(briefing: Briefing) -> Tab:
    return briefing.tabs["secretary"]


async def test_a_template_is_kept_listed_changed_and_deleted(briefing: Briefing, tab: Tab) -> None:
    made = await tab.post("/templates", json={"name": "Giao ban tuần", "plan": plan(briefing)})
    assert made.status_code == 201, made.text
    one = made.json()["id"]
    (line,) = (await briefing.tabs["officer"].get("/templates")).json()
    assert (line["name"], line["items"], line["sites"], line["delegates"]) == ("Giao ban tuần", 2, 2, 1)
    assert "plan" not in line
    shorter = plan(briefing, agenda=[])
    await tab.call("PUT", f"/templates/{one}", json={"name": "Ngắn", "plan": shorter})
    read = (await tab.get(f"/templates/{one}")).json()
    assert (read["name"], read["plan"]["agenda"]) == ("Ngắn", [])
    assert (await tab.call("DELETE", f"/templates/{one}")).status_code == 204
    assert (await tab.get(f"/templates/{one}")).json()["code"] == "template.not_found"


async def test_a_meeting_is_made_after_a_template(briefing: Briefing, tab: Tab) -> None:
    one = (await tab.post("/templates", json={"name": "Tuần", "plan": plan(briefing)})).json()["id"]
    body = {"scheduled_at": "2026-03-09T01:00:00Z", "number": 5}
    made = await tab.post(f"/templates/{one}/meeting", json=body)
    assert made.status_code == 201
    got = (await tab.get(f"/meetings/{made.json()['id']}")).json()
    assert (got["title"], got["planned_s"], got["auto_record"]) == ("Giao ban tuần 11, kỳ 5", 5400, True)
    assert [item["planned_s"] for item in got["agenda"]] == [1800, 600]


async def test_a_meeting_becomes_a_template_with_everything_that_comes_again(
    briefing: Briefing, tab: Tab
) -> None:
    await tab.call("PUT", f"/meetings/{briefing.id}/contacts/d1", json={"email": "hoa@nghean.gov.vn"})
    made = await tab.post(f"/meetings/{briefing.id}/template", json={"name": "Tháng"})
    assert made.status_code == 201, made.text
    kept = made.json()["plan"]
    assert kept["title"] == "Giao ban tháng 3"
    assert kept["sites"] == ["UBND", "414"]
    assert [item["title"] for item in kept["agenda"]] == ["Kinh tế"]
    assert {one["role"] for one in kept["officers"]} == {"chair", "deputy", "secretary", "technician"}
    assert kept["delegates"] == [
        {
            "name": "Lê Thị Hoa",
            "office": "Phó chủ tịch",
            "site": "414",
            "rank": 0,
            "email": "hoa@nghean.gov.vn",
        }
    ]
    again = {"scheduled_at": "2026-04-06T01:00:00Z"}
    assert (await tab.post(f"/templates/{made.json()['id']}/meeting", json=again)).status_code == 201


async def test_only_its_keeper_or_an_administrator_changes_a_template(briefing: Briefing, tab: Tab) -> None:
    body = {"name": "Tuần", "plan": plan(briefing)}
    one = (await tab.post("/templates", json=body)).json()["id"]
    other = briefing.tabs["officer"]
    for answer in (
        await other.call("PUT", f"/templates/{one}", json=body),
        await other.call("DELETE", f"/templates/{one}"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "template.not_yours")
    assert (await briefing.tabs["administrator"].call("DELETE", f"/templates/{one}")).status_code == 204


async def test_bad_templates_are_refused(briefing: Briefing, tab: Tab) -> None:
    taken = [{"title": "x", "carried_from": {"meeting": briefing.id, "item": "a1"}}]
    for change, code in (
        ({"title": "Họp {nam}"}, "template.bad_title"),
        ({"agenda": taken}, "template.carries"),
        ({"delegates": [{"name": "A", "site": "414", "email": "a@"}]}, "email.bad"),
        ({"scheduled_at": "2026-03-09T01:00:00Z"}, "http.invalid"),
    ):
        made = await tab.post("/templates", json={"name": "x", "plan": plan(briefing, **change)})
        assert (made.status_code, made.json()["code"]) == (422, code)
    assert (await tab.get("/templates")).json() == []
