"""Questions as screens see them."""

from __future__ import annotations

from rooms.base.clock import iso
from rooms.speaking.questions import question_state
from rooms.state import Meeting, Question
from rooms.views.json import Json


def questions_view(state: Meeting) -> Json:
    """Questions by id, and the order in which they are heard. Why one was refused only its seat is told."""
    return {
        "order": list(state.questions.order),
        "items": {key: _question(state, one) for key, one in state.questions.items.items()},
    }


def _question(state: Meeting, one: Question) -> Json:
    return {
        "id": one.id,
        "seat": one.seat,
        "site": one.site,
        "delegate": one.delegate,
        "name": one.name,
        "office": one.office,
        "to": one.to,
        "to_site": one.to_site,
        "to_name": one.to_name,
        "to_office": one.to_office,
        "text": one.text,
        "item": one.item,
        "by": one.by,
        "asked_at": iso(one.asked_at),
        "state": question_state(state, one),
        "turns": [turn.request for turn in one.turns],
        "denied": one.denied,
    }
