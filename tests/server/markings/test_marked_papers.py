"""Marked papers over HTTP: who opens a page, from where, until when; and what is written down of it."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from rooms import TREATMENTS
from server.db.repositories import markings
from server.markings import drawing, log
from server.markings.chain import Head
from server.markings.service import MarkedPapers
from server.meetings.hub import Screen
from server.papers.service import Papers
from server.people.access import OPENS_MARKED
from tests.server.markings.room import Room, code
from tests.server.papers.pdfs import pdf
from tests.server.people.harness import full_briefing, running
from tests.support.tus import whole

READERS = ("chair", "deputy", "secretary", "site", "delegate")
OTHERS = ("technician", "observer", "administrator", "archivist", "officer", "nobody")


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with running(tmp_path) as world:
        made = Room(world, await full_briefing(world))
        made.paper = await made.bring()
        yield made


def test_the_table_of_access_follows_the_table_of_markings() -> None:
    assert {hat.value for hat in OPENS_MARKED} == TREATMENTS["confidential"].readers


@pytest.mark.parametrize("role", READERS)
async def test_members_open_pages_with_their_name_across_and_nothing_else(room: Room, role: str) -> None:
    screen = await room.connect(role)
    got = await room.get(role, "pages/2.webp", screen, width=900)
    assert (got.status_code, got.headers["content-type"]) == (200, "image/webp")
    assert got.headers["cache-control"] == "no-store"
    assert "etag" not in got.headers
    picture = Image.open(io.BytesIO(got.content))
    assert picture.width == 1240
    text = await room.get(role, "pages/2/text", screen)
    assert (text.json()["text"], text.headers["cache-control"]) == ("Bao cao 2", "no-store")
    for what in ("file", "thumbnails/1.webp", "text/1"):
        assert code(await room.get(role, what, screen)) == "marking.as_pages", what
    assert code(await room.get(role, "file", screen, download="1")) == "marking.as_pages"
    for beyond in ("pages/3.webp", "pages/3/text"):
        assert code(await room.get(role, beyond, screen)) == "paper.no_page"


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize(
    "what", ["pages/1.webp", "pages/1/text", "file", "thumbnails/1.webp", "text/1", "file?download=1"]
)
async def test_nobody_else_opens_anything_and_is_noted(room: Room, role: str, what: str) -> None:
    refused = await room.get(role, what, "x.y.z")
    assert refused.status_code in (401, 403)
    last = (await room.log())[-1]
    assert (last["paper"], last["outcome"]) == (room.paper, code(refused))
    assert last["seat"] == room.tab(role).principal.get("seat", "")


async def test_two_readers_get_pictures_that_differ(room: Room) -> None:
    one = await room.get("site", "pages/1.webp", await room.connect("site"))
    other = await room.get("delegate", "pages/1.webp", await room.connect("delegate"))
    assert one.content != other.content


async def test_a_range_or_a_known_tag_brings_no_part_of_it(room: Room) -> None:
    tab, url = room.tab("site"), f"/meetings/{room.id}/papers/{room.paper}/file"
    for headers in ({"Range": "bytes=0-9"}, {"If-None-Match": "*"}):
        assert code(await tab.get(url, headers=headers)) == "marking.as_pages"


async def test_a_cookie_without_the_screens_own_line_opens_nothing(room: Room) -> None:
    """A stolen device cookie: no line, somebody else's line, or a line by now closed."""
    for name in ("", "x.y.z"):
        assert code(await room.get("site", "pages/1.webp", name)) == "marking.no_line"
    theirs = await room.connect("delegate")
    assert code(await room.get("site", "pages/1.webp", theirs)) == "marking.no_line"
    screen = await room.connect("site")
    assert (await room.get("site", "pages/1.webp", screen)).status_code == 200
    again = await room.world.site_tab("414")
    room.briefing.tabs["thief"] = again
    assert code(await room.get("thief", "pages/1.webp", screen)) == "marking.no_line"
    await room.leave(screen)
    assert code(await room.get("site", "pages/1.webp", screen)) == "marking.no_line"
    outcomes = [line["outcome"] for line in await room.log()]
    assert outcomes.count("given") == 1


@pytest.mark.parametrize("role", ["chair", "deputy", "secretary", "site"])
async def test_a_screen_beside_the_seats_own_has_no_line_for_marked_papers(room: Room, role: str) -> None:
    """A copied cookie opens one unseen. What stands beside the seat's own screen uses that one's name."""
    beside = await room.connect(role, seated=False)
    for what in ("pages/1.webp", "pages/1/text"):
        assert code(await room.get(role, what, beside)) == "marking.no_line"
    first = await room.connect(role)
    assert code(await room.get(role, "pages/1.webp", beside)) == "marking.no_line"
    assert {line["outcome"] for line in await room.log()} == {"marking.no_line"}
    assert (await room.get(role, "pages/1.webp", first)).status_code == 200
    await room.leave(first)
    assert code(await room.get(role, "pages/1.webp", first)) == "marking.no_line"


async def test_taking_the_seat_with_a_copied_cookie_shuts_the_screen_that_had_it(room: Room) -> None:
    for role in ("site", "chair", "delegate"):
        first = await room.connect(role)
        await room.connect(role)
        assert first.outbox.end is not None, role
        assert first.outbox.end.code == "socket.replaced"


async def test_a_revoked_machine_opens_nothing_more(room: Room) -> None:
    screen = await room.connect("site")
    devices = await room.world.services.people.devices.of_site("414")
    await room.world.services.people.devices.revoke(devices[0].id)
    refused = await room.get("site", "pages/1.webp", screen)
    assert (refused.status_code, screen.outbox.end is not None) == (401, True)


async def close_meeting(room: Room, screen: Screen) -> str:
    await room.do("chair", "meeting.open")
    await room.do("chair", "meeting.close")
    return "marking.recalled"


async def call_back(room: Room, screen: Screen) -> str:
    await room.do("chair", "marking.recall", paper=room.paper, reason="Thu hồi")
    return "marking.recalled"


async def revoke(room: Room, screen: Screen) -> str:
    devices = await room.world.services.people.devices.of_site("414")
    await room.world.services.people.devices.revoke(devices[0].id)
    return "session.ended"


async def shut_the_line(room: Room, screen: Screen) -> str:
    await room.leave(screen)
    return "marking.no_line"


@pytest.mark.parametrize("what", ["pages/1.webp", "pages/1/text"])
@pytest.mark.parametrize("ends", [close_meeting, call_back, revoke, shut_the_line])
async def test_a_page_does_not_leave_when_it_is_ready_too_late(
    room: Room, monkeypatch: pytest.MonkeyPatch, what: str, ends: Callable[[Room, Screen], Awaitable[str]]
) -> None:
    screen, why = await room.connect("site"), ""

    def and_then(make: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def made(*asked: Any) -> Any:
            nonlocal why
            answer = await make(*asked)
            why = await ends(room, screen)
            return answer

        return made

    monkeypatch.setattr(MarkedPapers, "page", and_then(MarkedPapers.page))
    monkeypatch.setattr(Papers, "text", and_then(Papers.text))
    refused = await room.get("site", what, screen)
    assert code(refused) == why


async def test_what_is_being_drawn_of_a_paper_that_is_called_back_is_not_finished(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, begun, stopped = await room.connect("site"), asyncio.Event(), asyncio.Event()

    async def endless(*_: object) -> tuple[int, int]:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()
        raise AssertionError

    monkeypatch.setattr(drawing, "_work", endless)
    asked = asyncio.create_task(room.get("site", "pages/1.webp", screen))
    await begun.wait()
    await room.do("chair", "marking.recall", paper=room.paper, reason="Thu hồi")
    assert code(await asked) == "marking.busy"
    assert stopped.is_set()
    assert code(await room.get("site", "pages/1.webp", screen)) == "marking.recalled"


async def test_what_is_noted_names_who_where_and_what_without_the_sign_in(room: Room) -> None:
    screen = await room.connect("delegate")
    await room.get("delegate", "pages/1.webp", screen)
    await room.get("delegate", "pages/1/text", screen)
    page, text = (await room.log())[-2:]
    assert (page["who"], page["seat"], page["role"]) == ("Lê Thị Hoa", "delegate-d1", "delegate")
    assert (page["what"], page["page"], page["version"], page["outcome"]) == ("page", 1, 1, "given")
    assert (page["device"], text["what"]) == ("may-delegate-0001", "text")
    assert await room.session(room.tab("delegate")) not in str(page)


async def test_a_refusal_repeated_at_once_is_noted_once(room: Room) -> None:
    for _ in range(3):
        await room.get("nobody", "pages/1.webp")
    assert len(await room.log()) == 1
    room.world.clock.move(minutes=2)
    await room.get("nobody", "pages/1.webp")
    assert len(await room.log()) == 2


async def test_a_refusal_is_noted_once_whatever_else_the_request_says(room: Room) -> None:
    """Machine, page, version and screen are the caller's to choose, and must not fill the log."""
    tab, base = room.tab("site"), f"/meetings/{room.id}/papers/{room.paper}"
    for number in range(1, 8):
        headers = {"X-Giaoban-Device": f"may-{number}", "X-Giaoban-Screen": f"n.m.{number}"}
        for what in (f"pages/{number}.webp", f"pages/{number}/text"):
            query = {"version": "1", "width": str(100 * number)}
            assert code(await tab.get(f"{base}/{what}", headers=headers, params=query)) == "marking.no_line"
    assert [line["outcome"] for line in await room.log()] == ["marking.no_line"]
    # Another reason and another sign-in are news.
    assert code(await tab.get(f"{base}/file")) == "marking.as_pages"
    assert code(await room.get("delegate", "pages/1.webp")) == "marking.no_line"
    assert len(await room.log()) == 3


async def test_there_is_an_end_to_the_refusals_noted_of_one_sign_in(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "MOST_REFUSALS", 1)
    await room.get("site", "pages/1.webp")
    await room.get("site", "file")
    await room.get("delegate", "file")
    assert [(line["seat"], line["what"]) for line in await room.log()] == [
        ("site-414", "page"),
        ("delegate-d1", "file"),
    ]
    room.world.clock.move(minutes=2)
    await room.get("site", "file")
    assert len(await room.log()) == 3


async def test_what_cannot_be_noted_is_not_opened(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = await room.connect("site")
    assert (await room.get("site", "pages/1.webp", screen)).status_code == 200

    async def behind(*_: object) -> Head:
        return Head()  # where another has written since, each time it is tried

    monkeypatch.setattr(markings, "_head", behind)
    refused = await room.get("site", "pages/2.webp", screen)
    assert (refused.status_code, code(refused)) == (503, "marking.log_busy")
    monkeypatch.undo()
    assert (await room.get("site", "pages/2.webp", screen)).status_code == 200
    assert [line["page"] for line in await room.log()] == [1, 2]


async def test_only_the_desk_and_the_archive_read_the_log(room: Room) -> None:
    await room.get("nobody", "file")
    for what in ("access", "access.jsonl", "recall"):
        for role in ("chair", "secretary", "archivist"):
            assert (await room.tab(role).get(f"/meetings/{room.id}/markings/{what}")).status_code == 200
        for role in ("administrator", "technician", "site", "observer", "deputy"):
            assert (await room.tab(role).get(f"/meetings/{room.id}/markings/{what}")).status_code == 403


async def test_search_finds_it_for_members_on_their_screens_only_and_is_noted(room: Room) -> None:
    async def found(role: str, screen: str = "") -> int:
        path = f"/meetings/{room.id}/papers/search"
        got = await room.tab(role).get(path, params={"q": "bao cao"}, headers={"X-Giaoban-Screen": screen})
        return len(got.json()["found"])

    screen = await room.connect("site")
    assert await found("site", screen.connection) == 2
    assert [line["what"] for line in await room.log()] == ["search", "search"]
    for role in ("site", "administrator", "archivist", "observer", "technician"):
        assert await found(role) == 0, role
    await room.do("chair", "marking.recall", paper=room.paper)
    assert await found("site", screen.connection) == 0


async def test_recalled_it_opens_for_nobody(room: Room) -> None:
    screen = await room.connect("site")
    await room.do("secretary", "marking.recall", paper=room.paper)
    for what in ("pages/1.webp", "pages/1/text", "file"):
        assert code(await room.get("site", what, screen)) == "marking.recalled"


async def test_a_paper_raised_while_in_the_meeting_is_shut_at_once(room: Room) -> None:
    room.paper = await room.bring(marking="normal")
    assert (await room.get("archivist", "file")).status_code == 200
    await room.do("secretary", "paper.edit", paper=room.paper, marking="confidential")
    assert code(await room.get("archivist", "file")) == "marking.not_for_you"
    assert code(await room.get("site", "file")) == "marking.as_pages"


async def test_a_page_of_an_unmarked_paper_is_not_drawn(room: Room) -> None:
    room.paper = await room.bring(marking="normal")
    assert code(await room.get("site", "pages/1.webp", await room.connect("site"))) == "marking.not_marked"


@pytest.mark.parametrize("marking", ["secret", "top_secret"])
async def test_higher_markings_are_refused_before_a_byte_is_sent(room: Room, marking: str) -> None:
    body = {"title": "Tối mật", "marking": marking}
    for role in ("secretary", "administrator"):
        answer = await room.tab(role).post(f"/meetings/{room.id}/papers/submissions", json=body)
        assert code(answer) == "marking.too_high"


async def test_a_newer_version_keeps_the_marking_or_raises_it(room: Room) -> None:
    body = {"newer_of": room.paper, "marking": "normal"}
    answer = await room.tab("secretary").post(f"/meetings/{room.id}/papers/submissions", json=body)
    assert code(answer) == "marking.only_chair_lowers"


async def test_what_waits_for_approval_is_as_closed(room: Room) -> None:
    await room.do("secretary", "agenda.edit", item="a1", seats=["site-414"])
    made = await room.tab("site").post(
        f"/meetings/{room.id}/papers/submissions",
        json={"title": "x", "item": "a1", "marking": "confidential"},
    )
    room.paper = made.json()["paper"]
    where = f"/meetings/{room.id}/papers/submissions/{room.paper}/1/uploads"
    await room.tab("site").post(where, headers=whole(pdf(1)), content=pdf(1))
    await room.world.services.papers.settle()
    screen = await room.connect("site")
    assert code(await room.get("administrator", "file", version=1)) == "marking.not_for_you"
    assert code(await room.get("site", "file", version=1)) == "marking.as_pages"
    assert (await room.get("site", "pages/1.webp", screen, version=1)).status_code == 200


async def test_many_turn_to_a_page_at_once_and_it_is_drawn_once(room: Room) -> None:
    screen = await room.connect("site")
    started: list[object] = []
    stream = room.world.services.papers.stream
    room.world.services.papers.stream = lambda *what: (started.append(what), stream(*what))[1]  # type: ignore[method-assign]
    got = await asyncio.gather(*(room.get("site", "pages/1.webp", screen) for _ in range(6)))
    assert [one.status_code for one in got] == [200] * 6
    assert len(started) == 1


async def test_more_pages_at_once_than_can_be_drawn_are_refused_and_the_next_one_is_not(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST_WAITING", 2)
    screen = await room.connect("site")
    got = await asyncio.gather(*(room.get("site", "pages/1.webp", screen) for _ in range(6)))
    assert {one.status_code for one in got} == {200, 503}
    assert {code(one) for one in got if one.is_error} == {"marking.busy"}
    assert (await room.get("site", "pages/2.webp", screen)).status_code == 200
