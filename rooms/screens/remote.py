"""What an officer asks the machine of a seat to do: load its page again, change a device, unmute itself.

Nothing is done to a machine: the seat is asked, says yes or no, and reports what came of it. A seat has at
most one such thing open. ``settled`` ends what cannot be answered any more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Ident, OneOf, Pattern
from rooms.base.roles import PRESIDING, Role, Viewer
from rooms.errors import Code, Refused
from rooms.kernel import EXPECTED, CommandBody, Context, Event, EventBody, Facts, Guard, command, event
from rooms.lookup.seats import find_person, line_of, require_media
from rooms.state import Meeting, Remote, RemoteState, put

RELOAD, MUTE_RELEASE = "reload", "mute_release"
DEVICES = frozenset({"camera", "microphone", "speaker"})
Action = Annotated[str, OneOf(DEVICES | {RELOAD, MUTE_RELEASE})]
DeviceId = Annotated[str, Pattern(r"[\x21-\x7e]{1,128}")]
MAX_KEPT = 100
"""Asks remembered in all; of the closed ones the oldest go first."""


@dataclass(frozen=True, slots=True)
class Ask(CommandBody):
    """Ask the machine of a seat for something; ``device`` for those that change one."""

    type: ClassVar[str] = "remote.ask"
    seat: fields.Seat
    action: Action
    device: DeviceId | None = None


@dataclass(frozen=True, slots=True)
class Answer(CommandBody):
    """Say yes or no to what is asked of one's own machine."""

    type: ClassVar[str] = "remote.answer"
    ask: Ident
    accepted: bool
    note: fields.Reason = ""


@dataclass(frozen=True, slots=True)
class Report(CommandBody):
    """Tell what came of what one accepted."""

    type: ClassVar[str] = "remote.report"
    ask: Ident
    done: bool
    note: fields.Reason = ""


@dataclass(frozen=True, slots=True)
class Cancel(CommandBody):
    """Take back what was asked."""

    type: ClassVar[str] = "remote.cancel"
    ask: Ident


@dataclass(frozen=True, slots=True)
class Asked(EventBody):
    """Something was asked of the machine of a seat."""

    type: ClassVar[str] = "remote.asked"
    ask: Ident
    seat: fields.Seat
    action: Action
    device: DeviceId | None
    by: fields.Seat


@dataclass(frozen=True, slots=True)
class Answered(EventBody):
    """The seat said yes or no."""

    type: ClassVar[str] = "remote.answered"
    ask: Ident
    accepted: bool
    note: fields.Reason


@dataclass(frozen=True, slots=True)
class Reported(EventBody):
    """The seat told what came of it."""

    type: ClassVar[str] = "remote.reported"
    ask: Ident
    done: bool
    note: fields.Reason


@dataclass(frozen=True, slots=True)
class Cancelled(EventBody):
    """What was asked was taken back."""

    type: ClassVar[str] = "remote.cancelled"
    ask: Ident


def open_for(state: Meeting, seat: str) -> Remote | None:
    """What is asked of this seat and not over, or None."""
    return next((one for one in state.remotes.values() if one.seat == seat and one.is_open), None)


def settled(state: Meeting) -> Meeting:
    """The meeting with what nobody can answer any more cancelled: the seat is gone, or the meeting over."""
    stale = [one for one in state.remotes.values() if one.is_open and not _can_be_answered(state, one)]
    remotes = state.remotes
    for one in stale:
        remotes = put(remotes, one.id, replace(one, state=RemoteState.CANCELLED))
    return replace(state, remotes=remotes) if stale else state


def _can_be_answered(state: Meeting, one: Remote) -> bool:
    return state.phase in EXPECTED and find_person(state, one.seat) is not None


def _find(state: Meeting, ask: str) -> Remote:
    found = state.remotes.get(ask)
    if found is None:
        raise Refused(Code.REMOTE_UNKNOWN, {"ask": ask})
    return found


def _own(context: Context, ask: str, awaited: RemoteState) -> Remote:
    found = _find(context.state, ask)
    if found.seat != context.actor.seat:
        raise Refused(Code.REMOTE_NOT_YOURS)
    if found.state != awaited:
        raise Refused(Code.REMOTE_NOT_OPEN, {"state": found.state.value})
    return found


def _awaits(awaited: RemoteState) -> Guard:
    """Something asked of the actor's own machine is at that point; another's is not theirs."""

    def guard(state: Meeting, actor: Viewer) -> None:
        there = {one.seat for one in state.remotes.values() if one.state == awaited}
        if actor.seat not in there:
            raise Refused(Code.REMOTE_NOT_YOURS if there else Code.REMOTE_NOT_OPEN)

    return guard


def ask(context: Context, body: Ask) -> Facts:
    """Ask a seat that is there and has nothing else to answer."""
    state = context.state
    require_media(state, body.seat)
    if not line_of(state, body.seat).present:
        raise Refused(Code.REMOTE_ABSENT, {"seat": body.seat})
    if (body.action in DEVICES) != (body.device is not None):
        raise Refused(Code.REMOTE_DEVICE, {"action": body.action})
    pending = open_for(state, body.seat)
    if pending is not None:
        raise Refused(Code.REMOTE_ALREADY_ASKED, {"ask": pending.id})
    return (Asked(context.new_id("x"), body.seat, body.action, body.device, context.actor.seat),)


def answer(context: Context, body: Answer) -> Facts:
    """Say yes or no."""
    return (Answered(_own(context, body.ask, RemoteState.ASKED).id, body.accepted, body.note),)


def report(context: Context, body: Report) -> Facts:
    """Tell what came of it."""
    return (Reported(_own(context, body.ask, RemoteState.ACCEPTED).id, body.done, body.note),)


def cancel(context: Context, body: Cancel) -> Facts:
    """Take back what is still open."""
    found = _find(context.state, body.ask)
    if not found.is_open:
        raise Refused(Code.REMOTE_NOT_OPEN, {"state": found.state.value})
    return (Cancelled(found.id),)


def on_asked(state: Meeting, body: Asked, fact: Event) -> Meeting:
    """Remember it, and forget the oldest of too many."""
    made = Remote(body.ask, body.seat, body.action, body.device, body.by, fact.at)
    remotes = dict(put(state.remotes, made.id, made))
    over = [one.id for one in remotes.values() if not one.is_open][: max(0, len(remotes) - MAX_KEPT)]
    for old in over:
        del remotes[old]
    return replace(state, remotes=remotes)


def _with_state(state: Meeting, ask: str, came_to: RemoteState, note: str = "") -> Meeting:
    changed = replace(state.remotes[ask], state=came_to, note=note)
    return replace(state, remotes=put(state.remotes, ask, changed))


def on_answered(state: Meeting, body: Answered, fact: Event) -> Meeting:
    """Accepted or declined."""
    came_to = RemoteState.ACCEPTED if body.accepted else RemoteState.DECLINED
    return _with_state(state, body.ask, came_to, body.note)


def on_reported(state: Meeting, body: Reported, fact: Event) -> Meeting:
    """Done or failed."""
    return _with_state(state, body.ask, RemoteState.DONE if body.done else RemoteState.FAILED, body.note)


def on_cancelled(state: Meeting, body: Cancelled, fact: Event) -> Meeting:
    """Cancelled."""
    return _with_state(state, body.ask, RemoteState.CANCELLED)


_OPS = frozenset({PRESIDING, Role.SECRETARY, Role.TECHNICIAN})
_WITH_MACHINE = frozenset({Role.SITE, Role.CHAIR, Role.DEPUTY, Role.SECRETARY, Role.TECHNICIAN})

COMMANDS = (
    command(Ask, ask, _OPS, EXPECTED),
    command(Answer, answer, _WITH_MACHINE, EXPECTED, _awaits(RemoteState.ASKED)),
    command(Report, report, _WITH_MACHINE, EXPECTED, _awaits(RemoteState.ACCEPTED)),
    command(Cancel, cancel, _OPS, EXPECTED),
)

EVENTS = (
    event(Asked, on_asked),
    event(Answered, on_answered),
    event(Reported, on_reported),
    event(Cancelled, on_cancelled),
)
