"""What a log tells afterwards: turns, pages, agenda, conclusions, recordings, who presided, chapters.

Pure projections from sealed envelopes (or events) to frozen values, in the order of the log. They read the
log alone, never the server's memory, so a record made years later says the same. ``attendance`` and
``presence`` come from ``register``, counts of presence from ``roster``, ``turns`` and ``questionings`` from
``speeches``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from rooms import lifecycle_words
from rooms.afterwards.history_secrecy import MarkingStep, marking_steps
from rooms.afterwards.register import Attendance, attendance, presence
from rooms.afterwards.speeches import Questioning, Turn, questionings, turns
from rooms.afterwards.walk import Log, Span, Step, close_last, final, steps
from rooms.kernel import GATHERED
from rooms.lookup.seats import find_person
from rooms.screens.scenes import on_air
from rooms.session import agenda_clock, agenda_words, decisions, recording
from rooms.session.agenda import internal_now
from rooms.speaking import floor_words
from rooms.state import ANSWER, QUESTION, ItemState, Meeting, Paper, Phase
from rooms.voting.poll_words import PollOpened

__all__ = [
    "Aired",
    "Attendance",
    "Chapter",
    "Conclusion",
    "Held",
    "Led",
    "Log",
    "MarkingStep",
    "PageShown",
    "Questioning",
    "Recorded",
    "Span",
    "Step",
    "Turn",
    "agenda_items",
    "aired",
    "attendance",
    "chapters",
    "conclusions",
    "final",
    "marking_steps",
    "pages",
    "presence",
    "presided",
    "questionings",
    "recordings",
    "sessions",
    "steps",
    "turns",
]


@dataclass(frozen=True, slots=True)
class PageShown:
    """From ``at`` on this page of this version was in front; ``paper`` None: nothing was."""

    at: datetime
    paper: str | None
    title: str
    page: int
    by: str | None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Aired:
    """From ``at`` on every hall saw this; ``directed``: by somebody's hand, else it followed the meeting."""

    at: datetime
    directed: bool
    layout: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """An agenda item and when it was under discussion; ``spent_s`` leaves recess out.

    ``postponed``: the reason given for putting it off, "" if none was; None when it was not put off.
    ``postponed_at``: when that was.
    """

    item: str
    title: str
    rapporteur: str
    planned_s: int
    spans: tuple[Span, ...]
    spent_s: int
    internal: bool = False
    postponed: str | None = None
    postponed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A conclusion with every wording it had, oldest first; the last one counts."""

    id: str
    item: str | None
    at: datetime
    by: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A stretch of recording and whose decision it was; ``failure`` if it broke off.

    ``marked``: a marked paper ended it.
    """

    span: Span
    decided_by: str
    failure: str | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Led:
    """From ``at`` on this seat presided; ``why`` as in ``presiding.changed``."""

    at: datetime
    seat: str | None
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place to jump to. ``kind``: ``state`` (title is the phase entered), ``agenda``, ``vote`` (title
    is the question) or a turn.

    A turn is ``turn``, ``question`` or ``answer``, its title who speaks; ``question`` ties asking and
    answering together, ``other`` names the other side of it. ``internal``: not for observers.
    """

    at: datetime
    kind: str
    title: str
    seat: str | None = None
    internal: bool = False
    question: str | None = None
    other: str = ""


def pages(log: Log) -> tuple[PageShown, ...]:
    """Every change of the page in front, of the version it is of, and of nothing being there."""
    shown = []
    for step in steps(log):
        front, paper = step.after.front, _in_front(step.after)
        version = paper.version if paper else 1
        before = _in_front(step.before)
        if front != step.before.front or version != (before.version if before else 1):
            title = paper.title if paper else ""
            shown.append(PageShown(step.event.at, front.paper, title, front.page, front.by, version))
    return tuple(shown)


def _in_front(state: Meeting) -> Paper | None:
    return state.papers.get(state.front.paper or "")


def aired(log: Log) -> tuple[Aired, ...]:
    """Every change of the picture before the halls while the meeting gathered, in order."""
    found: list[Aired] = []
    for step in steps(log):
        if step.after.phase not in GATHERED:
            continue
        scene = on_air(step.after)
        now = (step.after.program.air is not None, scene.layout, scene.sources)
        if not found or now != (found[-1].directed, found[-1].layout, found[-1].sources):
            found.append(Aired(step.event.at, *now))
    return tuple(found)


def agenda_items(log: Log) -> tuple[Held, ...]:
    """The agenda as it ended, in its order, then what was put off; each with its stretches of discussion."""
    spans: dict[str, tuple[Span, ...]] = {}
    put_off: dict[str, datetime] = {}
    state, last = None, None
    for step in steps(log):
        state, last = step.after, step.event.at
        if isinstance(step.event.body, agenda_words.Postponed):
            put_off[step.event.body.item] = last
        for key in step.after.agenda.items.keys() | step.before.agenda.items.keys():
            spans[key] = _running(spans.get(key, ()), step, key)
    if state is None or last is None:
        return ()
    held = [_held(state, key, spans.get(key, ()), last) for key in state.agenda.order]
    left = [_held(state, key, spans.get(key, ()), last) for key in state.agenda.postponed]
    return (*held, *(replace(one, postponed_at=put_off[one.item]) for one in left))


def _running(spans: tuple[Span, ...], step: Step, key: str) -> tuple[Span, ...]:
    before, after = step.before.agenda.items.get(key), step.after.agenda.items.get(key)
    was = before.running_since if before else None
    now = after.running_since if after else None
    if was == now:
        return spans
    closed = close_last(spans, step.event.at)
    return closed if now is None else (*closed, Span(now, None))


def _held(state: Meeting, key: str, spans: tuple[Span, ...], last: datetime) -> Held:
    item = state.agenda.items[key]
    spent_ms = agenda_clock.pause(item, last).spent_ms
    return Held(
        key,
        item.title,
        item.rapporteur,
        item.planned_s,
        spans,
        spent_ms // 1000,
        item.internal,
        item.postponed_reason if item.state == ItemState.POSTPONED else None,
    )


def conclusions(log: Log) -> tuple[Conclusion, ...]:
    """Every conclusion, in the order in which they were recorded."""
    found: dict[str, Conclusion] = {}
    for step in steps(log):
        body = step.event.body
        if isinstance(body, decisions.Recorded):
            found[body.decision] = Conclusion(body.decision, body.item, step.event.at, body.by, (body.text,))
        elif isinstance(body, decisions.Amended):
            old = found[body.decision]
            found[body.decision] = replace(old, wordings=(*old.wordings, body.text))
    return tuple(found.values())


def recordings(log: Log) -> tuple[Recorded, ...]:
    """Every stretch of recording."""
    found: list[Recorded] = []
    for step in steps(log):
        body, at = step.event.body, step.event.at
        if isinstance(body, recording.Started):
            found.append(Recorded(Span(at, None), body.decided_by))
        elif isinstance(body, recording.Stopped | recording.Failed):
            failure = body.reason if isinstance(body, recording.Failed) else None
            marked = isinstance(body, recording.Stopped) and body.cause == recording.MARKED
            ended = Span(found[-1].span.start, at)
            found[-1] = replace(found[-1], span=ended, failure=failure, marked=marked)
    return tuple(found)


def presided(log: Log) -> tuple[Led, ...]:
    """Who presided from when on."""
    led: list[Led] = []
    for step in steps(log):
        now = step.after.presiding
        if now != step.before.presiding or isinstance(step.event.body, lifecycle_words.Created):
            person = find_person(step.after, now.seat) if now.seat else None
            led.append(Led(step.event.at, now.seat, person.name if person else "", now.why))
    return tuple(led)


def sessions(log: Log) -> tuple[Span, ...]:
    """The stretches in session, recesses left out."""
    spans: tuple[Span, ...] = ()
    for step in steps(log):
        was, now = (step.before.phase == Phase.IN_SESSION), (step.after.phase == Phase.IN_SESSION)
        if now and not was:
            spans = (*spans, Span(step.event.at, None))
        elif was and not now:
            spans = close_last(spans, step.event.at)
    return spans


def chapters(log: Log) -> tuple[Chapter, ...]:
    """Places to jump to: phases from the line check on, agenda items, votes and turns as they begin."""
    return tuple(chapter for step in steps(log) for chapter in _chapters_at(step))


_CHAPTER_PHASES = frozenset({Phase.LINE_CHECK, Phase.IN_SESSION, Phase.RECESS, Phase.CLOSED})


def _chapters_at(step: Step) -> tuple[Chapter, ...]:
    body, at = step.event.body, step.event.at
    if step.after.phase != step.before.phase and step.after.phase in _CHAPTER_PHASES:
        return (Chapter(at, "state", step.after.phase.value),)
    if isinstance(body, agenda_words.Started):
        item = step.after.agenda.items[body.item]
        return (Chapter(at, "agenda", item.title, internal=item.internal),)
    if isinstance(body, floor_words.Granted):
        return (_turn_chapter(step.after, body, at),)
    if isinstance(body, PollOpened):
        return (_vote_chapter(step.after, body.poll, at),)
    return ()


def _vote_chapter(state: Meeting, poll: str, at: datetime) -> Chapter:
    found = state.polls.items[poll]
    item = state.agenda.items.get(found.plan.item or "")
    inside = internal_now(state) or found.internal or (item is not None and item.internal)
    return Chapter(at, "vote", found.plan.question, internal=inside)


def _turn_chapter(state: Meeting, body: floor_words.Granted, at: datetime) -> Chapter:
    question, internal = state.questions.items.get(body.question or ""), internal_now(state)
    if question is None or body.kind not in (QUESTION, ANSWER):
        return Chapter(at, "turn", body.name, body.seat, internal)
    other = question.to_name if body.kind == QUESTION else question.name
    return Chapter(at, body.kind, body.name, body.seat, internal, question.id, other)
