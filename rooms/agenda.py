"""The agenda: items with planned and spent time. Time in recess is nobody's time.

At most one item is current. An item that has begun cannot be removed: the record needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from rooms import fields
from rooms.clock import elapsed_ms
from rooms.errors import Code, Refused
from rooms.fields import Ident, PlannedSeconds, Position
from rooms.kernel import (
    SITTING,
    UNFINISHED,
    CommandBody,
    Context,
    Event,
    EventBody,
    Facts,
    command,
    event,
)
from rooms.roles import PRESIDING, Role
from rooms.state import Agenda, Item, ItemState, Meeting, Phase, drop, put

MAX_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Add(CommandBody):
    """Add an item, at the end unless a position (from 0) is given."""

    type: ClassVar[str] = "agenda.add"
    title: fields.Title
    rapporteur: fields.Office = ""
    planned_s: PlannedSeconds = 0
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Edit(CommandBody):
    """Change an item; what is left out stays."""

    type: ClassVar[str] = "agenda.edit"
    item: Ident
    title: fields.Title | None = None
    rapporteur: fields.Office | None = None
    planned_s: PlannedSeconds | None = None


@dataclass(frozen=True, slots=True)
class Remove(CommandBody):
    """Remove an item that has not begun."""

    type: ClassVar[str] = "agenda.remove"
    item: Ident


@dataclass(frozen=True, slots=True)
class Move(CommandBody):
    """Put an item at another position (from 0)."""

    type: ClassVar[str] = "agenda.move"
    item: Ident
    position: Position


@dataclass(frozen=True, slots=True)
class Start(CommandBody):
    """Begin or take up again an item; the current one is finished first."""

    type: ClassVar[str] = "agenda.start"
    item: Ident


@dataclass(frozen=True, slots=True)
class Finish(CommandBody):
    """Finish the current item."""

    type: ClassVar[str] = "agenda.finish"
    item: Ident


@dataclass(frozen=True, slots=True)
class Added(EventBody):
    """An item was added at ``position``."""

    type: ClassVar[str] = "agenda.added"
    item: Ident
    title: fields.Title
    rapporteur: fields.Office
    planned_s: PlannedSeconds
    position: Position


@dataclass(frozen=True, slots=True)
class Edited(EventBody):
    """An item reads so from now on."""

    type: ClassVar[str] = "agenda.edited"
    item: Ident
    title: fields.Title
    rapporteur: fields.Office
    planned_s: PlannedSeconds


@dataclass(frozen=True, slots=True)
class Removed(EventBody):
    """An item was removed."""

    type: ClassVar[str] = "agenda.removed"
    item: Ident


@dataclass(frozen=True, slots=True)
class Moved(EventBody):
    """An item is now at ``position``."""

    type: ClassVar[str] = "agenda.moved"
    item: Ident
    position: Position


@dataclass(frozen=True, slots=True)
class Started(EventBody):
    """An item became current."""

    type: ClassVar[str] = "agenda.started"
    item: Ident


@dataclass(frozen=True, slots=True)
class Finished(EventBody):
    """An item is done; ``spent_s`` is all the time it took, recess left out."""

    type: ClassVar[str] = "agenda.finished"
    item: Ident
    spent_s: PlannedSeconds


def require_item(state: Meeting, item: str) -> Item:
    """The item. Raises Refused(agenda.unknown_item)."""
    found = state.agenda.items.get(item)
    if found is None:
        raise Refused(Code.AGENDA_UNKNOWN_ITEM, {"item": item})
    return found


def finish_current(state: Meeting, now: datetime) -> Facts:
    """Facts that finish the current item, if there is one."""
    if state.agenda.current is None:
        return ()
    item = pause(state.agenda.items[state.agenda.current], now)
    return (Finished(item.id, item.spent_ms // 1000),)


def pause(item: Item, at: datetime) -> Item:
    """The item with its running time added up and its clock stopped."""
    if item.running_since is None:
        return item
    return replace(item, running_since=None, spent_ms=item.spent_ms + elapsed_ms(item.running_since, at))


def pause_current(state: Meeting, at: datetime) -> Agenda:
    """The agenda with the clock of the current item stopped."""
    return _with_current(state.agenda, lambda item: pause(item, at))


def run_current(state: Meeting, at: datetime) -> Agenda:
    """The agenda with the clock of the current item running from ``at``."""
    return _with_current(state.agenda, lambda item: replace(item, running_since=at))


def _with_current(agenda: Agenda, change: Callable[[Item], Item]) -> Agenda:
    if agenda.current is None:
        return agenda
    return _with_item(agenda, change(agenda.items[agenda.current]))


def _with_item(agenda: Agenda, item: Item) -> Agenda:
    return replace(agenda, items=put(agenda.items, item.id, item))


def add(context: Context, body: Add) -> Facts:
    """Make an item with the next number."""
    agenda = context.state.agenda
    if len(agenda.order) >= MAX_ITEMS:
        raise Refused(Code.MEETING_TOO_MANY, {"what": "agenda", "most": MAX_ITEMS})
    end = len(agenda.order)
    position = end if body.position is None else min(body.position, end)
    return (Added(f"a{agenda.made + 1}", body.title, body.rapporteur, body.planned_s, position),)


def edit(context: Context, body: Edit) -> Facts:
    """Reword an item."""
    item = require_item(context.state, body.item)
    edited = Edited(
        item.id,
        item.title if body.title is None else body.title,
        item.rapporteur if body.rapporteur is None else body.rapporteur,
        item.planned_s if body.planned_s is None else body.planned_s,
    )
    unchanged = (edited.title, edited.rapporteur, edited.planned_s) == (
        item.title,
        item.rapporteur,
        item.planned_s,
    )
    return () if unchanged else (edited,)


def remove(context: Context, body: Remove) -> Facts:
    """Remove an item that has neither begun nor been decided on."""
    item = require_item(context.state, body.item)
    if item.state == ItemState.CURRENT:
        raise Refused(Code.AGENDA_ITEM_CURRENT)
    decided = any(decision.item == item.id for decision in context.state.decisions.values())
    if item.state == ItemState.DONE or decided:
        raise Refused(Code.AGENDA_ITEM_DONE)
    return (Removed(item.id),)


def move(context: Context, body: Move) -> Facts:
    """Reorder."""
    item = require_item(context.state, body.item)
    order = context.state.agenda.order
    position = min(body.position, len(order) - 1)
    return () if order[position] == item.id else (Moved(item.id, position),)


def start(context: Context, body: Start) -> Facts:
    """Make an item current."""
    item = require_item(context.state, body.item)
    if item.state == ItemState.CURRENT:
        raise Refused(Code.AGENDA_ITEM_CURRENT)
    return (*finish_current(context.state, context.now), Started(item.id))


def finish(context: Context, body: Finish) -> Facts:
    """Finish the current item."""
    item = require_item(context.state, body.item)
    if item.state != ItemState.CURRENT:
        raise Refused(Code.AGENDA_ITEM_NOT_CURRENT)
    return finish_current(context.state, context.now)


def _insert(order: tuple[str, ...], item: str, position: int) -> tuple[str, ...]:
    others = tuple(entry for entry in order if entry != item)
    return (*others[:position], item, *others[position:])


def on_added(state: Meeting, body: Added, fact: Event) -> Meeting:
    """Insert the item."""
    agenda = _with_item(state.agenda, Item(body.item, body.title, body.rapporteur, body.planned_s))
    order = _insert(agenda.order, body.item, body.position)
    return replace(state, agenda=replace(agenda, order=order, made=agenda.made + 1))


def on_edited(state: Meeting, body: Edited, fact: Event) -> Meeting:
    """Reword the item."""
    item = replace(
        state.agenda.items[body.item], title=body.title, rapporteur=body.rapporteur, planned_s=body.planned_s
    )
    return replace(state, agenda=_with_item(state.agenda, item))


def on_removed(state: Meeting, body: Removed, fact: Event) -> Meeting:
    """Take the item off; papers of it belong to no item now."""
    agenda = state.agenda
    order = tuple(entry for entry in agenda.order if entry != body.item)
    papers = {
        key: replace(paper, item=None) if paper.item == body.item else paper
        for key, paper in state.papers.items()
    }
    return replace(
        state, papers=papers, agenda=replace(agenda, order=order, items=drop(agenda.items, body.item))
    )


def on_moved(state: Meeting, body: Moved, fact: Event) -> Meeting:
    """Reorder."""
    order = _insert(state.agenda.order, body.item, body.position)
    return replace(state, agenda=replace(state.agenda, order=order))


def on_started(state: Meeting, body: Started, fact: Event) -> Meeting:
    """Start the item's clock."""
    item = replace(state.agenda.items[body.item], state=ItemState.CURRENT, running_since=fact.at)
    return replace(state, agenda=replace(_with_item(state.agenda, item), current=item.id))


def on_finished(state: Meeting, body: Finished, fact: Event) -> Meeting:
    """Stop the item's clock."""
    item = replace(pause(state.agenda.items[body.item], fact.at), state=ItemState.DONE)
    return replace(state, agenda=replace(_with_item(state.agenda, item), current=None))


_KEEPERS = frozenset({PRESIDING, Role.SECRETARY})

COMMANDS = (
    command(Add, add, _KEEPERS, UNFINISHED),
    command(Edit, edit, _KEEPERS, UNFINISHED),
    command(Remove, remove, _KEEPERS, UNFINISHED),
    command(Move, move, _KEEPERS, UNFINISHED),
    command(Start, start, _KEEPERS, frozenset({Phase.IN_SESSION})),
    command(Finish, finish, _KEEPERS, SITTING),
)

EVENTS = (
    event(Added, on_added),
    event(Edited, on_edited),
    event(Removed, on_removed),
    event(Moved, on_moved),
    event(Started, on_started),
    event(Finished, on_finished),
)
