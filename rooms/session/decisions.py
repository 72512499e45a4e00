"""Conclusions of the meeting, recorded as they are made and amended openly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Ident, Text
from rooms.base.roles import PRESIDING, Role
from rooms.errors import Code, Refused
from rooms.kernel import SITTING, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.session.agenda import internal_now, require_item
from rooms.state import Decision, Meeting, Phase, put

MAX_DECISIONS = 500
DecisionText = Annotated[str, Text(4000, shortest=1, multiline=True)]


@dataclass(frozen=True, slots=True)
class Record(CommandBody):
    """Record a conclusion, of an agenda item or of the whole meeting."""

    type: ClassVar[str] = "decision.record"
    text: DecisionText
    item: Ident | None = None


@dataclass(frozen=True, slots=True)
class Amend(CommandBody):
    """Reword a conclusion; the earlier wording stays in the log."""

    type: ClassVar[str] = "decision.amend"
    decision: Ident
    text: DecisionText


@dataclass(frozen=True, slots=True)
class Recorded(EventBody):
    """A conclusion was recorded."""

    type: ClassVar[str] = "decision.recorded"
    decision: Ident
    text: DecisionText
    item: Ident | None
    by: fields.Seat


@dataclass(frozen=True, slots=True)
class Amended(EventBody):
    """A conclusion was reworded."""

    type: ClassVar[str] = "decision.amended"
    decision: Ident
    text: DecisionText
    by: fields.Seat


def record(context: Context, body: Record) -> Facts:
    """Record a conclusion."""
    if len(context.state.decisions) >= MAX_DECISIONS:
        raise Refused(Code.MEETING_TOO_MANY, {"what": "decisions", "most": MAX_DECISIONS})
    if body.item is not None:
        require_item(context.state, body.item)
    # What is decided while an internal item is discussed belongs to it, said or not: observers see the rest.
    inside = context.state.agenda.current if internal_now(context.state) else None
    return (Recorded(context.new_id("k"), body.text, body.item or inside, context.actor.seat),)


def amend(context: Context, body: Amend) -> Facts:
    """Reword a conclusion; the same words change nothing."""
    found = context.state.decisions.get(body.decision)
    if found is None:
        raise Refused(Code.DECISION_UNKNOWN, {"decision": body.decision})
    return () if found.text == body.text else (Amended(found.id, body.text, context.actor.seat),)


def on_recorded(state: Meeting, body: Recorded, fact: Event) -> Meeting:
    """Add the conclusion."""
    decision = Decision(body.decision, body.text, body.item, fact.at, body.by)
    return replace(state, decisions=put(state.decisions, decision.id, decision))


def on_amended(state: Meeting, body: Amended, fact: Event) -> Meeting:
    """Reword; time and author stay those of the decision."""
    changed = replace(state.decisions[body.decision], text=body.text)
    return replace(state, decisions=put(state.decisions, changed.id, changed))


_MINUTES = frozenset({PRESIDING, Role.SECRETARY})

COMMANDS = (
    command(Record, record, _MINUTES, SITTING),
    command(Amend, amend, _MINUTES, SITTING | {Phase.CLOSED}),
)

EVENTS = (event(Recorded, on_recorded), event(Amended, on_amended))
