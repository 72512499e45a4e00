"""The program: what every hall sees, directed or by itself, with its lower thirds, messages and countdowns.

Directing touches nobody's floor or microphone. What a scene may be and which one follows from the meeting is
in ``rooms.screens.scenes``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from rooms.base.roles import PRESIDING, Role
from rooms.errors import Code, Refused
from rooms.kernel import EXPECTED, KEPT, Context, Event, Facts, command, event
from rooms.lookup.seats import find_person, require_media
from rooms.screens.program_words import (
    AUTO,
    COUNTDOWN,
    DIRECTED,
    MAX_FOR_S,
    MESSAGE,
    Aired,
    Clear,
    Cut,
    ModeSet,
    NoticeCleared,
    NoticeShown,
    Preview,
    Previewed,
    Review,
    SceneEntry,
    SetMode,
    SetThird,
    ShowCountdown,
    ShowMessage,
    Take,
    ThirdSet,
)
from rooms.screens.scenes import airing, on_air, require_scene
from rooms.state import Meeting, Notice, Phase, Program, Scene, Words, drop, put

MAX_NOTICES = 10


def _written(scene: Scene | None) -> SceneEntry | None:
    return None if scene is None else SceneEntry(scene.layout, scene.sources)


def _scene(entry: SceneEntry | None) -> Scene | None:
    return None if entry is None else Scene(entry.layout, entry.sources)


def set_mode(context: Context, body: SetMode) -> Facts:
    """Direct the program from what is on air on, or let it follow the meeting again."""
    air = context.state.program.air
    if (air is not None) == (body.mode == DIRECTED):
        return ()
    if body.mode == AUTO:
        return (ModeSet(AUTO, None),)
    return (ModeSet(DIRECTED, _written(airing(context.state))),)


def preview(context: Context, body: Preview) -> Facts:
    """Prepare a scene; the same again changes nothing."""
    scene = require_scene(context.state, body.layout, body.sources)
    return () if scene == context.state.program.preview else (Previewed(scene.layout, scene.sources),)


def take(context: Context, body: Take) -> Facts:
    """Exchange what is prepared and what is on air."""
    prepared = context.state.program.preview
    if prepared is None:
        raise Refused(Code.PROGRAM_BAD_SCENE, {"why": "nothing_prepared"})
    return _air(context.state, prepared, airing(context.state))


def cut(context: Context, body: Cut) -> Facts:
    """Put a scene on air and leave the prepared one as it is."""
    scene = require_scene(context.state, body.layout, body.sources)
    return _air(context.state, scene, context.state.program.preview)


def _air(state: Meeting, scene: Scene, prepared: Scene | None) -> Facts:
    if (scene, prepared) == (state.program.air, state.program.preview):
        return ()
    return (Aired(SceneEntry(scene.layout, scene.sources), _written(prepared)),)


def set_third(context: Context, body: SetThird) -> Facts:
    """Show or hide, and reword a seat's: of the first one on air where lines come without a seat."""
    program, seat = context.state.program, body.seat
    if seat is None and (body.line1 is not None or body.line2 is not None):
        seat = next(iter(on_air(context.state).sources), None)
        if seat is None:
            raise Refused(Code.PROGRAM_BAD_SCENE, {"why": "too_few", "least": 1})
    if seat is not None:
        require_media(context.state, seat)
    fact = ThirdSet(body.show, seat, body.line1, body.line2)
    return () if _with_third(program, fact) == program else (fact,)


def _with_third(program: Program, fact: ThirdSet) -> Program:
    if fact.seat is None:
        return replace(program, thirds=fact.show)
    if fact.line1 is None and fact.line2 is None:
        return replace(program, thirds=fact.show, words=drop(program.words, fact.seat))
    words = Words(fact.line1 or "", fact.line2 or "")
    return replace(program, thirds=fact.show, words=put(program.words, fact.seat, words))


def show_message(context: Context, body: ShowMessage) -> Facts:
    """Put a message on the screens."""
    ends_at = None if body.for_s is None else context.now + timedelta(seconds=body.for_s)
    return (_notice(context, MESSAGE, body.text, ends_at, body.to),)


def show_countdown(context: Context, body: ShowCountdown) -> Facts:
    """Start a countdown; its end lies ahead, by a day at most."""
    if (body.for_s is None) == (body.until is None):
        raise Refused(Code.PROGRAM_BAD_TIME, {"why": "neither" if body.for_s is None else "both"})
    ends_at = body.until or context.now + timedelta(seconds=body.for_s or 0)
    if not context.now < ends_at <= context.now + timedelta(seconds=MAX_FOR_S):
        raise Refused(Code.PROGRAM_BAD_TIME, {"why": "past" if ends_at <= context.now else "too_far"})
    return (_notice(context, COUNTDOWN, body.text, ends_at, body.to),)


def _notice(
    context: Context, kind: str, text: str, ends_at: datetime | None, to: tuple[str, ...]
) -> NoticeShown:
    if len(context.state.program.notices) >= MAX_NOTICES:
        raise Refused(Code.MEETING_TOO_MANY, {"what": "messages", "most": MAX_NOTICES})
    for seat in to:
        person = find_person(context.state, seat)
        if person is None or person.role == Role.OBSERVER:  # an observer's seat comes and goes
            raise Refused(Code.SEAT_UNKNOWN, {"seat": seat})
    return NoticeShown(context.new_id("n"), kind, text, ends_at, tuple(dict.fromkeys(to)))


def clear(context: Context, body: Clear) -> Facts:
    """Take a notice off the screens."""
    if body.message not in context.state.program.notices:
        raise Refused(Code.PROGRAM_UNKNOWN_MESSAGE, {"message": body.message})
    return (NoticeCleared(body.message, expired=False),)


def review(context: Context, body: Review) -> Facts:
    """Take off every notice whose time is up."""
    return tuple(
        NoticeCleared(notice.id, expired=True)
        for notice in context.state.program.notices.values()
        if notice.ends_at is not None and notice.ends_at <= context.now
    )


def review_due(state: Meeting) -> datetime | None:
    """When a ``program.review`` would change something if nothing else happens, or None if never."""
    if state.phase not in KEPT:
        return None
    ends = (notice.ends_at for notice in state.program.notices.values())
    return min((end for end in ends if end is not None), default=None)


def _with(state: Meeting, program: Program) -> Meeting:
    return replace(state, program=program)


def on_mode_set(state: Meeting, body: ModeSet, fact: Event) -> Meeting:
    """Keep the scene on air, or follow the meeting."""
    return _with(state, replace(state.program, air=_scene(body.air)))


def on_previewed(state: Meeting, body: Previewed, fact: Event) -> Meeting:
    """Keep the prepared scene."""
    return _with(state, replace(state.program, preview=Scene(body.layout, body.sources)))


def on_aired(state: Meeting, body: Aired, fact: Event) -> Meeting:
    """Put the scene on air."""
    return _with(state, replace(state.program, air=_scene(body.air), preview=_scene(body.preview)))


def on_third_set(state: Meeting, body: ThirdSet, fact: Event) -> Meeting:
    """Keep what lower thirds say."""
    return _with(state, _with_third(state.program, body))


def on_notice_shown(state: Meeting, body: NoticeShown, fact: Event) -> Meeting:
    """Add the notice."""
    notice = Notice(body.message, body.kind, body.text, fact.at, body.ends_at, body.to)
    return _with(state, replace(state.program, notices=put(state.program.notices, notice.id, notice)))


def on_notice_cleared(state: Meeting, body: NoticeCleared, fact: Event) -> Meeting:
    """Remove the notice."""
    return _with(state, replace(state.program, notices=drop(state.program.notices, body.message)))


_DIRECTORS = frozenset({PRESIDING, Role.SECRETARY, Role.TECHNICIAN})
_AFTER = EXPECTED | {Phase.CLOSED}

COMMANDS = (
    command(SetMode, set_mode, _DIRECTORS, EXPECTED),
    command(Preview, preview, _DIRECTORS, EXPECTED),
    command(Take, take, _DIRECTORS, EXPECTED),
    command(Cut, cut, _DIRECTORS, EXPECTED),
    command(SetThird, set_third, _DIRECTORS, EXPECTED),
    command(ShowMessage, show_message, _DIRECTORS, EXPECTED),
    command(ShowCountdown, show_countdown, _DIRECTORS, EXPECTED),
    command(Clear, clear, _DIRECTORS, _AFTER),
    command(Review, review, frozenset({Role.SYSTEM}), KEPT),
)

EVENTS = (
    event(ModeSet, on_mode_set),
    event(Previewed, on_previewed),
    event(Aired, on_aired),
    event(ThirdSet, on_third_set),
    event(NoticeShown, on_notice_shown),
    event(NoticeCleared, on_notice_cleared),
)
