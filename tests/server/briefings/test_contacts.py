"""E-mail addresses are checked, kept apart from the meeting's record, and shown to those who prepare it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.server.people.harness import Briefing, World, full_briefing, running

BAD = [
    "hoa",
    "hoa@",
    "@x.vn",
    "hoa@x.vn\r\nBcc: a@b.vn",
    "a b@x.vn",
    "hoa@x.vn, b@x.vn",
    "h@" + "x" * 260 + ".vn",
]


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


async def test_a_delegates_address_is_set_changed_and_forgotten(briefing: Briefing) -> None:
    tab = briefing.tabs["secretary"]
    path = f"/meetings/{briefing.id}/contacts"
    put = await tab.call("PUT", f"{path}/d1", json={"email": " Hoa@Example.VN "})
    assert put.json() == {"email": "Hoa@example.vn"}
    assert (await tab.get(path)).json() == {"d1": "Hoa@example.vn"}
    await tab.call("PUT", f"{path}/d1", json={"email": ""})
    assert (await tab.get(path)).json() == {}
    assert (await tab.call("PUT", f"{path}/d9", json={"email": "a@b.vn"})).json()[
        "code"
    ] == "delegate.not_found"


@pytest.mark.parametrize("bad", BAD)
async def test_what_is_no_address_is_refused_everywhere(briefing: Briefing, bad: str) -> None:
    admin = briefing.tabs["administrator"]
    account = briefing.tabs["chair"].principal["id"]
    delegate = {"name": "A", "site": "UBND", "email": bad}
    meeting = {
        "title": "x",
        "scheduled_at": "2026-03-09T02:00:00Z",
        "sites": ["UBND"],
        "delegates": [delegate],
    }
    answers = [
        await admin.call("PUT", f"/meetings/{briefing.id}/contacts/d1", json={"email": bad}),
        await admin.call("PATCH", f"/accounts/{account}", json={"email": bad}),
        await admin.call("PATCH", "/sites/UBND", json={"email": bad}),
        await admin.post("/meetings", json=meeting),
    ]
    assert [answer.status_code for answer in answers] == [422] * 4
    assert len((await admin.get("/meetings")).json()) == 1


async def test_addresses_come_with_accounts_sites_and_new_meetings(briefing: Briefing) -> None:
    admin = briefing.tabs["administrator"]
    made = await admin.post(
        "/accounts", json={"login": "thu-ky", "name": "Thư ký", "email": "thuky@nghean.gov.vn"}
    )
    assert made.json()["email"] == "thuky@nghean.gov.vn"
    site = await admin.call("PATCH", "/sites/414", json={"email": "quephong@nghean.gov.vn"})
    assert site.json()["email"] == "quephong@nghean.gov.vn"
    body = {
        "title": "Giao ban",
        "scheduled_at": "2026-03-09T02:00:00Z",
        "sites": ["UBND"],
        "delegates": [
            {"name": "An", "site": "UBND", "email": "an@nghean.gov.vn"},
            {"name": "Bình", "site": "UBND"},
        ],
    }
    meeting = (await admin.post("/meetings", json=body)).json()["id"]
    assert (await admin.get(f"/meetings/{meeting}/contacts")).json() == {"d1": "an@nghean.gov.vn"}


async def test_no_address_is_in_the_log_or_on_a_screen(world: World, briefing: Briefing) -> None:
    admin = briefing.tabs["administrator"]
    await admin.call("PUT", f"/meetings/{briefing.id}/contacts/d1", json={"email": "hoa@nghean.gov.vn"})
    log = json.dumps(await world.services.events.read(briefing.id))
    seen = (await briefing.tabs["site"].get(f"/meetings/{briefing.id}")).text
    assert "nghean.gov.vn" not in log + seen


async def test_sites_bring_their_addresses_by_csv_and_back(briefing: Briefing) -> None:
    admin = briefing.tabs["administrator"]
    rows = "code,name,kind,valid_from,email\nX1,Xã Một,commune,2020-01-01,x1@nghean.gov.vn\n"
    taken = await admin.post("/sites/import", content=rows.encode())
    assert taken.json()["added"] == 1
    assert "x1@nghean.gov.vn" in (await admin.get("/sites/export.csv")).text
    wrong = await admin.post("/sites/import", content=rows.replace("x1@", "x1").encode())
    assert wrong.json()["details"]["rows"][0]["reason_code"] == "bad_email"
