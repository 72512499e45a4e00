"""Papers that are removed: objects first, rows last, and nothing comes back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from rooms import Viewer
from server.db.repositories.papers import PaperRecord, PaperRepository
from tests.server.papers.pdfs import pdf
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


async def test_removing_deletes_everything(world: World, briefing: Briefing) -> None:
    secretary = briefing.tabs["secretary"]
    paper = await upload(world, secretary, briefing.id, pdf(2))
    assert left_behind(world)
    assert (
        await secretary.call("DELETE", f"/meetings/{briefing.id}/papers/{paper['id']}")
    ).status_code == 204
    assert left_behind(world) == []
    assert (await secretary.get(f"/meetings/{briefing.id}/papers")).json() == []
    assert (await world.services.briefings.state(briefing.id)).papers == {}
    assert (
        await secretary.call("DELETE", f"/meetings/{briefing.id}/papers/{paper['id']}")
    ).status_code == 404


async def test_a_paper_removed_while_it_is_checked_stays_away(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = PaperRepository.ready

    async def removed_first(self: PaperRepository, paper: PaperRecord, outcome: Any, **_: Any) -> Any:
        await world.services.papers.remove(briefing.id, paper.id, None)
        return await ready(self, paper, outcome)

    monkeypatch.setattr(PaperRepository, "ready", removed_first)
    secretary = briefing.tabs["secretary"]
    where = f"/meetings/{briefing.id}/papers/uploads"
    await secretary.post(where, headers=whole(pdf(2)), content=pdf(2))
    await world.services.papers.settle()
    assert (await world.services.briefings.state(briefing.id)).papers == {}
    assert left_behind(world) == []


async def test_a_paper_a_screen_took_out_of_the_meeting_can_be_deleted(
    world: World, briefing: Briefing
) -> None:
    secretary = briefing.tabs["secretary"]
    paper = await upload(world, secretary, briefing.id, pdf())
    seat = Viewer(secretary.principal["seat"], "secretary")
    await world.services.meetings.execute(briefing.id, "paper.remove", {"paper": paper["id"]}, "k1", seat)
    address = f"/meetings/{briefing.id}/papers/{paper['id']}"
    assert (await secretary.call("DELETE", address)).status_code == 204
    assert left_behind(world) == []
