"""Which picture every hall sees: what a scene may be, and the one that follows from the meeting by itself.

Only looks at the state. The scene on air is the directed one, else ``automatic``: a pure function of who has
the floor, what page is in front and who presides. So whatever a turn brought on air goes when the turn ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rooms.errors import Code, Refused
from rooms.lookup.seats import find_person
from rooms.screens.program_words import DIALOGUE, GRID, PAGE_CHAIR, SPEAKER, SPEAKER_PAGE
from rooms.speaking.turns import speaking
from rooms.state import Meeting, Notice, Program, Request, Scene, drop

MAX_GRID = 25
# For each layout the fewest and the most seats it shows.
BOUNDS: Mapping[str, tuple[int, int]] = {
    SPEAKER: (1, 1),
    SPEAKER_PAGE: (1, 1),
    PAGE_CHAIR: (0, 1),
    DIALOGUE: (2, 2),
    GRID: (1, MAX_GRID),
}
WITH_PAGE = frozenset({SPEAKER_PAGE, PAGE_CHAIR})


def require_scene(state: Meeting, layout: str, sources: tuple[str, ...]) -> Scene:
    """The scene, if it can be shown. Raises Refused(program.bad_scene) whose ``why`` says what is wrong.

    ``too_few`` or ``too_many`` sources (with ``least`` and ``most``), one ``twice``, a seat that is
    ``not_here`` or has ``no_picture`` (both with ``seat``).
    """
    least, most = BOUNDS[layout]
    if not least <= len(sources) <= most:
        why = "too_few" if len(sources) < least else "too_many"
        raise Refused(Code.PROGRAM_BAD_SCENE, {"why": why, "layout": layout, "least": least, "most": most})
    for place, seat in enumerate(sources):
        if seat in sources[:place]:
            raise Refused(Code.PROGRAM_BAD_SCENE, {"why": "twice", "seat": seat})
        person = find_person(state, seat)
        if person is None or not person.has_media:
            why = "not_here" if person is None else "no_picture"
            raise Refused(Code.PROGRAM_BAD_SCENE, {"why": why, "seat": seat})
    return Scene(layout, sources)


def turn_of(state: Meeting, seat: str) -> Request | None:
    """The turn in which this seat's camera shows who speaks, or None."""
    return next((turn for turn in speaking(state.floor) if turn.media_seat == seat), None)


def automatic(state: Meeting) -> Scene:
    """The scene that follows from the meeting: who speaks, else who presides, and the page in front.

    Whoever asks or answers a question is seen together with the other side of it.
    """
    turns = speaking(state.floor)
    heard = tuple(dict.fromkeys(turn.media_seat for turn in turns))
    sides = _sides(state, turns[0]) if len(heard) == 1 else ()
    page = state.front.paper is not None
    if len(heard) == 2 or sides:
        return Scene(DIALOGUE, sides or heard)
    if heard:
        return Scene(GRID if heard[1:] else SPEAKER_PAGE if page else SPEAKER, heard)
    leader = (state.presiding.seat,) if state.presiding.seat else ()
    return Scene(SPEAKER if leader and not page else PAGE_CHAIR, leader)


def _sides(state: Meeting, turn: Request) -> tuple[str, ...]:
    """The seats whose cameras show who asks and who answers a turn's question; nothing if they are one."""
    question = state.questions.items.get(turn.question or "")
    if question is None:
        return ()
    sides = (find_person(state, question.seat), find_person(state, question.to))
    seats = tuple(dict.fromkeys(side.site or side.seat for side in sides if side is not None))
    return seats if len(seats) == 2 else ()


def on_air(state: Meeting) -> Scene:
    """What every hall sees now, with who presides where a scene leaves the choice open."""
    return resolved(state, airing(state))


def airing(state: Meeting) -> Scene:
    """As ``on_air``, with a choice left open as it was left."""
    return state.program.air or automatic(state)


def resolved(state: Meeting, scene: Scene) -> Scene:
    """The scene with its sources named: a page without a chosen source stands beside who presides."""
    if scene.sources or state.presiding.seat is None:
        return scene
    return replace(scene, sources=(state.presiding.seat,))


def without_seat(program: Program, seat: str) -> Program:
    """The program after a seat left the meeting for good; a line that is only lost changes nothing here.

    A dialogue of one becomes that speaker; with nothing left to show the program follows the meeting again.
    """
    return replace(
        program,
        air=_scene_without(program.air, seat),
        preview=_scene_without(program.preview, seat),
        words=drop(program.words, seat),
        notices={
            key: kept for key, notice in program.notices.items() if (kept := _notice_without(notice, seat))
        },
    )


def _scene_without(scene: Scene | None, seat: str) -> Scene | None:
    if scene is None or seat not in scene.sources:
        return scene
    left = tuple(source for source in scene.sources if source != seat)
    if scene.layout == DIALOGUE:
        return Scene(SPEAKER, left)
    return Scene(scene.layout, left) if len(left) >= BOUNDS[scene.layout][0] else None


def _notice_without(notice: Notice, seat: str) -> Notice | None:
    """What is left of a notice; None when it was for this seat alone."""
    if seat not in notice.to:
        return notice
    left = tuple(one for one in notice.to if one != seat)
    return replace(notice, to=left) if left else None
