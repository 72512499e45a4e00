"""Who presides: the chair, or a deputy when the chair hands over or the chair's line is lost.

Deputies take over by their order. A chair whose line was lost presides again on returning, whoever
stood in last; a chair who handed over does so only by taking the meeting back. Nobody present to take over:
nothing changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.clock import elapsed_ms
from rooms.base.fields import OneOf, Whole
from rooms.base.roles import PRESIDING, Role
from rooms.errors import Code, Refused
from rooms.kernel import GATHERED, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.lookup.seats import chair_seat, line_of
from rooms.state import Meeting, Presiding

APPOINTED, LINE_LOST, CHAIR_RETURNED, HANDED_OVER, REMOVED = (
    "appointed",
    "line_lost",
    "chair_returned",
    "handed_over",
    "removed",
)
Why = Annotated[str, OneOf(frozenset({APPOINTED, LINE_LOST, CHAIR_RETURNED, HANDED_OVER, REMOVED}))]


@dataclass(frozen=True, slots=True)
class Review(CommandBody):
    """See whether who presides has been away for at least ``grace_s`` seconds."""

    type: ClassVar[str] = "presiding.review"
    grace_s: Annotated[int, Whole(0, 3600)] = 15


@dataclass(frozen=True, slots=True)
class HandOver(CommandBody):
    """Let another officer preside: a deputy, or the chair (who takes the meeting back)."""

    type: ClassVar[str] = "presiding.hand_over"
    seat: fields.OfficerSeat


@dataclass(frozen=True, slots=True)
class Changed(EventBody):
    """Somebody else presides, or nobody."""

    type: ClassVar[str] = "presiding.changed"
    seat: fields.OfficerSeat | None
    why: Why


def succession(state: Meeting) -> tuple[str, ...]:
    """Seats that may preside, first in line first: the chair, then the deputies by order."""
    line = [officer for officer in state.officers.values() if officer.role in (Role.CHAIR, Role.DEPUTY)]
    return tuple(
        officer.seat
        for officer in sorted(line, key=lambda one: (one.role != Role.CHAIR, one.order, one.seat))
    )


def away_since(state: Meeting) -> datetime | None:
    """Since when nobody has presided, or None while who presides is there.

    A chair who never came counts as away from the line check on, so that a deputy can open the meeting.
    """
    seat = state.presiding.seat
    line = line_of(state, seat) if seat else None
    if state.phase not in GATHERED or (line is not None and line.present):
        return None
    gathered_at = state.line_check_at or state.opened_at or state.at
    return max(gathered_at, line.lost_at) if line is not None and line.lost_at else gathered_at


def review_due(state: Meeting, grace_s: int) -> datetime | None:
    """When a ``presiding.review`` would change something if nothing else happens, or None if never."""
    since = away_since(state)
    return None if since is None or _successor(state) is None else since + timedelta(seconds=grace_s)


def _successor(state: Meeting) -> str | None:
    return next((seat for seat in succession(state) if line_of(state, seat).present), None)


def after_connect(state: Meeting, seat: str) -> Facts:
    """Facts that follow a connection: a returning chair presides again."""
    returned = seat == chair_seat(state) and state.presiding.seat != seat
    return (Changed(seat, CHAIR_RETURNED),) if returned and state.presiding.for_lost else ()


def after_removal(state: Meeting, seat: str) -> Facts:
    """Facts that follow the removal of an officer: the next in line presides."""
    if state.presiding.seat != seat:
        return ()
    return (Changed(next((one for one in succession(state) if one != seat), None), REMOVED),)


def review(context: Context, body: Review) -> Facts:
    """Pass presiding on when its line has been lost long enough and somebody is there to take it."""
    since = away_since(context.state)
    successor = _successor(context.state)
    if since is None or successor is None or elapsed_ms(since, context.now) < body.grace_s * 1000:
        return ()
    back = successor == chair_seat(context.state)
    return (Changed(successor, CHAIR_RETURNED if back else LINE_LOST),)


def hand_over(context: Context, body: HandOver) -> Facts:
    """Let another officer preside by the chair's word."""
    if body.seat not in succession(context.state):
        raise Refused(Code.PRESIDING_NOT_DEPUTY, {"seat": body.seat})
    if body.seat == context.state.presiding.seat:
        raise Refused(Code.PRESIDING_ALREADY)
    return (Changed(body.seat, HANDED_OVER),)


def on_changed(state: Meeting, body: Changed, fact: Event) -> Meeting:
    """Set who presides; a deputy who hands the meeting on still stands in for the chair."""
    lost = body.why == LINE_LOST or (state.presiding.for_lost and body.seat != chair_seat(state))
    return replace(state, presiding=Presiding(body.seat, body.why, lost))


COMMANDS = (
    command(Review, review, frozenset({Role.SYSTEM}), GATHERED),
    command(HandOver, hand_over, frozenset({Role.CHAIR, PRESIDING}), GATHERED),
)

EVENTS = (event(Changed, on_changed),)
