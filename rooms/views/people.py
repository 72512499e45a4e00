"""Halls, officers and delegates as screens see them."""

from __future__ import annotations

from rooms.base.clock import iso_or_none
from rooms.lookup.seats import line_of
from rooms.papers.documents import may_present
from rooms.participants.attendance import mark_of
from rooms.rights import publish_rights
from rooms.speaking.microphones import microphone
from rooms.state import Delegate, Meeting, Officer, Site
from rooms.views.attendance import reason_of, stay_view
from rooms.views.json import Json


def _line(state: Meeting, seat: str) -> Json:
    line = line_of(state, seat)
    return {
        "present": line.present,
        "since": iso_or_none(line.since),
        "lost_at": iso_or_none(line.lost_at),
    }


def sites_view(state: Meeting, *, notes: bool) -> Json:
    """Halls by seat, with the ids of their delegates; roll-call ``notes`` only for who may read them."""
    members: dict[str, list[str]] = {seat: [] for seat in state.sites}
    for delegate in state.delegates.values():
        members[delegate.site].append(delegate.id)
    return {
        seat: {**_site(state, site), **_roll_note(state, seat, notes=notes), "delegates": members[seat]}
        for seat, site in state.sites.items()
    }


def _site(state: Meeting, site: Site) -> Json:
    return {
        "seat": site.seat,
        "code": site.code,
        "name": site.name,
        "short_name": site.short_name,
        "kind": site.kind,
        "rank": site.rank,
        **_line(state, site.seat),
        "roll": mark_of(state, site.seat).status,
        "microphone": microphone(state, site.seat),
        "camera": publish_rights(state, site.seat).camera,
        "screen_allowed": site.seat in state.screens,
        "may_present": may_present(state, site.seat),
    }


def _roll_note(state: Meeting, seat: str, *, notes: bool) -> Json:
    return {"roll_note": mark_of(state, seat).note} if notes else {}


def _officer(state: Meeting, officer: Officer) -> Json:
    return {
        "seat": officer.seat,
        "name": officer.name,
        "office": officer.office,
        "role": officer.role,
        "order": officer.order,
        "rank": officer.rank,
        **_line(state, officer.seat),
        "roll": mark_of(state, officer.seat).status,
        "microphone": microphone(state, officer.seat),
        "screen_allowed": officer.seat in state.screens,
    }


def delegates_view(state: Meeting, *, notes: bool) -> Json:
    """Delegates by id; roll-call ``notes`` and reasons of absence only for who may read them."""
    return {one.id: _delegate(state, one, notes=notes) for one in state.delegates.values()}


def _delegate(state: Meeting, delegate: Delegate, *, notes: bool) -> Json:
    mark = mark_of(state, delegate.seat)
    reasons = {"answer_reason": reason_of(delegate.answer), "roll_by": mark.by} if notes else {}
    return {
        "id": delegate.id,
        "seat": delegate.seat,
        "name": delegate.shown_name,
        "office": delegate.shown_office,
        "site": delegate.site,
        "rank": delegate.rank,
        "present": delegate.here or line_of(state, delegate.seat).present,
        "roll": mark.status,
        "checked_in_at": iso_or_none(delegate.checked_in_at),
        **stay_view(delegate, mark.status),
        **_roll_note(state, delegate.seat, notes=notes),
        **reasons,
    }


def officers_view(state: Meeting) -> Json:
    """Officers by seat."""
    return {seat: _officer(state, officer) for seat, officer in state.officers.items()}
