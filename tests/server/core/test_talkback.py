"""Talk-back rooms follow the meeting's lines: opened with one, ended with it, entered by its two alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from rooms import Viewer
from server.errors import Conflict, Forbidden
from signaling.plane import PlaneEvent
from signaling.rights import PublishRights
from tests.server.core.fakes import NotedPlane
from tests.server.core.harness import Running, running
from tests.server.core.test_media import execute, until

TECHNICIAN, SECRETARY = Viewer("officer-tech", "technician"), Viewer("officer-sec", "secretary")
HALL, OTHER = Viewer("site-S1", "site"), Viewer("site-S2", "site")
ROOM = "m1~tb~site-S1"
VOICE = PublishRights(microphone=True)


async def call(server: Running, plane: NotedPlane) -> None:
    """The technician opens a line to the first hall."""
    await execute(server, "talkback.open", TECHNICIAN, seat=HALL.seat)
    await until(lambda: (ROOM, HALL.seat) in plane.rights and (ROOM, TECHNICIAN.seat) in plane.rights)


async def test_a_line_opens_a_room_for_two_voices_and_ends_with_it(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        async with server.open(HALL.seat, "site"):
            await call(server, plane)
            assert ROOM in plane.rooms
            voices = {seat: rights for (room, seat), rights in plane.rights.items() if room == ROOM}
            assert voices == {HALL.seat: VOICE, TECHNICIAN.seat: VOICE}
            assert plane.rights["m1", HALL.seat].microphone is False
            await execute(server, "talkback.close", TECHNICIAN, seat=HALL.seat)
            await until(lambda: ROOM not in plane.rooms)
            gone = {seat for room, seat, _ in plane.removed if room == ROOM}
            assert gone == {HALL.seat, TECHNICIAN.seat}
        assert plane.taps == {}


async def test_only_the_two_of_a_line_get_a_token(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        media = server.services.media
        async with server.open(HALL.seat, "site"):
            with pytest.raises(Conflict) as none:
                await media.talkback("m1", TECHNICIAN, HALL.seat)
            assert none.value.code == "talkback.none"
            await call(server, plane)
            for viewer in (HALL, TECHNICIAN):
                granted = await media.talkback("m1", viewer, HALL.seat, base_url="http://here")
                assert granted == {"url": "ws://here", "token": f"{ROOM}/{viewer.seat}"}
            for viewer in (OTHER, SECRETARY, Viewer("officer-chair", "chair")):
                with pytest.raises(Forbidden) as refused:
                    await media.talkback("m1", viewer, HALL.seat)
                assert refused.value.code == "talkback.not_yours"


async def test_the_door_lets_in_the_two_while_the_line_is_there(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        media = server.services.media
        async with server.open(HALL.seat, "site"):
            await call(server, plane)
            assert await media.worker_of(ROOM, HALL.seat, hidden=False) == plane.address
            with pytest.raises(Forbidden):
                await media.worker_of(ROOM, OTHER.seat, hidden=False)
            await execute(server, "floor.invite", seat=HALL.seat, topic="x")
            with pytest.raises(Conflict):
                await media.worker_of(ROOM, HALL.seat, hidden=False)
            await until(lambda: ROOM not in plane.rooms)
            assert plane.rights["m1", HALL.seat].microphone is True


async def test_a_stranger_with_an_old_token_is_put_out(tmp_path: Path) -> None:
    """A cluster lets in whoever has a token; what the plane tells is looked at."""
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        async with server.open(HALL.seat, "site"):
            await call(server, plane)
            for seat in (SECRETARY.seat, HALL.seat):
                plane.listeners[0](PlaneEvent("participant_joined", {"room": ROOM, "identity": seat}))
            await until(lambda: (ROOM, SECRETARY.seat, "talkback.not_yours") in plane.removed)
            assert not any(seat == HALL.seat for _, seat, _ in plane.removed)


async def test_who_is_put_out_of_the_meeting_is_put_out_of_the_line(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        async with server.open(HALL.seat, "site"):
            await call(server, plane)
            server.services.media.kick("m1", [HALL.seat], "device.revoked")
            await until(lambda: (ROOM, HALL.seat, "device.revoked") in plane.removed)


async def test_what_happens_in_a_line_is_told_to_no_screen(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        async with server.open(HALL.seat, "site"), server.open("officer-chair", "chair") as chair:
            await call(server, plane)
            plane.listeners[0](PlaneEvent("speakers", {"room": ROOM, "identities": [HALL.seat]}))
            plane.listeners[0](PlaneEvent("speakers", {"room": "m1", "identities": ["officer-chair"]}))
            await chair.until(lambda one: one.signals)
            assert [one["data"]["identities"] for one in chair.signals] == [["officer-chair"]]


async def test_the_end_of_one_sign_in_finds_its_media_beside_a_line_of_another(tmp_path: Path) -> None:
    """The hall talks aside with a second machine; the machine in the meeting's room is revoked."""
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        media = server.services.media
        async with server.open(HALL.seat, "site"):
            await call(server, plane)
            media.opened("m1", HALL.seat, "first")
            media.opened(ROOM, HALL.seat, "second")
            media.end_sessions(["first"], "session.ended")
            await until(lambda: ("m1", HALL.seat, "session.ended") in plane.removed)


async def test_the_end_of_a_sign_in_on_the_line_leaves_the_meetings_media_alone(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        media = server.services.media
        async with server.open(HALL.seat, "site"):
            await call(server, plane)
            media.opened("m1", HALL.seat, "first")
            media.opened(ROOM, HALL.seat, "second")
            media.end_sessions(["second"], "session.ended")
            await until(lambda: (ROOM, HALL.seat, "session.ended") in plane.removed)
            assert ("m1", HALL.seat, "session.ended") not in plane.removed
            assert media.sessions == {"first"}


async def test_who_left_the_line_is_not_looked_after_any_more(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        media = server.services.media
        media.opened(ROOM, HALL.seat, "second")
        left = {"room": ROOM, "identity": HALL.seat, "reason": "CLIENT_INITIATED"}
        plane.listeners[0](PlaneEvent("participant_left", left))
        assert media.sessions == frozenset()


async def test_a_line_has_no_room_here_once_another_process_owns_the_meeting(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        async with server.open(HALL.seat, "site"):
            await call(server, plane)
            await server.services.meetings.ownership.drop("m1")
            await until(lambda: (ROOM, HALL.seat, "talkback.closed") in plane.removed)
