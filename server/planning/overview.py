"""The calendar: what is on in a stretch of time, who is in what, and who would be in two places at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.briefings.index import BriefingIndex
from server.db.repositories.briefings import BriefingRecord, SeatRecord
from server.people.principals import Principal
from server.people.records import ADMINISTRATOR, ARCHIVIST

ASSUMED = timedelta(hours=1)
"""How long a meeting without a planned length is taken to last."""
LONGEST = timedelta(days=7)
_GONE = frozenset({"closed", "archived", "cancelled"})


@dataclass(frozen=True)
class Entry:
    """A meeting in the calendar with who is in it; `role`: the reader's own."""

    record: BriefingRecord
    role: str | None
    seats: Sequence[SeatRecord]


@dataclass(frozen=True)
class Clash:
    """A meeting at the same time with some of the same halls or officers.

    `readable`: whether whoever asks may know which meeting it is.
    """

    record: BriefingRecord
    seats: Sequence[SeatRecord]
    readable: bool


class Overview:
    """Reads the index of meetings by time."""

    def __init__(self, index: BriefingIndex) -> None:
        self._index = index

    async def between(self, principal: Principal, first: datetime, last: datetime) -> list[Entry]:
        """The meetings of a stretch of time the principal may know of, in order of time."""
        roles = await self._index.roles_of(principal)
        sees_all = not principal.roles.isdisjoint({ADMINISTRATOR, ARCHIVIST})
        found = [
            record
            for record in await self._index.planned_in(first - LONGEST, last)
            if ends_at(record) > first and (sees_all or record.meeting in roles)
        ]
        seats = await self._index.seats_of([record.meeting for record in found])
        return [Entry(one, roles.get(one.meeting), seats.get(one.meeting, ())) for one in found]

    async def clashes(
        self,
        principal: Principal,
        starts_at: datetime,
        planned_s: int,
        seats: Collection[str],
        *,
        but: str | None = None,
    ) -> list[Clash]:
        """Meetings not over that overlap a time and have one of these seats."""
        ends = starts_at + _length(planned_s)
        near = [
            record
            for record in await self._index.planned_in(starts_at - LONGEST, ends)
            if record.meeting != but and record.state not in _GONE and ends_at(record) > starts_at
        ]
        known = await self._index.seats_of([record.meeting for record in near])
        roles = await self._index.roles_of(principal)
        sees_all = ADMINISTRATOR in principal.roles
        return [
            Clash(record, shared, sees_all or record.meeting in roles)
            for record in near
            if (shared := [seat for seat in known.get(record.meeting, ()) if seat.seat in seats])
        ]


def ends_at(record: BriefingRecord) -> datetime:
    """When a meeting is planned to end. Only for meetings with a time."""
    if record.scheduled_at is None:
        raise ValueError("a meeting without a time")
    return record.scheduled_at + _length(record.planned_s)


def _length(planned_s: int) -> timedelta:
    return timedelta(seconds=planned_s) if planned_s else ASSUMED
