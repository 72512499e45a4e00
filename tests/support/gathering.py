"""A small meeting on a running server: the chair's seat and a few halls, each a seat with an SDK client."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from livekit import rtc

from tests.support.hall import Hall
from tests.support.seats import Seat
from tests.support.server import RunningServer

SETTLE_S = 20.0
UNSUBSCRIBED_S = 0.5


async def until(holds: Callable[[], object], limit_s: float = SETTLE_S, what: str = "it") -> None:
    """Waits until `holds()`; fails the test at the limit."""
    end = time.monotonic() + limit_s
    while not holds():
        assert time.monotonic() < end, f"{what} did not come about in {limit_s} s"
        await asyncio.sleep(0.05)


async def eventually(holds: Callable[[], Awaitable[object]], limit_s: float = SETTLE_S) -> None:
    """Waits until awaiting `holds()` gives something true; fails the test at the limit."""
    end = time.monotonic() + limit_s
    while not await holds():
        assert time.monotonic() < end, f"it did not come about in {limit_s} s"
        await asyncio.sleep(0.1)


@dataclass
class Gathering:
    """Who is there. Halls send all the time; what is forwarded is the server's doing."""

    server: RunningServer
    chair: Seat
    meeting: str = "demo"
    seats: dict[str, Seat] = field(default_factory=dict)
    halls: dict[str, Hall] = field(default_factory=dict)

    @property
    def codes(self) -> list[str]:
        return sorted(self.halls)

    async def open(self) -> None:
        """In session with a free floor, whatever an earlier gathering left."""
        if self.chair.view["meeting"]["state"] != "in_session":
            await self.chair.command("meeting.start_line_check")
            await self.chair.command("meeting.open")
        floor = self.chair.view["floor"]
        for request in floor["holders"]:
            await self.chair.command("floor.revoke", request=request, reason="Hết giờ")
        for request in [one["id"] for one in floor["requests"].values() if one["state"] == "waiting"]:
            await self.chair.command("floor.deny", request=request, reason="Hết giờ")
        for seat in self.seats.values():
            await seat.until(lambda view: not view["me"]["request"])

    async def enter(self, code: str, *, publish: bool = True) -> Hall:
        """One more hall of the demonstration."""
        seat = self.seats[code] = await Seat.by_link(self.server.demo["sites"][code], self.meeting)
        hall = self.halls[code] = Hall(1 + max((one.number for one in self.halls.values()), default=0))
        media = seat.grant["media"]
        await hall.join(media["url"], media["token"])
        if publish:
            await hall.publish()
        return hall

    async def grant(self, code: str, topic: str = "Báo cáo") -> str:
        """The hall asks, the chair gives: the request."""
        seat = self.seats[code]
        await seat.command("floor.request", topic=topic)
        await seat.until(lambda view: view["me"]["request"])
        request = str(seat.view["me"]["request"])
        await self.chair.command("floor.grant", request=request, limit_s=300)
        await seat.until(lambda view: view["me"]["holds_floor"])
        return request

    def others(self, code: str) -> list[Hall]:
        return [hall for other, hall in self.halls.items() if other != code]

    def listen(self) -> None:
        """Everyone subscribes to everything of everyone."""
        everyone = {f"site-{code}" for code in self.halls}
        for hall in self.halls.values():
            hall.watch(everyone, everyone)

    async def decodes(self, speaker: str, limit_s: float = SETTLE_S) -> None:
        """Every other hall sees the speaker's own picture and hears that hall's tone and no other."""
        identity, number = f"site-{speaker}", self.halls[speaker].number
        for hall in self.others(speaker):
            hall.forget()
        end = time.monotonic() + limit_s
        while time.monotonic() < end:
            self.listen()
            if all(h.sees(identity) == {number} and h.hears() == {number} for h in self.others(speaker)):
                return
            await asyncio.sleep(0.2)
        found = {hall.number: (hall.sees(identity), hall.hears()) for hall in self.others(speaker)}
        raise AssertionError(f"{speaker} ({number}) speaks, but (pictures, tones) are {found}")

    async def silent(self, seconds: float = 1.5) -> None:
        """Nobody hears anything for a while."""
        for hall in self.halls.values():
            hall.forget()
        self.listen()
        heard: set[int] = set()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            await asyncio.sleep(0.2)
            heard |= set().union(*(hall.hears() for hall in self.halls.values()))
        assert heard == set()


async def speaking(there: Gathering, speaker: str, limit_s: float = SETTLE_S) -> None:
    """In session, with the floor given to one hall that all others decode."""
    await there.open()
    await there.grant(speaker)
    await there.decodes(speaker, limit_s)


async def unharmed(there: Gathering, speaker: str) -> None:
    """Everyone still decodes, nobody had to reconnect, and nothing unforeseen was logged."""
    assert await arriving(there.others(speaker)[0], f"site-{speaker}", CAMERA, 1.0) > 0
    await there.decodes(speaker)
    assert [hall.reconnects for hall in there.halls.values()] == [0] * len(there.halls)
    seats = (there.chair, *there.seats.values())
    assert [seat.close_code for seat in seats] == [None] * len(seats)
    assert there.server.complaints == []


async def second_meeting(server: RunningServer, codes: list[str]) -> str:
    """Another meeting under the same chair."""
    chair = await Seat.by_link(server.demo["chair"])
    account = str(chair.view["me"]["seat"]).removeprefix("officer-")
    await chair.leave()
    admin = Seat(server.url)
    await admin.open_link(server.demo["admin"].partition("/j/")[2])
    made = await admin.post(
        "/meetings",
        {
            "title": "Họp thứ hai",
            "scheduled_at": "2026-11-23T01:00:00.000Z",
            "planned_s": 3600,
            "agenda": [],
            "sites": codes,
            "officers": [{"account": account, "role": "chair", "order": 0}],
            "delegates": [],
            "auto_record": False,
        },
    )
    await admin.leave()
    return str(made["id"])


def attend(hall: Hall, identity: str, source: int) -> None:
    """Subscribe to one source of one participant and to nothing else."""
    for participant in hall.room.remote_participants.values():
        for publication in participant.track_publications.values():
            wanted = participant.identity == identity and publication.source == source
            if publication.subscribed != wanted:
                publication.set_subscribed(wanted)


async def packets(hall: Hall) -> dict[int, int]:
    """RTP packets `hall` has received, by SSRC."""
    stats = await hall.room.get_rtc_stats()
    return {
        one.inbound_rtp.stream.ssrc: one.inbound_rtp.received.packets_received
        for one in [*stats.publisher_stats, *stats.subscriber_stats]
        if one.WhichOneof("stats") == "inbound_rtp"
    }


async def arriving(hall: Hall, identity: str, source: int, seconds: float) -> int:
    """How many packets of one source of one participant arrive in so many seconds."""
    attend(hall, identity, source)
    await asyncio.sleep(UNSUBSCRIBED_S)  # what was under way of other tracks has come
    before = await packets(hall)
    await asyncio.sleep(seconds)
    after = await packets(hall)
    return sum(count - before.get(ssrc, 0) for ssrc, count in after.items())


@contextlib.asynccontextmanager
async def gathering(
    server: RunningServer, halls: int = 3, codes: tuple[str, ...] = (), meeting: str = "demo"
) -> AsyncIterator[Gathering]:
    """A meeting with `codes`, or the first halls, present and sending; all leave at the end."""
    there = Gathering(server, await Seat.by_link(server.demo["chair"], meeting), meeting)
    try:
        for code in codes or sorted(server.demo["sites"])[:halls]:
            await there.enter(code)
        yield there
    finally:
        everyone = [*(hall.leave() for hall in there.halls.values())]
        await asyncio.gather(*everyone, return_exceptions=True)
        seats = [*(seat.leave() for seat in there.seats.values()), there.chair.leave()]
        await asyncio.gather(*seats, return_exceptions=True)


MICROPHONE = rtc.TrackSource.SOURCE_MICROPHONE
CAMERA = rtc.TrackSource.SOURCE_CAMERA
SCREEN = rtc.TrackSource.SOURCE_SCREENSHARE
