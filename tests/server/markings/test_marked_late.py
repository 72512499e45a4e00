"""What is marked, taken out or asked about after the end, or while nobody watched, is destroyed too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from server.objects.store import Objects
from tests.server.markings.room import Room, code, pages_say
from tests.server.markings.test_after_closing import close, files, recall
from tests.server.papers.pdfs import pdf
from tests.server.people.harness import full_briefing, running
from tests.support.tus import whole

MARKED = ["UBND TỈNH\nMẬT\nBÁO CÁO"]


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with running(tmp_path) as world:
        made = Room(world, await full_briefing(world))
        await made.do("secretary", "agenda.edit", item="a1", seats=["site-414"])
        yield made


async def look(room: Room, **later: int) -> None:
    room.world.clock.move(**later)
    await room.world.services.expiry.look()


async def look_on(room: Room) -> None:
    """An hour later; whoever is signed in stays so."""
    await look(room, hours=1)
    await recall(room)


async def end(room: Room) -> None:
    await room.do("chair", "meeting.open")
    await close(room)


async def upload(room: Room, **said: str) -> None:
    """A paper sent without a submission; it becomes the room's."""
    data = pdf(1)
    where = f"/meetings/{room.id}/papers/uploads"
    answer = await room.tab("secretary").post(where, headers=whole(data, **said), content=data)
    assert answer.status_code == 201, answer.text
    room.paper = answer.headers["giaoban-paper"]


def is_there(room: Room) -> bool:
    return any(room.paper in str(path) for path in files(room))


async def decide(room: Room, **said: str) -> Any:
    at = f"/meetings/{room.id}/papers/submissions/{room.paper}/1/decision"
    return await room.tab("secretary").post(at, json={"decision": "approve", **said})


async def test_a_draft_marked_after_the_end_is_destroyed(room: Room) -> None:
    room.paper = await room.submit("site", {"title": "Dự thảo", "item": "a1"})
    await end(room)
    await look(room, minutes=15)
    assert is_there(room)
    at = f"/meetings/{room.id}/papers/submissions/{room.paper}/1"
    marked = await room.tab("secretary").call("PATCH", at, json={"marking": "confidential"})
    assert marked.status_code == 200
    await look(room, minutes=15)
    assert not is_there(room)
    assert [one["paper"] for one in (await recall(room))["destroyed"]] == [room.paper]


async def test_a_draft_of_a_unit_found_to_be_marked_after_the_end_is_destroyed(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can answer for it any more."""
    checked = asyncio.Event()
    pages_say(monkeypatch, MARKED, checked)
    made = await room.tab("site").post(
        f"/meetings/{room.id}/papers/submissions", json={"title": "Dự thảo", "item": "a1"}
    )
    room.paper = made.json()["paper"]
    where = f"/meetings/{room.id}/papers/submissions/{room.paper}/1/uploads"
    sent = await room.tab("site").post(where, headers=whole(pdf(1)), content=pdf(1))
    assert sent.status_code == 201
    await end(room)
    await look(room, minutes=15)
    checked.set()
    await room.world.services.papers.settle()
    assert is_there(room)
    await look(room, minutes=15)
    assert not is_there(room)


@pytest.mark.parametrize("answered", [True, False])
async def test_minutes_that_ask_after_the_end_wait_for_the_desk_and_not_for_ever(
    room: Room, monkeypatch: pytest.MonkeyPatch, answered: bool
) -> None:
    pages_say(monkeypatch, MARKED)
    await end(room)
    await look_on(room)
    await upload(room)
    await room.world.services.papers.settle()
    assert code(await decide(room)) == "marking.asks"
    for _ in range(10):
        await look_on(room)
    assert is_there(room)
    if answered:
        assert (await decide(room, marking="normal")).status_code == 200
    await look(room, hours=3)
    assert is_there(room) == answered
    gone = [one.paper for one in await room.world.services.expiry.stones(room.id)]
    assert gone == ([] if answered else [room.paper])


async def test_what_was_taken_out_when_the_server_died_is_destroyed_by_the_next_look(room: Room) -> None:
    room.paper = await room.bring()
    await room.do("chair", "meeting.open")
    room.world.services.meetings._changed.clear()
    await room.do("secretary", "paper.remove", paper=room.paper)
    assert is_there(room)
    await look(room)
    assert not is_there(room)
    assert [one["paper"] for one in (await recall(room))["destroyed"]] == [room.paper]


async def test_a_check_that_ends_while_its_file_is_destroyed_brings_nothing_back(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    storing, deleted = asyncio.Event(), asyncio.Event()
    delete_all = Objects.delete_all

    async def put_late(self: Objects, key: str, path: Path) -> None:
        data = await asyncio.to_thread(path.read_bytes)
        storing.set()
        await deleted.wait()
        await self.put_bytes(key, data)

    async def and_then_stored(self: Objects, prefix: str) -> None:
        await delete_all(self, prefix)
        monkeypatch.undo()
        deleted.set()
        await room.world.services.papers.settle()

    monkeypatch.setattr(Objects, "put_file", put_late)
    monkeypatch.setattr(Objects, "delete_all", and_then_stored)
    await upload(room, marking="confidential")
    await storing.wait()
    await end(room)
    await look(room)
    assert deleted.is_set()
    assert not is_there(room)


async def test_what_is_asked_for_after_the_sealing_is_sealed_at_the_next_look(room: Room) -> None:
    room.paper = await room.bring()
    await room.get("nobody", "file")
    await end(room)
    room.world.clock.move(minutes=2)
    await room.get("nobody", "file")
    await look(room)
    await look(room)
    services = room.world.services
    events = await services.meetings.events(room.id)
    assert [one.data["lines"] for one in events if one.type == "marking.log_sealed"] == [1, 2]
    assert await services.marked.verify(room.id) is None
