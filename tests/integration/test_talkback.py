"""A talk-back line with real clients: the two hear each other, the meeting hears neither, a turn ends it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

import httpx
import pytest
from livekit import rtc

from tests.support.gathering import Gathering, eventually, gathering, until
from tests.support.hall import Hall
from tests.support.seats import CommandRefused, Seat
from tests.support.server import RunningServer

ASIDE = 7  # the mark of the officer's voice


async def grant(seat: Seat, hall: str) -> httpx.Response:
    return await seat.http.post(f"/api/v1/meetings/{seat.meeting}/talkback", json={"seat": hall})


@contextlib.asynccontextmanager
async def entered(seat: Seat, hall: str, number: int) -> AsyncIterator[Hall]:
    """A client of the seat in the talk-back room, sending its voice."""
    granted = (await grant(seat, hall)).json()
    client = Hall(number)
    await client.join(granted["url"], granted["token"], auto_subscribe=True)
    await client.publish(camera=False)
    try:
        yield client
    finally:
        await client.leave()


async def hear(client: Hall, number: int) -> None:
    client.forget()
    await until(lambda: client.hears() == {number}, what=f"hearing {number}")


async def silence_outside(there: Gathering) -> None:
    """Nobody in the meeting hears anything, and who listens does not even see a track of the line."""
    await there.silent()


async def test_two_hear_each_other_and_the_meeting_hears_neither(standing: RunningServer) -> None:
    async with gathering(standing, 3) as there:
        await there.open()
        called, other = there.codes[0], there.codes[1]
        hall, outsider = there.seats[called], there.seats[other]
        seat = f"site-{called}"
        secretary = await Seat.by_link(standing.demo["secretary"], there.meeting)
        assert (await grant(hall, seat)).json()["code"] == "talkback.none"
        await secretary.command("talkback.open", seat=seat)
        await hall.until(lambda view: view["me"]["talkback"])
        assert (await grant(outsider, seat)).json()["code"] == "talkback.not_yours"
        assert (await grant(there.chair, seat)).status_code == 403

        number = there.halls[called].number
        async with entered(secretary, seat, ASIDE) as officer, entered(hall, seat, number) as answering:
            await hear(answering, ASIDE)
            await hear(officer, number)
            await silence_outside(there)
            assert {one.identity for one in officer.room.remote_participants.values()} == {seat}

            # Either may come back, and the other hears it again.
            async with entered(hall, seat, number) as again:
                await hear(again, ASIDE)
                await hear(officer, number)

                # The floor ends the line for both, and the meeting hears the hall at once.
                await there.grant(called)
                await until(lambda: officer.room.connection_state == rtc.ConnectionState.CONN_DISCONNECTED)
                await there.decodes(called)
        assert (await grant(hall, seat)).json()["code"] == "talkback.none"
        with pytest.raises(CommandRefused) as refused:
            await secretary.command("talkback.open", seat=seat)
        assert refused.value.code == "talkback.on_air"
        await secretary.leave()
    await eventually(lambda: _calm(standing))


async def _calm(server: RunningServer) -> bool:
    return server.complaints == []
