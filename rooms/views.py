"""What each role and each seat sees, as JSON. What a role may not see is not in here for it.

``shared_view`` is the same for everybody of a role; ``me_view`` is one seat's own corner.
"""

from __future__ import annotations

from typing import Any

from rooms.attendance import mark_of
from rooms.clock import iso, iso_or_none
from rooms.documents import may_present
from rooms.floor import live_request, speaks
from rooms.microphones import microphone
from rooms.permissions import allowed
from rooms.rights import publish_rights
from rooms.roles import Role, Viewer
from rooms.seats import Person, find_person, is_admitted, line_of
from rooms.state import Denial, Ending, Item, Meeting, Officer, Request, Site

Json = dict[str, Any]
_SEES_NOTES = frozenset({Role.CHAIR, Role.SECRETARY, Role.TECHNICIAN, Role.SYSTEM})


def view(state: Meeting, viewer: Viewer) -> Json:
    """The whole view of one seat."""
    return {**shared_view(state, viewer.role), "me": me_view(state, viewer)}


def shared_view(state: Meeting, role: str) -> Json:
    """What everybody of this role sees alike."""
    notes = role in _SEES_NOTES
    return {
        "meeting": _meeting(state),
        "recording": {
            "on": state.recording.on,
            "since": iso_or_none(state.recording.since),
            "decided_by": state.recording.decided_by,
            "alarm": state.recording.alarm,
        },
        "presiding": state.presiding.seat,
        "roll": {
            "started_at": iso_or_none(state.roll.started_at),
            "finished_at": iso_or_none(state.roll.finished_at),
        },
        "sites": _sites(state, notes=notes),
        "officers": {seat: _officer(state, officer) for seat, officer in state.officers.items()},
        "delegates": _delegates(state, notes=notes),
        "agenda": {
            "order": list(state.agenda.order),
            "current": state.agenda.current,
            "items": {key: _item(item) for key, item in state.agenda.items.items()},
        },
        "floor": _floor(state),
        "papers": _papers(state),
        "front": {
            "paper": state.front.paper,
            "page": state.front.page,
            "by": state.front.by,
            "at": iso_or_none(state.front.at),
        },
        "chat": [] if role == Role.OBSERVER else _chat(state),
        "decisions": _decisions(state),
    }


def me_view(state: Meeting, viewer: Viewer) -> Json:
    """One seat's own corner. A seat that is not part of the meeting sees that it may do nothing."""
    seat = viewer.seat
    person = find_person(state, seat) or Person(seat, viewer.role, "")
    request = live_request(state, seat)
    rights = publish_rights(state, seat)
    return {
        "seat": seat,
        "role": viewer.role,
        "name": person.name,
        "site": person.site,
        "admitted": is_admitted(state, viewer),
        "presides": state.presiding.seat == seat,
        "microphone": microphone(state, seat),
        "request": request.id if request else None,
        "holds_floor": speaks(state, seat),
        "rights": {"camera": rights.camera, "microphone": rights.microphone, "screen": rights.screen},
        "may_present": may_present(state, seat),
        "can": allowed(state, viewer),
        "mute_reason": state.muted.get(person.site or seat),
        "denied": _denial(state.floor.denied.get(seat), seat),
        "ended": _ending(state.floor.ended.get(seat), seat),
    }


def _denial(denial: Denial | None, seat: str) -> Json | None:
    if denial is None:
        return None
    return {
        "request": denial.request,
        "delegate": None if denial.asker == seat else denial.name,
        "topic": denial.topic,
        "reason": denial.reason,
        "at": iso(denial.at),
    }


def _ending(ending: Ending | None, seat: str) -> Json | None:
    if ending is None:
        return None
    return {
        "request": ending.request,
        "delegate": None if ending.speaker == seat else ending.name,
        "cause": ending.cause,
        "reason": ending.reason,
        "at": iso(ending.at),
    }


def _meeting(state: Meeting) -> Json:
    return {
        "id": state.id,
        "title": state.title,
        "state": state.phase.value,
        "scheduled_at": iso(state.scheduled_at),
        "planned_s": state.planned_s,
        "opened_at": iso_or_none(state.opened_at),
        "closed_at": iso_or_none(state.closed_at),
        "recess_since": iso_or_none(state.recess_since),
        "auto_record": state.auto_record,
    }


def _line(state: Meeting, seat: str) -> Json:
    line = line_of(state, seat)
    return {
        "present": line.present,
        "since": iso_or_none(line.since),
        "lost_at": iso_or_none(line.lost_at),
    }


def _sites(state: Meeting, *, notes: bool) -> Json:
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
        **_line(state, officer.seat),
        "roll": mark_of(state, officer.seat).status,
        "microphone": microphone(state, officer.seat),
        "screen_allowed": officer.seat in state.screens,
    }


def _delegates(state: Meeting, *, notes: bool) -> Json:
    return {
        delegate.id: {
            "id": delegate.id,
            "seat": delegate.seat,
            "name": delegate.name,
            "office": delegate.office,
            "site": delegate.site,
            "present": delegate.checked_in_at is not None or line_of(state, delegate.seat).present,
            "roll": mark_of(state, delegate.seat).status,
            "checked_in_at": iso_or_none(delegate.checked_in_at),
            **_roll_note(state, delegate.seat, notes=notes),
        }
        for delegate in state.delegates.values()
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


def _floor(state: Meeting) -> Json:
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


def _papers(state: Meeting) -> Json:
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


def _chat(state: Meeting) -> list[Json]:
    return [
        {"id": line.id, "seat": line.seat, "name": line.name, "text": line.text, "at": iso(line.at)}
        for line in state.chat
    ]


def _decisions(state: Meeting) -> Json:
    return {
        "order": list(state.decisions),
        "items": {
            one.id: {"id": one.id, "text": one.text, "item": one.item, "at": iso(one.at), "by": one.by}
            for one in state.decisions.values()
        },
    }
