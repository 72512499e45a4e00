"""The agenda: items with planned and spent time. Time in recess is nobody's time.

At most one item is current. An item that has begun cannot be removed: the record needs it; it can be
postponed to a later meeting, and taken back while this one lasts. ``rooms.session.forecast`` tells the times.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from rooms.base.roles import PRESIDING, Role
from rooms.errors import Code, Refused
from rooms.kernel import SITTING, UNFINISHED, Context, Event, Facts, command, event
from rooms.lookup.seats import require_person
from rooms.session import forecast
from rooms.session.agenda_clock import pause, with_item
from rooms.session.agenda_words import (
    MAX_ITEMS,
    Add,
    Added,
    Carried,
    Carry,
    Edit,
    Edited,
    Finish,
    Finished,
    Move,
    Moved,
    Overran,
    Postpone,
    Postponed,
    Remove,
    Removed,
    Restore,
    Restored,
    Review,
    Start,
    Started,
)
from rooms.speaking.requests import forget_item
from rooms.state import Agenda, Item, ItemState, Meeting, Phase, Source, drop


def require_item(state: Meeting, item: str) -> Item:
    """The item. Raises Refused(agenda.unknown_item)."""
    found = state.agenda.items.get(item)
    if found is None:
        raise Refused(Code.AGENDA_UNKNOWN_ITEM, {"item": item})
    return found


def _require_listed(state: Meeting, item: str) -> Item:
    """As ``require_item``. Raises Refused(agenda.postponed) for one that was put off."""
    found = require_item(state, item)
    if found.state == ItemState.POSTPONED:
        raise Refused(Code.AGENDA_POSTPONED, {"item": item})
    return found


def internal_now(state: Meeting) -> bool:
    """Whether what is under discussion is for the meeting's members only."""
    current = state.agenda.current
    return current is not None and state.agenda.items[current].internal


def source_of(carried: Carried | None) -> Source | None:
    """Where an item comes from, as the state keeps it."""
    return None if carried is None else Source(carried.meeting, carried.item)


def finish_current(state: Meeting, now: datetime) -> Facts:
    """Facts that finish the current item, if there is one."""
    if state.agenda.current is None:
        return ()
    item = pause(state.agenda.items[state.agenda.current], now)
    return (Finished(item.id, item.spent_ms // 1000),)


def _require_people(state: Meeting, seats: Iterable[str]) -> None:
    for seat in seats:
        if require_person(state, seat).role == Role.OBSERVER:
            raise Refused(Code.SEAT_UNKNOWN, {"seat": seat})


def _require_room(agenda: Agenda) -> None:
    if len(agenda.items) >= MAX_ITEMS:
        raise Refused(Code.MEETING_TOO_MANY, {"what": "agenda", "most": MAX_ITEMS})


def _place(agenda: Agenda, wanted: int | None) -> int:
    end = len(agenda.order)
    return end if wanted is None else min(wanted, end)


def _new_id(agenda: Agenda) -> str:
    return f"a{agenda.made + 1}"


def add(context: Context, body: Add) -> Facts:
    """Make an item with the next number."""
    agenda = context.state.agenda
    _require_room(agenda)
    _require_people(context.state, body.seats)
    place = _place(agenda, body.position)
    return (
        Added(
            _new_id(agenda),
            body.title,
            body.rapporteur,
            body.planned_s,
            place,
            _once(body.seats),
            body.internal,
        ),
    )


def carry(context: Context, body: Carry) -> Facts:
    """Make an item of what another meeting postponed; seats that are not here do not report."""
    agenda = context.state.agenda
    _require_room(agenda)
    source = source_of(body.carried_from)
    if any(item.carried_from == source for item in agenda.items.values()):
        raise Refused(Code.AGENDA_CARRIED)
    return (
        Added(
            _new_id(agenda),
            body.title,
            body.rapporteur,
            body.planned_s,
            len(agenda.order),
            _once(body.seats),
            body.internal,
            body.carried_from,
        ),
    )


def _once(seats: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(seats))


def edit(context: Context, body: Edit) -> Facts:
    """Reword an item, or change who reports and who may follow it."""
    item = require_item(context.state, body.item)
    if body.seats is not None:
        _require_people(context.state, (seat for seat in body.seats if seat not in item.seats))
    edited = Edited(
        item.id,
        item.title if body.title is None else body.title,
        item.rapporteur if body.rapporteur is None else body.rapporteur,
        item.planned_s if body.planned_s is None else body.planned_s,
        item.seats if body.seats is None else _once(body.seats),
        item.internal if body.internal is None else body.internal,
    )
    return () if _reworded(item, edited) == item else (edited,)


def _reworded(item: Item, edited: Edited) -> Item:
    return replace(
        item,
        title=edited.title,
        rapporteur=edited.rapporteur,
        planned_s=edited.planned_s,
        seats=edited.seats,
        internal=edited.internal,
    )


def remove(context: Context, body: Remove) -> Facts:
    """Remove an item that has neither begun nor been decided on."""
    item = require_item(context.state, body.item)
    if item.state == ItemState.CURRENT:
        raise Refused(Code.AGENDA_ITEM_CURRENT)
    decided = any(decision.item == item.id for decision in context.state.decisions.values())
    if item.state == ItemState.DONE or item.spent_ms or decided or _voted_on(context.state, item.id):
        raise Refused(Code.AGENDA_ITEM_DONE)
    return (Removed(item.id),)


def _voted_on(state: Meeting, item: str) -> bool:
    return any(poll.plan.item == item and poll.opened_at for poll in state.polls.items.values())


def move(context: Context, body: Move) -> Facts:
    """Reorder."""
    item = _require_listed(context.state, body.item)
    order = context.state.agenda.order
    position = min(body.position, len(order) - 1)
    return () if order[position] == item.id else (Moved(item.id, position),)


def start(context: Context, body: Start) -> Facts:
    """Make an item current."""
    item = _require_listed(context.state, body.item)
    if item.state == ItemState.CURRENT:
        raise Refused(Code.AGENDA_ITEM_CURRENT)
    return (*finish_current(context.state, context.now), Started(item.id))


def finish(context: Context, body: Finish) -> Facts:
    """Finish the current item."""
    item = require_item(context.state, body.item)
    if item.state != ItemState.CURRENT:
        raise Refused(Code.AGENDA_ITEM_NOT_CURRENT)
    return finish_current(context.state, context.now)


def postpone(context: Context, body: Postpone) -> Facts:
    """Put an item off that is not done."""
    item = _require_listed(context.state, body.item)
    if item.state == ItemState.DONE:
        raise Refused(Code.AGENDA_ITEM_DONE)
    running = context.state.polls.running
    if running is not None and running.plan.item == item.id:
        raise Refused(Code.POLL_STILL_OPEN, {"poll": running.id})
    return (Postponed(item.id, body.reason),)


def restore(context: Context, body: Restore) -> Facts:
    """Take a postponed item back."""
    item = require_item(context.state, body.item)
    if item.state != ItemState.POSTPONED:
        raise Refused(Code.AGENDA_NOT_POSTPONED, {"item": item.id})
    return (Restored(item.id, _place(context.state.agenda, body.position)),)


def review(context: Context, body: Review) -> Facts:
    """Move what follows by the full minutes that have gone by; none more changes nothing."""
    stood_s = forecast.stood_s(context.state, context.now)
    if stood_s <= context.state.agenda.stood_s:
        return ()
    running = context.state.phase == Phase.IN_SESSION
    return (Overran(context.state.agenda.current if running else None, stood_s),)


def _insert(order: tuple[str, ...], item: str, position: int) -> tuple[str, ...]:
    others = tuple(entry for entry in order if entry != item)
    return (*others[:position], item, *others[position:])


def _without(order: tuple[str, ...], item: str) -> tuple[str, ...]:
    return tuple(entry for entry in order if entry != item)


def _with_agenda(state: Meeting, agenda: Agenda) -> Meeting:
    return replace(state, agenda=agenda)


def _dated(state: Meeting, item: str) -> Meeting:
    """The item with its planned time, if it came to a session that already runs: when it is expected now."""
    found = state.agenda.items[item]
    if state.opened_at is None or found.planned_at is not None:
        return state
    at = forecast.expected_times(state).get(item)
    return _with_agenda(state, with_item(state.agenda, replace(found, planned_at=at)))


def _stood_after_end(state: Meeting) -> int:
    """A recess goes on when the item it interrupted ends; in session a new wait begins."""
    return state.agenda.stood_s if state.phase == Phase.RECESS else 0


def on_added(state: Meeting, body: Added, fact: Event) -> Meeting:
    """Insert the item."""
    item = Item(
        body.item,
        body.title,
        body.rapporteur,
        body.planned_s,
        body.seats,
        body.internal,
        carried_from=source_of(body.carried_from),
    )
    agenda = with_item(state.agenda, item)
    order = _insert(agenda.order, body.item, body.position)
    return _dated(_with_agenda(state, replace(agenda, order=order, made=agenda.made + 1)), body.item)


def on_edited(state: Meeting, body: Edited, fact: Event) -> Meeting:
    """Reword the item; how long what follows has waited is found anew for the current one."""
    agenda = with_item(state.agenda, _reworded(state.agenda.items[body.item], body))
    return _with_agenda(state, replace(agenda, stood_s=0) if body.item == agenda.current else agenda)


def on_removed(state: Meeting, body: Removed, fact: Event) -> Meeting:
    """Take the item off; papers, requests and questions of it belong to no item now, internal ones still."""
    internal = state.agenda.items[body.item].internal
    state = forget_item(state, body.item)
    agenda = state.agenda
    papers = {
        key: replace(paper, item=None, internal=internal) if paper.item == body.item else paper
        for key, paper in state.papers.items()
    }
    return replace(
        state,
        papers=papers,
        agenda=replace(
            agenda,
            order=_without(agenda.order, body.item),
            postponed=_without(agenda.postponed, body.item),
            items=drop(agenda.items, body.item),
        ),
    )


def on_moved(state: Meeting, body: Moved, fact: Event) -> Meeting:
    """Reorder."""
    order = _insert(state.agenda.order, body.item, body.position)
    return _with_agenda(state, replace(state.agenda, order=order))


def on_started(state: Meeting, body: Started, fact: Event) -> Meeting:
    """Start the item's clock."""
    item = replace(state.agenda.items[body.item], state=ItemState.CURRENT, running_since=fact.at)
    agenda = replace(with_item(state.agenda, item), current=item.id, idle_since=None, stood_s=0)
    return _with_agenda(state, agenda)


def on_finished(state: Meeting, body: Finished, fact: Event) -> Meeting:
    """Stop the item's clock."""
    item = replace(pause(state.agenda.items[body.item], fact.at), state=ItemState.DONE)
    agenda = replace(with_item(state.agenda, item), current=None, idle_since=fact.at)
    return _with_agenda(state, replace(agenda, stood_s=_stood_after_end(state)))


def on_postponed(state: Meeting, body: Postponed, fact: Event) -> Meeting:
    """Put the item aside, its clock stopped."""
    agenda = state.agenda
    item = replace(
        pause(agenda.items[body.item], fact.at), state=ItemState.POSTPONED, postponed_reason=body.reason
    )
    agenda = replace(
        with_item(agenda, item),
        order=_without(agenda.order, item.id),
        postponed=(*agenda.postponed, item.id),
    )
    if state.agenda.current == item.id:
        agenda = replace(agenda, current=None, idle_since=fact.at, stood_s=_stood_after_end(state))
    return _with_agenda(state, agenda)


def on_restored(state: Meeting, body: Restored, fact: Event) -> Meeting:
    """Put the item back in its order."""
    agenda = state.agenda
    item = replace(agenda.items[body.item], state=ItemState.PENDING, postponed_reason="")
    agenda = replace(
        with_item(agenda, item),
        order=_insert(agenda.order, item.id, body.position),
        postponed=_without(agenda.postponed, item.id),
    )
    return _dated(_with_agenda(state, agenda), item.id)


def on_overran(state: Meeting, body: Overran, fact: Event) -> Meeting:
    """Note how late what follows is."""
    return _with_agenda(state, replace(state.agenda, stood_s=body.over_s))


_KEEPERS = frozenset({PRESIDING, Role.SECRETARY})
_SYSTEM = frozenset({Role.SYSTEM})

COMMANDS = (
    command(Add, add, _KEEPERS | _SYSTEM, UNFINISHED),
    command(Carry, carry, _SYSTEM, UNFINISHED),
    command(Edit, edit, _KEEPERS, UNFINISHED),
    command(Remove, remove, _KEEPERS, UNFINISHED),
    command(Move, move, _KEEPERS, UNFINISHED),
    command(Start, start, _KEEPERS, frozenset({Phase.IN_SESSION})),
    command(Finish, finish, _KEEPERS, SITTING),
    command(Postpone, postpone, _KEEPERS, UNFINISHED),
    command(Restore, restore, _KEEPERS, UNFINISHED),
    command(Review, review, _SYSTEM, SITTING),
)

EVENTS = (
    event(Added, on_added),
    event(Edited, on_edited),
    event(Removed, on_removed),
    event(Moved, on_moved),
    event(Started, on_started),
    event(Finished, on_finished),
    event(Postponed, on_postponed),
    event(Restored, on_restored),
    event(Overran, on_overran),
)
