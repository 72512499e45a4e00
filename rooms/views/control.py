"""The control room's dealings with single halls, as its own screens and the hall in question see them."""

from __future__ import annotations

from rooms.base.clock import iso
from rooms.lookup.seats import find_person
from rooms.screens.remote import open_for
from rooms.state import Meeting, Remote
from rooms.views.json import Json


def remotes_view(state: Meeting, *, controls: bool) -> Json:
    """What was asked of machines, oldest first; nothing for who does not look after the lines."""
    shown = list(state.remotes.values()) if controls else []
    return {"order": [one.id for one in shown], "items": {one.id: _remote(one) for one in shown}}


def _remote(one: Remote) -> Json:
    return {
        "id": one.id,
        "seat": one.seat,
        "action": one.action,
        "device": one.device,
        "by": one.by,
        "at": iso(one.at),
        "state": one.state.value,
        "note": one.note,
    }


def talkbacks_view(state: Meeting, *, controls: bool) -> Json:
    """Halls that are spoken to, and by whom; nothing for who does not look after the lines."""
    shown = state.talkbacks.values() if controls else ()
    return {line.seat: {"by": line.by, "since": iso(line.since)} for line in shown}


def own_remote_view(state: Meeting, seat: str) -> Json | None:
    """What is asked of this seat's machine now, and who asks."""
    found = open_for(state, seat)
    return None if found is None else {**_remote(found), "by_name": _name(state, found.by)}


def own_talkback_view(state: Meeting, seat: str) -> Json | None:
    """Who speaks to this hall beside the meeting."""
    line = state.talkbacks.get(seat)
    if line is None:
        return None
    return {"by": line.by, "by_name": _name(state, line.by), "since": iso(line.since)}


def _name(state: Meeting, seat: str) -> str:
    person = find_person(state, seat)
    return person.name if person else ""
