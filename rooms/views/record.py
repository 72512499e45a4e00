"""What the meeting leaves behind while it runs, as screens see it: chat and conclusions."""

from __future__ import annotations

from rooms.base.clock import iso
from rooms.state import Meeting
from rooms.views.json import Json


def chat_view(state: Meeting) -> list[Json]:
    """Lines of chat, oldest first."""
    return [
        {"id": line.id, "seat": line.seat, "name": line.name, "text": line.text, "at": iso(line.at)}
        for line in state.chat
    ]


def decisions_view(state: Meeting) -> Json:
    """Conclusions by id, and their order."""
    return {
        "order": list(state.decisions),
        "items": {
            one.id: {"id": one.id, "text": one.text, "item": one.item, "at": iso(one.at), "by": one.by}
            for one in state.decisions.values()
        },
    }
