"""The floor as screens see it: turns, lists of speakers, what was spoken, and what a seat was last told."""

from __future__ import annotations

from rooms.base.clock import iso, iso_or_none
from rooms.speaking.requests import key_of
from rooms.speaking.speakers import current_key, effective_order, list_of, rank_of
from rooms.speaking.spoken import recent_of, spoken_of
from rooms.speaking.turns import ends_at
from rooms.state import NO_ITEM, Denial, Ending, Meeting, Request
from rooms.views.json import Json


def floor_view(state: Meeting) -> Json:
    """Who holds the floor, the lists of speakers (``queue`` is the current one's), what was spoken."""
    current = current_key(state)
    return {
        "max_open": state.floor.max_open,
        "holders": list(state.floor.holders),
        "queue": list(effective_order(state, current)),
        "requests": {key: _request(state, request) for key, request in state.floor.requests.items()},
        "current_list": current,
        "lists": {key: _list(state, key) for key in _shown_lists(state, current)},
        "spoken": {seat: _spoken(state, seat, current) for seat in state.sites},
    }


def _shown_lists(state: Meeting, current: str) -> list[str]:
    """The current list, every list somebody waits in, and every list somebody has set; in agenda order."""
    waited = {key_of(request.item) for request in state.floor.waiting}
    wanted = {current, *waited, *state.floor.lists}
    return [key for key in (NO_ITEM, *state.agenda.order) if key in wanted]


def _list(state: Meeting, key: str) -> Json:
    settings = list_of(state, key)
    return {
        "item": None if key == NO_ITEM else key,
        "open": settings.open,
        "rule": settings.rule,
        "turn_s": settings.turn_s,
        "site_s": settings.site_s,
        "warn_s": settings.warn_s,
        "queue": list(effective_order(state, key)),
    }


def _spoken(state: Meeting, site: str, current: str) -> Json:
    today, recent = spoken_of(state.floor, site), recent_of(state.floor, site)
    return {
        "today_s": today.today_ms // 1000,
        "turns": today.turns,
        "item_s": today.items.get(current, 0) // 1000,
        "recent_s": recent.spoken_s,
        "recent_turns": recent.turns,
        "recent_meetings": state.floor.recent.meetings,
    }


def _request(state: Meeting, request: Request) -> Json:
    return {
        "id": request.id,
        "kind": request.kind,
        "seat": request.seat,
        "site": request.site,
        "delegate": request.delegate,
        "name": request.name,
        "office": request.office,
        "topic": request.topic,
        "item": request.item,
        "question": request.question,
        "paper": request.paper,
        "page": request.page,
        "by": request.by,
        "rank": rank_of(state, request),
        "requested_at": iso(request.requested_at),
        "state": "waiting" if request.granted_at is None else "granted",
        "granted_at": iso_or_none(request.granted_at),
        "limit_s": request.limit_s,
        **_clock(state, request),
    }


def _clock(state: Meeting, request: Request) -> Json:
    """The clock of a turn: what is spent before ``running_since``, and when its time is up if it runs."""
    return {
        "running_since": iso_or_none(request.running_since),
        "spent_s": request.spent_ms // 1000,
        "paused": request.paused,
        "held_by": request.held_by,
        "warn_s": list_of(state, key_of(request.item)).warn_s,
        "ends_at": iso_or_none(ends_at(request)),
        "rang_at": iso_or_none(request.rang_at),
    }


def denial_view(denial: Denial | None, seat: str) -> Json | None:
    """The last refusal a seat was told; ``delegate`` names whose it was unless its own."""
    if denial is None:
        return None
    return {
        "request": denial.request,
        "question": denial.question,
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
