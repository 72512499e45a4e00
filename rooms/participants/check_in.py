"""Delegates coming and going: check-in with the code of their hall's screen, leaving, coming back.

The server makes the codes and gives them to the core as data; whoever types one stands before that screen.
A delegate counts once, however often and from however many devices they join.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, ClassVar

from rooms.base.fields import Ident, Many, Pattern, SiteCode
from rooms.base.roles import MAX_SITES, PRESIDING, Role, Viewer, delegate_seat
from rooms.errors import Code, Refused
from rooms.kernel import GATHERED, SITTING, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.lookup.clerks import require_own, require_some
from rooms.lookup.seats import find_person, require_delegate, require_site
from rooms.participants.attendance import CHECKED_IN, LATE, PRESENT, RETURNED, Status, mark_of, with_mark
from rooms.speaking.floor import clear_seats, holds_floor
from rooms.state import CheckinCode, Delegate, Mark, Meeting, Stay, put

Digits = Annotated[str, Pattern(r"[0-9]{6}")]


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """The code of one hall."""

    site: SiteCode
    code: Digits


Codes = Annotated[tuple[CodeEntry, ...], Many(MAX_SITES)]


@dataclass(frozen=True, slots=True)
class SetCodes(CommandBody):
    """Put new codes on the screens of some halls."""

    type: ClassVar[str] = "checkin.set_codes"
    codes: Codes


@dataclass(frozen=True, slots=True)
class CheckIn(CommandBody):
    """A delegate says: I am in the hall. ``code`` is needed once the hall's screen shows one."""

    type: ClassVar[str] = "delegate.check_in"
    code: Digits | None = None


@dataclass(frozen=True, slots=True)
class Leave(CommandBody):
    """A delegate leaves the hall."""

    type: ClassVar[str] = "delegate.leave"
    delegate: Ident


@dataclass(frozen=True, slots=True)
class Return(CommandBody):
    """A delegate who left is back; who says so of themselves gives the ``code`` of the hall's screen."""

    type: ClassVar[str] = "delegate.return"
    delegate: Ident
    code: Digits | None = None


@dataclass(frozen=True, slots=True)
class CodesSet(EventBody):
    """Halls show new codes; ``site`` is the hall's seat."""

    type: ClassVar[str] = "checkin.codes_set"
    codes: Codes


@dataclass(frozen=True, slots=True)
class CheckedIn(EventBody):
    """A delegate arrived; ``status`` is the roll mark that follows, None if the secretary's stands."""

    type: ClassVar[str] = "delegate.checked_in"
    delegate: Ident
    status: Status | None


@dataclass(frozen=True, slots=True)
class Left(EventBody):
    """A delegate left the hall."""

    type: ClassVar[str] = "delegate.left"
    delegate: Ident


@dataclass(frozen=True, slots=True)
class Returned(EventBody):
    """A delegate is in the hall again."""

    type: ClassVar[str] = "delegate.returned"
    delegate: Ident


def codes_due(state: Meeting) -> tuple[datetime, tuple[str, ...]] | None:
    """When halls need a new code, and which; None while no hall with delegates is gathered."""
    halls = dict.fromkeys(one.site for one in state.delegates.values())
    if state.phase not in GATHERED or not halls:
        return None
    without = tuple(seat for seat in halls if seat not in state.codes)
    if without:
        return state.at, without
    at = min(state.codes[seat].due_at for seat in halls)
    return at, tuple(seat for seat in halls if state.codes[seat].due_at == at)


def _may_check_in(state: Meeting, actor: Viewer) -> None:
    person = find_person(state, actor.seat)
    if person is None or person.delegate is None:
        raise Refused(Code.SEAT_NOT_ADMITTED)
    if state.delegates[person.delegate].checked_in_at is not None:
        raise Refused(Code.DELEGATE_CHECKED_IN)


def _may_leave(state: Meeting, actor: Viewer) -> None:
    require_some(state, actor, lambda one: one.here, Code.DELEGATE_NOT_HERE)


def _may_return(state: Meeting, actor: Viewer) -> None:
    require_some(state, actor, lambda one: one.stay is not None and not one.here, Code.DELEGATE_NOT_LEFT)


def _require_code(context: Context, delegate: Delegate, given: str | None) -> None:
    known = context.state.codes.get(delegate.site)
    if known is not None and not known.lets_in(given or "", context.now):
        raise Refused(Code.CHECKIN_WRONG_CODE)


def set_codes(context: Context, body: SetCodes) -> Facts:
    """Show new codes."""
    entries = tuple(CodeEntry(require_site(context.state, one.site).seat, one.code) for one in body.codes)
    return (CodesSet(entries),) if entries else ()


def check_in(context: Context, body: CheckIn) -> Facts:
    """Check the actor in; after the opening they are late. A mark of presence already given stands."""
    delegate = require_delegate(context.state, context.actor.seat.removeprefix("delegate-"))
    _require_code(context, delegate, body.code)
    came = LATE if context.state.phase in SITTING else PRESENT
    stands = mark_of(context.state, delegate.seat).status in (PRESENT, LATE)
    return (CheckedIn(delegate.id, None if stands else came),)


def leave(context: Context, body: Leave) -> Facts:
    """Note that a delegate left; what they waited for is withdrawn. Who speaks ends the turn first."""
    delegate = require_delegate(context.state, body.delegate)
    require_own(context.actor, delegate)
    if not delegate.here:
        raise Refused(Code.DELEGATE_NOT_HERE, {"delegate": delegate.id})
    if holds_floor(context.state, delegate.seat):
        raise Refused(Code.DELEGATE_HAS_FLOOR)
    return (*clear_seats(context.state, frozenset({delegate.seat})), Left(delegate.id))


def come_back(context: Context, body: Return) -> Facts:
    """Note that a delegate is back."""
    delegate = require_delegate(context.state, body.delegate)
    require_own(context.actor, delegate)
    if delegate.stay is None or delegate.here:
        raise Refused(Code.DELEGATE_NOT_LEFT, {"delegate": delegate.id})
    if context.actor.role == Role.DELEGATE:
        _require_code(context, delegate, body.code)
    return (Returned(delegate.id),)


def _with_stay(state: Meeting, delegate: Delegate, stay: Stay) -> Meeting:
    return replace(state, delegates=put(state.delegates, delegate.id, replace(delegate, stay=stay)))


def on_codes_set(state: Meeting, body: CodesSet, fact: Event) -> Meeting:
    """Keep the codes, and those before for a moment."""
    codes = dict(state.codes)
    for entry in body.codes:
        before = codes.get(entry.site)
        codes[entry.site] = CheckinCode(entry.code, fact.at, before.code if before else None)
    return replace(state, codes=codes)


def on_checked_in(state: Meeting, body: CheckedIn, fact: Event) -> Meeting:
    """Note the arrival and the mark that follows."""
    delegate = replace(state.delegates[body.delegate], checked_in_at=fact.at)
    entered_at = delegate.stay.entered_at if delegate.stay else fact.at
    state = _with_stay(state, delegate, Stay(entered_at, CHECKED_IN))
    if body.status is None:
        return state
    seat = delegate_seat(body.delegate)
    mark = Mark(body.status, mark_of(state, seat).note, fact.actor)
    return replace(state, roll=with_mark(state.roll, seat, mark))


def on_left(state: Meeting, body: Left, fact: Event) -> Meeting:
    """End the stay."""
    delegate = state.delegates[body.delegate]
    if delegate.stay is None:
        return state
    return _with_stay(state, delegate, replace(delegate.stay, left_at=fact.at))


def on_returned(state: Meeting, body: Returned, fact: Event) -> Meeting:
    """Begin another stay; when they first entered stays known."""
    delegate = state.delegates[body.delegate]
    entered_at = delegate.stay.entered_at if delegate.stay else fact.at
    return _with_stay(state, delegate, Stay(entered_at, RETURNED))


_TELLERS = frozenset({PRESIDING, Role.SECRETARY, Role.SITE, Role.DELEGATE})

COMMANDS = (
    command(SetCodes, set_codes, frozenset({Role.SYSTEM}), GATHERED),
    command(CheckIn, check_in, frozenset({Role.DELEGATE}), GATHERED, _may_check_in),
    command(Leave, leave, _TELLERS, GATHERED, _may_leave),
    command(Return, come_back, _TELLERS, GATHERED, _may_return),
)

EVENTS = (
    event(CodesSet, on_codes_set),
    event(CheckedIn, on_checked_in),
    event(Left, on_left),
    event(Returned, on_returned),
)
