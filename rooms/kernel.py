"""What every subject is built from: bodies of commands and events, and the specs that tie them to rules.

A subject module (floor, agenda, ...) lists its commands and events in two tuples, ``COMMANDS`` and
``EVENTS``; ``rooms.registry`` gathers them. One command has one handler, one event has one evolver.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from rooms.base.roles import Viewer
from rooms.state import Meeting, Phase


class CommandBody:
    """Base of the typed data of a command."""

    __slots__ = ()
    type: ClassVar[str]


class EventBody:
    """Base of the typed data of an event."""

    __slots__ = ()
    type: ClassVar[str]


C = TypeVar("C", bound=CommandBody)
E = TypeVar("E", bound=EventBody)
Facts = tuple[EventBody, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """Something somebody wants. ``key`` makes it take effect at most once per actor."""

    actor: Viewer
    key: str
    body: CommandBody

    @property
    def type(self) -> str:
        """Name of the command, such as ``floor.grant``."""
        return self.body.type


@dataclass(frozen=True, slots=True)
class Event:
    """Something that has happened: the ``seq``-th fact of a meeting, caused by ``actor`` (a seat).

    ``key`` and ``command`` are the key and the hash of the command that made it; in logs from before commands
    were hashed ``command`` is empty.
    """

    seq: int
    at: datetime
    actor: str
    key: str
    body: EventBody
    command: str = ""

    @property
    def type(self) -> str:
        """Name of the event, such as ``floor.granted``."""
        return self.body.type


@dataclass(frozen=True, slots=True)
class Context:
    """What a handler may look at: the state, who asks, and the time the facts will carry."""

    state: Meeting
    actor: Viewer
    now: datetime

    def new_id(self, letter: str, facts_before: int = 0) -> str:
        """Id of a thing made by the event that follows ``facts_before`` others of this command."""
        return f"{letter}{self.state.seq + 1 + facts_before}"


Guard = Callable[[Meeting, Viewer], None]


def no_guard(state: Meeting, actor: Viewer) -> None:
    """Let everybody pass whom role and phase let pass."""


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """A row of the command table.

    ``roles`` may hold ``presiding``; ``phases`` are the phases in which it can be given; ``guard`` raises
    Refused for what can be said without looking at the data, so that screens can hide the button.
    """

    body: type[CommandBody]
    handler: Callable[[Context, Any], Facts]
    roles: frozenset[str]
    phases: frozenset[Phase]
    guard: Guard

    @property
    def type(self) -> str:
        """Name of the command."""
        return self.body.type


@dataclass(frozen=True, slots=True)
class EventSpec:
    """A row of the event table."""

    body: type[EventBody]
    evolver: Callable[[Meeting, Any, Event], Meeting]

    @property
    def type(self) -> str:
        """Name of the event."""
        return self.body.type


def command(
    body: type[C],
    handler: Callable[[Context, C], Facts],
    roles: frozenset[str],
    phases: frozenset[Phase],
    guard: Guard = no_guard,
) -> CommandSpec:
    """Tie a command to its handler, to who may give it and when."""
    return CommandSpec(body, handler, roles, phases, guard)


def event(body: type[E], evolver: Callable[[Meeting, E, Event], Meeting]) -> EventSpec:
    """Tie an event to the function that applies it."""
    return EventSpec(body, evolver)


# Phases by what can go on in them.
PREPARING = frozenset({Phase.DRAFT, Phase.SCHEDULED, Phase.LINE_CHECK})
TALKING = frozenset({Phase.LINE_CHECK, Phase.IN_SESSION})
SITTING = frozenset({Phase.IN_SESSION, Phase.RECESS})
GATHERED = frozenset({Phase.LINE_CHECK, Phase.IN_SESSION, Phase.RECESS})
EXPECTED = GATHERED | {Phase.SCHEDULED}
UNFINISHED = EXPECTED | {Phase.DRAFT}
KEPT = UNFINISHED | {Phase.CLOSED}
OVER = frozenset({Phase.CLOSED, Phase.ARCHIVED, Phase.CANCELLED})
EXISTING = KEPT | OVER
