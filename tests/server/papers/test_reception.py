"""Papers on their way in: taken by their content, checked apart, or refused with nothing left."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from rooms import Viewer
from server.db.repositories.papers import PaperRecord, PaperRepository
from server.papers.pages import Making
from tests.server.papers.pdfs import encrypted, pdf
from tests.server.papers.sending import left_behind, upload
from tests.server.people.harness import Briefing, World, full_briefing, running
from tests.support.tus import whole


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path, paper_limit_mb=2) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


async def test_a_paper_becomes_part_of_the_meeting(world: World, briefing: Briefing) -> None:
    secretary, data = briefing.tabs["secretary"], pdf(3, text="Bao cao")
    paper = await upload(world, secretary, briefing.id, data, name="Báo cáo tháng 3.pdf")
    assert (paper["state"], paper["pages"], paper["progress"]) == ("ready", 3, 100)
    assert paper["page_sizes"] == [[595.0, 842.0]] * 3
    assert (paper["title"], paper["name"]) == ("Báo cáo tháng 3", "Báo cáo tháng 3.pdf")
    assert paper["sha256"] == hashlib.sha256(data).hexdigest()
    state = await world.services.briefings.state(briefing.id)
    assert state.papers[paper["id"]].pages == 3
    assert not any("quarantine" in path for path in left_behind(world))


async def test_the_list_follows_what_the_meeting_calls_it(world: World, briefing: Briefing) -> None:
    secretary = briefing.tabs["secretary"]
    paper = (await upload(world, secretary, briefing.id, pdf(1), name="a.pdf"))["id"]
    viewer = Viewer(secretary.principal["seat"], "secretary")
    item = (await world.services.meetings.state(briefing.id)).agenda.order[0]
    data = {"paper": paper, "title": "Tên khác", "item": item}
    await world.services.meetings.execute(briefing.id, "paper.edit", data, "edit", viewer)
    listed = (await secretary.get(f"/meetings/{briefing.id}/papers")).json()
    assert [(one["title"], one["item"]) for one in listed] == [("Tên khác", item)]


@pytest.mark.parametrize(
    "data", [b"", b"%PD", b"PK\x05\x06" + b"0" * 200, b"<html><script>1</script>%PDF-1.4", b"\x00" * 1000]
)
async def test_what_is_of_no_known_kind_is_refused_whatever_it_is_called(
    world: World, briefing: Briefing, data: bytes
) -> None:
    answer = await briefing.tabs["secretary"].post(
        f"/meetings/{briefing.id}/papers/uploads", headers=whole(data, name="a.pdf"), content=data
    )
    assert (answer.status_code, answer.json()["code"]) == (
        (415, "paper.unknown_kind") if data else (422, "paper.empty")
    )
    assert left_behind(world) == []


async def test_a_pdf_under_another_type_is_taken_by_its_content(world: World, briefing: Briefing) -> None:
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf(), name="a.exe")
    assert (paper["name"], paper["kind"]) == ("a.exe.pdf", "pdf")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (encrypted(), "paper.encrypted"),
        (pdf(5)[:-200], "paper.broken"),
        (b"%PDF-1.7\n" + b"\xff" * 5000, "paper.broken"),
        (b"%PDF-1.7\n" + b"\xff" * 5000 + b"%%EOF", "paper.broken"),
        (pdf(1, size=(0, 0)).replace(b"[0 0 0 0]", b"[0 0 nan 0]"), None),
        (pdf(2001), "paper.too_many_pages"),
    ],
    ids=["encrypted", "truncated", "garbage", "garbage with an end", "odd box", "too many pages"],
)
async def test_bad_pdfs_are_refused_with_the_reason_and_nothing_stays(
    world: World, briefing: Briefing, data: bytes, reason: str | None
) -> None:
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, data)
    if reason is None:  # whatever the library makes of it, it is a verdict
        assert paper["state"] in ("ready", "refused")
        return
    assert (paper["state"], paper["reason"]) == ("refused", reason)
    assert paper["message"]
    assert left_behind(world) == []
    file = await briefing.tabs["secretary"].get(f"/meetings/{briefing.id}/papers/{paper['id']}/file")
    assert (file.status_code, file.json()["code"]) == (409, "paper.not_ready")


async def test_giant_boxes_make_small_pictures(world: World, briefing: Briefing) -> None:
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf(1, size=(14400, 10)))
    assert paper["state"] == "ready"
    base = f"/meetings/{briefing.id}/papers/{paper['id']}"
    assert len((await briefing.tabs["site"].get(f"{base}/thumbnails/1.webp")).content) < 50_000


async def test_a_check_that_fails_unforeseen_ends(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unforeseen(*_: Any) -> Any:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(Making, "open", unforeseen)
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf())
    assert (paper["state"], paper["reason"]) == ("refused", "paper.check_failed")
    assert left_behind(world) == []


async def test_a_paper_led_on_by_another_is_neither_refused_nor_deleted(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = PaperRepository.ready

    async def twice(self: PaperRepository, paper: PaperRecord, outcome: Any, *, asks: bool = False) -> Any:
        assert await ready(self, paper, outcome, asks=asks) is not None
        assert not await self.refuse(paper, "paper.broken")
        return await ready(self, paper, outcome)

    monkeypatch.setattr(PaperRepository, "ready", twice)
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf())
    assert paper["state"] == "ready"
    assert left_behind(world) != []


async def test_a_check_cut_off_by_a_restart_is_taken_up_again(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        briefing = await full_briefing(world)
        answer = await briefing.tabs["secretary"].post(
            f"/meetings/{briefing.id}/papers/uploads", headers=whole(pdf(40)), content=pdf(40)
        )
        await world.services.papers.stop()
        paper = answer.headers["giaoban-paper"]
        meeting = briefing.id
        state = (await world.services.papers.all(meeting))[0].state
        assert state == "checking"
    async with running(tmp_path) as world:
        await world.services.papers.settle()
        assert (await world.services.papers.ready(meeting, paper)).pages == 40
