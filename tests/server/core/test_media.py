"""Media follows the meeting: rights pushed, recorders run as processes of their own, signalling pumped."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from fastapi import FastAPI
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed, InvalidStatus

from recordings.manifest import read_manifest
from rooms import Viewer
from server.errors import Forbidden, Unavailable
from server.http import install_error_handlers, install_guards
from server.settings import load_settings
from signaling import tap
from signaling.auth import GrantClaims, mint
from signaling.plane import PlaneEvent, WorkerAddress
from signaling.rights import PublishRights
from tests.server.core.fakes import NotedPlane
from tests.server.core.harness import Running, running

CHAIR = Viewer("officer-chair", "chair")
DEADLINE_S = 20


async def until(condition) -> None:
    async with asyncio.timeout(DEADLINE_S):
        while not condition():  # noqa: ASYNC110 - watches other processes
            await asyncio.sleep(0.01)


async def execute(server: Running, name: str, actor: Viewer = CHAIR, **data: object) -> None:
    await server.services.meetings.execute("m1", name, data, f"k-{time.monotonic_ns()}", actor)


async def test_the_floor_opens_and_closes_the_halls_microphone_in_the_plane(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        site = ("m1", "site-S1")
        await until(lambda: plane.rights.get(site) == PublishRights(camera=True))
        async with server.open("site-S1", "site"):
            await execute(server, "floor.invite", seat="site-S1", topic="x")
            await until(lambda: plane.rights[site].microphone)
            state = await server.services.meetings.state("m1")
            await execute(server, "floor.revoke", request=state.floor.holders[0], reason="hết giờ")
            await until(lambda: not plane.rights[site].microphone)


async def test_a_plane_that_failed_is_told_everything_again(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        await until(lambda: ("m1", "site-S3") in plane.rights)
        plane.broken = True
        await execute(server, "mic.mute", seat="officer-chair", reason="x")
        await asyncio.sleep(0.1)
        plane.rights.clear()
        plane.broken = False
        await until(lambda: ("m1", "site-S3") in plane.rights and ("m1", "officer-chair") in plane.rights)
        assert plane.rights["m1", "officer-chair"].microphone is False


async def test_a_removed_site_is_put_out_of_the_plane(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        await until(lambda: ("m1", "site-S1") in plane.rights)
        await execute(server, "site.remove", code="S1")
        await until(lambda: ("m1", "site-S1", "removed") in plane.removed)


async def test_a_revoked_seat_is_put_out_at_once(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create()
        server.services.media.kick(None, ["site-S2"], "device.revoked")
        await until(lambda: ("m1", "site-S2", "device.revoked") in plane.removed)


async def internal(server: Running, *, begins: bool) -> None:
    if begins:
        await execute(server, "agenda.edit", item="a1", internal=True)
        await execute(server, "agenda.start", item="a1")
    else:
        await execute(server, "agenda.finish", item="a1")


async def test_observers_are_put_out_while_an_internal_item_lasts_and_let_in_after(tmp_path: Path) -> None:
    plane, guest = NotedPlane(), Viewer("observer-1", "observer")
    out = ("m1", guest.seat, "agenda.internal")
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        media = server.services.media
        async with server.open(guest.seat, "observer") as screen:
            assert await media.grant("m1", guest) is not None
            await internal(server, begins=True)
            await until(lambda: out in plane.removed)
            await screen.until(lambda one: one.view["me"]["barred"] == "agenda.internal")
            with pytest.raises(Forbidden) as refused:
                await media.grant("m1", guest)
            assert refused.value.code == "agenda.internal"
            with pytest.raises(Forbidden):
                await media.worker_of("m1", guest.seat, hidden=True)
            await execute(server, "chat.post", text="x")
            await internal(server, begins=False)
            await screen.until(lambda one: one.view["me"]["barred"] is None)
            assert await media.grant("m1", guest) is not None
            assert plane.removed.count(out) == 1
            assert [seat for _, seat, _ in plane.removed] == [guest.seat]


async def test_an_observer_who_slips_in_with_an_old_token_is_put_out(tmp_path: Path) -> None:
    """Without a screen, or while the item begins: the plane tells who came."""
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        await internal(server, begins=True)
        plane.listeners[0](PlaneEvent("participant_joined", {"room": "m1", "identity": "observer-9"}))
        await until(lambda: ("m1", "observer-9", "agenda.internal") in plane.removed)
        plane.listeners[0](PlaneEvent("participant_joined", {"room": "m1", "identity": "site-S1"}))
        await execute(server, "chat.post", text="x")
        assert [seat for _, seat, _ in plane.removed] == ["observer-9"]


async def test_observers_hear_no_signals_while_an_internal_item_lasts(tmp_path: Path) -> None:
    plane = NotedPlane()
    speaks = PlaneEvent("speakers", {"room": "m1", "identities": ["officer-chair"]})
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        async with server.open("observer-1", "observer") as guest, server.open("site-S1", "site") as site:
            await internal(server, begins=True)
            await guest.until(lambda one: one.view["me"]["barred"])
            plane.listeners[0](speaks)
            await site.until(lambda one: one.signals)
            await internal(server, begins=False)
            await guest.until(lambda one: one.view["me"]["barred"] is None)
            assert guest.signals == []
            plane.listeners[0](speaks)
            await guest.until(lambda one: one.signals)


async def test_grants_are_for_seats_with_media_while_the_meeting_lasts(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        media = server.services.media
        granted = await media.grant("m1", Viewer("site-S1", "site"), base_url="http://here")
        assert granted == {"url": "ws://here", "token": "m1/site-S1"}
        assert await media.grant("m1", Viewer("delegate-d1", "delegate")) is None
        with pytest.raises(Forbidden):
            await media.grant("m1", Viewer("site-NONE", "site"))
        await execute(server, "meeting.close")
        with pytest.raises(Forbidden):
            await media.grant("m1", Viewer("site-S1", "site"))


async def test_without_a_plane_media_is_unavailable_and_not_ready(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        with pytest.raises(Unavailable):
            await server.services.media.grant("m1", Viewer("site-S1", "site"))
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as client:
            ready = await client.get("/readyz")
        assert ready.status_code == 503
        assert ready.json()["parts"] == {"database": "ok", "bus": "ok", "media": "media.unavailable"}


async def test_who_speaks_is_passed_on_as_a_signal(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create()
        async with server.open("site-S1", "site") as site:
            plane.listeners[0](PlaneEvent("speakers", {"room": "m1", "identities": ["officer-chair"]}))
            await site.until(lambda c: c.signals)
            assert site.signals[0]["name"] == "speakers"
            assert site.signals[0]["data"] == {"identities": ["officer-chair"]}


async def test_a_screen_opened_later_is_told_the_last_quality_of_each_line_and_who_speaks(
    tmp_path: Path,
) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create()

        def tell(name: str, **data: object) -> None:
            plane.listeners[0](PlaneEvent(name, {"room": "m1", **data}))

        async with server.open("site-S1", "site") as first:
            tell("quality", identity="site-S1", quality=2)
            tell("quality", identity="site-S1", quality=0)
            tell("quality", identity="site-S2", quality=1)
            tell("quality", identity="site-S3", quality=1)
            tell("participant_left", identity="site-S3", reason="CLIENT_INITIATED")
            tell("speakers", identities=["site-S2"])
            await first.until(lambda c: c.signals and c.signals[-1]["name"] == "speakers")
            async with server.open("officer-chair", "chair") as chair:
                await chair.until(lambda c: len(c.signals) == 3)
                assert [signal["data"] for signal in chair.signals] == [
                    {"identity": "site-S1", "quality": 0},
                    {"identity": "site-S2", "quality": 1},
                    {"identities": ["site-S2"]},
                ]
            async with server.open("delegate-d1", "delegate") as delegate:
                await delegate.socket.send(json.dumps({"type": "ping", "t": 1}))
                await delegate.until(lambda c: c.pongs)
                assert delegate.signals == []


async def _write(plane: NotedPlane, frame: bytes) -> None:
    plane.taps["m1"].write(frame)
    await plane.taps["m1"].drain()


async def _sound(plane: NotedPlane, first: int, count: int) -> None:
    """Opus packets of 20 ms as the tap brings them."""
    for n in range(first, first + count):
        rtp = (
            bytes([0x80, 111])
            + n.to_bytes(2, "big")
            + (n * 960).to_bytes(4, "big")
            + b"\0\0\0\1"
            + b"\xf8\xff\xfe"
        )
        await _write(plane, tap.rtp_frame(1, time.monotonic_ns(), rtp))


async def _begin_track(plane: NotedPlane) -> None:
    data = {
        "event": "track_started", "number": 1, "track": "TR_1", "identity": "site-S1", "name": "S1",
        "source": 2,
        "kind": "audio", "codec": "audio/opus", "clock_rate": 48000, "channels": 2, "open": True,
        "at": "2026-11-23T07:00:00.000Z", "mono_ns": time.monotonic_ns(),
    }  # fmt: skip
    await _write(plane, tap.event_frame(tap.ROOM, {"event": "room", "room": "m1", "mono_ns": 1}))
    await _write(plane, tap.event_frame(tap.TRACK_STARTED, data))


async def test_a_recording_starts_with_the_session_and_is_complete_after_the_closing(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session", auto_record=True)
        await until(lambda: "m1" in plane.taps)
        await _begin_track(plane)
        await _sound(plane, 0, 60)
        await execute(server, "meeting.close")
        await until(lambda: not server.services.media.recorders.running)
    manifest = read_manifest(tmp_path / "records" / "m1" / "take-001")
    assert [track.info.identity for track in manifest.tracks.values()] == ["site-S1"]
    assert all(segment.sha256 for track in manifest.tracks.values() for segment in track.segments)


@pytest.mark.kill
async def test_a_recorder_that_is_killed_is_replaced_and_its_take_completed(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session", auto_record=True)
        await until(lambda: "m1" in plane.taps)
        first = plane.taps["m1"]
        await _begin_track(plane)
        await _sound(plane, 0, 60)
        server.services.media.recorders._running["m1"].process.kill()
        await until(lambda: plane.taps.get("m1") not in (None, first))
        await execute(server, "recording.stop")
        await until(lambda: not server.services.media.recorders.running)
    for take in ("take-001", "take-002"):
        assert read_manifest(tmp_path / "records" / "m1" / take).finished


async def test_stopping_the_server_completes_the_recordings(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session", auto_record=True)
        await until(lambda: "m1" in plane.taps)
    assert read_manifest(tmp_path / "records" / "m1" / "take-001").finished


def token(server: Running, room: str = "m1") -> str:
    return mint(server.services.media.key, GrantClaims(identity="site-S1", room=room))


async def test_signalling_is_pumped_both_ways_with_query_bearer_and_close_code(tmp_path: Path) -> None:
    plane, seen = NotedPlane(), []

    async def worker(socket) -> None:
        seen.append((socket.request.path, socket.request.headers.get("Authorization")))
        async for message in socket:
            if message == b"end":
                await socket.close(4321, "done")
            else:
                await socket.send(message)

    async with serve(worker, "127.0.0.1", 0) as upstream, running(tmp_path, plane=plane) as server:
        plane.address = WorkerAddress("127.0.0.1", upstream.sockets[0].getsockname()[1])
        await server.create()
        bearer = {"Authorization": f"Bearer {token(server)}"}
        url = f"ws://127.0.0.1:{server.port}/rtc/v1?join_request=abc%2B&sdk=python"
        async with connect(url, additional_headers=bearer, max_size=None) as client:
            await client.send(b"\x00\xff")
            assert await client.recv() == b"\x00\xff"
            await client.send(b"x" * 200_000)
            assert len(await client.recv()) == 200_000
            await client.send(b"end")
            with pytest.raises(ConnectionClosed) as closed:
                await client.recv()
            assert closed.value.rcvd.code == 4321
        assert seen == [("/rtc/v1?join_request=abc%2B&sdk=python", bearer["Authorization"])]


@pytest.mark.parametrize("bad", ["", "nonsense", "other-key"])
async def test_a_bad_token_opens_no_signalling(tmp_path: Path, bad: str) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create()
        value = token(server)[:-6] + "AAAAAA" if bad == "other-key" else bad
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"ws://127.0.0.1:{server.port}/rtc?access_token={value}")
        assert refused.value.response.status_code == 401
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as client:
            answer = await client.get("/rtc/validate", params={"access_token": value})
        assert answer.status_code == 401


async def test_a_refused_upgrade_leaves_no_error_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path, plane=NotedPlane()) as server:
        logger = logging.getLogger("uvicorn.error")  # set up by the server's start, with no way up
        logger.addHandler(caplog.handler)
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"ws://127.0.0.1:{server.port}/rtc?access_token=nonsense")
        assert refused.value.response.status_code == 401
        assert refused.value.response.body
    logger.removeHandler(caplog.handler)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_token_is_worth_nothing_after_the_meeting(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        await execute(server, "meeting.close")
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"ws://127.0.0.1:{server.port}/rtc?access_token={token(server)}")
        assert refused.value.response.status_code == 403


async def test_a_worker_that_is_away_is_unavailable_not_an_error(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create()
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"ws://127.0.0.1:{server.port}/rtc?access_token={token(server)}")
        assert refused.value.response.status_code == 503


async def test_a_workers_refusal_reaches_the_client(tmp_path: Path) -> None:
    plane = NotedPlane()

    def refuse(connection, request):
        return connection.respond(404, "no such room\n")

    async def never(socket) -> None:
        raise AssertionError("was not refused")

    async with (
        serve(never, "127.0.0.1", 0, process_request=refuse) as upstream,
        running(tmp_path, plane=plane) as server,
    ):
        plane.address = WorkerAddress("127.0.0.1", upstream.sockets[0].getsockname()[1])
        await server.create()
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"ws://127.0.0.1:{server.port}/rtc/v1?access_token={token(server)}")
        assert refused.value.response.status_code == 404


async def test_security_headers_are_on_every_answer(tmp_path: Path) -> None:
    async with running(tmp_path) as server, httpx.AsyncClient() as client:
        base = f"http://127.0.0.1:{server.port}"
        for path in ("/healthz", "/metrics", "/api/v1/nothing", "/api/openapi.json"):
            answer = await client.get(base + path)
            assert "default-src 'self'" in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"
        missing = await client.get(base + "/api/v1/nothing", headers={"Accept-Language": "en"})
        assert set(json.loads(missing.text)) == {"code", "message", "details"}
        foreign = await client.post(
            base + "/api/v1/session", json={}, headers={"Origin": "https://elsewhere.example"}
        )
        assert (foreign.status_code, foreign.json()["code"]) == (403, "http.origin")


async def test_an_unforeseen_failure_has_the_error_shape_and_the_security_headers(tmp_path: Path) -> None:
    app = FastAPI()
    app.state.services = SimpleNamespace(settings=load_settings(data=tmp_path, demo=False))
    install_error_handlers(app)
    install_guards(app, app.state.services.settings)

    @app.get("/broken")
    async def broken() -> None:
        raise ZeroDivisionError

    @app.get("/fine")
    async def fine() -> None:
        return None

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        failed, good = await client.get("/broken"), await client.get("/fine")
    assert (failed.status_code, failed.json()["code"]) == (500, "server.internal")
    own = set(good.headers) - {"content-length", "content-type"}
    assert "content-security-policy" in own
    assert {name: failed.headers[name] for name in own} == {name: good.headers[name] for name in own}


async def test_a_meeting_that_is_over_leaves_no_room_in_the_plane(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        meetings = server.services.meetings
        await server.services.media.grant("m1", Viewer("officer-chair", "chair"))
        assert "m1" in plane.rooms
        await execute(server, "meeting.close", Viewer("officer-chair", "chair"))
        await meetings.unload_ended()
        await until(lambda: "m1" not in plane.rooms)
