"""Mutated messages at both sockets of the live server: none is unforeseen, and nobody else notices."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable

import pytest
import websockets
from livekit.protocol.rtc import Ping, SignalRequest, SignalResponse

from rooms import COMMANDS
from tests.support import hostile
from tests.support.gathering import gathering, second_meeting, speaking, unharmed
from tests.support.orders import bent, plausible
from tests.support.requests import KINDS, request
from tests.support.screens import line_of
from tests.support.seats import Seat
from tests.support.server import RunningServer

SEED = 20261123
ANSWER_S = 60.0
MEETING_LIMIT, SIGNAL_LIMIT = 64 * 1024, 1024 * 1024
# 2,000 a commit and 100,000 a night, half of them to each socket.
EACH = pytest.mark.parametrize("messages", [1000, pytest.param(50_000, marks=pytest.mark.nightly)])
# A machine with other things to do: nothing was heard for seconds, and even the goodbye may come too late. It
# says nothing about messages; a failure the server did not foresee would be among its complaints.
SILENT, CUT_OFF = "keepalive ping timeout", 1006
# A client that leaves, or that asks for a simulated fault of its own line.
ASKED_FOR = {1000, 1001}
THROTTLED = 'giaoban_refused_total{code="socket.rate",where="socket"}'
CUT = 'giaoban_sockets_ended_total{code="socket.malformed"}'
# What a chair may do to another meeting that ends it, after which everything is refused alike.
ENDINGS = frozenset({"meeting.cancel", "meeting.close", "meeting.archive"})
NAMES = tuple(sorted(COMMANDS.keys() - ENDINGS))
PING = SignalRequest(ping_req=Ping(timestamp=1)).SerializeToString()


class Probe:
    """A raw socket that is opened again whenever the server has had enough of it."""

    def __init__(self, line: str, origin: str | None = None, cookie: str = "") -> None:
        self._line, self._origin, self._cookie = line, origin, cookie
        self._socket: websockets.ClientConnection | None = None
        self.closes: list[int | None] = []
        self.answers = 0
        self.silences = 0

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
                if self._socket.close_code == CUT_OFF or self._socket.close_reason == SILENT:
                    self.silences += 1
                else:
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
    """At the meeting socket; no answer may say that the server did not foresee the message."""

    def __init__(self, seat: Seat) -> None:
        url, cookie = line_of(seat)
        super().__init__(url.replace("http", "ws", 1), seat.base, cookie)
        self.codes: set[str] = set()

    def _is_pong(self, data: bytes | str) -> bool:
        message = json.loads(data)
        if message["type"] == "reply" and not message["ok"]:
            self.codes.add(message["error"]["code"])
        return bool(message["type"] == "pong")


@EACH
async def test_mutated_signal_messages_harm_nobody_else(standing: RunningServer, messages: int) -> None:
    async with gathering(standing, codes=("413", "414")) as there:
        await speaking(there, "413")
        seats = [await Seat.by_link(standing.demo["sites"][code]) for code in ("415", "416")]
        before = hostile.figures(standing.url)
        probes = [SignalProbe(signal_line(seat)) for seat in seats]
        await asyncio.gather(
            *(provoke(probe, messages // 2, signal_message, PING, SEED + n) for n, probe in enumerate(probes))
        )
        for probe in probes:
            assert probe.answers > messages // 10
            assert set(probe.closes) <= ASKED_FOR | {1007, 1008}
        for seat in seats:
            await seat.leave()
        await unharmed(there, "413")
        after = hostile.figures(standing.url)
    closed = sum(after.get(k, 0) - before.get(k, 0) for k in after if 'fate="closed_' in k)
    seen = sum(code not in ASKED_FOR for probe in probes for code in probe.closes)
    # Every close is counted; one that came behind a goodbye, or behind the last answer, no client sees.
    unseen = sum(code in ASKED_FOR for probe in probes for code in probe.closes) + len(probes)
    assert 0 <= closed - seen <= unseen


async def provoke(
    probe: Probe, messages: int, make: Callable[[random.Random], bytes | str], ping: bytes | str, seed: int
) -> None:
    """So many messages one after the other; each is answered or closes the line."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for _ in range(messages):
        await probe.provoke(make(chance), ping)
    await probe.close()
    assert probe.answers + len(probe.closes) + probe.silences == messages
    assert probe.silences <= messages // 100


def signal_line(seat: Seat) -> str:
    token = seat.grant["media"]["token"]
    return f"{seat.base.replace('http', 'ws', 1)}/rtc?access_token={token}&sdk=python&protocol=16"


def signal_message(chance: random.Random) -> bytes:
    """A request of any kind with odd values, one in three with its bytes changed as well."""
    good = request(chance, chance.choice(KINDS)).SerializeToString()
    return hostile.mutated(chance, good) if chance.randrange(3) == 0 else good


def meeting_message(chance: random.Random) -> bytes | str:
    """A plausible message bent in its values, or with its bytes changed, now and then not even as text."""
    good = plausible(chance, NAMES)
    if chance.random() < 0.6:
        return bent(chance, good)
    changed = hostile.mutated(chance, json.dumps(good, ensure_ascii=False).encode())
    return changed if chance.randrange(5) == 0 else changed.decode("utf-8", "replace")


@EACH
async def test_mutated_meeting_messages_harm_nobody_else(standing: RunningServer, messages: int) -> None:
    """From a hall of this meeting, and with a chair's rights from another meeting."""
    other = await second_meeting(standing, ["417"])
    async with gathering(standing, codes=("413", "414")) as there:
        await speaking(there, "413")
        hall = await Seat.by_link(standing.demo["sites"]["416"])
        chair = await Seat.by_link(standing.demo["chair"], other)
        probes = [MeetingProbe(hall), MeetingProbe(chair)]
        for seat in (hall, chair):
            await seat.leave()
        before = hostile.figures(standing.url)
        ping = json.dumps({"type": "ping", "t": 1})
        await asyncio.gather(
            *(
                provoke(probe, messages // 2, meeting_message, ping, SEED + n)
                for n, probe in enumerate(probes)
            )
        )
        for probe in probes:
            assert probe.answers > len(probe.closes)
            assert set(probe.closes) <= {1008}
            assert len(probe.codes) > 3
            assert "server.internal" not in probe.codes
        await unharmed(there, "413")
        assert there.chair.view["meeting"]["state"] == "in_session"
        assert there.chair.view["floor"]["holders"]
        after = hostile.figures(standing.url)
    refused = sum(after[k] - before.get(k, 0) for k in after if k.startswith("giaoban_refused_total"))
    assert refused > messages // 4


async def opened(line: str, seat: Seat) -> websockets.ClientConnection:
    return await websockets.connect(
        line.replace("http", "ws", 1),
        proxy=None,
        compression=None,
        origin=seat.base,  # type: ignore[arg-type]
        additional_headers={"Cookie": line_of(seat)[1]},
    )


@pytest.mark.parametrize(
    ("line", "size"),
    [(lambda seat: line_of(seat)[0], MEETING_LIMIT), (signal_line, SIGNAL_LIMIT)],
    ids=["meeting", "signal"],
)
async def test_a_message_over_the_size_closes_and_harms_nobody_else(
    standing: RunningServer, line: Callable[[Seat], str], size: int
) -> None:
    async with gathering(standing, codes=("413", "414")) as there:
        await speaking(there, "413")
        seat = await Seat.by_link(standing.demo["sites"]["416"])
        socket = await opened(line(seat), seat)
        await socket.send("x" * (size + 1))
        async with asyncio.timeout(ANSWER_S):
            await socket.wait_closed()
        assert socket.close_code == 1009
        await seat.leave()
        await unharmed(there, "413")


async def test_a_flood_of_commands_is_throttled_and_harms_nobody_else(standing: RunningServer) -> None:
    async with gathering(standing, codes=("413", "414")) as there:
        await speaking(there, "413")
        seat = await Seat.by_link(standing.demo["sites"]["416"])
        before = hostile.figures(standing.url)
        socket = await opened(line_of(seat)[0], seat)
        with pytest.raises(websockets.ConnectionClosed):
            await flood(socket)
        await seat.leave()
        await unharmed(there, "413")
        assert len(there.chair.view["floor"]["queue"]) == 0
        after = hostile.figures(standing.url)
    for counted in (THROTTLED, CUT):
        assert after[counted] > before.get(counted, 0)


async def flood(socket: websockets.ClientConnection) -> None:
    """As many commands as the line takes, nothing read, until it is closed."""
    async with asyncio.timeout(ANSWER_S):
        for number in range(10**6):
            order = {"type": "command", "key": f"f{number}", "command": "front.turn", "data": {"page": 2}}
            await socket.send(json.dumps(order))
            if number % 200 == 0:
                await asyncio.sleep(0)
