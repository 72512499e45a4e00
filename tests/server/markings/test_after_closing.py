"""After the meeting: proof of the recall by machine, files destroyed, tombstones, and the sealed log."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.server.markings.room import Room, code
from tests.server.papers.pdfs import pdf
from tests.server.people.harness import full_briefing, running

DEADLINE_S = 20


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with running(tmp_path) as world:
        made = Room(world, await full_briefing(world))
        made.paper = await made.bring()
        await made.do("chair", "meeting.open")
        yield made


async def close(room: Room) -> None:
    await room.do("chair", "meeting.close")
    await room.world.services.expiry.look()


async def recall(room: Room) -> dict[str, Any]:
    return (await room.tab("secretary").get(f"/meetings/{room.id}/markings/recall")).json()


async def report(room: Room, role: str, **what: list[dict[str, Any]]) -> None:
    body = {"device": f"may-{role}-0001", **what}
    answer = await room.tab(role).post(f"/meetings/{room.id}/papers/receipts", json=body)
    assert answer.status_code == 200, answer.text


async def held_by(room: Room) -> dict[str, str]:
    """What each machine has come to, for the room's paper."""
    found = await recall(room)
    (one,) = [paper for paper in found["papers"] if paper["paper"] == room.paper]
    return {holder["seat"]: holder["state"] for holder in one["holders"]}


def states(found: dict[str, Any]) -> dict[str, str]:
    return {holder["seat"]: holder["state"] for holder in found["papers"][0]["holders"]}


def files(room: Room) -> list[Path]:
    data = room.world.services.settings.data
    return [path for part in ("objects", "quarantine") for path in (data / part).rglob("*") if path.is_file()]


async def test_each_machine_proves_that_it_gave_the_paper_up(room: Room) -> None:
    hall, delegate = await room.connect("site"), await room.connect("delegate")
    for role, screen in (("site", hall), ("delegate", delegate)):
        assert (await room.get(role, "pages/1.webp", screen)).status_code == 200
    one = [{"paper": room.paper, "version": 1}]
    await report(room, "site", held=one)
    room.world.clock.move(minutes=5)
    await close(room)
    assert states(await recall(room)) == {"site-414": "waiting", "delegate-d1": "waiting"}
    await room.leave(delegate)
    room.world.clock.move(seconds=2)
    await report(room, "site", purged=one)
    assert states(await recall(room)) == {"site-414": "purged", "delegate-d1": "lost"}
    await report(room, "delegate", held=one, purged=one)
    assert states(await recall(room)) == {"site-414": "purged", "delegate-d1": "purged"}


async def test_given_up_before_the_recall_is_no_proof(room: Room) -> None:
    one = [{"paper": room.paper, "version": 1}]
    await room.connect("site")
    await report(room, "site", held=one, purged=one)
    room.world.clock.move(minutes=1)
    await close(room)
    assert states(await recall(room)) == {"site-414": "waiting"}


async def test_a_paper_raised_in_session_is_proved_gone_by_every_machine(room: Room) -> None:
    """It lay in stores while it was normal, an observer's too, and was thrown away when it was marked."""
    room.paper = await room.bring(marking="normal")
    one = [{"paper": room.paper, "version": 1}]
    for role in ("site", "delegate", "observer"):
        await report(room, role, held=one)
    await room.connect("site")
    await room.do("secretary", "paper.edit", paper=room.paper, marking="confidential")
    room.world.clock.move(minutes=1)
    for role in ("site", "observer"):
        await report(room, role, purged=one)
    room.world.clock.move(minutes=5)
    await close(room)
    seen = await held_by(room)
    assert seen["site-414"] == "waiting"
    assert seen["delegate-d1"] == "lost"
    assert [state for seat, state in seen.items() if seat.startswith("observer")] == ["purged"]
    await report(room, "site", purged=one)
    await report(room, "delegate", purged=one)
    assert set((await held_by(room)).values()) == {"purged"}


async def test_one_version_that_is_left_is_no_proof(room: Room) -> None:
    paper = room.paper
    await report(room, "site", held=[{"paper": paper, "version": 1}])
    await room.bring(newer_of=paper)
    await report(room, "site", held=[{"paper": paper, "version": 2}])
    room.world.clock.move(minutes=1)
    await close(room)
    await report(room, "site", purged=[{"paper": paper, "version": 2}])
    assert (await held_by(room))["site-414"] == "lost"
    await report(room, "site", purged=[{"paper": paper, "version": 1}])
    assert (await held_by(room))["site-414"] == "purged"


async def test_a_machine_that_signed_out_is_not_confirmed(room: Room) -> None:
    screen = await room.connect("delegate")
    await room.get("delegate", "pages/1.webp", screen)
    other = await room.connect("site")
    await room.get("site", "pages/1.webp", other)
    await room.tab("delegate").call("DELETE", "/session")
    await close(room)
    assert await held_by(room) == {"site-414": "waiting", "delegate-d1": "unconfirmed"}


async def test_a_marked_paper_taken_out_stays_in_the_overview_until_it_is_proved_gone(room: Room) -> None:
    screen = await room.connect("site")
    await room.get("site", "pages/1.webp", screen)
    address = f"/meetings/{room.id}/papers/{room.paper}"
    assert (await room.tab("secretary").call("DELETE", address)).status_code == 204
    (found,) = (await recall(room))["papers"]
    assert (found["paper"], found["title"], found["gone"]) == (room.paper, "Phương án bảo vệ", True)
    assert found["recalled_at"] is not None
    assert await held_by(room) == {"site-414": "waiting"}
    one = [{"paper": room.paper, "version": 1}]
    room.world.clock.move(seconds=1)
    await report(room, "site", held=one, purged=one)
    assert await held_by(room) == {"site-414": "purged"}
    (stone,) = (await recall(room))["destroyed"]
    assert stone["paper"] == room.paper


async def test_drafts_are_called_back_and_destroyed_with_the_rest(tmp_path: Path) -> None:
    """One that waits for the desk, one that is being looked at and one that is half here."""
    async with running(tmp_path, confidential_days=3) as world:
        room = Room(world, await full_briefing(world))
        await room.do("secretary", "agenda.edit", item="a1", seats=["site-414"])
        said = {"title": "Dự thảo", "item": "a1", "marking": "confidential"}
        draft = await room.submit("site", said)
        room.paper = draft
        screen = await room.connect("site")
        assert (await room.get("site", "pages/1.webp", screen, version=1)).status_code == 200
        half = await room.begin_upload("site", said)
        assert any("upload-" in path.name for path in files(room))
        await room.do("chair", "meeting.open")
        await close(room)
        assert not any(path.suffix == ".bytes" for path in files(room))
        assert code(await room.get("site", "pages/1.webp", screen, version=1)) == "marking.recalled"
        (found,) = (await recall(room))["papers"]
        assert (found["paper"], found["title"], found["gone"]) == (draft, "Dự thảo", True)
        assert (await room.continue_upload("site", half)).json()["code"] == "upload.not_found"
        world.clock.move(days=4)
        await world.services.expiry.look()
        assert files(room) == []


async def test_after_a_discarded_file_the_one_that_came_instead_is_destroyed_too(room: Room) -> None:
    """The wrong file of a new version is discarded, and the right one stands until the end."""
    await room.do("secretary", "agenda.edit", item="a1", seats=["site-414"])
    paper = room.paper = await room.bring(item="a1", unit="site-414")
    at = f"/meetings/{room.id}/papers/submissions/{paper}"
    newer = {"title": "Phương án bảo vệ", "newer_of": paper}
    await room.submit("site", newer, pdf(1, text="Nham tep"))
    assert (await room.tab("site").call("DELETE", f"{at}/2")).status_code == 204
    right = pdf(3, text="Dung tep")
    await room.submit("site", newer, right)
    waiting = (await room.tab("secretary").get(f"/meetings/{room.id}/papers/submissions")).json()
    (last,) = [one for one in waiting["submissions"] if one["state"] == "submitted"]
    decide = f"{at}/{last['version']}/decision"
    assert (await room.tab("secretary").post(decide, json={"decision": "approve"})).status_code == 200
    await close(room)
    assert not any(paper in str(path) for path in files(room))
    stones = {one["version"]: one for one in (await recall(room))["destroyed"] if one["paper"] == paper}
    assert sorted(stones) == [1, 2, 3]
    assert stones[last["version"]]["original_sha256"] == hashlib.sha256(right).hexdigest()


async def test_at_the_end_every_file_is_gone_and_a_tombstone_is_kept(room: Room) -> None:
    normal = await room.bring(marking="normal")
    screen = await room.connect("site")
    await room.get("site", "pages/1.webp", screen)
    assert any(room.paper in str(path) for path in files(room))
    await close(room)
    assert not any(room.paper in str(path) for path in files(room))
    assert any(normal in str(path) for path in files(room))
    assert code(await room.get("site", "pages/1.webp", screen)) == "marking.recalled"
    (stone,) = (await recall(room))["destroyed"]
    assert (stone["paper"], stone["version"], len(stone["original_sha256"])) == (room.paper, 1, 64)
    assert stone["destroyed_at"] is not None


async def test_the_files_wait_for_their_day_and_go_then(tmp_path: Path) -> None:
    async with running(tmp_path, confidential_days=3) as world:
        room = Room(world, await full_briefing(world))
        room.paper = await room.bring()
        await room.do("chair", "meeting.open")
        await close(room)
        assert any(room.paper in str(path) for path in files(room))
        world.clock.move(days=2, hours=23)
        await world.services.expiry.look()
        assert any(room.paper in str(path) for path in files(room))
        world.clock.move(hours=2)
        await world.services.expiry.look()
        assert not any(room.paper in str(path) for path in files(room))


@pytest.mark.parametrize("days", [0, 90])
async def test_a_server_that_died_before_destroying_does_it_later(room: Room, days: int) -> None:
    room.world.services.expiry._changed = lambda *_: None  # type: ignore[method-assign]
    room.world.services.meetings._changed.clear()
    await room.do("chair", "meeting.close")
    assert files(room)
    room.world.clock.move(days=days)
    await room.world.services.expiry.look()
    await room.world.services.expiry.look()
    assert not any(room.paper in str(path) for path in files(room))


async def test_a_marked_paper_taken_out_of_the_meeting_is_destroyed_at_once(room: Room) -> None:
    paper = room.paper = await room.bring(marking="normal")
    await room.do("secretary", "paper.edit", paper=paper, marking="confidential")
    await room.do("secretary", "paper.remove", paper=paper)
    assert (await room.get("secretary", "original?version=1")).status_code in (403, 404)
    await room.world.services.expiry.look()
    assert not any(paper in str(path) for path in files(room))
    assert [stone["paper"] for stone in (await recall(room))["destroyed"]] == [paper]


async def test_a_version_stays_marked_when_the_one_after_it_is_lowered(room: Room) -> None:
    paper = room.paper = await room.bring(marking="normal")
    await room.do("secretary", "paper.edit", paper=paper, marking="confidential")
    await room.bring(newer_of=paper, marking="confidential")
    await room.do("chair", "marking.lower", paper=paper, marking="normal", reason="Đã công bố")
    assert (await room.get("secretary", "file", version=2)).status_code == 200
    for what in ("file", "original"):
        assert code(await room.get("secretary", what, version=1)) == "marking.as_pages"
    await close(room)
    kept = {path.parent.name for path in files(room) if paper in str(path)}
    assert kept == {"2"}


async def test_a_marked_version_before_a_lowered_one_is_called_back_with_proof(room: Room) -> None:
    paper = room.paper
    screen = await room.connect("site")
    assert (await room.get("site", "pages/1.webp", screen)).status_code == 200
    await room.bring(newer_of=paper, marking="confidential")
    await room.do("chair", "marking.lower", paper=paper, marking="normal", reason="Đã công bố")
    await report(room, "site", held=[{"paper": paper, "version": 2}])
    await report(room, "delegate", held=[{"paper": paper, "version": 2}])
    room.world.clock.move(minutes=1)
    await close(room)
    (found,) = (await recall(room))["papers"]
    assert found["recalled_at"] is not None
    assert await held_by(room) == {"site-414": "waiting"}
    one = [{"paper": paper, "version": 1}]
    await report(room, "site", held=one, purged=one)
    assert await held_by(room) == {"site-414": "purged"}
    assert (await room.get("archivist", "file")).status_code == 200
    assert code(await room.get("secretary", "file", version=1)) == "marking.recalled"


async def test_a_paper_marked_after_the_closing_is_called_back_with_proof(room: Room) -> None:
    paper = room.paper = await room.bring(marking="normal")
    one = [{"paper": paper, "version": 1}]
    await room.connect("site")
    await report(room, "site", held=one)
    await close(room)
    room.world.clock.move(minutes=1)
    await room.do("secretary", "paper.edit", paper=paper, marking="confidential")
    assert await held_by(room) == {"site-414": "waiting"}
    room.world.clock.move(minutes=1)
    await report(room, "site", purged=one)
    assert await held_by(room) == {"site-414": "purged"}
    await room.world.services.expiry.look()
    assert not any(paper in str(path) for path in files(room))


async def remove_by_command(room: Room) -> None:
    await room.do("secretary", "paper.remove", paper=room.paper)


async def remove_by_address(room: Room) -> None:
    address = f"/meetings/{room.id}/papers/{room.paper}"
    assert (await room.tab("secretary").call("DELETE", address)).status_code == 204


@pytest.mark.parametrize("remove", [remove_by_command, remove_by_address])
@pytest.mark.parametrize("closed_first", [True, False])
async def test_taken_out_it_is_destroyed_at_once_whenever_its_day_would_have_been(
    tmp_path: Path, closed_first: bool, remove: Callable[[Room], Awaitable[None]]
) -> None:
    async with running(tmp_path, confidential_days=30) as world:
        room = Room(world, await full_briefing(world))
        room.paper = await room.bring()
        await room.do("chair", "meeting.open")
        if closed_first:
            await close(room)
            world.clock.move(hours=1)
            assert files(room)
        await remove(room)
        if not closed_first:
            await close(room)
        await destroyed(room)
        assert not any(room.paper in str(path) for path in files(room))


async def destroyed(room: Room) -> None:
    """Waits until the one stone says so: by itself, without a look."""
    async with asyncio.timeout(DEADLINE_S):
        while True:
            stones = (await recall(room))["destroyed"]
            if stones and stones[0]["destroyed_at"] is not None:
                return
            await asyncio.sleep(0.02)


async def test_a_meeting_called_off_ends_so_too(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        room = Room(world, await full_briefing(world))
        room.paper = await room.bring()
        await room.do("chair", "meeting.cancel")
        await world.services.expiry.look()
        assert not any(room.paper in str(path) for path in files(room))


async def test_the_log_is_sealed_into_the_event_log_and_tampering_is_found(room: Room) -> None:
    screen = await room.connect("site")
    for page in (1, 2):
        await room.get("site", f"pages/{page}.webp", screen)
    await close(room)
    services = room.world.services
    assert await services.marked.verify(room.id) is None
    (sealed,) = [one for one in await services.meetings.events(room.id) if one.type == "marking.log_sealed"]
    assert sealed.data["lines"] == 2
    async with services.database.write() as session:
        await session.execute(text("DELETE FROM paper_access WHERE number = 2"))
    found = await services.marked.verify(room.id)
    assert found is not None
    assert (found.number, found.why) == (2, "head")
    shown = (await room.tab("archivist").get(f"/meetings/{room.id}/markings/access")).json()
    assert shown["broken_at"] == 2


async def test_the_log_leaves_as_a_file_for_the_record(room: Room) -> None:
    await room.get("nobody", "file")
    got = await room.tab("archivist").get(f"/meetings/{room.id}/markings/access.jsonl")
    assert got.headers["content-disposition"].startswith("attachment")
    assert '"outcome":"session.required"' in got.text
