"""The agenda as screens see it."""

from __future__ import annotations

from rooms.clock import iso_or_none
from rooms.state import Item, Meeting
from rooms.views.json import Json


def agenda_view(state: Meeting) -> Json:
    """Items by id, their order, and the current one."""
    return {
        "order": list(state.agenda.order),
        "current": state.agenda.current,
        "items": {key: _item(item) for key, item in state.agenda.items.items()},
    }


def _item(item: Item) -> Json:
    return {
        "id": item.id,
        "title": item.title,
        "rapporteur": item.rapporteur,
        "planned_s": item.planned_s,
        "state": item.state.value,
        "started_at": iso_or_none(item.running_since),
        "spent_s": item.spent_ms // 1000,
    }
