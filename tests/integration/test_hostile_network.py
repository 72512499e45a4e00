"""Strangers, floods and mutated messages on the live server: nobody else notices, everything is counted."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import socket
import time

import websockets
from livekit.protocol.models import TrackSource, TrackType
from livekit.protocol.rtc import (
    AddTrackRequest,
    MuteTrackRequest,
    Ping,
    SessionDescription,
    SignalRequest,
    SignalResponse,
    SyncState,
    TrickleRequest,
    UpdateSubscription,
    UpdateTrackSettings,
)

from tests.support import hostile
from tests.support.gathering import CAMERA, Gathering, arriving, gathering
from tests.support.seats import Seat
from tests.support.server import RunningServer

SEED = 20261123
MESSAGES = 500
ANSWER_S = 10.0


async def speaking(there: Gathering, speaker: str) -> None:
    await there.open()
    await there.grant(speaker)
    await there.decodes(speaker)


async def unharmed(there: Gathering, speaker: str, log_before: int) -> None:
    """Everyone still decodes, nobody had to reconnect, and nothing unforeseen was logged."""
    assert await arriving(there.others(speaker)[0], f"site-{speaker}", CAMERA, 1.0) > 0
    await there.decodes(speaker)
    assert [hall.reconnects for hall in there.halls.values()] == [0] * len(there.halls)
    assert [seat.close_code for seat in (there.chair, *there.seats.values())] == [None] * (
        1 + len(there.seats)
    )
    lines = list(there.server.output)[log_before:]
    assert not [line for line in lines if '"level": "error"' in line or "Traceback" in line]


async def test_datagrams_of_strangers_are_counted_and_dropped(standing: RunningServer) -> None:
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    noise = hostile.datagrams(chance)
    address = ("127.0.0.1", int(standing.settings["GIAOBAN_MEDIA_UDP_PORT"]))
    async with gathering(standing, codes=("413", "414")) as there:
        await speaking(there, "413")
        before, logged = hostile.figures(standing.url), len(standing.output)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
            for _ in range(100):
                for _ in range(30):
                    stranger.sendto(next(noise), address)
                await asyncio.sleep(0.01)
            stranger.settimeout(0)
            with contextlib.suppress(BlockingIOError):
                raise AssertionError(f"a stranger was answered: {stranger.recv(2000)!r}")
        await unharmed(there, "413", logged)
        after = hostile.figures(standing.url)
    for name in ("strangers", "stun_refused", "media_strangers"):
        assert hostile.fate(after, name) > hostile.fate(before, name), name


async def test_a_flood_from_an_admitted_sender_harms_nobody_else(standing: RunningServer) -> None:
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    address = ("127.0.0.1", int(standing.settings["GIAOBAN_MEDIA_UDP_PORT"]))
    async with gathering(standing, codes=("413", "414")) as there:
        await speaking(there, "413")
        known = hostile.datagram_sockets()
        await there.enter("415")
        await there.decodes("413")
        sockets = [socket.socket(fileno=os.dup(fd)) for fd in hostile.datagram_sockets() - known]
        assert sockets
        before, logged = hostile.figures(standing.url), len(standing.output)
        packets = [hostile.rtp(chance, chance.randbytes(100)) for _ in range(500)]
        try:
            end = time.monotonic() + 2.0
            while time.monotonic() < end:
                for packet in packets[:: max(1, len(sockets))]:
                    for sock in sockets:
                        with contextlib.suppress(OSError):
                            sock.sendto(packet, address)
                await asyncio.sleep(0)
        finally:
            for sock in sockets:
                sock.close()
        await unharmed(there, "413", logged)
        after = hostile.figures(standing.url)
    counted = ("media_refused", "media_flooded", "media_malformed", "media_unknown_ssrc")
    grown = {name: hostile.fate(after, name) - hostile.fate(before, name) for name in counted}
    assert sum(grown.values()) > 1000, grown


def signal_requests() -> list[bytes]:
    """Well-formed requests to start from."""
    sdp = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"
    return [
        SignalRequest(offer=SessionDescription(type="offer", sdp=sdp, id=1)).SerializeToString(),
        SignalRequest(answer=SessionDescription(type="answer", sdp=sdp, id=1)).SerializeToString(),
        SignalRequest(
            trickle=TrickleRequest(candidateInit='{"candidate":"","sdpMid":"0"}')
        ).SerializeToString(),
        SignalRequest(
            add_track=AddTrackRequest(cid="c", name="n", type=TrackType.VIDEO, source=TrackSource.CAMERA)
        ).SerializeToString(),
        SignalRequest(mute=MuteTrackRequest(sid="TR_x", muted=True)).SerializeToString(),
        SignalRequest(
            subscription=UpdateSubscription(track_sids=["TR_x"], subscribe=True)
        ).SerializeToString(),
        SignalRequest(
            track_setting=UpdateTrackSettings(track_sids=["TR_x"], width=640, height=360)
        ).SerializeToString(),
        SignalRequest(
            sync_state=SyncState(answer=SessionDescription(type="answer", sdp=sdp))
        ).SerializeToString(),
    ]


class Probe:
    """A raw socket that is opened again whenever the server has had enough of it."""

    def __init__(self, line: str, origin: str | None = None, cookie: str = "") -> None:
        self._line, self._origin, self._cookie = line, origin, cookie
        self._socket: websockets.ClientConnection | None = None
        self.closes: list[int | None] = []
        self.answers = 0

    async def provoke(self, message: bytes | str, then: bytes | str) -> None:
        """Sends a message and a ping, and waits for an answer or a close: one of them must come."""
        async with asyncio.timeout(ANSWER_S):
            if self._socket is None:
                self._socket = await websockets.connect(
                    self._line,
                    proxy=None,
                    compression=None,
                    origin=self._origin,  # type: ignore[arg-type]
                    additional_headers={"Cookie": self._cookie} if self._cookie else {},
                )
            try:
                await self._socket.send(message)
                await self._socket.send(then)
                while not self._is_pong(await self._socket.recv()):
                    pass
                self.answers += 1
            except websockets.ConnectionClosed:
                self.closes.append(self._socket.close_code)
                self._socket = None

    def _is_pong(self, data: bytes | str) -> bool:
        raise NotImplementedError

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()


class SignalProbe(Probe):
    def _is_pong(self, data: bytes | str) -> bool:
        return (
            isinstance(data, bytes) and SignalResponse.FromString(data).WhichOneof("message") == "pong_resp"
        )


class MeetingProbe(Probe):
    def _is_pong(self, data: bytes | str) -> bool:
        return json.loads(data)["type"] == "pong"


async def test_mutated_signal_messages_harm_nobody_else(standing: RunningServer) -> None:
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    good = signal_requests()
    async with gathering(standing, codes=("413", "414")) as there:
        await speaking(there, "413")
        hostile_seat = await Seat.by_link(standing.demo["sites"]["415"])
        token = hostile_seat.grant["media"]["token"]
        logged = len(standing.output)
        line = f"{standing.url.replace('http', 'ws', 1)}/rtc?access_token={token}&sdk=python&protocol=16"
        probe = SignalProbe(line)
        ping = SignalRequest(ping_req=Ping(timestamp=1)).SerializeToString()
        before = hostile.figures(standing.url)
        for _ in range(MESSAGES):
            await probe.provoke(hostile.mutated(chance, chance.choice(good)), ping)
        await probe.close()
        assert probe.answers + len(probe.closes) == MESSAGES
        assert probe.answers
        assert set(probe.closes) <= {1000, 1007, 1008}
        await hostile_seat.leave()
        await unharmed(there, "413", logged)
        after = hostile.figures(standing.url)
    closed = sum(after.get(k, 0) - before.get(k, 0) for k in after if 'fate="closed_' in k)
    assert closed == len(probe.closes) - probe.closes.count(1000)


async def test_mutated_meeting_messages_harm_nobody_else(standing: RunningServer) -> None:
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    good = [
        {"type": "command", "key": "k", "command": "floor.request", "data": {"topic": "Phòng, chống bão"}},
        {"type": "command", "key": "k", "command": "floor.grant", "data": {"request": "r5", "limit_s": 60}},
        {"type": "command", "key": "k", "command": "chat.post", "data": {"text": "chữ"}},
        {"type": "command", "key": "k", "command": "meeting.close", "data": {}},
        {"type": "resync"},
        {"type": "ping", "t": 1},
        {"type": "signal", "name": "pointer", "data": {"x": 0.5, "y": 0.5}},
    ]
    texts = [json.dumps(one, ensure_ascii=False).encode() for one in good]
    async with gathering(standing, codes=("413", "414")) as there:
        await speaking(there, "413")
        seat = await Seat.by_link(standing.demo["sites"]["416"])
        cookie = "; ".join(f"{one.name}={one.value}" for one in seat.http.cookies.jar)
        line = f"{standing.url.replace('http', 'ws', 1)}/api/v1/meetings/demo/socket?slot={seat.slot}"
        logged, before = len(standing.output), hostile.figures(standing.url)
        probe = MeetingProbe(line, standing.url, cookie)
        ping = json.dumps({"type": "ping", "t": 1})
        for number in range(MESSAGES):
            message = hostile.mutated(chance, chance.choice(texts))
            as_text = message.decode("utf-8", "replace") if number % 10 else None
            await probe.provoke(message if as_text is None else as_text, ping)
        await probe.close()
        assert probe.answers + len(probe.closes) == MESSAGES
        assert probe.answers > MESSAGES // 2
        assert set(probe.closes) <= {1008}
        await seat.leave()
        await unharmed(there, "413", logged)
        assert there.chair.view["meeting"]["state"] == "in_session"
        assert there.chair.view["floor"]["holders"]
        after = hostile.figures(standing.url)
    refused = sum(after[k] - before.get(k, 0) for k in after if k.startswith("giaoban_refused_total"))
    assert refused > MESSAGES // 4
