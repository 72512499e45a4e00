"""A server that dies between two steps: what was begun is ended by the next one, and nothing comes back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from server.db.repositories.papers import PaperRepository
from server.errors import Unavailable
from server.objects.store import Objects
from server.papers.entering import Entering
from tests.server.papers.desk import UNIT, Desk
from tests.server.papers.pdfs import pdf
from tests.server.papers.sending import left_behind, upload
from tests.server.people.harness import full_briefing, running
from tests.support.tus import whole


async def test_a_paper_that_was_ready_and_did_not_come_to_enter_enters_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object) -> None:
        raise Unavailable("database.unavailable")

    async with running(tmp_path) as world:
        briefing = await full_briefing(world)
        with monkeypatch.context() as dying:
            dying.setattr(Entering, "ready", killed)
            paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf(2), title="Báo cáo")
        assert paper["state"] == "ready"
        assert (await world.services.briefings.state(briefing.id)).papers == {}
    async with running(tmp_path) as world:
        there = (await world.services.briefings.state(briefing.id)).papers
        assert [one.title for one in there.values()] == ["Báo cáo"]


async def test_a_removal_cut_off_is_finished_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Objects go first and rows last: what is still there is found by its row."""

    async def killed(*_: object) -> None:
        raise Unavailable("storage.unavailable")

    async with running(tmp_path) as world:
        briefing = await full_briefing(world)
        tab = briefing.tabs["secretary"]
        paper = await upload(world, tab, briefing.id, pdf(2))
        with monkeypatch.context() as dying:
            dying.setattr(Objects, "delete_all", killed)
            await tab.call("DELETE", f"/meetings/{briefing.id}/papers/{paper['id']}")
        assert (await tab.get(f"/meetings/{briefing.id}/papers")).json() == []
        assert left_behind(world)
        gone = await tab.get(f"/meetings/{briefing.id}/papers/{paper['id']}/file")
        assert (gone.status_code, gone.json()["code"]) == (404, "paper.not_found")
    async with running(tmp_path) as world:
        assert left_behind(world) == []
        assert (await world.services.briefings.state(briefing.id)).papers == {}
        assert await PaperRepository(world.services.database).removing() == []


async def test_a_file_set_down_whose_row_was_never_written_is_swept_with_its_claim(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        briefing = await full_briefing(world)
        headers = {**whole(b""), "Upload-Length": str(len(pdf()))}
        del headers["Content-Type"]
        where = await briefing.tabs["secretary"].post(
            f"/meetings/{briefing.id}/papers/uploads", headers=headers
        )
        assert where.status_code == 201
        folder = world.services.settings.data / "quarantine"
        (claim,) = await world.services.uploads.of_meeting(briefing.id)
        kept, nobodys = folder / f"{claim.paper}-1.part", folder / "p000000000000-1.part"
        for path in (kept, nobodys):
            path.write_bytes(b"x")
            os.utime(path, (0, 0))
        await world.services.sweeping.look()
        assert (kept.exists(), nobodys.exists()) == (True, False)


async def test_what_is_on_its_way_into_the_meeting_is_not_dropped_from_under_it(tmp_path: Path) -> None:
    """Approved, its file ready, and not in the meeting yet: the moment in which approving is half done."""
    async with running(tmp_path) as world:
        desk = await Desk(world, await full_briefing(world)).prepare()
        one = await desk.submitted()
        join = Entering.join
        answers = []

        async def dropped_meanwhile(self: Entering, *what: object) -> None:
            answers.append(await desk.tab("secretary").call("DELETE", desk.at(one)))
            await join(self, *what)  # type: ignore[arg-type]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Entering, "join", dropped_meanwhile)
            assert (await desk.decide(one, "chair")).status_code == 200
        assert (answers[0].status_code, answers[0].json()["code"]) == (409, "submission.decided")
        assert set((await desk.state()).papers) == {one["paper"]}
        file = await desk.tab("site").get(f"{desk.base}/{one['paper']}/file")
        assert file.status_code == 200


async def test_a_draft_gets_no_file_once_the_meeting_is_over(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        desk = await Desk(world, await full_briefing(world)).prepare()
        one, begun = await desk.begin("site", item="a1"), await desk.begin("site", item="a1")
        half = {**whole(b""), "Upload-Length": str(len(pdf()))}
        del half["Content-Type"]
        upload_at = (await desk.tab("site").post(f"{desk.at(begun)}/uploads", headers=half)).headers[
            "location"
        ]
        for command in ("meeting.open", "meeting.close"):
            await desk.preside(command)
        late = await desk.tab("site").post(f"{desk.at(one)}/uploads", headers=whole(pdf()), content=pdf())
        assert (late.status_code, late.json()["code"]) == (409, "meeting.over")
        part = {**whole(b""), "Upload-Offset": "0"}
        where = upload_at.removeprefix("/api/v1")
        last = await desk.tab("site").call("PATCH", where, headers=part, content=pdf())
        assert (last.status_code, last.json()["code"]) == (409, "meeting.over")
        assert left_behind(world) == []
        added = await desk.in_meeting()
        assert added in (await desk.state()).papers
        marked = await desk.tab("secretary").post(
            f"{desk.base}/submissions", json={"title": "x", "marking": "confidential"}
        )
        assert (marked.status_code, marked.json()["code"]) == (409, "meeting.over")
        assert UNIT in (await desk.state()).sites
