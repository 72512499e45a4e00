"""The clocks of the agenda: an item's time runs in session only, and the plan is fixed when it opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from rooms.base.clock import elapsed_ms
from rooms.session import forecast
from rooms.state import Agenda, Item, Meeting, put


def pause(item: Item, at: datetime) -> Item:
    """The item with its running time added up and its clock stopped."""
    if item.running_since is None:
        return item
    return replace(item, running_since=None, spent_ms=item.spent_ms + elapsed_ms(item.running_since, at))


def pause_current(state: Meeting, at: datetime) -> Agenda:
    """The agenda in recess: the clock of the current item stopped."""
    return replace(_with_current(state.agenda, lambda item: pause(item, at)), stood_s=0)


def run_current(state: Meeting, at: datetime) -> Agenda:
    """The agenda after a recess: the clock of the current item running from ``at``."""
    agenda = _with_current(state.agenda, lambda item: replace(item, running_since=at))
    return replace(agenda, stood_s=0, idle_since=at if agenda.current is None else None)


def begin(state: Meeting, at: datetime) -> Agenda:
    """The agenda as the session opens: the plan is fixed, and nothing is under discussion yet."""
    planned = forecast.planned_times(state)
    items = {
        key: replace(item, planned_at=planned.get(key, item.planned_at))
        for key, item in state.agenda.items.items()
    }
    return replace(state.agenda, items=items, idle_since=at, stood_s=0)


def _with_current(agenda: Agenda, change: Callable[[Item], Item]) -> Agenda:
    if agenda.current is None:
        return agenda
    return with_item(agenda, change(agenda.items[agenda.current]))


def with_item(agenda: Agenda, item: Item) -> Agenda:
    """The agenda with one item replaced."""
    return replace(agenda, items=put(agenda.items, item.id, item))
