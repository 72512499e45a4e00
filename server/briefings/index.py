"""Which meetings there are and who sits where, projected from the event logs when somebody asks.

The log is the truth; the index is caught up on reading, so it needs no hook into the writing side and is
right in every process. Any row of it can be deleted and comes back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

from rooms import Envelope, Meeting, Phase, Viewer, envelope_from_json, open_envelope, replay
from rooms.state import Item, ItemState
from server.briefings.plan import links_end
from server.db.repositories.briefings import BriefingRecord, BriefingRepository, SeatRecord, Stale
from server.db.repositories.carried import AgendaRecord, PostponedRecord
from server.db.repositories.events import EventStore
from server.errors import NotFound
from server.people.principals import Principal

_BEFORE_OPENING = ("scheduled", "line_check")
_EDITS = frozenset({"meeting.created", "meeting.edited", "meeting.cancelled"})
_IN_CALENDARS = _EDITS | {
    "meeting.scheduled",
    "agenda.added",
    "agenda.edited",
    "agenda.moved",
    "agenda.postponed",
    "agenda.removed",
    "agenda.restored",
    "site.added",
    "site.removed",
}
"""What changes anything a calendar file says."""


class BriefingIndex:
    """Answers from the index, after bringing it up to the logs."""

    def __init__(self, repository: BriefingRepository, events: EventStore) -> None:
        self._repository = repository
        self._events = events

    async def all(self) -> Sequence[BriefingRecord]:
        """Every meeting, the latest first."""
        await self._refresh()
        return await self._repository.all()

    async def refresh(self) -> None:
        """Bring the index up to every log."""
        await self._refresh()

    async def opening_between(self, start: datetime, end: datetime) -> Sequence[str]:
        """Meetings that have not been opened and are planned to be in this stretch of time."""
        await self._refresh()
        return await self._repository.planned_between(start, end, _BEFORE_OPENING)

    async def planned_in(self, start: datetime, end: datetime) -> Sequence[BriefingRecord]:
        """Meetings planned to begin in a stretch of time, the end left out, in order of time."""
        await self._refresh()
        return await self._repository.beginning_between(start, end)

    async def seats_of(self, meetings: Sequence[str]) -> dict[str, list[SeatRecord]]:
        """Who is invited to these meetings, as of the last reading of the index."""
        return await self._repository.seats_of(meetings)

    async def get(self, meeting: str) -> BriefingRecord:
        """One meeting. Raises NotFound ``meeting.not_found``."""
        await self._refresh(meeting)
        found = await self._repository.get(meeting)
        if found is None:
            raise NotFound("meeting.not_found", meeting=meeting[:40])
        return found

    async def roles_of(self, principal: Principal) -> dict[str, str]:
        """The role of a principal in each meeting it is invited to."""
        await self._refresh()
        if principal.kind == "observer" and principal.meeting:
            return {principal.meeting: "observer"}
        places = await self._repository.of_seat(principal.seat, principal.meeting)
        return dict(places)

    async def roles_of_seat(self, seat: str) -> dict[str, str]:
        """The role of a seat in each meeting it has a place in."""
        await self._refresh()
        return dict(await self._repository.of_seat(seat))

    async def seat_of(self, principal: Principal, meeting: str) -> Viewer | None:
        """The seat of a principal in a meeting, or None. Raises NotFound ``meeting.not_found``."""
        await self.get(meeting)
        if principal.meeting not in (None, meeting):
            return None
        if principal.kind == "observer":
            return Viewer(principal.seat, "observer")
        places = await self._repository.of_seat(principal.seat, meeting)
        return Viewer(principal.seat, places[0][1]) if places else None

    async def _refresh(self, meeting: str | None = None) -> None:
        for stale in await self._repository.stale(meeting):
            if stale.matters:
                await self._project(stale)
            else:
                await self._repository.mark(stale)

    async def _project(self, stale: Stale) -> None:
        raw = await self._events.read(stale.meeting)
        envelopes, state = await asyncio.to_thread(_replayed, raw)
        until = links_end(state.scheduled_at, state.planned_s)
        await self._repository.store(record_of(envelopes, state), seats_of(state), agenda_of(state), until)


def _replayed(raw: Sequence[dict[str, object]]) -> tuple[list[Envelope], Meeting]:
    envelopes = [envelope_from_json(one) for one in raw]
    return envelopes, replay(open_envelope(one) for one in envelopes)


def record_of(envelopes: Sequence[Envelope], state: Meeting) -> BriefingRecord:
    """What lists show of a meeting."""
    edits = [envelope for envelope in envelopes if envelope.type in _EDITS]
    return BriefingRecord(
        meeting=state.id,
        applied_seq=envelopes[-1].seq,
        title=state.title,
        state=str(state.phase),
        scheduled_at=state.scheduled_at,
        planned_s=state.planned_s,
        opened_at=state.opened_at,
        closed_at=state.closed_at,
        edited_at=max(envelope.at for envelope in envelopes if envelope.type in _IN_CALENDARS),
        edits=len(edits) - 1,
        recorded=any(envelope.type == "recording.started" for envelope in envelopes),
    )


def seats_of(state: Meeting) -> list[SeatRecord]:
    """Everybody invited: halls, officers and delegates."""
    sites = [SeatRecord(site.seat, "site", site.short_name) for site in state.sites.values()]
    officers = [SeatRecord(one.seat, str(one.role), one.name) for one in state.officers.values()]
    delegates = [SeatRecord(one.seat, "delegate", one.name) for one in state.delegates.values()]
    return sites + officers + delegates


def unreached(state: Meeting) -> list[Item]:
    """Items a meeting that was held never came to before it was closed."""
    if state.opened_at is None or state.phase not in (Phase.CLOSED, Phase.ARCHIVED):
        return []
    items = (state.agenda.items[key] for key in state.agenda.order)
    return [item for item in items if item.state == ItemState.PENDING]


def agenda_of(state: Meeting) -> AgendaRecord:
    """What the meeting put off, and what it took over from others."""
    left = [state.agenda.items[key] for key in state.agenda.postponed] + unreached(state)
    holds = state.phase != Phase.CANCELLED  # a meeting called off gives back what it took over
    taken = [one.carried_from for one in state.agenda.items.values() if holds and one.carried_from]
    return AgendaRecord(
        tuple(
            PostponedRecord(
                item.id,
                item.title,
                item.rapporteur,
                item.planned_s,
                item.internal,
                item.postponed_reason,
                item.seats,
            )
            for item in left
        ),
        tuple((source.meeting, source.item) for source in taken),
    )
