"""The roll: called out name by name, or marked by the secretary, by who presides, or by a hall for its own.

A mark of presence says that a delegate has entered; a mark of absence takes such a mark back, and ends the
stay of a delegate who came in by their own check-in, and the turn of one who speaks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import OneOf, Text
from rooms.base.roles import PRESIDING, Role, Viewer
from rooms.errors import Code, Refused
from rooms.kernel import (
    EXPECTED,
    GATHERED,
    CommandBody,
    Context,
    Event,
    EventBody,
    Facts,
    command,
    event,
)
from rooms.lookup.clerks import require_own
from rooms.lookup.seats import Person, require_person
from rooms.speaking.floor import clear_seats
from rooms.state import Delegate, Mark, Meeting, Phase, Roll, Stay, put

UNKNOWN, PRESENT, ABSENT, LATE, EXCUSED = "unknown", "present", "absent", "late", "excused"
CAME = frozenset({PRESENT, LATE})
CHECKED_IN, MARKED, RETURNED = "check_in", "mark", "return"
Status = Annotated[str, OneOf(frozenset({PRESENT, ABSENT, LATE, EXCUSED}))]
RollNote = Annotated[str, Text(300)]
UNMARKED = Mark(UNKNOWN, "")


@dataclass(frozen=True, slots=True)
class MarkRoll(CommandBody):
    """Mark a hall, an officer or a delegate; ``call_next`` also calls out who follows on the roll."""

    type: ClassVar[str] = "roll.mark"
    subject: fields.Seat
    status: Status
    note: RollNote = ""
    call_next: bool = False


@dataclass(frozen=True, slots=True)
class StartRoll(CommandBody):
    """Begin the roll-call."""

    type: ClassVar[str] = "roll.start"


@dataclass(frozen=True, slots=True)
class FinishRoll(CommandBody):
    """End the roll-call."""

    type: ClassVar[str] = "roll.finish"


@dataclass(frozen=True, slots=True)
class CallOut(CommandBody):
    """Call out a name; every screen shows it. Without ``subject``, who follows on the roll."""

    type: ClassVar[str] = "roll.call"
    subject: fields.Seat | None = None


@dataclass(frozen=True, slots=True)
class Marked(EventBody):
    """A seat was marked."""

    type: ClassVar[str] = "roll.marked"
    subject: fields.Seat
    status: Status
    note: RollNote


@dataclass(frozen=True, slots=True)
class RollStarted(EventBody):
    """The roll-call began."""

    type: ClassVar[str] = "roll.started"


@dataclass(frozen=True, slots=True)
class RollFinished(EventBody):
    """The roll-call ended."""

    type: ClassVar[str] = "roll.finished"


@dataclass(frozen=True, slots=True)
class Called(EventBody):
    """A name was called out; None: nobody is left to call."""

    type: ClassVar[str] = "roll.called"
    subject: fields.Seat | None


def mark_of(state: Meeting, seat: str) -> Mark:
    """The mark of a seat; ``unknown`` until marked."""
    return state.roll.marks.get(seat, UNMARKED)


def roll_order(state: Meeting) -> tuple[str, ...]:
    """Seats in the order of the roll: hall by hall its delegates, or the hall itself if it has none."""
    members: dict[str, list[str]] = {seat: [] for seat in state.sites}
    for delegate in state.delegates.values():
        members[delegate.site].append(delegate.seat)
    return tuple(one for seat, people in members.items() for one in (people or [seat]))


def next_on_roll(state: Meeting) -> str | None:
    """Who is called out next: the first without a mark after who was called last, then from the top."""
    order = roll_order(state)
    after = order.index(state.roll.called) + 1 if state.roll.called in order else 0
    waiting = (seat for seat in (*order[after:], *order[:after]) if seat != state.roll.called)
    return next((seat for seat in waiting if mark_of(state, seat).status == UNKNOWN), None)


def roll_runs(state: Meeting) -> bool:
    """Whether the roll is being called."""
    return state.roll.started_at is not None and state.roll.finished_at is None


def _may_mark(state: Meeting, actor: Viewer) -> None:
    """A hall marks its own while people gather; corrections before and after are the secretary's."""
    if actor.role == Role.SITE and state.phase not in GATHERED:
        over = state.phase == Phase.CLOSED
        raise Refused(Code.MEETING_OVER if over else Code.MEETING_NOT_OPEN, {"state": state.phase.value})


def _may_start(state: Meeting, actor: Viewer) -> None:
    if roll_runs(state):
        raise Refused(Code.ROLL_RUNNING)


def _may_finish(state: Meeting, actor: Viewer) -> None:
    if not roll_runs(state):
        raise Refused(Code.ROLL_NOT_RUNNING)


def _on_roll(state: Meeting, seat: str) -> Person:
    person = require_person(state, seat)
    if person.role == Role.OBSERVER:
        raise Refused(Code.SEAT_UNKNOWN, {"seat": seat})
    return person


def _check_clerk(context: Context, person: Person) -> None:
    if context.actor.role != Role.SITE:
        return
    if person.delegate is None:
        raise Refused(Code.SITE_NOT_YOURS, {"site": person.site})
    require_own(context.actor, context.state.delegates[person.delegate])


def mark(context: Context, body: MarkRoll) -> Facts:
    """Mark a seat; the same mark again changes nothing. Who is not here neither speaks nor waits."""
    state = context.state
    person = _on_roll(state, body.subject)
    _check_clerk(context, person)
    known = mark_of(state, body.subject)
    same = (known.status, known.note) == (body.status, body.note)
    gone = person.delegate is not None and body.status not in CAME
    freed = clear_seats(state, frozenset({body.subject}), "absent") if gone else ()
    marked = freed if same else (*freed, Marked(body.subject, body.status, body.note))
    if not body.call_next:
        return marked
    if context.actor.role == Role.SITE:
        raise Refused(Code.ROLE_DENIED, {"role": context.actor.role, "command": CallOut.type})
    _may_finish(state, context.actor)
    roll = with_mark(state.roll, body.subject, Mark(body.status, body.note))
    return (*marked, Called(next_on_roll(replace(state, roll=roll))))


def call_out(context: Context, body: CallOut) -> Facts:
    """Call out a name; the one called already is called again by nobody."""
    subject = next_on_roll(context.state) if body.subject is None else body.subject
    if subject is not None:
        _on_roll(context.state, subject)
    return () if subject == context.state.roll.called else (Called(subject),)


def start(context: Context, body: StartRoll) -> Facts:
    """Begin the roll-call."""
    return (RollStarted(),)


def finish(context: Context, body: FinishRoll) -> Facts:
    """End the roll-call."""
    return (RollFinished(),)


def with_mark(roll: Roll, seat: str, new: Mark) -> Roll:
    """The roll with one mark set."""
    return replace(roll, marks=put(roll.marks, seat, new))


def on_marked(state: Meeting, body: Marked, fact: Event) -> Meeting:
    """Set the mark, and what it says about a delegate's presence."""
    before = mark_of(state, body.subject).status
    mark = Mark(body.status, body.note, fact.actor)
    state = replace(state, roll=with_mark(state.roll, body.subject, mark))
    delegate = state.delegates.get(body.subject.removeprefix("delegate-"))
    if delegate is None or delegate.seat != body.subject:
        return state
    stay = _stay_after(delegate, before, body.status, fact)
    return replace(state, delegates=put(state.delegates, delegate.id, replace(delegate, stay=stay)))


def _stay_after(delegate: Delegate, before: str, status: str, fact: Event) -> Stay | None:
    """A corrected note or lateness moves nobody; only a change between here and not here does."""
    stay = delegate.stay
    if status in CAME:
        if stay is None:
            return Stay(fact.at, MARKED)
        return stay if stay.here or before in CAME else Stay(stay.entered_at, RETURNED)
    if stay is None or not stay.here:
        return stay
    return None if stay.came_by == MARKED else replace(stay, left_at=fact.at)


def on_started(state: Meeting, body: RollStarted, fact: Event) -> Meeting:
    """Note the beginning; earlier marks stay."""
    return replace(state, roll=replace(state.roll, started_at=fact.at, finished_at=None, called=None))


def on_finished(state: Meeting, body: RollFinished, fact: Event) -> Meeting:
    """Note the end; no name is called any more."""
    return replace(state, roll=replace(state.roll, finished_at=fact.at, called=None))


def on_called(state: Meeting, body: Called, fact: Event) -> Meeting:
    """Show the name."""
    return replace(state, roll=replace(state.roll, called=body.subject))


_CALLERS = frozenset({PRESIDING, Role.SECRETARY})

COMMANDS = (
    command(MarkRoll, mark, _CALLERS | {Role.SITE}, EXPECTED | {Phase.CLOSED}, _may_mark),
    command(StartRoll, start, _CALLERS, GATHERED, _may_start),
    command(FinishRoll, finish, _CALLERS, GATHERED, _may_finish),
    command(CallOut, call_out, _CALLERS, GATHERED, _may_finish),
)

EVENTS = (
    event(Marked, on_marked),
    event(RollStarted, on_started),
    event(RollFinished, on_finished),
    event(Called, on_called),
)
