"""Whose turn it is: the urgent first, a scan being read beside what is made of others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from server.papers.lanes import Lane
from server.papers.pages import Making, Pages
from tests.server.papers.desk import Desk
from tests.server.papers.pdfs import pdf
from tests.server.people.harness import full_briefing, running
from tests.support.office_files import tiff_pages
from tests.support.tus import whole


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with running(tmp_path) as world:
        yield await Desk(world, await full_briefing(world)).prepare()


async def test_of_those_that_wait_the_most_urgent_has_the_next_turn() -> None:
    lane, had = Lane(), []

    async def take(name: str, rank: int) -> None:
        async with lane.turn(rank):
            had.append(name)
            await asyncio.sleep(0)

    ranks = {"first": 9, "later": 2, "second later": 2, "urgent": 0}
    async with asyncio.TaskGroup() as group:
        for name, rank in ranks.items():
            group.create_task(take(name, rank))
    assert had == ["first", "urgent", "later", "second later"]


async def test_whoever_gives_up_waiting_holds_nobody_up() -> None:
    lane = Lane()

    async def take() -> str:
        async with lane.turn(1):
            return "had it"

    async with lane.turn(0):
        waiting = [asyncio.create_task(take()) for _ in range(3)]
        await asyncio.sleep(0)
        waiting[0].cancel()
    waiting[1].cancel()  # called in this moment
    ends = await asyncio.gather(*waiting, return_exceptions=True)
    assert ends[2] == "had it"
    assert await take() == "had it"


async def begin(desk: Desk, role: str, data: bytes, meeting: str = "") -> str:
    """A file of the desk's, or of a unit's draft; the paper it becomes."""
    if role == "site":
        where = f"{desk.at(await desk.begin('site', item='a1'))}/uploads"
    else:
        where = f"/meetings/{meeting or desk.briefing.id}/papers/uploads"
    answer = await desk.tab(role).post(where, headers=whole(data), content=data)
    assert answer.status_code == 201, answer.text
    return answer.headers["giaoban-paper"]


async def test_a_scan_that_is_read_holds_up_no_other_paper(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, go_on = asyncio.Event(), asyncio.Event()

    async def read(_self: Making, pages: Pages, *_: Any) -> Pages:
        reading.set()
        await go_on.wait()
        return pages

    monkeypatch.setattr(Making, "read", read)
    scan = await begin(desk, "secretary", tiff_pages(1))
    await reading.wait()
    other = await begin(desk, "secretary", pdf(2))
    for _ in range(1000):
        if other in (await desk.state()).papers:
            break
        await asyncio.sleep(0.01)
    assert other in (await desk.state()).papers
    assert scan not in (await desk.state()).papers
    go_on.set()
    await desk.world.services.papers.settle()
    assert set((await desk.state()).papers) == {scan, other}


async def test_two_scans_are_read_page_by_page_in_turns(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a scan for a meeting under way does not wait for all of a long one."""
    read: list[int] = []
    one, both = asyncio.Event(), asyncio.Event()

    async def pages_of(_self: Making, pages: Pages, _folder: Path, _begin: Any, turn: Any) -> Pages:
        number = len(pages.scans)
        if read:
            both.set()
        for _ in pages.scans:
            async with turn():
                read.append(number)
                one.set()
                await both.wait()
                await asyncio.sleep(0.01)
        return pages

    monkeypatch.setattr(Making, "read", pages_of)
    await begin(desk, "secretary", tiff_pages(4))
    await one.wait()
    await begin(desk, "secretary", tiff_pages(1))
    await desk.world.services.papers.settle()
    assert read.index(1) < len(read) - 1
    assert sorted(read) == [1, 4, 4, 4, 4]


async def test_papers_of_a_meeting_under_way_and_the_desks_own_come_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []
    first, held, real = asyncio.Event(), asyncio.Event(), Making.open

    async def open_(self: Making, *given: Any) -> Pages:
        opened.append(0)
        if len(opened) == 1:
            first.set()
            await held.wait()
        pages = await real(self, *given)
        opened[-1] = len(pages.page_sizes)
        return pages

    monkeypatch.setattr(Making, "open", open_)
    body = {"title": "Họp khác", "scheduled_at": "2026-03-03T02:00:00Z", "planned_s": 3600}
    made = await desk.tab("administrator").post("/meetings", json=body)
    assert made.status_code == 201, made.text
    await desk.preside("meeting.open")
    await begin(desk, "secretary", pdf(1))
    await first.wait()
    await begin(desk, "administrator", pdf(5), made.json()["id"])
    await begin(desk, "site", pdf(3))
    await begin(desk, "secretary", pdf(2))
    await asyncio.sleep(0.2)  # all of them are waiting
    held.set()
    await desk.world.services.papers.settle()
    assert opened == [1, 2, 3, 5]


async def test_a_file_of_a_slip_takes_its_turn_after_every_paper(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One installation makes pages of one file at a time, wherever it belongs."""
    at_once, most, asked, opened, held = 0, 0, 0, list[int](), asyncio.Event()
    real, real_turn = Making.open, Lane.turn

    def turn(self: Lane, rank: int) -> Any:
        nonlocal asked
        asked += 1
        return real_turn(self, rank)

    async def waiting(turns: int) -> None:
        for _ in range(1000):
            if asked >= turns:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"{asked} asked for a turn, not {turns}")

    async def open_(self: Making, *given: Any) -> Pages:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await held.wait()
        pages = await real(self, *given)
        opened.append(len(pages.page_sizes))
        at_once -= 1
        return pages

    monkeypatch.setattr(Making, "open", open_)
    monkeypatch.setattr(Lane, "turn", turn)
    draft = {
        "key": "key-00000001",
        "number": "1/PL",
        "title": "Lấy ý kiến",
        "body": "",
        "questions": ["Nhất trí?"],
    }
    draft |= {"deadline": "2026-03-09T10:00:00.000Z", "recipients": []}
    slip = await desk.tab("officer").post("/opinions", json=draft)
    assert slip.status_code == 201, slip.text
    to = f"/opinions/{slip.json()['id']}/papers"
    await begin(desk, "secretary", pdf(1))
    await waiting(1)
    sent = asyncio.create_task(desk.tab("officer").post(to, params={"name": "a.pdf"}, content=pdf(4)))
    await waiting(2)
    await begin(desk, "secretary", pdf(2))
    await waiting(3)
    held.set()
    assert (await sent).status_code == 201
    assert (opened, most) == ([1, 2, 4], 1)
