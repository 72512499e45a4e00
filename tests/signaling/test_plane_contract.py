"""One contract for both engines: the embedded on its workers, LiveKit's on a RoomService of the test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from livekit.protocol.models import ParticipantInfo, Room
from livekit.protocol.room import (
    CreateRoomRequest,
    DeleteRoomRequest,
    DeleteRoomResponse,
    ListParticipantsRequest,
    ListParticipantsResponse,
    RemoveParticipantResponse,
    RoomParticipantIdentity,
    UpdateParticipantRequest,
)

from signaling.auth import verify
from signaling.engines.embedded import EmbeddedConfig, EmbeddedPlane
from signaling.engines.livekit import LiveKitPlane, permission_of
from signaling.plane import MediaPlane, PlaneError, PlaneEvent, PublishRights
from tests.support.media import KEY, media_lab

TWIRP = "/twirp/livekit.RoomService/"


class Cluster:
    """LiveKit's RoomService, as far as the engine uses it."""

    def __init__(self) -> None:
        self.rooms: dict[str, dict[str, ParticipantInfo]] = {}
        self.updates: list[tuple[str, PublishRights]] = []
        self.url = ""
        self._runner: web.AppRunner | None = None

    async def open(self) -> None:
        app = web.Application()
        app.add_routes(
            [
                web.post(TWIRP + "CreateRoom", self.create),
                web.post(TWIRP + "UpdateParticipant", self.update),
                web.post(TWIRP + "RemoveParticipant", self.remove),
                web.post(TWIRP + "ListParticipants", self.list),
                web.post(TWIRP + "DeleteRoom", self.delete),
            ]
        )
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"ws://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]

    async def close(self) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def delete(self, request: web.Request) -> web.Response:
        asked = DeleteRoomRequest.FromString(await request.read())
        if self.rooms.pop(asked.room, None) is None:
            return web.json_response({"code": "not_found", "msg": "no such room"}, status=404)
        return answer(DeleteRoomResponse())

    async def create(self, request: web.Request) -> web.Response:
        asked = CreateRoomRequest.FromString(await request.read())
        self.rooms.setdefault(asked.name, {})
        return answer(Room(name=asked.name))

    async def update(self, request: web.Request) -> web.Response:
        asked = UpdateParticipantRequest.FromString(await request.read())
        info = self.rooms.get(asked.room, {}).get(asked.identity)
        if info is None:
            return missing()
        info.permission.CopyFrom(asked.permission)
        return answer(info)

    async def remove(self, request: web.Request) -> web.Response:
        asked = RoomParticipantIdentity.FromString(await request.read())
        if self.rooms.get(asked.room, {}).pop(asked.identity, None) is None:
            return missing()
        return answer(RemoveParticipantResponse())

    async def list(self, request: web.Request) -> web.Response:
        asked = ListParticipantsRequest.FromString(await request.read())
        if asked.room not in self.rooms:
            return missing()
        return answer(ListParticipantsResponse(participants=self.rooms[asked.room].values()))


def answer(message: object) -> web.Response:
    body = message.SerializeToString()  # type: ignore[attr-defined]
    return web.Response(body=body, content_type="application/protobuf")


def missing() -> web.Response:
    return web.json_response({"code": "not_found", "msg": "nobody there"}, status=404)


@pytest.fixture
async def cluster() -> AsyncIterator[Cluster]:
    running = Cluster()
    await running.open()
    yield running
    await running.close()


@pytest.fixture(params=["embedded", "livekit"])
async def plane(request: pytest.FixtureRequest, cluster: Cluster) -> AsyncIterator[MediaPlane]:
    if request.param == "embedded":
        async with media_lab() as lab:
            yield lab.plane
        return
    engine = LiveKitPlane(cluster.url, KEY)
    await engine.start()
    yield engine
    await engine.stop(1)


async def test_the_contract(plane: MediaPlane) -> None:
    """One running engine a test: starting workers is what costs here."""
    await plane.ensure_room("demo")
    await plane.ensure_room("demo")

    rights = PublishRights(camera=True)
    claims = verify(KEY, plane.mint_grant("demo", "site-HG", "Hà Giang", rights).token, room="demo")
    assert (claims.identity, claims.name, claims.rights, claims.hidden) == (
        "site-HG",
        "Hà Giang",
        rights,
        False,
    )
    observer = verify(KEY, plane.mint_grant("demo", "o", "", PublishRights(), hidden=True).token)
    assert (observer.hidden, observer.can_publish, observer.rights) == (True, False, PublishRights())
    assert "eyJ" not in repr(plane.mint_grant("demo", "x", "", rights))

    await plane.set_rights("demo", "nobody-yet", rights)
    await plane.set_rights("demo", "nobody-yet", rights)
    await plane.set_layout("demo", "nobody-yet", {"site-HG": 1})
    await plane.remove("demo", "nobody-yet", "test")
    figures = await plane.statistics("demo")
    assert (figures.room, figures.recording, dict(figures.participants)) == ("demo", False, {})

    await plane.ensure_room("demo~tb~site-HG")
    await plane.set_rights("demo~tb~site-HG", "site-HG", rights)
    await plane.close_room("demo~tb~site-HG")
    await plane.close_room("demo~tb~site-HG")

    await plane.stop_recording("demo")
    with pytest.raises(PlaneError):
        await plane.start_recording("demo", "/nowhere/at/all")
    heard: list[PlaneEvent] = []
    end = plane.subscribe(heard.append)
    end()
    end()
    await plane.stop(1)


async def test_the_cluster_is_told_rights_when_a_participant_is_seen(cluster: Cluster) -> None:
    engine = LiveKitPlane(cluster.url, KEY)
    await engine.start()
    heard: list[tuple[str, object]] = []
    engine.subscribe(lambda event: heard.append((event.name, event.data["identity"])))
    await engine.ensure_room("demo")
    rights = PublishRights(microphone=True)
    await engine.set_rights("demo", "site-HG", rights)
    cluster.rooms["demo"]["site-HG"] = info = ParticipantInfo(identity="site-HG", sid="PA_1")
    await engine.look("demo")
    assert set(info.permission.can_publish_sources) == set(permission_of(rights).can_publish_sources)
    info.tracks.add(sid="TR_1")
    await engine.look("demo")
    await engine.set_rights("demo", "site-HG", PublishRights())
    assert not info.permission.can_publish
    await engine.remove("demo", "site-HG", "test")
    await engine.look("demo")
    assert heard == [
        ("participant_joined", "site-HG"),
        ("track_published", "site-HG"),
        ("participant_left", "site-HG"),
    ]
    await engine.stop(1)


async def test_an_engine_that_cannot_be_reached_says_so() -> None:
    engine = LiveKitPlane("ws://127.0.0.1:9", KEY)
    await engine.start()
    with pytest.raises(PlaneError):
        await engine.ensure_room("demo")
    await engine.stop(1)


async def test_before_the_start_there_is_no_worker() -> None:
    with pytest.raises(PlaneError):
        EmbeddedPlane(EmbeddedConfig(api=KEY)).worker_for("demo")
