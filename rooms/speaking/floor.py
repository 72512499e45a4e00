"""The floor: asking, inviting, granting with a limit, denying, ending. Words follow RFC 8855 (BFCP).

At most ``max_open`` requests are granted at once, interruptions left out. A request belongs to the seat that
asked; what it opens is the microphone of the hall (a delegate speaks through the hall's). It survives a lost
line, but the floor is only given to a hall that is there. How a turn begins is in ``rooms.speaking.grants``.
"""

from __future__ import annotations

from dataclasses import replace

from rooms.base.roles import PRESIDING, Role, Viewer
from rooms.errors import Code, Refused
from rooms.kernel import (
    GATHERED,
    TALKING,
    Context,
    Event,
    Facts,
    command,
    event,
)
from rooms.lookup.clerks import acting_for
from rooms.lookup.papers import check_page, require_open_paper
from rooms.lookup.seats import require_person
from rooms.speaking.floor_words import (
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
    Pause,
    Paused,
    Rang,
    Release,
    Released,
    Requested,
    Resume,
    Resumed,
    Revoke,
    Revoked,
    Ring,
    SetMax,
    Withdraw,
    Withdrawn,
)
from rooms.speaking.grants import Way, draft, end_turns, grant_request, on_granted, on_released, on_revoked
from rooms.speaking.requests import (
    find_request,
    find_turn,
    find_waiting,
    forget_seat,
    live_requests,
    with_request,
    without_request,
)
from rooms.speaking.speakers import list_of, require_key
from rooms.speaking.turns import let_go, places, run, speaking, stop
from rooms.state import (
    ANSWER_BACK,
    NO_ITEM,
    POINT_OF_ORDER,
    SPEECH,
    Denial,
    Meeting,
    Request,
    put,
)


def holds_floor(state: Meeting, seat: str) -> bool:
    """Whether the seat itself has a turn."""
    return any(turn.seat == seat for turn in state.floor.turns)


def has_turn(state: Meeting, seat: str) -> bool:
    """Whether the seat has a turn itself or, being a hall, through one of its delegates."""
    return any(seat in (turn.seat, turn.site) for turn in state.floor.turns)


def speaks(state: Meeting, seat: str) -> bool:
    """As ``has_turn``, and nobody interrupts it at the moment."""
    return any(seat in (turn.seat, turn.site) for turn in speaking(state.floor))


def opens_microphone(state: Meeting, seat: str) -> bool:
    """Whether some turn opens the microphone of this seat."""
    return any(turn.media_seat == seat for turn in speaking(state.floor))


def clear_seats(state: Meeting, seats: frozenset[str], cause: str = "removed") -> Facts:
    """Facts that free the floor and the queue of seats about to be removed, or marked absent."""
    turns = end_turns(state, cause, lambda held: held.seat in seats)
    waiting = state.floor.waiting
    return turns + tuple(Withdrawn(entry.id, entry.seat) for entry in waiting if entry.seat in seats)


def _may_ask(state: Meeting, actor: Viewer) -> None:
    if state.presiding.seat == actor.seat:
        raise Refused(Code.FLOOR_NOT_NEEDED)


def _takes_back(request: Request, seat: str) -> bool:
    return seat in (request.seat, request.by)


def _may_withdraw(state: Meeting, actor: Viewer) -> None:
    if not any(_takes_back(entry, actor.seat) for entry in state.floor.waiting):
        raise Refused(Code.FLOOR_NOT_WAITING)


def _may_release(state: Meeting, actor: Viewer) -> None:
    if not has_turn(state, actor.seat):
        raise Refused(Code.FLOOR_NOT_HOLDER)


def ask(context: Context, body: Ask) -> Facts:
    """Queue a request of the actor's seat, or of a delegate in the actor's hall."""
    state, actor = context.state, context.actor
    person = acting_for(state, actor, body.delegate)
    if any(entry.kind == body.kind for entry in live_requests(state, person.seat)):
        raise Refused(Code.FLOOR_ALREADY_ASKED)
    key = require_key(state, body.item)
    _list_takes(state, key, body.kind)
    _check_paper(state, body.paper, body.page)
    return (
        Requested(
            context.new_id("r"),
            person.seat,
            person.site,
            person.delegate,
            person.name,
            person.office,
            body.topic,
            None if key == NO_ITEM else key,
            body.kind,
            body.paper,
            body.page,
            None if person.seat == actor.seat else actor.seat,
        ),
    )


def _list_takes(state: Meeting, key: str, kind: str) -> None:
    if kind != POINT_OF_ORDER and not list_of(state, key).open:
        raise Refused(Code.FLOOR_LIST_CLOSED, {"item": key})
    if kind == ANSWER_BACK and key not in state.floor.heard:
        raise Refused(Code.FLOOR_NOTHING_TO_ANSWER, {"item": key})


def _check_paper(state: Meeting, paper: str | None, page: int) -> None:
    if paper is not None:
        check_page(require_open_paper(state, paper), page)


def withdraw(context: Context, body: Withdraw) -> Facts:
    """Take an own waiting request back, or one the hall made for its delegate."""
    found = find_request(context.state, body.request)
    if not _takes_back(found, context.actor.seat):
        raise Refused(Code.FLOOR_NOT_YOURS)
    if found.granted_at is not None:
        raise Refused(Code.FLOOR_NOT_WAITING)
    return (Withdrawn(found.id, found.seat),)


def grant(context: Context, body: Grant) -> Facts:
    """Begin the turn of a waiting request."""
    found = find_waiting(context.state, body.request)
    way = Way(body.limit_s, body.replace, body.instead_of, body.interrupt)
    return grant_request(context, found, way, invited=False)


def invite(context: Context, body: Invite) -> Facts:
    """Begin a turn of a seat, using its waiting request (to speak, else its first) if there is one."""
    state = context.state
    person = require_person(state, body.seat)
    if person.role == Role.OBSERVER:
        raise Refused(Code.FLOOR_CANNOT_SPEAK, {"seat": body.seat})
    if state.presiding.seat == body.seat:
        raise Refused(Code.FLOOR_NOT_NEEDED)
    _check_paper(state, body.paper, body.page)
    own = live_requests(state, body.seat)
    if own and own[0].granted_at is not None:
        raise Refused(Code.FLOOR_ALREADY_GRANTED, {"request": own[0].id})
    asked = next((entry for entry in own if entry.kind == SPEECH), own[0] if own else None)
    wanted = asked or draft(context, person, context.new_id("r"), body.topic)
    if body.topic:
        wanted = replace(wanted, topic=body.topic)
    if body.paper is not None:
        wanted = replace(wanted, paper=body.paper, page=body.page)
    way = Way(body.limit_s, body.replace, body.instead_of, body.interrupt)
    return grant_request(context, wanted, way, invited=asked is None)


def deny(context: Context, body: Deny) -> Facts:
    """Refuse a waiting request."""
    found = find_waiting(context.state, body.request)
    return (Denied(found.id, found.seat, body.reason),)


def release(context: Context, body: Release) -> Facts:
    """End an own turn: one that is heard rather than one that is interrupted, then the hall's own first."""
    seat = context.actor.seat
    held = sorted(
        (entry for entry in context.state.floor.turns if seat in (entry.seat, entry.site)),
        key=lambda entry: (not entry.speaks, entry.seat != seat),
    )
    chosen = held[0] if body.request is None else find_turn(context.state, body.request)
    if chosen not in held:
        raise Refused(Code.FLOOR_NOT_YOURS)
    return (Released(chosen.id, chosen.seat),)


def revoke(context: Context, body: Revoke) -> Facts:
    """End somebody's turn."""
    found = find_turn(context.state, body.request)
    return (Revoked(found.id, found.seat, body.reason, "officer"),)


def extend(context: Context, body: Extend) -> Facts:
    """Lengthen a turn that has a limit."""
    found = find_turn(context.state, body.request)
    if found.limit_s is None:
        raise Refused(Code.FLOOR_NO_LIMIT)
    limit_s = found.limit_s + body.extra_s
    if limit_s > MAX_LIMIT_S:
        raise Refused(Code.FLOOR_LIMIT_TOO_LONG, {"most_s": MAX_LIMIT_S})
    return (Extended(found.id, body.extra_s, limit_s),)


def pause(context: Context, body: Pause) -> Facts:
    """Stop a turn's clock; twice is once."""
    found = find_turn(context.state, body.request)
    return () if found.paused else (Paused(found.id),)


def resume(context: Context, body: Resume) -> Facts:
    """Let a paused clock run; one that runs changes nothing."""
    found = find_turn(context.state, body.request)
    return (Resumed(found.id),) if found.paused else ()


def ring(context: Context, body: Ring) -> Facts:
    """Ring the bell."""
    return (Rang(find_turn(context.state, body.request).id),)


def set_max(context: Context, body: SetMax) -> Facts:
    """Change how many may speak at once; the latest turns beyond it end."""
    floor = context.state.floor
    if body.max_open == floor.max_open:
        return ()
    ended: list[Request] = []
    while len(counted := places(floor)) > body.max_open:
        last = counted[-1]
        floor = let_go(without_request(floor, last.id), last, context.now)
        ended.append(last)
    return (*(Revoked(turn.id, turn.seat, "", "fewer") for turn in ended), MaxSet(body.max_open))


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
        kind=body.kind,
        paper=body.paper,
        page=body.page,
        by=body.by,
    )
    floor = with_request(forget_seat(state.floor, body.seat), request)
    return replace(state, floor=replace(floor, queue=(*floor.queue, body.request)))


def on_withdrawn(state: Meeting, body: Withdrawn, fact: Event) -> Meeting:
    """Remove a request that waits no longer."""
    return replace(state, floor=without_request(state.floor, body.request))


def on_denied(state: Meeting, body: Denied, fact: Event) -> Meeting:
    """Remove and remember why, for the seat and for the hall it sits in."""
    request = state.floor.requests[body.request]
    denial = Denial(body.seat, request.name, body.request, request.topic, body.reason, fact.at)
    floor = without_request(state.floor, body.request)
    denied = put(put(floor.denied, body.seat, denial), request.media_seat, denial)
    return replace(state, floor=replace(floor, denied=denied))


def _with_turn(state: Meeting, turn: Request) -> Meeting:
    return replace(state, floor=with_request(state.floor, turn))


def on_extended(state: Meeting, body: Extended, fact: Event) -> Meeting:
    """Set the longer limit."""
    return _with_turn(state, replace(state.floor.requests[body.request], limit_s=body.limit_s))


def on_paused(state: Meeting, body: Paused, fact: Event) -> Meeting:
    """Stop the clock."""
    return _with_turn(state, replace(stop(state.floor.requests[body.request], fact.at), paused=True))


def on_resumed(state: Meeting, body: Resumed, fact: Event) -> Meeting:
    """Let the clock run, if nothing else holds it."""
    return _with_turn(state, run(replace(state.floor.requests[body.request], paused=False), fact.at))


def on_rang(state: Meeting, body: Rang, fact: Event) -> Meeting:
    """Remember when the bell rang."""
    return _with_turn(state, replace(state.floor.requests[body.request], rang_at=fact.at))


def on_max_set(state: Meeting, body: MaxSet, fact: Event) -> Meeting:
    """Set how many may speak at once."""
    return replace(state, floor=replace(state.floor, max_open=body.max_open))


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
    command(Pause, pause, _LEADERS, GATHERED),
    command(Resume, resume, _LEADERS, GATHERED),
    command(Ring, ring, _LEADERS, GATHERED),
    command(SetMax, set_max, frozenset({PRESIDING}), GATHERED | TALKING),
)

EVENTS = (
    event(Requested, on_requested),
    event(Withdrawn, on_withdrawn),
    event(Granted, on_granted),
    event(Denied, on_denied),
    event(Released, on_released),
    event(Revoked, on_revoked),
    event(Extended, on_extended),
    event(Paused, on_paused),
    event(Resumed, on_resumed),
    event(Rang, on_rang),
    event(MaxSet, on_max_set),
)
