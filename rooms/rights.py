"""What each seat may publish now. The media plane enforces exactly this."""

from __future__ import annotations

from dataclasses import dataclass

from rooms.base.markings import Outlet
from rooms.base.roles import Role, Viewer
from rooms.errors import Code
from rooms.kernel import EXPECTED, GATHERED
from rooms.lookup.seats import find_person
from rooms.session.agenda import internal_now
from rooms.speaking.microphones import microphone_open
from rooms.state import Meeting

_WITH_CAMERA = frozenset({Role.SITE, Role.CHAIR, Role.DEPUTY, Role.SECRETARY})


@dataclass(frozen=True, slots=True)
class Rights:
    """Sources a seat may publish."""

    camera: bool = False
    microphone: bool = False
    screen: bool = False


NOTHING = Rights()


def publish_rights(state: Meeting, seat: str) -> Rights:
    """Rights of a seat; nothing for a seat that is not part of the meeting.

    Cameras open from scheduling on, so that a line can be checked; microphones and screens from the line
    check on. They do not depend on the line being there: a seat that returns finds them as they were.
    """
    person = find_person(state, seat)
    if person is None or not person.has_media:
        return NOTHING
    gathered = state.phase in GATHERED
    presiding_chair = person.role == Role.CHAIR and state.presiding.seat == seat
    return Rights(
        camera=state.phase in EXPECTED and person.role in _WITH_CAMERA,
        microphone=microphone_open(state, seat),
        screen=gathered and (seat in state.screens or presiding_chair),
    )


def barred_from(state: Meeting, viewer: Viewer) -> str | None:
    """The code of what keeps a seat out of picture and sound for now, or None.

    Observers wait outside while an internal item is under discussion, and while a marked paper keeps
    outsiders away.
    """
    if viewer.role != Role.OBSERVER:
        return None
    if internal_now(state):
        return Code.AGENDA_INTERNAL.value
    return Code.MARKING_NO_OUTSIDERS.value if state.secrecy.is_shut(Outlet.OUTSIDERS) else None


def rights_table(state: Meeting) -> dict[str, Rights]:
    """Rights of every seat that can have a media connection: halls, officers, connected observers."""
    seats = (*state.sites, *state.officers, *state.observers)
    return {seat: publish_rights(state, seat) for seat in seats}
