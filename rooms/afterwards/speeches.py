"""Who spoke when, made from the log alone: turns with their clocks, and questions with their answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from rooms.afterwards.walk import Log, Span, Step, close_last, steps
from rooms.speaking import floor_words, question_words
from rooms.speaking.questions import question_state
from rooms.speaking.turns import stop
from rooms.state import SPEECH, Request


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of speaking. ``phase``: the one it began in (``line_check`` turns are only tests).

    ``stops`` are the stretches in which its clock stood still, paused or interrupted; ``spoken_ms`` leaves
    them out and is None while the turn is open. ``ended_by``: released, revoked (then ``cause`` and
    ``reason`` say why), or None while open. ``question``: the one it asks or answers, as ``kind`` says.
    """

    request: str
    seat: str
    site: str | None
    delegate: str | None
    name: str
    office: str
    topic: str
    item: str | None
    limit_s: int | None
    span: Span
    phase: str
    ended_by: str | None = None
    cause: str | None = None
    reason: str = ""
    kind: str = SPEECH
    question: str | None = None
    stops: tuple[Span, ...] = ()
    spoken_ms: int | None = None

    @property
    def stopped_ms(self) -> int:
        """Milliseconds during which the clock stood still."""
        return sum(one.duration_ms() for one in self.stops)


@dataclass(frozen=True, slots=True)
class Questioning:
    """A question with the turns in which it was asked and answered, in the order in which they began.

    ``state`` as the screens saw it last: waiting, asking, asked, answering, answered or closed; ``denied`` is
    the reason if it was refused unheard.
    """

    id: str
    seat: str
    site: str | None
    delegate: str | None
    name: str
    office: str
    to: str
    to_site: str | None
    to_name: str
    to_office: str
    text: str
    item: str | None
    asked_at: datetime
    state: str = ""
    turns: tuple[Turn, ...] = ()
    denied: str | None = None


def turns(log: Log) -> tuple[Turn, ...]:
    """Every turn, in the order in which they began."""
    found: dict[str, Turn] = {}
    for step in steps(log):
        _note_turns(found, step)
    return tuple(found.values())


def _note_turns(found: dict[str, Turn], step: Step) -> None:
    before, after = step.before.floor, step.after.floor
    if before is after:
        return
    for request in before.holders:
        if request in after.holders:
            found[request] = _went_on(found[request], after.requests[request], step.event.at)
        else:
            found[request] = _ended(found[request], before.requests[request], step)
    for request in after.holders:
        if request not in before.holders:
            found[request] = _begun(after.requests[request], step)


def _begun(request: Request, step: Step) -> Turn:
    return Turn(
        request.id,
        request.seat,
        request.site,
        request.delegate,
        request.name,
        request.office,
        request.topic,
        step.before.agenda.current,
        request.limit_s,
        Span(step.event.at, None),
        step.before.phase.value,
        kind=request.kind,
        question=request.question,
    )


def _went_on(turn: Turn, request: Request, at: datetime) -> Turn:
    stands = bool(turn.stops) and turn.stops[-1].end is None
    stops = turn.stops
    if request.running_since is None and not stands:
        stops = (*stops, Span(at, None))
    elif request.running_since is not None:
        stops = close_last(stops, at)
    return replace(turn, limit_s=request.limit_s, stops=stops)


def _ended(turn: Turn, request: Request, step: Step) -> Turn:
    at, body = step.event.at, step.event.body
    ended = replace(
        turn,
        span=Span(turn.span.start, at),
        stops=close_last(turn.stops, at),
        spoken_ms=stop(request, at).spent_ms,
        ended_by="revoked",
    )
    if isinstance(body, floor_words.Released):
        return replace(ended, ended_by="released")
    if isinstance(body, floor_words.Revoked):
        return replace(ended, cause=body.cause, reason=body.reason)
    return replace(ended, cause="replaced")


def questionings(log: Log) -> tuple[Questioning, ...]:
    """Every question that was not taken back, in the order in which they are to be heard."""
    denied: dict[str, str] = {}
    spoken: dict[str, Turn] = {}
    state = None
    for step in steps(log):
        state = step.after
        _note_turns(spoken, step)
        if isinstance(step.event.body, question_words.QuestionDenied):
            denied[step.event.body.question] = step.event.body.reason
    if state is None:
        return ()
    return tuple(
        Questioning(
            one.id,
            one.seat,
            one.site,
            one.delegate,
            one.name,
            one.office,
            one.to,
            one.to_site,
            one.to_name,
            one.to_office,
            one.text,
            one.item,
            one.asked_at,
            question_state(state, one),
            tuple(spoken[tied.request] for tied in one.turns),
            denied.get(one.id),
        )
        for one in (state.questions.items[key] for key in state.questions.order)
    )
