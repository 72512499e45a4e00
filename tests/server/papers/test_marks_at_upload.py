"""A file whose first page says a marking: refused where it is too high, asked for where nothing was said."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from server.papers.review import Review
from tests.server.markings.room import Room, code, pages_say
from tests.server.papers.pdfs import pdf
from tests.server.papers.sending import left_behind
from tests.server.people.harness import full_briefing, running
from tests.support.tus import whole


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with running(tmp_path) as world:
        yield Room(world, await full_briefing(world))


@pytest.fixture
def first_page(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the first page of every file says."""
    said = ["Bao cao"]
    pages_say(monkeypatch, said)
    return said


async def send(room: Room, role: str = "secretary", **said: str) -> dict[str, Any]:
    """A paper sent without a submission, as it is listed when its processing has ended."""
    tab, data = room.tab(role), pdf(1)
    answer = await tab.post(f"/meetings/{room.id}/papers/uploads", headers=whole(data, **said), content=data)
    assert answer.status_code == 201, answer.text
    room.paper = answer.headers["giaoban-paper"]
    await room.world.services.papers.settle()
    found = (await tab.get(f"/meetings/{room.id}/papers/submissions")).json()["submissions"]
    return next(one for one in found if one["paper"] == room.paper)


async def in_meeting(room: Room) -> dict[str, str]:
    papers = (await room.world.services.briefings.state(room.id)).papers
    return {paper.id: str(paper.marking) for paper in papers.values()}


@pytest.mark.parametrize("stamp", ["TỐI MẬT", "TUYỆT MẬT", "Độ mật: Tuyệt mật", "T Ố I  M Ậ T"])
@pytest.mark.parametrize("marking", ["normal", "confidential"])
async def test_a_higher_level_on_the_first_page_is_refused_and_nothing_stays(
    room: Room, first_page: list[str], stamp: str, marking: str
) -> None:
    first_page[0] = f"UBND TỈNH\n{stamp}\nBÁO CÁO"
    one = await send(room, marking=marking)
    assert (one["file"]["state"], one["file"]["reason"]) == ("refused", "paper.says_higher")
    assert one["file"]["message"]
    assert await in_meeting(room) == {}
    assert left_behind(room.world) == []


@pytest.mark.parametrize("marking", ["secret", "top_secret"])
async def test_a_higher_marking_is_not_even_begun(room: Room, marking: str) -> None:
    headers = whole(pdf(1), marking=marking)
    answer = await room.tab("secretary").post(
        f"/meetings/{room.id}/papers/uploads", headers=headers, content=pdf(1)
    )
    assert (answer.status_code, code(answer)) == (409, "marking.too_high")
    assert left_behind(room.world) == []


async def test_a_marking_chosen_at_the_upload_holds_from_the_first_moment(room: Room) -> None:
    await send(room, marking="confidential")
    assert await in_meeting(room) == {room.paper: "confidential"}
    assert code(await room.get("site", "file")) == "marking.as_pages"


async def test_a_page_that_says_it_asks_and_until_then_the_paper_is_held_to_be_confidential(
    room: Room, first_page: list[str]
) -> None:
    first_page[0] = "UBND TỈNH\nMẬT\nBÁO CÁO"
    one = await send(room)
    assert (one["state"], one["asks"], one["file"]["state"]) == ("submitted", True, "ready")
    assert await in_meeting(room) == {}
    for what in ("file", "thumbnails/1.webp", "text/1", "original"):
        assert code(await room.get("secretary", what, version=1)) == "marking.as_pages", what
    assert code(await room.get("administrator", "file", version=1)) == "marking.not_for_you"
    decide = f"/meetings/{room.id}/papers/submissions/{room.paper}/1/decision"
    unsaid = await room.tab("secretary").post(decide, json={"decision": "approve"})
    assert (unsaid.status_code, code(unsaid)) == (409, "marking.asks")
    higher = await room.tab("secretary").post(decide, json={"decision": "approve", "marking": "secret"})
    assert code(higher) == "marking.too_high"
    assert await in_meeting(room) == {}


@pytest.mark.parametrize("marking", ["confidential", "normal"])
async def test_the_desk_says_which_marking_holds(room: Room, first_page: list[str], marking: str) -> None:
    first_page[0] = "UBND TỈNH\nMẬT\nBÁO CÁO"
    await send(room)
    decide = f"/meetings/{room.id}/papers/submissions/{room.paper}/1/decision"
    said = await room.tab("secretary").post(decide, json={"decision": "approve", "marking": marking})
    assert (said.status_code, said.json()["asks"]) == (200, False)
    assert await in_meeting(room) == {room.paper: marking}


async def test_a_unit_that_marks_its_draft_is_not_asked(room: Room, first_page: list[str]) -> None:
    first_page[0] = "UBND TỈNH\nMẬT\nBÁO CÁO"
    await room.do("secretary", "agenda.edit", item="a1", seats=["site-414"])
    room.paper = await room.submit("site", {"title": "Dự thảo", "item": "a1"})
    at = f"/meetings/{room.id}/papers/submissions/{room.paper}/1"
    changed = await room.tab("secretary").call("PATCH", at, json={"marking": "confidential"})
    assert (changed.json()["asks"], changed.json()["marking"]) == (False, "confidential")
    lower = await room.tab("secretary").post(
        f"{at}/decision", json={"decision": "approve", "marking": "normal"}
    )
    assert code(lower) == "marking.only_chair_lowers"
    assert (await room.tab("secretary").post(f"{at}/decision", json={"decision": "approve"})).is_success
    assert await in_meeting(room) == {room.paper: "confidential"}


async def test_an_approval_beside_the_end_of_the_check_is_asked_all_the_same(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    await room.do("secretary", "agenda.edit", item="a1", seats=["site-414"])
    at, checked = await submitted_unchecked(room, monkeypatch)
    approve = Review.approve

    async def checked_meanwhile(self: Review, *said: Any) -> Any:
        checked.set()
        await room.world.services.papers.settle()
        return await approve(self, *said)

    monkeypatch.setattr(Review, "approve", checked_meanwhile)
    said = await room.tab("secretary").post(f"{at}/decision", json={"decision": "approve"})
    assert (said.status_code, code(said)) == (409, "marking.asks")
    assert await in_meeting(room) == {}
    answered = {"decision": "approve", "marking": "normal"}
    assert (await room.tab("secretary").post(f"{at}/decision", json=answered)).status_code == 200


async def test_a_marking_raised_beside_the_approval_is_not_lowered_by_it(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    await room.do("secretary", "agenda.edit", item="a1", seats=["site-414"])
    room.paper = await room.submit("site", {"title": "Dự thảo", "item": "a1"})
    at = f"/meetings/{room.id}/papers/submissions/{room.paper}/1"
    approve = Review.approve

    async def raised_meanwhile(self: Review, *said: Any) -> Any:
        monkeypatch.undo()
        raised = await room.tab("chair").call("PATCH", at, json={"marking": "confidential"})
        assert raised.status_code == 200
        return await approve(self, *said)

    monkeypatch.setattr(Review, "approve", raised_meanwhile)
    decision = {"decision": "approve", "marking": "normal"}
    said = await room.tab("secretary").post(f"{at}/decision", json=decision)
    assert (said.status_code, code(said)) == (409, "marking.only_chair_lowers")
    assert await in_meeting(room) == {}


async def submitted_unchecked(room: Room, monkeypatch: pytest.MonkeyPatch) -> tuple[str, asyncio.Event]:
    """A unit's paper before the desk that is checked when the event is set; where it is."""
    checked = asyncio.Event()
    pages_say(monkeypatch, ["UBND TỈNH\nMẬT\nBÁO CÁO"], checked)
    tab, data = room.tab("site"), pdf(1)
    body = {"title": "Dự thảo", "item": "a1"}
    one = (await tab.post(f"/meetings/{room.id}/papers/submissions", json=body)).json()
    at = f"/meetings/{room.id}/papers/submissions/{one['paper']}/1"
    assert (await tab.post(f"{at}/uploads", headers=whole(data), content=data)).status_code == 201
    assert (await tab.post(f"{at}/submit")).status_code == 200
    return at, checked
