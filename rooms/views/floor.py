"""The floor as screens see it: holders, queue, and what a seat was last told."""

from __future__ import annotations

from rooms.clock import iso, iso_or_none
from rooms.state import Denial, Ending, Meeting, Request
from rooms.views.json import Json


def floor_view(state: Meeting) -> Json:
    """Who holds the floor and who waits, ids in order, and the requests by id."""
    return {
        "max_open": state.floor.max_open,
        "holders": list(state.floor.holders),
        "queue": list(state.floor.queue),
        "requests": {key: _request(request) for key, request in state.floor.requests.items()},
    }


def _request(request: Request) -> Json:
    return {
        "id": request.id,
        "seat": request.seat,
        "site": request.site,
        "delegate": request.delegate,
        "name": request.name,
        "office": request.office,
        "topic": request.topic,
        "item": request.item,
        "requested_at": iso(request.requested_at),
        "state": "waiting" if request.granted_at is None else "granted",
        "granted_at": iso_or_none(request.granted_at),
        "limit_s": request.limit_s,
    }


def denial_view(denial: Denial | None, seat: str) -> Json | None:
    """The last refusal a seat was told; ``delegate`` names whose it was unless its own."""
    if denial is None:
        return None
    return {
        "request": denial.request,
        "delegate": None if denial.asker == seat else denial.name,
        "topic": denial.topic,
        "reason": denial.reason,
        "at": iso(denial.at),
    }


def ending_view(ending: Ending | None, seat: str) -> Json | None:
    """How a seat's last turn was ended by somebody else; ``delegate`` as in ``denial_view``."""
    if ending is None:
        return None
    return {
        "request": ending.request,
        "delegate": None if ending.speaker == seat else ending.name,
        "cause": ending.cause,
        "reason": ending.reason,
        "at": iso(ending.at),
    }
