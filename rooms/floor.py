"""The floor: asking, inviting, granting with a limit, denying, ending. Words follow RFC 8855 (BFCP).

At most ``max_open`` requests are granted at once. A request belongs to the seat that asked; what it opens is
the microphone of the hall (a delegate speaks through the hall's). It survives a lost line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rooms.errors import Code, Refused
from rooms.floor_words import (
    MAX_LIMIT_S,
    Ask,
    Denied,
    Deny,
    Extend,
    Extended,
    Grant,
    Granted,
    Invite,
    MaxSet,
    Release,
    Released,
    Requested,
    Revoke,
    Revoked,
    SetMax,
    Withdraw,
    Withdrawn,
)
from rooms.kernel import (
    GATHERED,
    TALKING,
    Context,
    Event,
    Facts,
    command,
    event,
)
from rooms.roles import PRESIDING, Role, Viewer
from rooms.seats import Person, require_person
from rooms.state import Denial, Ending, Floor, Meeting, Request, drop, put


def live_request(state: Meeting, seat: str) -> Request | None:
    """The request of a seat that waits or holds, if any. A seat has at most one."""
    return next((entry for entry in state.floor.requests.values() if entry.seat == seat), None)


def holds_floor(state: Meeting, seat: str) -> bool:
    """Whether the seat itself holds the floor."""
    return any(state.floor.requests[held].seat == seat for held in state.floor.holders)


def speaks(state: Meeting, seat: str) -> bool:
    """Whether the seat holds the floor itself or, being a hall, through one of its delegates."""
    return any(seat in (held.seat, held.site) for held in _held(state))


def opens_microphone(state: Meeting, seat: str) -> bool:
    """Whether some turn opens the microphone of this seat."""
    return any(held.media_seat == seat for held in _held(state))


def end_turns(state: Meeting, cause: str, of: Callable[[Request], bool] = lambda _: True) -> Facts:
    """Facts that end the turns of some holders."""
    return tuple(Revoked(held.id, held.seat, "", cause) for held in _held(state) if of(held))


def clear_seats(state: Meeting, seats: frozenset[str]) -> Facts:
    """Facts that free the floor and the queue of seats about to be removed."""
    turns = end_turns(state, "removed", lambda held: held.seat in seats)
    waiting = (state.floor.requests[entry] for entry in state.floor.queue)
    return turns + tuple(Withdrawn(entry.id, entry.seat) for entry in waiting if entry.seat in seats)


def _held(state: Meeting) -> tuple[Request, ...]:
    return tuple(state.floor.requests[held] for held in state.floor.holders)


def _find(state: Meeting, request: str) -> Request:
    found = state.floor.requests.get(request)
    if found is None:
        raise Refused(Code.FLOOR_UNKNOWN_REQUEST, {"request": request})
    return found


def _find_waiting(state: Meeting, request: str) -> Request:
    found = _find(state, request)
    if found.granted_at is not None:
        raise Refused(Code.FLOOR_ALREADY_GRANTED, {"request": request})
    return found


def _find_granted(state: Meeting, request: str) -> Request:
    found = _find(state, request)
    if found.granted_at is None:
        raise Refused(Code.FLOOR_NOT_GRANTED, {"request": request})
    return found


def _may_ask(state: Meeting, actor: Viewer) -> None:
    if state.presiding.seat == actor.seat:
        raise Refused(Code.FLOOR_NOT_NEEDED)
    if live_request(state, actor.seat) is not None:
        raise Refused(Code.FLOOR_ALREADY_ASKED)


def _may_withdraw(state: Meeting, actor: Viewer) -> None:
    own = live_request(state, actor.seat)
    if own is None or own.granted_at is not None:
        raise Refused(Code.FLOOR_NOT_WAITING)


def _may_release(state: Meeting, actor: Viewer) -> None:
    if not speaks(state, actor.seat):
        raise Refused(Code.FLOOR_NOT_HOLDER)


def _make_room(state: Meeting, *, by_replacing: bool) -> Facts:
    if len(state.floor.holders) < state.floor.max_open:
        return ()
    if not by_replacing:
        raise Refused(Code.FLOOR_TAKEN, {"holder": _held(state)[0].name})
    longest = _held(state)[0]
    return (Revoked(longest.id, longest.seat, "", "replaced"),)


def _granted(request: Request, topic: str, limit_s: int | None, *, invited: bool) -> Granted:
    return Granted(
        request.id,
        request.seat,
        request.site,
        request.delegate,
        request.name,
        request.office,
        topic,
        request.item,
        limit_s,
        invited,
    )


def _draft(context: Context, person: Person, request: str, topic: str) -> Request:
    return Request(
        request,
        person.seat,
        person.site,
        person.delegate,
        person.name,
        person.office,
        topic,
        context.state.agenda.current,
        context.now,
    )


def ask(context: Context, body: Ask) -> Facts:
    """Queue a request of the actor's seat."""
    person = require_person(context.state, context.actor.seat)
    made = _draft(context, person, context.new_id("r"), body.topic)
    return (
        Requested(
            made.id, made.seat, made.site, made.delegate, made.name, made.office, made.topic, made.item
        ),
    )


def withdraw(context: Context, body: Withdraw) -> Facts:
    """Take an own waiting request back."""
    found = _find(context.state, body.request)
    if found.seat != context.actor.seat:
        raise Refused(Code.FLOOR_NOT_YOURS)
    if found.granted_at is not None:
        raise Refused(Code.FLOOR_NOT_WAITING)
    return (Withdrawn(found.id, found.seat),)


def grant(context: Context, body: Grant) -> Facts:
    """Begin the turn of a waiting request."""
    found = _find_waiting(context.state, body.request)
    room = _make_room(context.state, by_replacing=body.replace)
    return (*room, _granted(found, found.topic, body.limit_s, invited=False))


def invite(context: Context, body: Invite) -> Facts:
    """Begin a turn of a seat, using its waiting request if there is one."""
    state = context.state
    person = require_person(state, body.seat)
    if person.role == Role.OBSERVER:
        raise Refused(Code.FLOOR_CANNOT_SPEAK, {"seat": body.seat})
    if state.presiding.seat == body.seat:
        raise Refused(Code.FLOOR_NOT_NEEDED)
    own = live_request(state, body.seat)
    if own is not None and own.granted_at is not None:
        raise Refused(Code.FLOOR_ALREADY_GRANTED, {"request": own.id})
    room = _make_room(state, by_replacing=body.replace)
    if own is not None:
        return (*room, _granted(own, body.topic or own.topic, body.limit_s, invited=False))
    made = _draft(context, person, context.new_id("r", len(room)), body.topic)
    return (*room, _granted(made, body.topic, body.limit_s, invited=True))


def deny(context: Context, body: Deny) -> Facts:
    """Refuse a waiting request."""
    found = _find_waiting(context.state, body.request)
    return (Denied(found.id, found.seat, body.reason),)


def release(context: Context, body: Release) -> Facts:
    """End an own turn."""
    seat = context.actor.seat
    held = sorted(
        (entry for entry in _held(context.state) if seat in (entry.seat, entry.site)),
        key=lambda entry: entry.seat != seat,
    )
    chosen = held[0] if body.request is None else _find_granted(context.state, body.request)
    if chosen not in held:
        raise Refused(Code.FLOOR_NOT_YOURS)
    return (Released(chosen.id, chosen.seat),)


def revoke(context: Context, body: Revoke) -> Facts:
    """End somebody's turn."""
    found = _find_granted(context.state, body.request)
    return (Revoked(found.id, found.seat, body.reason, "officer"),)


def extend(context: Context, body: Extend) -> Facts:
    """Lengthen a turn that has a limit."""
    found = _find_granted(context.state, body.request)
    if found.limit_s is None:
        raise Refused(Code.FLOOR_NO_LIMIT)
    limit_s = found.limit_s + body.extra_s
    if limit_s > MAX_LIMIT_S:
        raise Refused(Code.FLOOR_LIMIT_TOO_LONG, {"most_s": MAX_LIMIT_S})
    return (Extended(found.id, body.extra_s, limit_s),)


def set_max(context: Context, body: SetMax) -> Facts:
    """Change how many may speak at once."""
    if body.max_open == context.state.floor.max_open:
        return ()
    beyond = frozenset(context.state.floor.holders[body.max_open :])
    ended = end_turns(context.state, "fewer", lambda held: held.id in beyond)
    return (*ended, MaxSet(body.max_open))


def _with_floor(state: Meeting, floor: Floor) -> Meeting:
    return replace(state, floor=floor)


def _without(floor: Floor, request: str) -> Floor:
    return replace(
        floor,
        holders=tuple(held for held in floor.holders if held != request),
        queue=tuple(entry for entry in floor.queue if entry != request),
        requests=drop(floor.requests, request),
    )


def forget_seat(floor: Floor, seat: str) -> Floor:
    """The floor without what the seat was last told, and without what its hall was told about it."""
    denied, ended = floor.denied, floor.ended
    for told in [to for to, denial in denied.items() if seat in (to, denial.asker)]:
        denied = drop(denied, told)
    for told in [to for to, ending in ended.items() if seat in (to, ending.speaker)]:
        ended = drop(ended, told)
    return replace(floor, denied=denied, ended=ended)


def on_requested(state: Meeting, body: Requested, fact: Event) -> Meeting:
    """Add to the queue; an earlier denial of the seat is no longer shown."""
    request = Request(
        body.request,
        body.seat,
        body.site,
        body.delegate,
        body.name,
        body.office,
        body.topic,
        body.item,
        fact.at,
    )
    floor = forget_seat(state.floor, body.seat)
    return _with_floor(
        state,
        replace(
            floor,
            queue=(*floor.queue, body.request),
            requests=put(floor.requests, body.request, request),
        ),
    )


def on_granted(state: Meeting, body: Granted, fact: Event) -> Meeting:
    """Move from the queue to the holders; an invitation makes its request here."""
    asked = state.floor.requests.get(body.request)
    request = Request(
        body.request,
        body.seat,
        body.site,
        body.delegate,
        body.name,
        body.office,
        body.topic,
        body.item,
        requested_at=fact.at if asked is None else asked.requested_at,
        granted_at=fact.at,
        limit_s=body.limit_s,
    )
    floor = forget_seat(_without(state.floor, body.request), body.seat)
    return _with_floor(
        state,
        replace(
            floor,
            holders=(*floor.holders, body.request),
            requests=put(floor.requests, body.request, request),
        ),
    )


def on_denied(state: Meeting, body: Denied, fact: Event) -> Meeting:
    """Remove and remember why, for the seat and for the hall it sits in."""
    request = state.floor.requests[body.request]
    denial = Denial(body.seat, request.name, body.request, request.topic, body.reason, fact.at)
    floor = _without(state.floor, body.request)
    denied = put(put(floor.denied, body.seat, denial), request.media_seat, denial)
    return _with_floor(state, replace(floor, denied=denied))


def on_ended(state: Meeting, body: Withdrawn | Released, fact: Event) -> Meeting:
    """Remove a request that is over."""
    return _with_floor(state, _without(state.floor, body.request))


def on_revoked(state: Meeting, body: Revoked, fact: Event) -> Meeting:
    """Remove and remember why, for the seat and for the hall it sits in."""
    request = state.floor.requests[body.request]
    ending = Ending(body.seat, request.name, body.request, body.cause, body.reason, fact.at)
    floor = _without(state.floor, body.request)
    ended = put(put(floor.ended, body.seat, ending), request.media_seat, ending)
    return _with_floor(state, replace(floor, ended=ended))


def on_extended(state: Meeting, body: Extended, fact: Event) -> Meeting:
    """Set the longer limit."""
    request = replace(state.floor.requests[body.request], limit_s=body.limit_s)
    return _with_floor(state, replace(state.floor, requests=put(state.floor.requests, body.request, request)))


def on_max_set(state: Meeting, body: MaxSet, fact: Event) -> Meeting:
    """Set how many may speak at once."""
    return _with_floor(state, replace(state.floor, max_open=body.max_open))


_SPEAKERS = frozenset({Role.SITE, Role.DELEGATE, Role.CHAIR, Role.DEPUTY, Role.SECRETARY, Role.TECHNICIAN})
_LEADERS = frozenset({PRESIDING, Role.SECRETARY})

COMMANDS = (
    command(Ask, ask, _SPEAKERS, GATHERED, _may_ask),
    command(Withdraw, withdraw, _SPEAKERS, GATHERED, _may_withdraw),
    command(Grant, grant, _LEADERS, TALKING),
    command(Invite, invite, _LEADERS, TALKING),
    command(Deny, deny, _LEADERS, GATHERED),
    command(Release, release, _SPEAKERS, GATHERED, _may_release),
    command(Revoke, revoke, _LEADERS, GATHERED),
    command(Extend, extend, _LEADERS, GATHERED),
    command(SetMax, set_max, frozenset({PRESIDING}), GATHERED | TALKING),
)

EVENTS = (
    event(Requested, on_requested),
    event(Withdrawn, on_ended),
    event(Granted, on_granted),
    event(Denied, on_denied),
    event(Released, on_ended),
    event(Revoked, on_revoked),
    event(Extended, on_extended),
    event(MaxSet, on_max_set),
)
