"""Whoever loses the right to be there is out of the meeting socket and of picture and sound at once."""

from __future__ import annotations

import asyncio
from pathlib import Path

from livekit import rtc
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.support.gathering import until
from tests.support.hall import Hall
from tests.support.seats import Seat
from tests.support.server import RunningServer, running_server

# Revoking ends connections within a second, and makes the old token useless.
GONE_S = 1.0
SIGNED_OUT, NOT_ADMITTED = 4401, 4403
CONNECTED = rtc.ConnectionState.CONN_CONNECTED


async def signed_in(server: RunningServer, who: str) -> Seat:
    """A seat of the demonstration outside any meeting."""
    seat = Seat(server.url)
    await seat.open_link(server.demo[who].partition("/j/")[2])
    return seat


async def connected(seat: Seat, number: int) -> Hall:
    """The seat's SDK client, in the room."""
    hall = Hall(number)
    media = seat.grant["media"]
    await hall.join(media["url"], media["token"])
    return hall


async def rtc_answer(seat: Seat) -> int:
    """101 when the seat's old token still opens /rtc, else the status of the refusal."""
    token = seat.grant["media"]["token"]
    line = f"{seat.base.replace('http', 'ws', 1)}/rtc?access_token={token}&sdk=python&protocol=16"
    try:
        async with connect(line, proxy=None):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


async def is_out(seat: Seat, hall: Hall, close_code: int) -> None:
    await asyncio.sleep(GONE_S)
    assert seat.close_code == close_code
    assert seat.bye["message"]
    assert await rtc_answer(seat) in (401, 403)
    assert await rtc_answer(seat) in (401, 403)
    await until(lambda: hall.room.connection_state != CONNECTED, what="the end of the media connection")
    await hall.leave()
    await seat.leave()


async def paired(server: RunningServer, code: str) -> tuple[Seat, str]:
    """A machine paired as the site, in the meeting, and its device id."""
    admin = await signed_in(server, "admin")
    offered = await admin.post(f"/sites/{code}/pairing-code")
    machine = Seat(server.url)
    answer = await machine.post("/session/pair", {"code": offered["code"]}, signed_in=False)
    machine.slot = answer["slot"]
    machine.http.headers["X-Giaoban-Slot"] = machine.slot
    await machine.enter("demo")
    (device,) = await admin.get(f"/sites/{code}/devices")
    await admin.leave()
    return machine, str(device["id"])


async def revoke_device(server: RunningServer, device: str) -> None:
    admin = await signed_in(server, "admin")
    assert (await admin.http.delete(f"/api/v1/devices/{device}")).status_code == 204
    await admin.leave()


async def test_a_revoked_device_is_out(standing: RunningServer) -> None:
    machine, device = await paired(standing, "420")
    hall = await connected(machine, 20)
    assert await rtc_answer(machine) == 101
    await until(lambda: hall.room.connection_state != CONNECTED, what="the takeover")
    await hall.leave()
    hall = await connected(machine, 20)
    await revoke_device(standing, device)
    await is_out(machine, hall, SIGNED_OUT)


async def test_a_removed_site_is_out(standing: RunningServer) -> None:
    chair = await Seat.by_link(standing.demo["chair"])
    seat = await Seat.by_link(standing.demo["sites"]["421"])
    hall = await connected(seat, 21)
    await chair.command("site.remove", code="421")
    await is_out(seat, hall, NOT_ADMITTED)
    await chair.leave()


async def test_a_removed_officer_is_out(standing: RunningServer) -> None:
    chair = await Seat.by_link(standing.demo["chair"])
    officer = await Seat.by_link(standing.demo["technician"])
    hall = await connected(officer, 22)
    await chair.command("officer.remove", seat=officer.view["me"]["seat"])
    await is_out(officer, hall, NOT_ADMITTED)
    await chair.leave()


async def test_an_observer_whose_link_is_revoked_is_out(standing: RunningServer) -> None:
    secretary = await Seat.by_link(standing.demo["secretary"])
    made = await secretary.post("/meetings/demo/links", {"kind": "observer", "name": "Báo chí"})
    observer = await Seat.by_link(made["url"])
    hall = await connected(observer, 23)
    gone = await secretary.http.delete(f"/api/v1/meetings/demo/links/{made['id']}")
    assert gone.status_code == 204
    await is_out(observer, hall, SIGNED_OUT)
    await secretary.leave()


async def test_what_was_revoked_stays_so_after_a_restart(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as server:
        machine, device = await paired(server, "420")
        seat = await Seat.by_link(server.demo["sites"]["421"])
        chair = await Seat.by_link(server.demo["chair"])
        assert await rtc_answer(machine) == await rtc_answer(seat) == 101
        await revoke_device(server, device)
        await chair.command("site.remove", code="421")
        server.kill()
        await asyncio.to_thread(server.start)
        assert await rtc_answer(machine) == 401
        assert await rtc_answer(seat) == 403
        assert await rtc_answer(chair) == 101
        for one in (machine, seat, chair):
            await one.leave()
