"""Attendance: delegates check themselves in, the secretary calls the roll and marks halls and people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from rooms import fields
from rooms.errors import Code, Refused
from rooms.fields import Ident, OneOf, Text
from rooms.kernel import (
    EXPECTED,
    GATHERED,
    SITTING,
    CommandBody,
    Context,
    Event,
    EventBody,
    Facts,
    command,
    event,
)
from rooms.roles import PRESIDING, Role, Viewer, delegate_seat
from rooms.seats import find_person, require_person
from rooms.state import Mark, Meeting, Phase, Roll, put

UNKNOWN, PRESENT, ABSENT, LATE, EXCUSED = "unknown", "present", "absent", "late", "excused"
Status = Annotated[str, OneOf(frozenset({PRESENT, ABSENT, LATE, EXCUSED}))]
RollNote = Annotated[str, Text(300)]
UNMARKED = Mark(UNKNOWN, "")


@dataclass(frozen=True, slots=True)
class CheckIn(CommandBody):
    """A delegate says: I am in the hall."""

    type: ClassVar[str] = "delegate.check_in"


@dataclass(frozen=True, slots=True)
class MarkRoll(CommandBody):
    """Mark a hall, an officer or a delegate."""

    type: ClassVar[str] = "roll.mark"
    subject: fields.Seat
    status: Status
    note: RollNote = ""


@dataclass(frozen=True, slots=True)
class StartRoll(CommandBody):
    """Begin the roll-call."""

    type: ClassVar[str] = "roll.start"


@dataclass(frozen=True, slots=True)
class FinishRoll(CommandBody):
    """End the roll-call."""

    type: ClassVar[str] = "roll.finish"


@dataclass(frozen=True, slots=True)
class CheckedIn(EventBody):
    """A delegate arrived; ``status`` is the roll mark that follows, None if the secretary's stands."""

    type: ClassVar[str] = "delegate.checked_in"
    delegate: Ident
    status: Status | None


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


def mark_of(state: Meeting, seat: str) -> Mark:
    """The mark of a seat; ``unknown`` until marked."""
    return state.roll.marks.get(seat, UNMARKED)


def _may_check_in(state: Meeting, actor: Viewer) -> None:
    person = find_person(state, actor.seat)
    if person is None or person.delegate is None:
        raise Refused(Code.SEAT_NOT_ADMITTED)
    if state.delegates[person.delegate].checked_in_at is not None:
        raise Refused(Code.DELEGATE_CHECKED_IN)


def _running(state: Meeting) -> bool:
    return state.roll.started_at is not None and state.roll.finished_at is None


def _may_start(state: Meeting, actor: Viewer) -> None:
    if _running(state):
        raise Refused(Code.ROLL_RUNNING)


def _may_finish(state: Meeting, actor: Viewer) -> None:
    if not _running(state):
        raise Refused(Code.ROLL_NOT_RUNNING)


def check_in(context: Context, body: CheckIn) -> Facts:
    """Check the actor in; after the opening they are late. A mark of presence already given stands."""
    person = require_person(context.state, context.actor.seat)
    came = LATE if context.state.phase in SITTING else PRESENT
    stands = mark_of(context.state, person.seat).status in (PRESENT, LATE)
    return (CheckedIn(person.delegate or "", None if stands else came),)


def mark(context: Context, body: MarkRoll) -> Facts:
    """Mark a seat; the same mark again changes nothing."""
    person = require_person(context.state, body.subject)
    if person.role == Role.OBSERVER:
        raise Refused(Code.SEAT_UNKNOWN, {"seat": body.subject})
    same = mark_of(context.state, body.subject) == Mark(body.status, body.note)
    return () if same else (Marked(body.subject, body.status, body.note),)


def start(context: Context, body: StartRoll) -> Facts:
    """Begin the roll-call."""
    return (RollStarted(),)


def finish(context: Context, body: FinishRoll) -> Facts:
    """End the roll-call."""
    return (RollFinished(),)


def _with_mark(roll: Roll, seat: str, new: Mark) -> Roll:
    return replace(roll, marks=put(roll.marks, seat, new))


def on_checked_in(state: Meeting, body: CheckedIn, fact: Event) -> Meeting:
    """Note the arrival and the mark that follows."""
    delegate = replace(state.delegates[body.delegate], checked_in_at=fact.at)
    state = replace(state, delegates=put(state.delegates, delegate.id, delegate))
    if body.status is None:
        return state
    seat = delegate_seat(body.delegate)
    return replace(state, roll=_with_mark(state.roll, seat, Mark(body.status, mark_of(state, seat).note)))


def on_marked(state: Meeting, body: Marked, fact: Event) -> Meeting:
    """Set the mark."""
    return replace(state, roll=_with_mark(state.roll, body.subject, Mark(body.status, body.note)))


def on_started(state: Meeting, body: RollStarted, fact: Event) -> Meeting:
    """Note the beginning; earlier marks stay."""
    return replace(state, roll=replace(state.roll, started_at=fact.at, finished_at=None))


def on_finished(state: Meeting, body: RollFinished, fact: Event) -> Meeting:
    """Note the end."""
    return replace(state, roll=replace(state.roll, finished_at=fact.at))


_CALLERS = frozenset({PRESIDING, Role.SECRETARY})

COMMANDS = (
    command(CheckIn, check_in, frozenset({Role.DELEGATE}), EXPECTED, _may_check_in),
    command(MarkRoll, mark, _CALLERS, EXPECTED | {Phase.CLOSED}),
    command(StartRoll, start, _CALLERS, GATHERED, _may_start),
    command(FinishRoll, finish, _CALLERS, GATHERED, _may_finish),
)

EVENTS = (
    event(CheckedIn, on_checked_in),
    event(Marked, on_marked),
    event(RollStarted, on_started),
    event(RollFinished, on_finished),
)
