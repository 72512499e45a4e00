"""A sign-in that ended has no media left, however its end became known; another sign-in's media stays."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve

from server.meetings.presence import Presence
from server.people.revocations import Revocation
from signaling.auth import GrantClaims, mint
from signaling.plane import PlaneEvent, WorkerAddress
from tests.server.core.fakes import NotedPlane
from tests.server.core.harness import Running, SeatAdmission, running
from tests.server.core.test_media import until

SEAT = "officer-chair"


@contextlib.asynccontextmanager
async def serving(folder: Path, plane: NotedPlane) -> AsyncIterator[Running]:
    """A server with a meeting and a worker that keeps lines open."""

    async def worker(socket) -> None:
        await socket.wait_closed()

    async with serve(worker, "127.0.0.1", 0) as upstream, running(folder, plane=plane) as server:
        plane.address = WorkerAddress("127.0.0.1", upstream.sockets[0].getsockname()[1])
        await server.create(to="in_session")
        yield server


@contextlib.asynccontextmanager
async def media(server: Running, session: str, seat: str = SEAT) -> AsyncIterator[None]:
    """A media line opened with a sign-in."""
    claims = GrantClaims(identity=seat, room="m1", token_id=f"session:{session}")
    token = mint(server.services.media.key, claims)
    async with connect(f"ws://127.0.0.1:{server.port}/rtc?access_token={token}"):
        await until(lambda: session in server.services.media.sessions)
        yield


async def end(server: Running, *sessions: str) -> None:
    """What changing a password announces: sign-ins end, the seat itself goes on."""
    await server.services.people.revocations.announce(Revocation("password.changed", sessions, ()))


async def test_a_changed_password_ends_the_media_of_the_other_sign_in(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with serving(tmp_path, plane) as server, media(server, "stolen"):
        await end(server, "stolen")
        await until(lambda: ("m1", SEAT, "password.changed") in plane.removed)


async def test_media_opened_anew_with_the_sign_in_that_goes_on_stays(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with serving(tmp_path, plane) as server, media(server, "old"), media(server, "new"):
        plane.listeners[0](
            PlaneEvent("participant_left", {"room": "m1", "identity": SEAT, "reason": "DUPLICATE_IDENTITY"})
        )
        await end(server, "old")
        async with media(server, "hall", "site-S1"):
            await end(server, "hall")
            await until(lambda: plane.removed)
        assert plane.removed == [("m1", "site-S1", "password.changed")]
        assert server.services.media.sessions == {"new"}


async def test_who_left_is_not_looked_after_any_more(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with serving(tmp_path, plane) as server, media(server, "gone"):
        assert server.services.media.sessions == {"gone"}
        left = {"room": "m1", "identity": SEAT, "reason": "CLIENT_INITIATED"}
        plane.listeners[0](PlaneEvent("participant_left", left))
        assert server.services.media.sessions == frozenset()


async def test_the_tidying_ends_media_whose_end_no_message_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.meetings.presence.LOOK_S", 0.01)
    plane = NotedPlane()
    async with serving(tmp_path, plane) as server, media(server, "lost"):
        assert isinstance(server.services.presence, Presence)
        admission = server.services.admission
        assert isinstance(admission, SeatAdmission)
        admission.out.add("lost")
        await until(lambda: ("m1", SEAT, "session.ended") in plane.removed)
