"""What each hall spoke in recent meetings, told to a meeting that is about to be held.

The lists of speakers may go by it. It is read from the logs of the last closed meetings when a meeting is
scheduled and again when its line check starts; replaying them is done beside the event loop.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from rooms import Envelope, envelope_from_json, open_envelope, replay
from server.briefings.index import BriefingIndex
from server.db.repositories.events import EventStore
from server.meetings.owner import Owner
from server.meetings.service import SYSTEM, MeetingService

MEETINGS = 10
_WHEN = frozenset({"meeting.scheduled", "line_check.started"})
_OVER = frozenset({"closed", "archived"})
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
Spoken = Mapping[str, tuple[int, int]]
"""By hall (its seat): milliseconds and turns."""


class RecentSpeech:
    """Tells meetings what was spoken before them."""

    def __init__(self, index: BriefingIndex, events: EventStore, meetings: MeetingService) -> None:
        self._index = index
        self._events = events
        self._meetings = meetings

    def follow(self) -> None:
        """From now on tell every meeting of this process in time."""
        self._meetings.on_change(self._changed)

    def _changed(self, owner: Owner, envelopes: Sequence[Envelope]) -> None:
        if any(envelope.type in _WHEN for envelope in envelopes):
            self._meetings.spawn(self.tell(owner.live.id), "recent-speech")

    async def tell(self, meeting: str) -> None:
        """Tell one meeting; nothing is said while no other meeting has been held."""
        held = await self._held_before(meeting)
        if not held:
            return
        spent, turns = Counter[str](), Counter[str]()
        for one in held:  # one log in memory at a time
            raw = await self._events.read(one)
            for hall, (spoken_ms, times) in (await asyncio.to_thread(spoken_in, raw)).items():
                spent[hall] += spoken_ms
                turns[hall] += times
        entries = [
            {"site": hall, "spoken_s": spent[hall] // 1000, "turns": turns[hall]} for hall in sorted(turns)
        ]
        data = {"meetings": len(held), "entries": entries[:200]}
        key = f"recent-{secrets.token_hex(8)}"
        await self._meetings.execute(meeting, "spoken.note_recent", data, key, SYSTEM)

    async def _held_before(self, meeting: str) -> list[str]:
        """The last closed meetings that were in session, the latest first."""
        held = [
            record
            for record in await self._index.all()
            if record.state in _OVER and record.opened_at is not None and record.meeting != meeting
        ]
        held.sort(key=lambda record: record.closed_at or _LONG_AGO, reverse=True)
        return [record.meeting for record in held[:MEETINGS]]


def spoken_in(raw: Sequence[Mapping[str, object]]) -> Spoken:
    """What each hall spoke in a meeting, from its stored log. Raises what reading a damaged log raises."""
    state = replay(open_envelope(envelope_from_json(one)) for one in raw)
    return {
        seat: (spoken.today_ms, spoken.turns)
        for seat, spoken in state.floor.spoken.items()
        if seat.startswith("site-")
    }
