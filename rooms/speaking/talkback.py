"""Talk-back: a line between one officer and one hall that the meeting does not hear.

It lives in a media room of its own, which only these two enter. A hall that is on air has none: whatever
opens its microphone ends the line in the same step (``settled``), and none can be opened meanwhile. An
officer speaks to one hall at a time. It outlives short losses of either line, but not long ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import OneOf
from rooms.base.roles import Role
from rooms.errors import Code, Refused
from rooms.kernel import EXPECTED, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.lookup.seats import line_of
from rooms.speaking.microphones import microphone_open
from rooms.state import Meeting, Talkback, drop, put

LOST_S = 60
"""Seconds after which a line that is gone takes the talk-back with it."""
OFFICER, MOVED, LINE_LOST = "officer", "moved", "line_lost"
Cause = Annotated[str, OneOf(frozenset({OFFICER, MOVED, LINE_LOST}))]


@dataclass(frozen=True, slots=True)
class Open(CommandBody):
    """Open a line to a hall; the one to another hall closes."""

    type: ClassVar[str] = "talkback.open"
    seat: fields.Seat


@dataclass(frozen=True, slots=True)
class Close(CommandBody):
    """Close the line to a hall."""

    type: ClassVar[str] = "talkback.close"
    seat: fields.Seat


@dataclass(frozen=True, slots=True)
class Review(CommandBody):
    """See whether a line has been lost for too long."""

    type: ClassVar[str] = "talkback.review"


@dataclass(frozen=True, slots=True)
class Opened(EventBody):
    """An officer can speak to a hall."""

    type: ClassVar[str] = "talkback.opened"
    seat: fields.Seat
    by: fields.Seat


@dataclass(frozen=True, slots=True)
class Closed(EventBody):
    """The line is closed; ``cause``: by an officer, moved on to another hall, or a line was lost."""

    type: ClassVar[str] = "talkback.closed"
    seat: fields.Seat
    cause: Cause


def settled(state: Meeting) -> Meeting:
    """The meeting without the lines that cannot be: the hall is on air or gone, or the meeting over."""
    gone = [one.seat for one in state.talkbacks.values() if not _may_be(state, one)]
    return replace(state, talkbacks=drop(state.talkbacks, *gone)) if gone else state


def _may_be(state: Meeting, line: Talkback) -> bool:
    here = line.seat in state.sites and line.by in state.officers and state.phase in EXPECTED
    return here and not microphone_open(state, line.seat)


def review_due(state: Meeting) -> datetime | None:
    """When a ``talkback.review`` would close a line if nothing else happens; None if never."""
    return min((at for line in state.talkbacks.values() if (at := _ends_at(state, line))), default=None)


def _ends_at(state: Meeting, line: Talkback) -> datetime | None:
    """When the line goes because one of the two is away; None while both are there."""
    lines = (line_of(state, line.seat), line_of(state, line.by))
    lost = [max(one.lost_at or line.since, line.since) for one in lines if not one.present]
    return min(lost) + timedelta(seconds=LOST_S) if lost else None


def open_line(context: Context, body: Open) -> Facts:
    """Open a line to a hall that is there, not on air, and spoken to by nobody else."""
    state, actor = context.state, context.actor.seat
    if body.seat not in state.sites:
        raise Refused(Code.SITE_UNKNOWN, {"site": body.seat})
    if microphone_open(state, body.seat):
        raise Refused(Code.TALKBACK_ON_AIR, {"seat": body.seat})
    known = state.talkbacks.get(body.seat)
    if known is not None and known.by != actor:
        raise Refused(Code.TALKBACK_TAKEN, {"by": known.by})
    if known is not None:
        return ()
    if not line_of(state, body.seat).present:
        raise Refused(Code.TALKBACK_ABSENT, {"seat": body.seat})
    moved = tuple(Closed(one.seat, MOVED) for one in state.talkbacks.values() if one.by == actor)
    return (*moved, Opened(body.seat, actor))


def close_line(context: Context, body: Close) -> Facts:
    """Close a line; one that is not there changes nothing: it may just have ended by itself."""
    return (Closed(body.seat, OFFICER),) if body.seat in context.state.talkbacks else ()


def review(context: Context, body: Review) -> Facts:
    """Close the lines that have been lost for too long."""
    state = context.state
    return tuple(
        Closed(line.seat, LINE_LOST)
        for line in state.talkbacks.values()
        if (at := _ends_at(state, line)) is not None and at <= context.now
    )


def on_opened(state: Meeting, body: Opened, fact: Event) -> Meeting:
    """The line is there."""
    return replace(state, talkbacks=put(state.talkbacks, body.seat, Talkback(body.seat, body.by, fact.at)))


def on_closed(state: Meeting, body: Closed, fact: Event) -> Meeting:
    """The line is gone."""
    return replace(state, talkbacks=drop(state.talkbacks, body.seat))


_CALLERS = frozenset({Role.TECHNICIAN, Role.SECRETARY})

COMMANDS = (
    command(Open, open_line, _CALLERS, EXPECTED),
    command(Close, close_line, _CALLERS, EXPECTED),
    command(Review, review, frozenset({Role.SYSTEM}), EXPECTED),
)

EVENTS = (event(Opened, on_opened), event(Closed, on_closed))
