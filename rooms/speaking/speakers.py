"""Lists of speakers: one for each agenda item and one for what belongs to no item.

Points of order come first, then answers back, then speeches by the list's rule. A list that nobody has
touched is open, by order of request, without limits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, ClassVar

from rooms.base.fields import Ident, OneOf, Position, Whole
from rooms.base.roles import PRESIDING, Role
from rooms.errors import Code, Refused
from rooms.kernel import UNFINISHED, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.speaking.floor_words import MAX_LIMIT_S, ItemKey
from rooms.speaking.requests import find_waiting, key_of
from rooms.speaking.spoken import TIMED, recent_of, spoken_of
from rooms.speaking.turns import spent_ms
from rooms.state import (
    ANSWER,
    ANSWER_BACK,
    BY_HAND,
    BY_RANK,
    BY_REQUEST,
    LEAST_SPOKEN,
    NO_ITEM,
    POINT_OF_ORDER,
    QUESTION,
    SPEECH,
    Meeting,
    Request,
    SpeakerList,
    put,
)

UNTOUCHED = SpeakerList()
_LAST = 1000
_PLACES = {POINT_OF_ORDER: 0, ANSWER_BACK: 1}
Rule = Annotated[str, OneOf(frozenset({BY_REQUEST, LEAST_SPOKEN, BY_RANK, BY_HAND}))]
LimitOrNone = Annotated[int, Whole(0, MAX_LIMIT_S)]
Warning_s = Annotated[int, Whole(0, 3600)]


@dataclass(frozen=True, slots=True)
class Open(CommandBody):
    """Open a list; without an item that of the item under discussion, ``-`` is that of no item."""

    type: ClassVar[str] = "speakers.open"
    item: ItemKey | None = None


@dataclass(frozen=True, slots=True)
class Close(CommandBody):
    """Close a list: who waits stays, points of order are still taken."""

    type: ClassVar[str] = "speakers.close"
    item: ItemKey | None = None


@dataclass(frozen=True, slots=True)
class Set(CommandBody):
    """Change a list's rule and times; what is left out stays, a limit of 0 is none."""

    type: ClassVar[str] = "speakers.set"
    item: ItemKey | None = None
    rule: Rule | None = None
    turn_s: LimitOrNone | None = None
    site_s: LimitOrNone | None = None
    warn_s: Warning_s | None = None


@dataclass(frozen=True, slots=True)
class Move(CommandBody):
    """Put a waiting request at another place (from 0) of its list, within its kind; it goes by hand then."""

    type: ClassVar[str] = "speakers.move"
    request: Ident
    position: Position


@dataclass(frozen=True, slots=True)
class Opened(EventBody):
    """A list takes requests."""

    type: ClassVar[str] = "speakers.opened"
    item: ItemKey


@dataclass(frozen=True, slots=True)
class Closed(EventBody):
    """A list takes points of order only."""

    type: ClassVar[str] = "speakers.closed"
    item: ItemKey


@dataclass(frozen=True, slots=True)
class Changed(EventBody):
    """A list goes by these from now on; a limit of 0 is none."""

    type: ClassVar[str] = "speakers.changed"
    item: ItemKey
    rule: Rule
    turn_s: LimitOrNone
    site_s: LimitOrNone
    warn_s: Warning_s


@dataclass(frozen=True, slots=True)
class Moved(EventBody):
    """A request is at ``position`` of its list, which goes by hand from now on."""

    type: ClassVar[str] = "speakers.moved"
    item: ItemKey
    request: Ident
    position: Position


def list_of(state: Meeting, key: str) -> SpeakerList:
    """The settings of a list."""
    return state.floor.lists.get(key, UNTOUCHED)


def current_key(state: Meeting) -> str:
    """The list of the item under discussion."""
    return key_of(state.agenda.current)


def require_key(state: Meeting, item: str | None) -> str:
    """The list that is meant; left out is the current one. Raises Refused(agenda.unknown_item)."""
    if item is None:
        return current_key(state)
    if item != NO_ITEM and item not in state.agenda.items:
        raise Refused(Code.AGENDA_UNKNOWN_ITEM, {"item": item})
    return item


def rank_of(state: Meeting, request: Request) -> int:
    """The rank of who asks: the delegate's, the officer's, or else the hall's; 0 is none."""
    person = state.delegates.get(request.delegate or "") or state.officers.get(request.seat)
    hall = state.sites.get(request.site or "")
    return (person.rank if person else 0) or (hall.rank if hall else 0)


def _by_request(state: Meeting, request: Request) -> tuple[int, ...]:
    return ()


def _by_rank(state: Meeting, request: Request) -> tuple[int, ...]:
    return (rank_of(state, request) or _LAST,)


def _least_spoken(state: Meeting, request: Request) -> tuple[int, ...]:
    seat = request.media_seat
    return (spoken_of(state.floor, seat).today_ms, recent_of(state.floor, seat).spoken_s)


def _by_hand(state: Meeting, request: Request) -> tuple[int, ...]:
    hand = list_of(state, key_of(request.item)).hand
    return (hand.index(request.id) if request.id in hand else len(hand),)


_RULES: Mapping[str, Callable[[Meeting, Request], tuple[int, ...]]] = {
    BY_REQUEST: _by_request,
    BY_RANK: _by_rank,
    LEAST_SPOKEN: _least_spoken,
    BY_HAND: _by_hand,
}


def effective_order(state: Meeting, key: str) -> tuple[str, ...]:
    """What waits in a list, next one first; what its rule holds equal goes in the order it came."""
    rule = list_of(state, key).rule

    def place(request: Request) -> tuple[int, ...]:
        ruled = request.kind == SPEECH or rule == BY_HAND
        return (_PLACES.get(request.kind, _LAST), *(_RULES[rule](state, request) if ruled else ()))

    waiting = (entry for entry in state.floor.waiting if key_of(entry.item) == key)
    return tuple(entry.id for entry in sorted(waiting, key=place))


def limit_for(state: Meeting, request: Request, wanted_s: int | None, now: datetime) -> int | None:
    """The limit of a turn: as wanted, else the list's time per turn cut to what the site has left.

    A point of order is always heard; questions and answers have no list. Raises
    Refused(floor.site_time_spent) when the site has had its time and no limit was named.
    """
    settings = list_of(state, key_of(request.item))
    if wanted_s is not None or request.kind in (QUESTION, ANSWER):
        return wanted_s
    if request.kind == POINT_OF_ORDER or settings.site_s is None or request.site is None:
        return settings.turn_s
    left_s = settings.site_s - _site_spent_ms(state, request.site, request.item, now) // 1000
    if left_s < 1:
        raise Refused(Code.FLOOR_SITE_TIME_SPENT, {"site": request.site, "site_s": settings.site_s})
    return left_s if settings.turn_s is None else min(settings.turn_s, left_s)


def _site_spent_ms(state: Meeting, site: str, item: str | None, now: datetime) -> int:
    over = spoken_of(state.floor, site).timed.get(key_of(item), 0)
    timed = (turn for turn in state.floor.turns if turn.kind in TIMED)
    under_way = (turn for turn in timed if (turn.media_seat, turn.item) == (site, item))
    return over + sum(spent_ms(turn, now) for turn in under_way)


def open_list(context: Context, body: Open) -> Facts:
    """Open; what is open stays so."""
    key = require_key(context.state, body.item)
    return () if list_of(context.state, key).open else (Opened(key),)


def close_list(context: Context, body: Close) -> Facts:
    """Close; what is closed stays so."""
    key = require_key(context.state, body.item)
    return (Closed(key),) if list_of(context.state, key).open else ()


def set_list(context: Context, body: Set) -> Facts:
    """Change what was given; the same again changes nothing."""
    key = require_key(context.state, body.item)
    old = list_of(context.state, key)
    changed = Changed(
        key,
        old.rule if body.rule is None else body.rule,
        (old.turn_s or 0) if body.turn_s is None else body.turn_s,
        (old.site_s or 0) if body.site_s is None else body.site_s,
        old.warn_s if body.warn_s is None else body.warn_s,
    )
    same = changed == Changed(key, old.rule, old.turn_s or 0, old.site_s or 0, old.warn_s)
    return () if same else (changed,)


def move(context: Context, body: Move) -> Facts:
    """Reorder by hand, within the places of the request's kind."""
    state = context.state
    found = find_waiting(state, body.request)
    key = key_of(found.item)
    order = effective_order(state, key)
    places = [place for place, entry in enumerate(order) if state.floor.requests[entry].kind == found.kind]
    position = min(max(body.position, places[0]), places[-1])
    stays = list_of(state, key).rule == BY_HAND and order[position] == found.id
    return () if stays else (Moved(key, found.id, position),)


def _with_list(state: Meeting, key: str, settings: SpeakerList) -> Meeting:
    return replace(state, floor=replace(state.floor, lists=put(state.floor.lists, key, settings)))


def on_opened(state: Meeting, body: Opened, fact: Event) -> Meeting:
    """Open the list."""
    return _with_list(state, body.item, replace(list_of(state, body.item), open=True))


def on_closed(state: Meeting, body: Closed, fact: Event) -> Meeting:
    """Close the list."""
    return _with_list(state, body.item, replace(list_of(state, body.item), open=False))


def on_changed(state: Meeting, body: Changed, fact: Event) -> Meeting:
    """Set rule and times; going by hand begins with the order there is."""
    settings = replace(
        list_of(state, body.item),
        rule=body.rule,
        turn_s=body.turn_s or None,
        site_s=body.site_s or None,
        warn_s=body.warn_s,
        hand=effective_order(state, body.item) if body.rule == BY_HAND else (),
    )
    return _with_list(state, body.item, settings)


def on_moved(state: Meeting, body: Moved, fact: Event) -> Meeting:
    """Reorder; the list goes by hand."""
    others = [entry for entry in effective_order(state, body.item) if entry != body.request]
    hand = (*others[: body.position], body.request, *others[body.position :])
    return _with_list(state, body.item, replace(list_of(state, body.item), rule=BY_HAND, hand=hand))


_LEADERS = frozenset({PRESIDING, Role.SECRETARY})

COMMANDS = (
    command(Open, open_list, _LEADERS, UNFINISHED),
    command(Close, close_list, _LEADERS, UNFINISHED),
    command(Set, set_list, _LEADERS, UNFINISHED),
    command(Move, move, _LEADERS, UNFINISHED),
)

EVENTS = (
    event(Opened, on_opened),
    event(Closed, on_closed),
    event(Changed, on_changed),
    event(Moved, on_moved),
)
