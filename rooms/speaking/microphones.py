"""Enforced mute: an officer closes a seat's microphone whatever else would open it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from rooms.base import fields
from rooms.base.roles import PRESIDING, Role
from rooms.kernel import GATHERED, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.lookup.seats import Person, find_person, require_media
from rooms.speaking.floor import opens_microphone
from rooms.speaking.requests import live_request, live_requests
from rooms.state import Meeting, drop, put

CLOSED, ASKED, OPEN, MUTED = "closed", "asked", "open", "muted"


@dataclass(frozen=True, slots=True)
class Mute(CommandBody):
    """Close a seat's microphone."""

    type: ClassVar[str] = "mic.mute"
    seat: fields.Seat
    reason: fields.Reason = ""


@dataclass(frozen=True, slots=True)
class Unmute(CommandBody):
    """Lift an enforced mute; opens nothing by itself."""

    type: ClassVar[str] = "mic.unmute"
    seat: fields.Seat


@dataclass(frozen=True, slots=True)
class Muted(EventBody):
    """A seat is kept mute."""

    type: ClassVar[str] = "mic.muted"
    seat: fields.Seat
    reason: fields.Reason


@dataclass(frozen=True, slots=True)
class Unmuted(EventBody):
    """A seat is no longer kept mute."""

    type: ClassVar[str] = "mic.unmuted"
    seat: fields.Seat


def microphone_open(state: Meeting, seat: str) -> bool:
    """Whether this seat's own microphone may be heard now."""
    person = find_person(state, seat)
    if person is None or not person.has_media or seat in state.muted or state.phase not in GATHERED:
        return False
    return leads(state, person) or opens_microphone(state, seat)


def leads(state: Meeting, person: Person) -> bool:
    """Whether the seat needs no floor to speak: the chair and whoever presides."""
    return person.role == Role.CHAIR or person.seat == state.presiding.seat


def microphone(state: Meeting, seat: str) -> str:
    """What a seat's microphone sign shows: closed, asked, open or muted.

    A delegate's sign follows their own request, and the mute of the hall they speak through.
    """
    person = find_person(state, seat)
    if person is None:
        return CLOSED
    device = person.site or seat
    request = next((one for one in live_requests(state, seat) if one.speaks), live_request(state, seat))
    if device in state.muted and person.delegate is None:
        return MUTED
    if microphone_open(state, seat):
        return OPEN
    if request is None:
        return CLOSED
    if request.granted_at is None:
        return ASKED
    if not request.speaks:
        return CLOSED
    return MUTED if device in state.muted else OPEN


def mute(context: Context, body: Mute) -> Facts:
    """Close a microphone; twice is once."""
    require_media(context.state, body.seat)
    return () if body.seat in context.state.muted else (Muted(body.seat, body.reason),)


def unmute(context: Context, body: Unmute) -> Facts:
    """Lift a mute; one that is not there changes nothing."""
    require_media(context.state, body.seat)
    return (Unmuted(body.seat),) if body.seat in context.state.muted else ()


def on_muted(state: Meeting, body: Muted, fact: Event) -> Meeting:
    """Keep the seat mute."""
    return replace(state, muted=put(state.muted, body.seat, body.reason))


def on_unmuted(state: Meeting, body: Unmuted, fact: Event) -> Meeting:
    """No longer keep the seat mute."""
    return replace(state, muted=drop(state.muted, body.seat))


_MUTERS = frozenset({PRESIDING, Role.SECRETARY, Role.TECHNICIAN})

COMMANDS = (command(Mute, mute, _MUTERS, GATHERED), command(Unmute, unmute, _MUTERS, GATHERED))

EVENTS = (event(Muted, on_muted), event(Unmuted, on_unmuted))
