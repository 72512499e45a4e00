"""What each site has spoken: today, to each agenda item, and in recent meetings.

Turns of the line check are only tests and do not count. What was spoken in earlier meetings is not known
here; the server tells it before the session.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Many, Whole
from rooms.base.roles import MAX_SITES, Role
from rooms.kernel import UNFINISHED, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.speaking.requests import key_of
from rooms.state import (
    ANSWER_BACK,
    SPEECH,
    Floor,
    Meeting,
    Phase,
    Recent,
    RecentlySpoken,
    Request,
    Spoken,
    put,
)

NOTHING = Spoken()
TIMED = frozenset({SPEECH, ANSWER_BACK})
"""Kinds of turns that use the time a site has for an item."""
_UNKNOWN = RecentlySpoken()
Meetings = Annotated[int, Whole(0, 100)]
Seconds = Annotated[int, Whole(0, 365 * 24 * 3600)]
Turns = Annotated[int, Whole(0, 100_000)]


@dataclass(frozen=True, slots=True)
class SpokenEntry:
    """What a site (its seat) spoke in recent meetings, in seconds and turns."""

    site: fields.Seat
    spoken_s: Seconds
    turns: Turns


@dataclass(frozen=True, slots=True)
class NoteRecent(CommandBody):
    """Tell what was spoken in the last ``meetings`` closed meetings; sites left out spoke nothing."""

    type: ClassVar[str] = "spoken.note_recent"
    meetings: Meetings
    entries: Annotated[tuple[SpokenEntry, ...], Many(MAX_SITES)]


@dataclass(frozen=True, slots=True)
class RecentNoted(EventBody):
    """This was spoken in the last ``meetings`` closed meetings."""

    type: ClassVar[str] = "spoken.recent_noted"
    meetings: Meetings
    entries: Annotated[tuple[SpokenEntry, ...], Many(MAX_SITES)]


def spoken_of(floor: Floor, seat: str) -> Spoken:
    """What was said through the microphone of a seat in turns that are over."""
    return floor.spoken.get(seat, NOTHING)


def recent_of(floor: Floor, seat: str) -> RecentlySpoken:
    """What a site spoke in recent meetings."""
    return floor.recent.sites.get(seat, _UNKNOWN)


def count_turn(state: Meeting, turn: Request) -> Meeting:
    """The meeting with the time of a turn that is over added up."""
    if state.phase != Phase.IN_SESSION:
        return state
    so_far, key = spoken_of(state.floor, turn.media_seat), key_of(turn.item)
    timed_ms = turn.spent_ms if turn.kind in TIMED else 0
    spoken = Spoken(
        so_far.today_ms + turn.spent_ms,
        so_far.turns + 1,
        put(so_far.items, key, so_far.items.get(key, 0) + turn.spent_ms),
        put(so_far.timed, key, so_far.timed.get(key, 0) + timed_ms),
    )
    return replace(state, floor=replace(state.floor, spoken=put(state.floor.spoken, turn.media_seat, spoken)))


def _recent(body: NoteRecent | RecentNoted) -> Recent:
    return Recent(
        body.meetings, {entry.site: RecentlySpoken(entry.spoken_s, entry.turns) for entry in body.entries}
    )


def note_recent(context: Context, body: NoteRecent) -> Facts:
    """Note what the server found; the same again changes nothing."""
    same = _recent(body) == context.state.floor.recent
    return () if same else (RecentNoted(body.meetings, body.entries),)


def on_recent_noted(state: Meeting, body: RecentNoted, fact: Event) -> Meeting:
    """Keep it in place of what was known before."""
    return replace(state, floor=replace(state.floor, recent=_recent(body)))


COMMANDS = (command(NoteRecent, note_recent, frozenset({Role.SYSTEM}), UNFINISHED),)

EVENTS = (event(RecentNoted, on_recent_noted),)
