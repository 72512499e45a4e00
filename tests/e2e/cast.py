"""Who plays in the script of a session: halls and officers as seats without a browser, some with media."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from tests.support.hall import Hall
from tests.support.seats import Seat
from tests.support.server import RunningServer


@dataclass
class Cast:
    """Everyone of the session. ``halls`` are those that send pictures and sound."""

    server: RunningServer
    deputy: Seat
    secretary: Seat
    technician: Seat
    sites: dict[str, Seat] = field(default_factory=dict)
    halls: dict[str, Hall] = field(default_factory=dict)
    delegates: dict[str, Seat] = field(default_factory=dict)

    @property
    def everyone(self) -> list[Seat]:
        """All seats without a browser."""
        officers = [self.deputy, self.secretary, self.technician]
        return [*officers, *self.sites.values(), *self.delegates.values()]

    @property
    def view(self) -> dict[str, Any]:
        """What the secretary sees: the roles' common ground."""
        return self.secretary.view

    async def enter(self, code: str, number: int | None = None) -> Seat:
        """A hall comes in; with a ``number`` it also sends the picture and the tone of that number."""
        seat = self.sites[code] = await Seat.by_link(self.server.demo["sites"][code])
        if number is not None:
            await self.send(code, number)
        return seat

    async def send(self, code: str, number: int) -> Hall:
        """The hall's media, with a fresh grant."""
        media = (await self.sites[code].post(f"/meetings/{self.sites[code].meeting}/join", {}))["media"]
        hall = self.halls[code] = Hall(number)
        await hall.join(media["url"], media["token"])
        await hall.publish()
        return hall

    async def all_see(self, holds: Any, *, but: tuple[Seat, ...] = ()) -> None:
        """Every seat's view comes to satisfy ``holds``."""
        await asyncio.gather(*(seat.until(holds) for seat in self.everyone if seat not in but))


@contextlib.asynccontextmanager
async def cast_of(
    server: RunningServer, codes: list[str], sending: int, delegates: list[str]
) -> AsyncIterator[Cast]:
    """The officers but the chair, these halls (the first ``sending`` of them with media), these delegates."""
    demo = server.demo
    officers = [await Seat.by_link(demo[name]) for name in ("deputy", "secretary", "technician")]
    cast = Cast(server, *officers)
    try:
        for place, code in enumerate(codes):
            await cast.enter(code, place + 1 if place < sending else None)
        for delegate in delegates:
            cast.delegates[delegate] = await Seat.by_link(demo["delegates"][delegate])
        yield cast
    finally:
        await asyncio.gather(*(hall.leave() for hall in cast.halls.values()), return_exceptions=True)
        await asyncio.gather(*(seat.leave() for seat in cast.everyone), return_exceptions=True)
