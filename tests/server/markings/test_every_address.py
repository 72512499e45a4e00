"""A marked paper asked for by its address: every route that names a paper or tells of papers, as everybody.

The routes come from the table of access, so that a new one is tried without being named here.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from rooms import TREATMENTS
from server.people.access import ACCESS
from tests.server.markings.room import Room
from tests.server.people.harness import full_briefing, running

READERS = sorted(TREATMENTS["confidential"].readers)
OTHERS = ["technician", "observer", "administrator", "archivist", "officer", "nobody"]
MEETING = "/api/v1/meetings/{meeting}"
ASKED = sorted(
    address.removeprefix("/api/v1")
    for method, address in ACCESS
    if method == "GET"
    and ("{meeting}" in address)
    and address.startswith((f"{MEETING}/papers", "/api/v1/archive/{meeting}", f"{MEETING}/markings"))
)
PAGES = ("/papers/{paper}/pages/{page}.webp", "/papers/{paper}/pages/{page}/text")
BODY = b"Bao cao"


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with running(tmp_path) as world:
        made = Room(world, await full_briefing(world))
        made.paper = await made.bring()
        yield made


def gives_it_away(answer: httpx.Response) -> bool:
    """Whether an answer holds anything of the paper's content."""
    binary = answer.content.startswith(b"%PDF-") or answer.content[8:12] == b"WEBP"
    return answer.is_success and (binary or BODY in answer.content)


async def ask(room: Room, role: str, address: str, screen: str, **query: str) -> httpx.Response:
    path = address.format(
        meeting=room.id, paper=room.paper, page=1, version=1, upload="u" + "0" * 24, track="t1", device="d"
    )
    headers = {"X-Giaoban-Screen": screen, "X-Giaoban-Device": "may-0001"}
    query = {"version": "1", "from": "1", "to": "1", "q": "bao cao", "download": "1", **query}
    return await room.tab(role).get(path, headers=headers, params=query)


@pytest.mark.parametrize("role", OTHERS)
async def test_nobody_without_a_readers_seat_gets_anything_of_it(room: Room, role: str) -> None:
    theirs = await room.connect("site")
    for address in ASKED:
        for screen in ("", theirs.connection):
            answer = await ask(room, role, address, screen)
            assert not gives_it_away(answer), (address, answer.status_code)
            assert answer.status_code < 500, (address, answer.text)


@pytest.mark.parametrize("role", READERS)
async def test_a_reader_gets_single_pages_on_a_screen_whose_line_is_open_and_nothing_else(
    room: Room, role: str
) -> None:
    for address in ASKED:
        assert not gives_it_away(await ask(room, role, address, "")), address
    screen = await room.connect(role)
    given = {address for address in ASKED if gives_it_away(await ask(room, role, address, screen.connection))}
    wanted = {f"/meetings/{{meeting}}{page}" for page in PAGES} | {"/meetings/{meeting}/papers/search"}
    assert given == wanted
    for address in given:
        answer = await ask(room, role, address, screen.connection)
        assert answer.headers["cache-control"] == "no-store", address


async def test_what_is_given_out_of_any_paper_is_kept_by_no_cache(room: Room) -> None:
    """A normal paper may be marked in session: what the browser kept by itself could not be called back."""
    room.paper = await room.bring(marking="normal")
    for what in ("file", "original", "thumbnails/1.webp", "text/1"):
        answer = await room.get("secretary", what)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store"), what
    await room.bring(newer_of=room.paper, marking="normal")
    changed = await room.get("secretary", "changes", **{"from": 1, "to": 2})
    assert (changed.status_code, changed.headers["cache-control"]) == (200, "no-store")
