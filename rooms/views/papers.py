"""Papers, until when they are due, and the page in front as screens see them."""

from __future__ import annotations

from rooms.base.clock import iso, iso_or_none
from rooms.lookup.seats import find_person
from rooms.state import Meeting, Paper
from rooms.views.json import Json


def papers_view(state: Meeting, *, member: bool) -> Json:
    """Papers by id, their order, and the deadlines; outsiders see none, nor why a paper was withdrawn."""
    dues = state.dues.items.items() if member else ()
    return {
        "order": list(state.papers),
        "items": {paper.id: _paper(state, paper, member=member) for paper in state.papers.values()},
        "due_at": iso_or_none(state.dues.at) if member else None,
        "dues": {
            item: {"due_at": iso_or_none(due.at), "wanted": due.wanted}
            for item, due in dues
            if item in state.agenda.items
        },
    }


def _paper(state: Meeting, paper: Paper, *, member: bool) -> Json:
    return {
        "id": paper.id,
        "title": paper.title,
        "pages": paper.pages,
        "item": paper.item,
        "size": paper.size,
        "sha256": paper.sha256,
        "number": paper.number,
        "issuer": paper.issuer,
        "dated": paper.dated,
        "kind": paper.kind,
        "marking": paper.marking,
        "unit": paper.unit if paper.unit and find_person(state, paper.unit) else None,
        "version": paper.version,
        "replaced_at": iso_or_none(paper.replaced_at),
        "note": paper.note,
        "withdrawn": _withdrawn(paper, member=member),
    }


def _withdrawn(paper: Paper, *, member: bool) -> Json | None:
    gone = paper.withdrawn
    if gone is None:
        return None
    return {"at": iso(gone.at), "by": gone.by, "reason": gone.reason if member else ""}


def front_view(state: Meeting) -> Json:
    """The page in front of everyone; ``paper`` None: nothing."""
    return {
        "paper": state.front.paper,
        "page": state.front.page,
        "by": state.front.by,
        "at": iso_or_none(state.front.at),
    }
