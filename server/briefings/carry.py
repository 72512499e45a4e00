"""Carrying agenda items over: what ended meetings postponed is offered to later ones, and taken once.

An item is claimed in the database before the meeting is told; should the meeting say no, the claim is given
back. What a meeting's log holds has the last word: the index confirms claims, and drops those it let go of.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from rooms.state import Item
from server.briefings.index import BriefingIndex
from server.db.repositories.carried import CarriedRepository, Offered
from server.errors import Conflict, NotFound
from server.meetings.service import SYSTEM, MeetingService
from server.people.principals import Principal
from server.people.records import ADMINISTRATOR

Source = tuple[str, str]
"""A meeting and the item it postponed."""
Planner = Principal | frozenset[str]
"""Somebody who prepares a meeting; or the server, which may take over from the meetings named."""
_DESK = frozenset({"chair", "secretary"})


class CarryOver:
    """Offers and takes what meetings postponed."""

    def __init__(self, carried: CarriedRepository, index: BriefingIndex, meetings: MeetingService) -> None:
        self._carried = carried
        self._index = index
        self._meetings = meetings

    async def offered(self, planner: Planner) -> list[Offered]:
        """What a planner may take over: of meetings they led or recorded; all of it for administrators."""
        sees = await self._sees(planner)
        return [one for one in await self._carried.offered() if sees(one.meeting)]

    async def _sees(self, planner: Planner) -> Callable[[str], bool]:
        """Tells of a meeting whether the planner may know what it postponed."""
        if isinstance(planner, frozenset):
            await self._index.refresh()  # so that what they left over is known, and what others took
            return planner.__contains__
        roles = await self._index.roles_of(planner)
        sees_all = ADMINISTRATOR in planner.roles
        return lambda meeting: sees_all or roles.get(meeting) in _DESK

    @asynccontextmanager
    async def taking(
        self, sources: Sequence[Source], into: str, planner: Planner | None
    ) -> AsyncIterator[None]:
        """Claim items for as long as it takes to tell the meeting; given back if that fails.

        Raises Conflict ``agenda.carried``, or ``agenda.not_postponed`` for what the planner is not offered.
        """
        if not sources:
            yield
            return
        await self._require_offered(sources, planner)
        await self._carried.claim(sources, into)
        try:
            yield
        except BaseException:
            await self._carried.release(sources, into)
            raise
        await self._index.get(into)  # so that the claims are confirmed at once

    async def carry(self, source: Source, into: str, planner: Planner) -> Item:
        """Add an item another meeting postponed to the end of a meeting's agenda."""
        found = next((one for one in await self.offered(planner) if _source(one) == source), None)
        if found is None:
            raise await self._refusal([source], planner)
        record = found.record
        data = {
            "carried_from": {"meeting": source[0], "item": source[1]},
            "title": record.title,
            "rapporteur": record.rapporteur,
            "planned_s": record.planned_s,
            "seats": list(record.seats),
            "internal": record.internal,
        }
        async with self.taking([source], into, planner):
            await self._meetings.execute(into, "agenda.carry", data, f"carry-{secrets.token_hex(8)}", SYSTEM)
        return await self._taken(source, into)

    async def _taken(self, source: Source, into: str) -> Item:
        state = await self._meetings.state(into)
        for item in state.agenda.items.values():
            if (
                item.carried_from is not None
                and (item.carried_from.meeting, item.carried_from.item) == source
            ):
                return item
        raise NotFound("agenda.unknown_item")

    async def _require_offered(self, sources: Sequence[Source], planner: Planner | None) -> None:
        if planner is None:
            raise Conflict("agenda.not_postponed")
        offered = {_source(one) for one in await self.offered(planner)}
        missing = [source for source in sources if source not in offered]
        if missing:
            raise await self._refusal(missing, planner)

    async def _refusal(self, missing: Sequence[Source], planner: Planner) -> Conflict:
        """Why something is not offered: taken already, or never put off as far as the planner may know."""
        sees = await self._sees(planner)
        taken = await self._carried.taken([source for source in missing if sees(source[0])])
        return Conflict("agenda.carried" if taken else "agenda.not_postponed")


def _source(one: Offered) -> Source:
    return one.meeting, one.record.item
