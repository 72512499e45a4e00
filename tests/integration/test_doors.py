"""Who is refused at the doors of picture and sound and of the meeting socket, with which code."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from server.media.keys import load_or_create
from signaling.auth import ApiKey, GrantClaims, mint
from tests.support.gathering import CAMERA, arriving, gathering
from tests.support.hall import Hall
from tests.support.seats import Seat
from tests.support.server import RunningServer

STRANGER = ApiKey("stranger", "a secret nobody gave us that is longer than thirty-two bytes")
# Guards against hanging only; how long a refusal takes is for the bench.
ANSWER_S = 10.0


def own_key(server: RunningServer) -> ApiKey:
    own = load_or_create(server.data)
    return ApiKey(own.key, own.secret)


async def knock(server: RunningServer, token: str, **headers: str) -> tuple[int, str]:
    """HTTP status and text of a refused upgrade at /rtc."""
    line = f"{server.url.replace('http', 'ws', 1)}/rtc?access_token={token}&sdk=python&protocol=16"
    try:
        async with asyncio.timeout(ANSWER_S), connect(line, proxy=None, additional_headers=headers):
            raise AssertionError("it was let in")
    except InvalidStatus as refused:
        return refused.response.status_code, (refused.response.body or b"").decode()


async def test_grants_that_are_not_good_are_refused(standing: RunningServer) -> None:
    key = own_key(standing)
    seat = GrantClaims("site-413", "demo")
    for token in (
        "",
        "no.token.atall",
        mint(STRANGER, seat),
        mint(ApiKey(key.key, STRANGER.secret), seat),
        mint(key, seat, ttl_s=1, now=1_700_000_000),
        mint(key, seat)[:-4] + "AAAA",
    ):
        status, text = await knock(standing, token)
        assert status == 401, text
        async with httpx.AsyncClient(base_url=standing.url) as client:
            answer = await client.get("/rtc/validate", params={"access_token": token})
        assert (answer.status_code, bool(answer.text)) == (401, True)


async def test_a_grant_opens_its_own_room_and_no_other(standing: RunningServer) -> None:
    key = own_key(standing)
    status, _ = await knock(standing, mint(key, GrantClaims("site-413", "another-meeting")))
    assert status == 404
    status, _ = await knock(standing, mint(key, GrantClaims("site-413", "demo")) + "&room=another-meeting")
    assert status == 403
    status, _ = await knock(standing, mint(key, GrantClaims("site-NOBODY", "demo")))
    assert status == 403


async def test_pages_of_foreign_origins_reach_neither_socket(standing: RunningServer) -> None:
    status, _ = await knock(
        standing, mint(own_key(standing), GrantClaims("site-413", "demo")), Origin="https://x.test"
    )
    assert status in (401, 403)
    seat = await Seat.by_link(standing.demo["sites"]["413"])
    cookie = "; ".join(f"{one.name}={one.value}" for one in seat.http.cookies.jar)
    path = f"/api/v1/meetings/demo/socket?slot={seat.slot}"
    with pytest.raises(InvalidStatus) as refused:
        await connect(
            standing.url.replace("http", "ws", 1) + path,
            proxy=None,
            origin="https://x.test",  # type: ignore[arg-type]
            additional_headers={"Cookie": cookie},
        )
    assert refused.value.response.status_code == 403
    await seat.leave()


@pytest.mark.parametrize(("cookie", "slot", "closes", "code"), [
    ("", "", 4401, "session."),
    ("giaoban_00000000=stolen", "00000000", 4401, "session."),
])  # fmt: skip
async def test_the_meeting_socket_wants_a_sign_in(
    standing: RunningServer, cookie: str, slot: str, closes: int, code: str
) -> None:
    line = f"{standing.url.replace('http', 'ws', 1)}/api/v1/meetings/demo/socket?slot={slot}&lang=en"
    headers = {"Cookie": cookie} if cookie else {}
    socket = await connect(line, proxy=None, origin=standing.url, additional_headers=headers)  # type: ignore[arg-type]
    bye = json.loads(await socket.recv())
    assert (bye["type"], bye["code"].startswith(code), bool(bye["message"])) == ("bye", True, True)
    with pytest.raises(ConnectionClosed):
        await socket.recv()
    assert socket.close_code == closes


async def test_one_more_than_fits_is_refused_and_the_room_unharmed(standing: RunningServer) -> None:
    """The standing server's rooms take four."""
    async with gathering(standing, codes=("413", "414", "415", "416")) as there:
        await there.open()
        await there.grant("413")
        await there.decodes("413")
        late = await Seat.by_link(standing.demo["sites"]["417"])
        status, text = await knock(standing, late.grant["media"]["token"])
        refused: dict[str, Any] = json.loads(text)
        assert status == 403
        assert refused["code"] == "room.full"
        hall = Hall(5)
        with pytest.raises(Exception, match=r"."):
            await hall.join(late.grant["media"]["url"], late.grant["media"]["token"])
        assert await arriving(there.halls["414"], "site-413", CAMERA, 1.5) > 0
        await there.decodes("413")
        await there.seats.pop("416").leave()
        await there.halls.pop("416").leave()
        await there.enter("417")
        await there.decodes("413")
        await late.leave()
