"""The program as screens see it: the scene on air with its lower thirds, and what is written over it."""

from __future__ import annotations

from dataclasses import dataclass

from rooms.base.clock import iso, iso_or_none
from rooms.lookup.seats import find_person
from rooms.screens.program_words import AUTO, DIRECTED
from rooms.screens.scenes import BOUNDS, WITH_PAGE, on_air, resolved, turn_of
from rooms.speaking.turns import speaking
from rooms.state import ANSWER, QUESTION, Meeting, Notice, Scene
from rooms.views.json import Json


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a lower third says by itself."""

    line1: str
    line2: str
    label: str
    topic: str = ""


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
    """Who is seen: ``label`` is what they do there, ``topic`` on what.

    Labels: ``speaking``, ``asking`` and ``answering`` (also of the side that listens), ``presiding`` or "".
    """
    seen = _in_turn(state, seat) or _in_question(state, seat) or _by_seat(state, seat)
    words = state.program.words.get(seat)
    line1, line2 = (words.line1, words.line2) if words else (seen.line1, seen.line2)
    return {"seat": seat, "line1": line1, "line2": line2, "label": seen.label, "topic": seen.topic}


def _in_turn(state: Meeting, seat: str) -> _Seen | None:
    turn = turn_of(state, seat)
    if turn is None:
        return None
    label = {QUESTION: "asking", ANSWER: "answering"}.get(turn.kind, "speaking")
    return _Seen(*_person(state, turn.site, turn.name, turn.office), label, turn.topic)


def _in_question(state: Meeting, seat: str) -> _Seen | None:
    """The side of a question under way that listens at the moment."""
    asked = {turn.question for turn in speaking(state.floor) if turn.question is not None}
    for question in (state.questions.items[one] for one in asked if one in state.questions.items):
        if seat == (question.site or question.seat):
            return _Seen(*_person(state, question.site, question.name, question.office), "asking")
        if seat == (question.to_site or question.to):
            return _Seen(*_person(state, question.to_site, question.to_name, question.to_office), "answering")
    return None


def _by_seat(state: Meeting, seat: str) -> _Seen:
    person = find_person(state, seat)
    label = "presiding" if seat == state.presiding.seat else ""
    return _Seen(person.name, person.office, label) if person else _Seen("", "", label)


def _person(state: Meeting, site: str | None, name: str, office: str) -> tuple[str, str]:
    """Name, and office with the hall they sit in; a hall that speaks itself is named once."""
    hall = state.sites[site].name if site is not None and site in state.sites else ""
    if name in ("", hall):
        return hall, office
    return name, " · ".join(part for part in (office, hall) if part)


def _notice(notice: Notice) -> Json:
    return {
        "id": notice.id,
        "kind": notice.kind,
        "text": notice.text,
        "at": iso(notice.at),
        "ends_at": iso_or_none(notice.ends_at),
        "to": list(notice.to) or None,
    }
