"""Invitations answered: a delegate attends, is absent with a reason, or sends a substitute.

The hall may answer for its own delegates, the secretary and who presides for all. Once somebody has entered
in a delegate's place, the answer stands: nobody is exchanged during the meeting.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Ident, OneOf
from rooms.base.roles import PRESIDING, Role
from rooms.errors import Code, Refused
from rooms.kernel import EXPECTED, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.lookup.clerks import require_own
from rooms.lookup.seats import require_delegate
from rooms.speaking.questions import renamed
from rooms.state import Answer, Delegate, Meeting, Substitute, put

ATTENDING, ABSENT = "attending", "absent"
Choice = Annotated[str, OneOf(frozenset({ATTENDING, ABSENT}))]


@dataclass(frozen=True, slots=True)
class SubstituteEntry:
    """Who comes instead."""

    name: fields.Name
    office: fields.Office = ""


@dataclass(frozen=True, slots=True)
class Reply(CommandBody):
    """Answer an invitation; ``subject`` is a delegate's seat and may be left out for one's own.

    Who sends a substitute is absent; a reason is needed unless a substitute comes.
    """

    type: ClassVar[str] = "invitation.answer"
    answer: Choice
    subject: fields.Seat | None = None
    reason: fields.Reason = ""
    substitute: SubstituteEntry | None = None


@dataclass(frozen=True, slots=True)
class Answered(EventBody):
    """A delegate's invitation was answered; an earlier answer is replaced."""

    type: ClassVar[str] = "invitation.answered"
    delegate: Ident
    answer: Choice
    reason: fields.Reason
    substitute: SubstituteEntry | None


def _subject(context: Context, subject: str | None) -> Delegate:
    seat = context.actor.seat if subject is None else subject
    delegate = require_delegate(context.state, seat.removeprefix("delegate-"))
    if delegate.seat != seat:
        raise Refused(Code.DELEGATE_UNKNOWN, {"delegate": seat})
    return delegate


def reply(context: Context, body: Reply) -> Facts:
    """Record the answer; the same answer again changes nothing."""
    delegate = _subject(context, body.subject)
    require_own(context.actor, delegate)
    if delegate.stay is not None:
        raise Refused(Code.DELEGATE_ENTERED, {"delegate": delegate.id})
    if body.answer == ATTENDING and body.substitute is not None:
        raise Refused(Code.INVITATION_SUBSTITUTE)
    if body.answer == ABSENT and body.substitute is None and not body.reason:
        raise Refused(Code.INVITATION_NO_REASON)
    known = delegate.answer
    if known and (known.answer, known.reason, known.substitute) == (
        body.answer,
        body.reason,
        _value(body.substitute),
    ):
        return ()
    return (Answered(delegate.id, body.answer, body.reason, body.substitute),)


def _value(entry: SubstituteEntry | None) -> Substitute | None:
    return None if entry is None else Substitute(entry.name, entry.office)


def on_answered(state: Meeting, body: Answered, fact: Event) -> Meeting:
    """Keep the answer; from here on the substitute's name is shown."""
    answer = Answer(body.answer, body.reason, _value(body.substitute), fact.at, fact.actor)
    delegate = replace(state.delegates[body.delegate], answer=answer)
    return renamed(replace(state, delegates=put(state.delegates, delegate.id, delegate)), delegate.seat)


COMMANDS = (
    command(Reply, reply, frozenset({PRESIDING, Role.SECRETARY, Role.SITE, Role.DELEGATE}), EXPECTED),
)

EVENTS = (event(Answered, on_answered),)
