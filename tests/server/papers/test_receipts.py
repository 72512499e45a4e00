"""Receipts: what machines say they hold, in batches, seen by officers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from rooms import Viewer
from server.papers import receipts
from tests.server.papers.pdfs import pdf
from tests.server.papers.sending import upload
from tests.server.people.harness import Briefing, Tab, World, full_briefing, running

DEVICE = "a1b2c3d4e5f6"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


async def report(tab: Tab, meeting: str, **body: Any) -> Any:
    return await tab.post(f"/meetings/{meeting}/papers/receipts", json={"device": DEVICE, **body})


async def read(briefing: Briefing) -> list[dict[str, Any]]:
    answer = await briefing.tabs["technician"].get(f"/meetings/{briefing.id}/papers/receipts")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def paper_of(world: World, briefing: Briefing) -> str:
    return str((await upload(world, briefing.tabs["secretary"], briefing.id, pdf()))["id"])


async def test_officers_see_who_holds_a_paper_and_since_when(world: World, briefing: Briefing) -> None:
    paper = await paper_of(world, briefing)
    answer = await report(briefing.tabs["site"], briefing.id, held=[{"paper": paper, "version": 1}])
    assert (answer.status_code, answer.json()) == (200, {"refused": []})
    (receipt,) = await read(briefing)
    assert receipt == {
        "seat": "site-414",
        "device": DEVICE,
        "paper": paper,
        "version": 1,
        "held_at": "2026-03-02T01:00:00.000Z",
        "purged_at": None,
    }


async def test_a_copy_taken_off_stays_listed_with_its_time(world: World, briefing: Briefing) -> None:
    copy = {"paper": await paper_of(world, briefing), "version": 1}
    await report(briefing.tabs["site"], briefing.id, held=[copy])
    world.clock.move(minutes=1)
    await report(briefing.tabs["site"], briefing.id, purged=[copy])
    (receipt,) = await read(briefing)
    assert (receipt["held_at"], receipt["purged_at"]) == (
        "2026-03-02T01:00:00.000Z",
        "2026-03-02T01:01:00.000Z",
    )


async def test_a_report_sent_twice_counts_once(world: World, briefing: Briefing) -> None:
    copy = {"paper": await paper_of(world, briefing), "version": 1}
    for _ in range(2):
        await report(briefing.tabs["site"], briefing.id, held=[copy, copy])
        world.clock.move(minutes=1)
    (receipt,) = await read(briefing)
    assert receipt["held_at"] == "2026-03-02T01:00:00.000Z"
    await report(briefing.tabs["site"], briefing.id, purged=[copy, copy])
    assert (await read(briefing))[0]["purged_at"] == "2026-03-02T01:02:00.000Z"


async def test_that_nothing_is_left_can_be_proved_again(world: World, briefing: Briefing) -> None:
    """At a recall every machine is asked, also one that had thrown its copy away before."""
    copy = {"paper": await paper_of(world, briefing), "version": 1}
    await report(briefing.tabs["site"], briefing.id, held=[copy], purged=[copy])
    world.clock.move(minutes=5)
    await report(briefing.tabs["site"], briefing.id, purged=[copy])
    (receipt,) = await read(briefing)
    assert receipt["held_at"] == "2026-03-02T01:00:00.000Z"
    assert receipt["purged_at"] == "2026-03-02T01:05:00.000Z"


async def test_a_copy_fetched_again_is_held_again(world: World, briefing: Briefing) -> None:
    copy = {"paper": await paper_of(world, briefing), "version": 1}
    for part in ("held", "purged", "held"):
        await report(briefing.tabs["site"], briefing.id, **{part: [copy]})
        world.clock.move(minutes=1)
    (receipt,) = await read(briefing)
    assert (receipt["held_at"], receipt["purged_at"]) == ("2026-03-02T01:02:00.000Z", None)


async def test_two_seats_on_one_machine_have_receipts_of_their_own(world: World, briefing: Briefing) -> None:
    copy = {"paper": await paper_of(world, briefing), "version": 1}
    for role in ("site", "delegate"):
        await report(briefing.tabs[role], briefing.id, held=[copy])
    await report(briefing.tabs["site"], briefing.id, purged=[copy])
    held = {one["seat"]: one["purged_at"] for one in await read(briefing)}
    assert held["site-414"] is not None
    assert held["delegate-d1"] is None


async def test_what_is_not_in_the_meeting_is_named_and_left_out(world: World, briefing: Briefing) -> None:
    paper = await paper_of(world, briefing)
    copies = [{"paper": paper, "version": 2}, {"paper": "p000000000000", "version": 1}]
    answer = await report(briefing.tabs["site"], briefing.id, held=copies)
    assert answer.json() == {"refused": copies}
    assert await read(briefing) == []
    await report(briefing.tabs["site"], briefing.id, purged=copies)
    assert await read(briefing) == []


@pytest.mark.parametrize(
    "body",
    [
        {"device": "short"},
        {"device": "../../../etc/passwd"},
        {"device": DEVICE, "held": [{"paper": "../x", "version": 1}]},
        {"device": DEVICE, "held": [{"paper": "p1", "version": 0}]},
        {"device": DEVICE, "held": [{"paper": "p1", "version": "1"}]},
        {"device": DEVICE, "held": [{"paper": "p1", "version": 1}] * 501},
        {"device": DEVICE, "unknown": 1},
        {},
    ],
)
async def test_a_report_that_is_none_is_refused(briefing: Briefing, body: dict[str, Any]) -> None:
    answer = await briefing.tabs["site"].post(f"/meetings/{briefing.id}/papers/receipts", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "http.invalid")


async def test_a_seat_cannot_fill_the_table(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts, "MAX_RECEIPTS", 2)
    copy = {"paper": await paper_of(world, briefing), "version": 1}
    codes = []
    for device in ("device-1", "device-2", "device-3"):
        answer = await report(briefing.tabs["site"], briefing.id, device=device, held=[copy])
        codes.append(answer.json().get("code"))
    assert codes == [None, None, "receipts.too_many"]


async def test_an_observer_has_no_receipt_for_a_paper_it_may_not_see(
    world: World, briefing: Briefing
) -> None:
    secretary = briefing.tabs["secretary"]
    state = await world.services.briefings.state(briefing.id)
    item = state.agenda.order[0]
    viewer = next(Viewer(one.seat, one.role) for one in state.officers.values() if one.role == "secretary")
    await world.services.meetings.execute(
        briefing.id, "agenda.edit", {"item": item, "internal": True}, "hide", viewer
    )
    paper = (await upload(world, secretary, briefing.id, pdf(), item=item))["id"]
    copy = {"paper": paper, "version": 1}
    assert (await report(briefing.tabs["observer"], briefing.id, held=[copy])).json() == {"refused": [copy]}
    assert (await report(briefing.tabs["site"], briefing.id, held=[copy])).json() == {"refused": []}
