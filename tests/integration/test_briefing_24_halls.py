"""24 halls, each an unmodified LiveKit SDK client, hold one briefing on the real server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.hall import Hall
from tests.support.seats import CommandRefused, Seat
from tests.support.server import RunningServer, running_server

SETTLE_S = 60.0


class Briefing:
    """The chair's seat, and every hall as a seat with an SDK client behind it."""

    def __init__(self, chair: Seat, seats: dict[str, Seat], halls: dict[str, Hall]) -> None:
        self.chair = chair
        self.seats = seats
        self.halls = halls

    async def grant(self, code: str, topic: str) -> str:
        """The hall asks, the chair gives: returns the request."""
        seat = self.seats[code]
        await seat.command("floor.request", topic=topic)
        await seat.until(lambda view: view["me"]["request"])
        request = seat.view["me"]["request"]
        await self.chair.command("floor.grant", request=request, limit_s=120)
        await seat.until(lambda view: view["me"]["holds_floor"])
        return str(request)

    def neighbours(self, code: str) -> set[str]:
        """Two halls whose closed microphones this hall listens at: together the halls listen at all of them.

        Everyone listening at everyone would be 552 decoders, more than the test machine has.
        """
        codes = sorted(self.halls)
        at = codes.index(code)
        return {f"site-{codes[(at + step) % len(codes)]}" for step in (1, 2)}

    async def everyone_decodes(self, speaker: str) -> None:
        """Every other hall sees the speaker's own picture and hears that hall's tone and no other."""
        identity = f"site-{speaker}"
        number = self.halls[speaker].number
        others = [hall for code, hall in self.halls.items() if code != speaker]
        for hall in others:
            hall.forget()
        deadline = asyncio.get_running_loop().time() + SETTLE_S
        while asyncio.get_running_loop().time() < deadline:
            for code, hall in self.halls.items():
                if code != speaker:
                    hall.watch({identity}, {identity, *self.neighbours(code)})
            if all(hall.sees(identity) == {number} and hall.hears() == {number} for hall in others):
                return
            await asyncio.sleep(0.25)
        found = {hall.number: (hall.sees(identity), hall.hears()) for hall in others}
        raise AssertionError(f"{speaker} ({number}) speaks, but (pictures, tones) are {found}")


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[RunningServer]:
    with running_server(tmp_path / "data") as running:
        yield running


@pytest.fixture
async def briefing(server: RunningServer) -> AsyncIterator[Briefing]:
    demo = server.demo
    chair = await Seat.by_link(demo["chair"])
    seats: dict[str, Seat] = {}
    halls: dict[str, Hall] = {}
    try:
        for number, (code, link) in enumerate(sorted(demo["sites"].items()), start=1):
            seat = seats[code] = await Seat.by_link(link)
            hall = halls[code] = Hall(number)
            media = seat.grant["media"]
            await hall.join(media["url"], media["token"])
            await hall.publish()
        yield Briefing(chair, seats, halls)
    finally:
        await asyncio.gather(*(hall.leave() for hall in halls.values()), return_exceptions=True)
        await asyncio.gather(
            *(seat.leave() for seat in seats.values()), chair.leave(), return_exceptions=True
        )


async def test_the_floor_passes_between_halls_and_only_its_holder_is_heard(briefing: Briefing) -> None:
    assert len(briefing.halls) == 24
    await briefing.chair.command("meeting.start_line_check")
    await briefing.chair.command("meeting.open")
    codes = sorted(briefing.halls)
    for code in (codes[0], codes[11], codes[23]):
        request = await briefing.grant(code, f"Báo cáo của điểm cầu {code}")
        await briefing.everyone_decodes(code)
        await briefing.chair.command("floor.revoke", request=request, reason="Hết giờ")
        await briefing.seats[code].until(lambda view: not view["me"]["holds_floor"])

    for hall in briefing.halls.values():
        hall.forget()
    await asyncio.sleep(2.0)
    assert {code: hall.hears() for code, hall in briefing.halls.items()} == {code: set() for code in codes}


async def test_two_halls_cannot_both_take_the_floor(briefing: Briefing) -> None:
    await briefing.chair.command("meeting.start_line_check")
    await briefing.chair.command("meeting.open")
    first, second = sorted(briefing.halls)[:2]
    await briefing.grant(first, "Phòng, chống lụt bão")
    waiting = briefing.seats[second]
    await waiting.command("floor.request", topic="Giao thông")
    await waiting.until(lambda view: view["me"]["request"])
    with pytest.raises(CommandRefused) as refused:
        await briefing.chair.command("floor.grant", request=waiting.view["me"]["request"], limit_s=60)
    assert refused.value.code.startswith("floor.")
    await briefing.everyone_decodes(first)
