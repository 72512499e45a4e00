"""Questioning (chất vấn): a queue of its own, in which a question and its answer belong together.

A question goes to an answering office. Calling it and letting it be answered are turns like any other
(``floor.granted`` names the question), so microphone, clock, picture and record follow by themselves.
"""

from __future__ import annotations

from dataclasses import replace

from rooms.base.roles import PRESIDING, Role, Viewer
from rooms.errors import Code, Refused
from rooms.kernel import EXPECTED, TALKING, Context, Event, Facts, command, event
from rooms.lookup.clerks import acting_for
from rooms.lookup.seats import require_person
from rooms.speaking.grants import Way, grant_request
from rooms.speaking.question_words import (
    AnswerQuestion,
    AskQuestion,
    CallQuestion,
    CloseQuestion,
    DenyQuestion,
    MoveQuestion,
    QuestionAsked,
    QuestionClosed,
    QuestionDenied,
    QuestionMoved,
    QuestionWithdrawn,
    WithdrawQuestion,
)
from rooms.speaking.requests import change, forget_seat, live_requests
from rooms.speaking.speakers import require_key
from rooms.state import ANSWER, NO_ITEM, QUESTION, Denial, Meeting, Question, Questions, Request, drop, put

MAX_QUESTIONS = 1000
MAX_WAITING_OF_A_SEAT = 20
WAITING, ASKING, ASKED, ANSWERING, ANSWERED, CLOSED = (
    "waiting",
    "asking",
    "asked",
    "answering",
    "answered",
    "closed",
)


def question_state(state: Meeting, question: Question) -> str:
    """Where a question stands: waiting, asking, asked, answering, answered or closed."""
    now = {turn.kind for turn in question.turns if turn.request in state.floor.requests}
    ever = {turn.kind for turn in question.turns}
    if now:  # also of one that is closed because its other side was removed
        return ANSWERING if ANSWER in now else ASKING
    if question.closed:
        return CLOSED
    if not ever:
        return WAITING
    return ANSWERED if ANSWER in ever else ASKED


def _one_line(text: str) -> str:
    """A question as the topic of its turn: in one line, of a topic's length."""
    return " ".join(text.split())[:300]


def find_question(state: Meeting, question: str) -> Question:
    """The question. Raises Refused(question.unknown)."""
    found = state.questions.items.get(question)
    if found is None:
        raise Refused(Code.QUESTION_UNKNOWN, {"question": question})
    return found


def _find_open(state: Meeting, question: str) -> Question:
    found = find_question(state, question)
    if found.closed:
        raise Refused(Code.QUESTION_CLOSED, {"question": question})
    return found


def _find_waiting(state: Meeting, question: str) -> Question:
    found = _find_open(state, question)
    if question_state(state, found) != WAITING:
        raise Refused(Code.QUESTION_NOT_WAITING, {"question": question})
    return found


def ask(context: Context, body: AskQuestion) -> Facts:
    """Queue a question of the actor's seat, or of a delegate in the actor's hall."""
    state, actor = context.state, context.actor
    person = acting_for(state, actor, body.delegate)
    to = require_person(state, body.to)
    if to.role == Role.OBSERVER:
        raise Refused(Code.FLOOR_CANNOT_SPEAK, {"seat": body.to})
    if to.seat == person.seat:
        raise Refused(Code.QUESTION_TO_ONESELF)
    key = require_key(state, body.item)
    _check_room(state, person.seat)
    return (
        QuestionAsked(
            context.new_id("q"),
            person.seat,
            person.site,
            person.delegate,
            person.name,
            person.office,
            to.seat,
            to.site,
            to.name,
            to.office,
            body.text,
            None if key == NO_ITEM else key,
            None if person.seat == actor.seat else actor.seat,
        ),
    )


def _check_room(state: Meeting, seat: str) -> None:
    items = state.questions.items.values()
    if len(items) >= MAX_QUESTIONS:
        raise Refused(Code.MEETING_TOO_MANY, {"what": "questions", "most": MAX_QUESTIONS})
    waiting = sum(one.seat == seat and question_state(state, one) == WAITING for one in items)
    if waiting >= MAX_WAITING_OF_A_SEAT:
        raise Refused(Code.MEETING_TOO_MANY, {"what": "questions", "most": MAX_WAITING_OF_A_SEAT})


def _may_withdraw(state: Meeting, actor: Viewer) -> None:
    own = [one for one in state.questions.items.values() if actor.seat in (one.seat, one.by)]
    if not own:
        raise Refused(Code.QUESTION_NOT_YOURS)
    if all(question_state(state, one) != WAITING for one in own):
        raise Refused(Code.QUESTION_NOT_WAITING, {"question": own[-1].id})


def withdraw(context: Context, body: WithdrawQuestion) -> Facts:
    """Take back an own question, or one the hall put for its delegate."""
    found = find_question(context.state, body.question)
    if context.actor.seat not in (found.seat, found.by):
        raise Refused(Code.QUESTION_NOT_YOURS)
    return (QuestionWithdrawn(_find_waiting(context.state, body.question).id),)


def deny(context: Context, body: DenyQuestion) -> Facts:
    """Refuse a question."""
    return (QuestionDenied(_find_waiting(context.state, body.question).id, body.reason),)


def move(context: Context, body: MoveQuestion) -> Facts:
    """Reorder."""
    found, order = find_question(context.state, body.question), context.state.questions.order
    position = min(body.position, len(order) - 1)
    return () if order[position] == found.id else (QuestionMoved(found.id, position),)


def call(context: Context, body: CallQuestion) -> Facts:
    """Begin the turn of who asks."""
    return _grant(context, body, QUESTION)


def answer(context: Context, body: AnswerQuestion) -> Facts:
    """Begin the turn of who answers, also of a question that was only put in writing."""
    return _grant(context, body, ANSWER)


def _grant(context: Context, body: CallQuestion | AnswerQuestion, kind: str) -> Facts:
    state = context.state
    found = _find_open(state, body.question)
    person = require_person(state, found.seat if kind == QUESTION else found.to)
    if any(entry.kind == kind for entry in live_requests(state, person.seat)):
        raise Refused(Code.FLOOR_ALREADY_GRANTED)
    request = Request(
        context.new_id("r"),
        person.seat,
        person.site,
        person.delegate,
        person.name,
        person.office,
        _one_line(found.text),
        found.item,
        context.now,
        kind=kind,
        question=found.id,
    )
    return grant_request(context, request, Way(body.limit_s, body.replace, body.instead_of), invited=True)


def close(context: Context, body: CloseQuestion) -> Facts:
    """Close a question nobody speaks to at the moment."""
    found = _find_open(context.state, body.question)
    if question_state(context.state, found) in (ASKING, ANSWERING):
        raise Refused(Code.QUESTION_UNDER_WAY, {"question": found.id})
    return (QuestionClosed(found.id),)


def clear_questions(state: Meeting, seats: frozenset[str]) -> Facts:
    """Facts that close what seats about to be removed have asked or were to answer."""
    still_open = (one for one in state.questions.items.values() if not one.closed)
    return tuple(QuestionClosed(one.id) for one in still_open if one.seat in seats or one.to in seats)


def renamed(state: Meeting, seat: str) -> Meeting:
    """The meeting with what a delegate still waits for under the name, office and hall of who comes now."""
    person = require_person(state, seat)
    name, office, site = person.name, person.office, person.site

    def request(one: Request) -> Request:
        waits = one.seat == seat and one.granted_at is None
        return replace(one, name=name, office=office) if waits else one

    def question(one: Question) -> Question:
        if one.closed:
            return one
        asks = replace(one, name=name, office=office, site=site) if one.seat == seat else one
        return replace(asks, to_name=name, to_office=office, to_site=site) if one.to == seat else asks

    items = {key: question(one) for key, one in state.questions.items.items()}
    return replace(
        state,
        floor=change(state.floor, request),
        questions=replace(state.questions, items=items),
    )


def _with_questions(state: Meeting, questions: Questions) -> Meeting:
    return replace(state, questions=questions)


def _with_question(state: Meeting, question: Question) -> Meeting:
    items = put(state.questions.items, question.id, question)
    return _with_questions(state, replace(state.questions, items=items))


def on_asked(state: Meeting, body: QuestionAsked, fact: Event) -> Meeting:
    """Add to the list; an earlier denial of the seat is no longer shown."""
    question = Question(
        body.question,
        body.seat,
        body.site,
        body.delegate,
        body.name,
        body.office,
        body.to,
        body.to_site,
        body.to_name,
        body.to_office,
        body.text,
        body.item,
        fact.at,
        body.by,
    )
    state = _with_question(replace(state, floor=forget_seat(state.floor, body.seat)), question)
    return _with_questions(state, replace(state.questions, order=(*state.questions.order, question.id)))


def on_withdrawn(state: Meeting, body: QuestionWithdrawn, fact: Event) -> Meeting:
    """Take it off."""
    order = tuple(entry for entry in state.questions.order if entry != body.question)
    return _with_questions(state, Questions(order, drop(state.questions.items, body.question)))


def on_denied(state: Meeting, body: QuestionDenied, fact: Event) -> Meeting:
    """Close it and remember why, for the seat and for the hall it sits in."""
    question = state.questions.items[body.question]
    denial = Denial(
        question.seat, question.name, question.id, _one_line(question.text), body.reason, fact.at, question.id
    )
    told = put(put(state.floor.denied, question.seat, denial), question.site or question.seat, denial)
    state = replace(state, floor=replace(state.floor, denied=told))
    return _with_question(state, replace(question, closed=True, denied=True))


def on_moved(state: Meeting, body: QuestionMoved, fact: Event) -> Meeting:
    """Reorder."""
    others = [entry for entry in state.questions.order if entry != body.question]
    order = (*others[: body.position], body.question, *others[body.position :])
    return _with_questions(state, replace(state.questions, order=order))


def on_closed(state: Meeting, body: QuestionClosed, fact: Event) -> Meeting:
    """Close it."""
    return _with_question(state, replace(state.questions.items[body.question], closed=True))


_ASKERS = frozenset({Role.SITE, Role.DELEGATE, Role.CHAIR, Role.DEPUTY, Role.SECRETARY, Role.TECHNICIAN})
_LEADERS = frozenset({PRESIDING, Role.SECRETARY})

COMMANDS = (
    command(AskQuestion, ask, _ASKERS, EXPECTED),
    command(WithdrawQuestion, withdraw, _ASKERS, EXPECTED, _may_withdraw),
    command(DenyQuestion, deny, _LEADERS, EXPECTED),
    command(MoveQuestion, move, _LEADERS, EXPECTED),
    command(CallQuestion, call, _LEADERS, TALKING),
    command(AnswerQuestion, answer, _LEADERS, TALKING),
    command(CloseQuestion, close, _LEADERS, EXPECTED),
)

EVENTS = (
    event(QuestionAsked, on_asked),
    event(QuestionWithdrawn, on_withdrawn),
    event(QuestionDenied, on_denied),
    event(QuestionMoved, on_moved),
    event(QuestionClosed, on_closed),
)
