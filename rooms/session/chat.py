"""Chat among those who take part. The state keeps the last lines; the log keeps them all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Ident, Text
from rooms.base.roles import Role
from rooms.kernel import EXPECTED, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.lookup.seats import require_person
from rooms.state import Meeting, Message

KEPT_LINES = 200
ChatText = Annotated[str, Text(1000, shortest=1, multiline=True)]


@dataclass(frozen=True, slots=True)
class Post(CommandBody):
    """Say something in writing to everyone who takes part."""

    type: ClassVar[str] = "chat.post"
    text: ChatText


@dataclass(frozen=True, slots=True)
class Posted(EventBody):
    """Something was said in writing; ``name`` is the author's at that time."""

    type: ClassVar[str] = "chat.posted"
    message: Ident
    seat: fields.Seat
    name: fields.Name
    text: ChatText


def post(context: Context, body: Post) -> Facts:
    """Post a line in the actor's name."""
    person = require_person(context.state, context.actor.seat)
    return (Posted(context.new_id("c"), person.seat, person.name, body.text),)


def on_posted(state: Meeting, body: Posted, fact: Event) -> Meeting:
    """Add the line and forget the oldest beyond what is kept."""
    line = Message(body.message, body.seat, body.name, body.text, fact.at)
    return replace(state, chat=(*state.chat[-(KEPT_LINES - 1) :], line))


_WRITERS = frozenset(set(Role) - {Role.OBSERVER, Role.SYSTEM})

COMMANDS = (command(Post, post, _WRITERS, EXPECTED),)

EVENTS = (event(Posted, on_posted),)
