"""Look up who sits where: one answer for halls, officers, delegates and observers. Only reads the state."""

from __future__ import annotations

from dataclasses import dataclass

from rooms.base.roles import Role, Viewer, site_seat
from rooms.errors import Code, Refused
from rooms.state import Delegate, Line, Meeting, Site

NO_LINE = Line()


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits at a seat. ``site`` is the seat of their hall (itself for a hall, None for others)."""

    seat: str
    role: str
    name: str
    office: str = ""
    site: str | None = None
    delegate: str | None = None

    @property
    def has_media(self) -> bool:
        """Whether the seat itself may ever publish: halls and officers; a delegate has the hall's."""
        return self.role not in (Role.DELEGATE, Role.OBSERVER)


def find_person(state: Meeting, seat: str) -> Person | None:
    """Who sits at a seat, or None if it is not part of the meeting."""
    if seat in state.sites:
        return Person(seat, Role.SITE, state.sites[seat].name, site=seat)
    if seat in state.officers:
        officer = state.officers[seat]
        return Person(seat, officer.role, officer.name, officer.office)
    if seat in state.observers:
        return Person(seat, Role.OBSERVER, state.observers[seat].name)
    delegate = state.delegates.get(seat.removeprefix("delegate-"))
    if delegate is not None and delegate.seat == seat:
        return _delegate(delegate)
    return None


def _delegate(one: Delegate) -> Person:
    return Person(one.seat, Role.DELEGATE, one.shown_name, one.shown_office, one.site, one.id)


def require_person(state: Meeting, seat: str) -> Person:
    """As ``find_person``. Raises Refused(seat.unknown)."""
    person = find_person(state, seat)
    if person is None:
        raise Refused(Code.SEAT_UNKNOWN, {"seat": seat})
    return person


def require_media(state: Meeting, seat: str) -> Person:
    """As ``require_person``, and raises Refused(seat.no_media) for seats that never publish."""
    person = require_person(state, seat)
    if not person.has_media:
        raise Refused(Code.SEAT_NO_MEDIA, {"seat": seat})
    return person


def is_admitted(state: Meeting, viewer: Viewer) -> bool:
    """Whether the viewer is part of the meeting in exactly this role. The system always is."""
    if viewer.role == Role.SYSTEM:
        return viewer.seat == "system"
    person = find_person(state, viewer.seat)
    return person is not None and person.role == viewer.role


def line_of(state: Meeting, seat: str) -> Line:
    """The line of a seat; one that never connected has an empty line."""
    return state.lines.get(seat, NO_LINE)


def chair_seat(state: Meeting) -> str | None:
    """Seat of the chair, or None while none is appointed."""
    return next((seat for seat, officer in state.officers.items() if officer.role == Role.CHAIR), None)


def require_site(state: Meeting, code: str) -> Site:
    """The hall with this code (or seat). Raises Refused(site.unknown)."""
    found = state.sites.get(site_seat(code))
    if found is None:
        raise Refused(Code.SITE_UNKNOWN, {"site": code})
    return found


def require_delegate(state: Meeting, delegate: str) -> Delegate:
    """The delegate. Raises Refused(delegate.unknown)."""
    found = state.delegates.get(delegate)
    if found is None:
        raise Refused(Code.DELEGATE_UNKNOWN, {"delegate": delegate})
    return found
