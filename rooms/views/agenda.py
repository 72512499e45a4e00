"""The agenda as screens see it, with the times by the plan and by what has happened."""

from __future__ import annotations

from datetime import datetime

from rooms.base.clock import iso_or_none
from rooms.lookup.seats import Person, find_person
from rooms.session import forecast
from rooms.state import Item, ItemState, Meeting
from rooms.views.json import Json
from rooms.views.polls import vote_of


def agenda_view(state: Meeting) -> Json:
    """Items by id, the order of those on the agenda, the postponed ones, and the current one."""
    planned, expected = forecast.planned_times(state), forecast.expected_times(state)
    return {
        "order": list(state.agenda.order),
        "current": state.agenda.current,
        "postponed": list(state.agenda.postponed),
        "items": {
            key: _item(state, item, planned.get(key), expected.get(key))
            for key, item in state.agenda.items.items()
        },
    }


def _item(state: Meeting, item: Item, planned: datetime | None, expected: datetime | None) -> Json:
    return {
        "id": item.id,
        "title": item.title,
        "rapporteur": item.rapporteur,
        "planned_s": item.planned_s,
        "state": item.state.value,
        "started_at": iso_or_none(item.running_since),
        "spent_s": item.spent_ms // 1000,
        "seats": [seat for seat in item.seats if find_person(state, seat)],
        "internal": item.internal,
        "planned_at": iso_or_none(planned),
        "expected_at": iso_or_none(expected),
        "over_s": forecast.over_s(state) if item.state == ItemState.CURRENT else 0,
        "postponed_reason": item.postponed_reason,
        "vote": vote_of(state, item.id),
    }


def next_item_view(state: Meeting, person: Person) -> Json | None:
    """The first pending item the seat, or a delegate's hall, reports on, and when; None without one."""
    reporters = {person.seat, person.site}
    for key in state.agenda.order:
        item = state.agenda.items[key]
        if item.state == ItemState.PENDING and not reporters.isdisjoint(item.seats):
            return {
                "item": key,
                "planned_at": iso_or_none(forecast.planned_times(state).get(key)),
                "expected_at": iso_or_none(forecast.expected_times(state).get(key)),
            }
    return None
