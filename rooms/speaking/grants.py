"""Giving the floor: one fact from which everything else follows, and undoing it all when the turn ends.

Whether it is a waiting request, an invitation, a question or an answer: room is made, the hall must be
there, the limit is set, the page comes along, and the log keeps it all in one ``floor.granted``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from rooms.errors import Code, Refused
from rooms.kernel import Context, Event, Facts
from rooms.lookup.seats import Person, line_of
from rooms.speaking.floor_words import Granted, Released, Revoked
from rooms.speaking.requests import forget_seat
from rooms.speaking.speakers import limit_for
from rooms.speaking.turns import begin_turn, end_turn, held_by, outermost, places, speaking
from rooms.state import Ending, Floor, Meeting, Questions, QuestionTurn, Request, put


@dataclass(frozen=True, slots=True)
class Way:
    """How the floor is to be given, as the commands say it."""

    limit_s: int | None = None
    replace: bool = False
    instead_of: str | None = None
    interrupt: bool = False


def draft(context: Context, person: Person, request: str, topic: str) -> Request:
    """A request of a person to the item under discussion, not yet on the floor."""
    return Request(
        request,
        person.seat,
        person.site,
        person.delegate,
        person.name,
        person.office,
        topic,
        context.state.agenda.current,
        context.now,
    )


def grant_request(context: Context, request: Request, way: Way, *, invited: bool) -> Facts:
    """The fact that gives the floor to a request.

    Raises Refused: floor.speaker_absent, floor.changed, floor.taken, floor.already_granted,
    floor.site_time_spent.
    """
    state = context.state
    if not line_of(state, request.media_seat).present:
        raise Refused(Code.FLOOR_SPEAKER_ABSENT, {"seat": request.media_seat})
    ends, holds = _make_room(state.floor, way)
    gone = frozenset((*ends, *holds))
    own = (turn for turn in state.floor.turns if turn.seat == request.seat)
    if any(outermost(state.floor, turn).id not in gone for turn in own):
        raise Refused(Code.FLOOR_ALREADY_GRANTED, {"request": request.id})
    return (
        Granted(
            request.id,
            request.seat,
            request.site,
            request.delegate,
            request.name,
            request.office,
            request.topic,
            request.item,
            limit_for(state, request, way.limit_s, context.now),
            invited,
            request.kind,
            request.paper,
            request.page,
            request.question,
            ends,
            holds,
        ),
    )


def _make_room(floor: Floor, way: Way) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The turns that are to end and those that are to be interrupted.

    What an ended turn had interrupted waits for the new one, so that giving the floor on during a point of
    order does not let the interrupted speaker talk at the same time.
    """
    heard = speaking(floor)
    full = len(places(floor)) >= floor.max_open
    ended = _ended(heard, way, full=full)
    holds = held_by(floor, ended.id) if ended else ()
    if way.interrupt:
        holds = (*holds, *(turn for turn in heard if turn != ended))
    if full and ended is None and not holds:
        raise Refused(Code.FLOOR_TAKEN, {"holder": heard[0].name})
    return (ended.id,) if ended else (), tuple(turn.id for turn in holds)


def _ended(heard: tuple[Request, ...], way: Way, *, full: bool) -> Request | None:
    """Who makes room. Raises Refused(floor.changed) if the one named does not speak (any more)."""
    if way.instead_of is not None:
        named = next((turn for turn in heard if turn.id == way.instead_of), None)
        if named is None:
            raise Refused(Code.FLOOR_CHANGED, {"request": way.instead_of})
        return named
    return heard[0] if full and way.replace and not way.interrupt else None


def end_turns(state: Meeting, cause: str, of: Callable[[Request], bool] = lambda _: True) -> Facts:
    """Facts that end the turns of some holders."""
    return tuple(Revoked(turn.id, turn.seat, "", cause) for turn in state.floor.turns if of(turn))


def on_granted(state: Meeting, body: Granted, fact: Event) -> Meeting:
    """Begin the turn with everything that follows from it; an invitation makes its request here."""
    for ended in body.ends:
        state = _told(state, ended, "replaced", "", fact)
    asked = state.floor.requests.get(body.request)
    turn = Request(
        body.request,
        body.seat,
        body.site,
        body.delegate,
        body.name,
        body.office,
        body.topic,
        body.item,
        requested_at=fact.at if asked is None else asked.requested_at,
        granted_at=fact.at,
        limit_s=body.limit_s,
        kind=body.kind,
        question=body.question,
        paper=body.paper,
        page=body.page,
        by=asked.by if asked else None,
        internal=_is_internal(state, body, asked),
    )
    state = begin_turn(state, turn, body.ends, body.holds)
    floor = forget_seat(state.floor, body.seat)
    return replace(state, floor=floor, questions=_with_turn(state.questions, turn))


def _is_internal(state: Meeting, body: Granted, asked: Request | None) -> bool:
    question = state.questions.items.get(body.question or "")
    return (asked is not None and asked.internal) or (question is not None and question.internal)


def _with_turn(questions: Questions, turn: Request) -> Questions:
    question = questions.items.get(turn.question or "")
    if question is None:
        return questions
    tied = replace(question, turns=(*question.turns, QuestionTurn(turn.id, turn.kind)))
    return replace(questions, items=put(questions.items, question.id, tied))


def _told(state: Meeting, request: str, cause: str, reason: str, fact: Event) -> Meeting:
    """Remember how a turn is ended by somebody else, for the seat and for the hall it sits in."""
    turn = state.floor.requests[request]
    ending = Ending(turn.seat, turn.name, turn.id, cause, reason, fact.at)
    ended = put(put(state.floor.ended, turn.seat, ending), turn.media_seat, ending)
    return replace(state, floor=replace(state.floor, ended=ended))


def on_released(state: Meeting, body: Released, fact: Event) -> Meeting:
    """End a turn its holder gave back."""
    return end_turn(state, body.request, fact.at)


def on_revoked(state: Meeting, body: Revoked, fact: Event) -> Meeting:
    """End a turn and remember why."""
    return end_turn(_told(state, body.request, body.cause, body.reason, fact), body.request, fact.at)
