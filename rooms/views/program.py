"""The program as screens see it: the scene on air with its lower thirds, and what is written over it."""

from __future__ import annotations

from rooms.clock import iso, iso_or_none
from rooms.program_words import AUTO, DIRECTED
from rooms.scenes import BOUNDS, WITH_PAGE, on_air, resolved, turn_of
from rooms.seats import find_person
from rooms.state import Meeting, Notice, Scene
from rooms.views.json import Json


def program_view(state: Meeting, *, directing: bool) -> Json:
    """The program; those who direct also see what is prepared, the messages to single screens, and how many
    sources each layout takes.
    """
    program = state.program
    air = on_air(state)
    seen = {
        "mode": AUTO if program.air is None else DIRECTED,
        **_scene(air),
        "page": air.layout in WITH_PAGE and state.front.paper is not None,
        "third": {
            "show": program.thirds,
            "lines": [_third(state, seat) for seat in air.sources] if program.thirds else [],
        },
        "messages": [_notice(notice) for notice in program.notices.values() if directing or not notice.to],
    }
    if not directing:
        return seen
    return {
        **seen,
        "preview": _scene(resolved(state, program.preview)) if program.preview else None,
        "layouts": {layout: {"least": least, "most": most} for layout, (least, most) in BOUNDS.items()},
    }


def messages_to(state: Meeting, seat: str) -> list[Json]:
    """The messages and countdowns for this seat's screens alone."""
    return [_notice(notice) for notice in state.program.notices.values() if seat in notice.to]


def _scene(scene: Scene) -> Json:
    return {"layout": scene.layout, "sources": list(scene.sources)}


def _third(state: Meeting, seat: str) -> Json:
    """Who is seen: ``label`` is what they do there (speaking, presiding or nothing), ``topic`` on what."""
    words = state.program.words.get(seat)
    line1, line2 = (words.line1, words.line2) if words else _names(state, seat)
    turn = turn_of(state, seat)
    presides = seat == state.presiding.seat
    return {
        "seat": seat,
        "line1": line1,
        "line2": line2,
        "label": "speaking" if turn else "presiding" if presides else "",
        "topic": turn.topic if turn else "",
    }


def _names(state: Meeting, seat: str) -> tuple[str, str]:
    """Name and office; of a turn the speaker's, with the hall they sit in."""
    person = find_person(state, seat)
    turn = turn_of(state, seat)
    if turn is None or turn.site is None:
        return (person.name, person.office) if person else ("", "")
    hall = state.sites[turn.site].name
    if turn.name in ("", hall):
        return hall, turn.office
    return turn.name, " · ".join(part for part in (turn.office, hall) if part)


def _notice(notice: Notice) -> Json:
    return {
        "id": notice.id,
        "kind": notice.kind,
        "text": notice.text,
        "at": iso(notice.at),
        "ends_at": iso_or_none(notice.ends_at),
        "to": list(notice.to) or None,
    }
