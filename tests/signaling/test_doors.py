"""Who gets in and who is sent away: before the upgrade by HTTP status and code, after it by close code."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx
import pytest
from livekit.protocol.rtc import LeaveRequest, Ping, SignalRequest, SignalResponse
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from signaling.auth import ApiKey
from tests.support.media import KEY, MediaLab, media_lab, plain_token, until

ORIGIN = "https://giaoban.example"


@pytest.fixture
async def small_lab() -> AsyncIterator[MediaLab]:
    async with media_lab(max_participants=2, origins=(ORIGIN,), tcp_port=None) as running:
        yield running


def dial(lab: MediaLab, identity: str = "a", token: str | None = None, **more: object) -> connect:
    query = f"access_token={token or plain_token(identity)}"
    return connect(f"{lab.url()}/rtc?{query}", proxy=None, **more)  # type: ignore[arg-type]


async def hear(socket: ClientConnection, kind: str) -> SignalResponse:
    """The next message of a kind."""
    async with asyncio.timeout(5):
        while True:
            response = SignalResponse.FromString(await socket.recv())  # type: ignore[arg-type]
            if response.WhichOneof("message") == kind:
                return response


async def closed(socket: ClientConnection) -> int:
    async with asyncio.timeout(5):
        try:
            while True:
                await socket.recv()
        except ConnectionClosed as error:
            return error.rcvd.code if error.rcvd else 1006


async def test_doors(small_lab: MediaLab) -> None:
    """Every refusal before the upgrade, on the socket's path and on the one clients ask why."""
    wrong = ApiKey(KEY.key, "not the secret at all, but long enough to be one")
    tries = [
        ({"access_token": ""}, {}, 401, "token.missing"),
        ({"access_token": "rubbish"}, {}, 401, "token.malformed"),
        ({"access_token": plain_token("a", key=wrong)}, {}, 401, "token.signature"),
        ({"access_token": plain_token("a", ttl_s=-60)}, {}, 401, "token.expired"),
        ({"access_token": plain_token("a"), "room": "other"}, {}, 403, "token.other_room"),
        ({"access_token": plain_token("a")}, {"Origin": "https://evil.example"}, 403, "origin.refused"),
        ({"access_token": plain_token("a"), "join_request": "%%%"}, {}, 400, "join.malformed"),
    ]
    base = small_lab.url().replace("ws://", "http://")
    async with httpx.AsyncClient(base_url=base) as client:
        for query, headers, status, code in tries:
            path = "/rtc/v1/validate" if "join_request" in query else "/rtc/validate"
            answer = await client.get(path, params=query, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (status, code)
            assert query["access_token"] not in answer.text or not query["access_token"]
        assert (
            await client.get("/rtc/validate", params={"access_token": plain_token("a")})
        ).text == "success"
        assert (await client.get("/elsewhere")).status_code == 404
    with pytest.raises(InvalidStatus) as caught:
        await dial(small_lab, token="rubbish")
    assert caught.value.response.status_code == 401


async def test_one_more_than_fits_is_refused_and_the_room_unharmed(small_lab: MediaLab) -> None:
    async with dial(small_lab, "a", origin=ORIGIN) as one, dial(small_lab, "b") as two:
        await hear(one, "join")
        joined = await hear(two, "join")
        assert [other.identity for other in joined.join.other_participants] == ["a"]
        with pytest.raises(InvalidStatus) as caught:
            await dial(small_lab, "c")
        assert caught.value.response.status_code == 403
        assert b"room.full" in (caught.value.response.body or b"")
        await one.send(SignalRequest(ping_req=Ping(timestamp=7)).SerializeToString())
        assert (await hear(one, "pong_resp")).pong_resp.last_ping_timestamp == 7
        async with dial(small_lab, "b") as again:  # the same identity replaces its older self
            await hear(again, "join")


async def test_a_malformed_message_ends_its_own_connection_only(small_lab: MediaLab) -> None:
    async with dial(small_lab, "a") as good, dial(small_lab, "b") as bad:
        await hear(good, "join")
        await hear(bad, "join")
        await bad.send(b"\xff\xff\xff\xff")
        assert await closed(bad) == 1007
        await until(lambda: small_lab.named("participant_left"))
        await good.send(SignalRequest(ping_req=Ping(timestamp=7)).SerializeToString())
        await hear(good, "pong_resp")
    counters = await small_lab.plane.counters()
    assert counters[0]["closed_signal.malformed"] == 1


async def test_a_message_over_the_size_closes_1009(small_lab: MediaLab) -> None:
    async with dial(small_lab, "a") as socket:
        await hear(socket, "join")
        await socket.send(b"\x00" * (256 * 1024 + 1))
        assert await closed(socket) == 1009


async def test_a_flood_is_cut(small_lab: MediaLab) -> None:
    async with dial(small_lab, "a") as socket:
        await hear(socket, "join")
        ping = SignalRequest(ping=1).SerializeToString()
        with contextlib.suppress(ConnectionClosed):
            for _ in range(2000):
                await socket.send(ping)
        assert await closed(socket) == 1008


async def test_a_malformed_description_is_named(small_lab: MediaLab) -> None:
    async with dial(small_lab, "a") as socket:
        await hear(socket, "join")
        request = SignalRequest()
        request.offer.sdp = "v=0\r\nnonsense"
        await socket.send(request.SerializeToString())
        assert await closed(socket) == 1008
    counters = await small_lab.plane.counters()
    assert counters[0]["closed_sdp.bad_line"] == 1


async def test_a_resume_of_a_seat_that_is_gone_is_told_to_join_anew(small_lab: MediaLab) -> None:
    url = f"{small_lab.url()}/rtc?access_token={plain_token('a')}&reconnect=1&sid=PA_gone"
    async with connect(url, proxy=None) as socket:
        assert (await hear(socket, "leave")).leave.action == LeaveRequest.Action.RECONNECT
        assert await closed(socket) == 1000


async def test_a_goodbye_is_told_to_the_others_at_once(small_lab: MediaLab) -> None:
    async with dial(small_lab, "a") as one, dial(small_lab, "b") as two:
        await hear(two, "join")
        await one.send(SignalRequest(leave=LeaveRequest()).SerializeToString())
        while True:
            [info] = (await hear(two, "update")).update.participants[:1]
            if info.identity == "a" and info.state == 3:
                break
        assert await closed(one) == 1000
