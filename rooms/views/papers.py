"""Papers and the page in front as screens see them."""

from __future__ import annotations

from rooms.clock import iso_or_none
from rooms.state import Meeting
from rooms.views.json import Json


def papers_view(state: Meeting) -> Json:
    """Papers by id, and their order."""
    return {
        "order": list(state.papers),
        "items": {
            paper.id: {
                "id": paper.id,
                "title": paper.title,
                "pages": paper.pages,
                "item": paper.item,
                "size": paper.size,
                "sha256": paper.sha256,
            }
            for paper in state.papers.values()
        },
    }


def front_view(state: Meeting) -> Json:
    """The page in front of everyone; ``paper`` None: nothing."""
    return {
        "paper": state.front.paper,
        "page": state.front.page,
        "by": state.front.by,
        "at": iso_or_none(state.front.at),
    }
