"""Screens beside a seat's own: a hall's second one, an officer's page for directing."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection, connect

from rooms import Viewer
from server.errors import Close, Forbidden
from server.meetings.aside import MAX_BESIDE
from signaling.auth import verify
from signaling.engines.grants import grant_for
from tests.server.core.fakes import NotedPlane
from tests.server.core.harness import Client, Running, closed, running
from tests.server.core.test_media import until

HALL = ("site-S1", "site")
TECHNICIAN = ("officer-tech", "technician")


def second(server: Running, who: tuple[str, str] = HALL, screen: str = "papers", session: str = "") -> str:
    """Address of the socket of a screen beside the seat's own."""
    return server.url(*who) + f"&screen={screen}" + (f"&session={session}" if session else "")


async def lines(server: Running, seat: str) -> int:
    state = await server.services.meetings.state("m1")
    line = state.lines.get(seat)
    return len(line.connections) if line else 0


async def alone(server: Running) -> None:
    """Wait until the screen that was replaced is out of the meeting."""
    async with asyncio.timeout(10):
        while await lines(server, "site-S1") != 1:  # noqa: ASYNC110 - watches the meeting's state
            await asyncio.sleep(0.01)


async def refused(socket: ClientConnection, code: int, reason: str) -> None:
    async with asyncio.timeout(10):
        got, last = await closed(socket)
    assert (got, last["code"]) == (code, reason)


async def test_a_halls_second_screen_replaces_nobody_and_follows_the_page(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open(*HALL) as first, connect(second(server)) as socket:
            papers = Client(socket)
            await papers.read()
            assert papers.view["me"]["seat"] == "site-S1"
            await first.command("chat.post", text="Màn hình thứ nhất vẫn họp")
            await papers.until(lambda c: c.view["chat"])
            assert await lines(server, "site-S1") == 1


async def test_a_second_screen_without_a_first_is_refused_and_may_come_again(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with connect(second(server)) as socket:
            await refused(socket, Close.FIRST_GONE, "socket.first_gone")
        assert await lines(server, "site-S1") == 0
        assert server.services.meetings.screens("m1") == []
        async with server.open(*HALL), connect(second(server)) as socket:
            await Client(socket).read()


async def test_a_second_screen_of_another_sign_in_is_refused(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open(*HALL), connect(second(server, session="stolen")) as socket:
            await refused(socket, Close.FIRST_GONE, "socket.first_gone")


async def test_a_second_screen_goes_when_the_first_goes(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open(*HALL), connect(second(server)) as socket:
            papers = Client(socket)
            await papers.read()
            async with connect(server.url(*HALL) + "&session=machine-2") as elsewhere:
                await Client(elsewhere).read()
                await refused(socket, Close.FIRST_GONE, "socket.first_gone")


async def test_a_second_screen_stays_while_the_first_is_opened_anew(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open(*HALL) as first, connect(second(server)) as socket:
            papers = Client(socket)
            await papers.read()
            async with server.open(*HALL) as again:
                await closed(first.socket)
                await alone(server)
                await again.command("chat.post", text="Đã tải lại trang")
                await papers.until(lambda c: c.view["chat"])


async def test_there_is_an_end_to_second_screens(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with (
            server.open(*HALL),
            connect(second(server)) as one,
            connect(second(server)) as two,
            connect(second(server)) as three,
        ):
            for socket in (one, two, three):
                await Client(socket).read()
            async with connect(second(server)) as fourth:
                await refused(fourth, Close.POLICY, "seat.too_many_connections")


@pytest.mark.parametrize("screen", ["prepare", "program"])
async def test_a_hall_has_no_other_screen_that_is_not_counted(tmp_path: Path, screen: str) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with connect(second(server, screen=screen)) as socket:
            await Client(socket).read()
            assert await lines(server, "site-S1") == 1


async def test_the_page_for_directing_directs_beside_the_officers_own_screen(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open(*TECHNICIAN) as desk, connect(second(server, TECHNICIAN, "program")) as socket:
            page = Client(socket)
            await page.read()
            scene = {"layout": "dialogue", "sources": ["site-S1", "site-S2"]}
            assert (await page.command("program.cut", **scene))["ok"] is True
            await desk.until(lambda c: c.view["program"]["layout"] == "dialogue")
            assert await lines(server, "officer-tech") == 1


async def test_messages_reach_the_screens_they_are_for_and_go_by_themselves(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with (
            server.open(*TECHNICIAN) as desk,
            server.open(*HALL) as hall,
            server.open("site-S2", "site") as other,
        ):
            await desk.command("program.message", text="Xin tắt quạt trần", to=["site-S1"], for_s=1)
            await hall.until(lambda c: c.view["me"]["messages"])
            await desk.command("program.message", text="Nghỉ giải lao")
            await other.until(lambda c: c.view["program"]["messages"])
            assert other.view["me"]["messages"] == []
            await hall.until(lambda c: c.view["me"]["messages"] == [])
            assert [one["text"] for one in hall.view["program"]["messages"]] == ["Nghỉ giải lao"]


async def test_who_directs_watches_hidden_beside_the_seats_own_media(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        media = server.services.media
        plane.mint_grant = lambda *who, **more: grant_for(media.key, *who, ttl_s=60, **more)
        officer = Viewer(*TECHNICIAN)
        grant = await media.grant("m1", officer, session="s1", watching=True)
        assert grant is not None
        claims = verify(media.key, str(grant["token"]))
        assert (claims.identity, claims.hidden) == ("officer-tech~program", True)
        assert not claims.rights.camera
        await media.worker_of("m1", claims.identity, hidden=True)
        await server.services.meetings.execute(
            "m1", "officer.remove", {"seat": "officer-tech"}, "k", Viewer("officer-chair", "chair")
        )
        await until(lambda: ("m1", "officer-tech~program", "removed") in plane.removed)
        with pytest.raises(Forbidden):
            await media.worker_of("m1", claims.identity, hidden=True)


async def test_the_media_of_who_directs_ends_with_the_sign_in(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        media = server.services.media
        media.opened("m1", "officer-tech~program", "s1")
        media.end_sessions(["s1"], "session.ended")
        await until(lambda: ("m1", "officer-tech~program", "session.ended") in plane.removed)


async def test_there_is_an_end_to_screens_beside_an_officers_own(tmp_path: Path) -> None:
    async with running(tmp_path) as server, AsyncExitStack() as open_pages:
        await server.create(to="in_session")
        for _ in range(MAX_BESIDE):
            page = await open_pages.enter_async_context(connect(second(server, TECHNICIAN, "program")))
            await Client(page).read()
        async with connect(second(server, TECHNICIAN, "prepare")) as one_more:
            await refused(one_more, Close.POLICY, "seat.too_many_connections")
