"""Who is there: the connections of each seat. A seat with two devices is there until both are gone.

What a seat owns (floor, queue place, permissions) does not depend on its line and is never touched here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Ident, OneOf
from rooms.base.roles import Role, Viewer
from rooms.errors import Code, Refused
from rooms.kernel import EXISTING, KEPT, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.lookup.seats import is_admitted, line_of
from rooms.participants.presiding import after_connect
from rooms.state import Line, Meeting, Observer, drop, put

MAX_CONNECTIONS = 16
MAX_OBSERVERS = 500
SeatRole = Annotated[str, OneOf(frozenset(set(Role) - {Role.SYSTEM}))]


@dataclass(frozen=True, slots=True)
class Connect(CommandBody):
    """A connection of a seat opened. ``name`` matters for observers only, who are on no list."""

    type: ClassVar[str] = "seat.connect"
    seat: fields.Seat
    role: SeatRole
    connection: Ident
    name: fields.Office = ""


@dataclass(frozen=True, slots=True)
class Disconnect(CommandBody):
    """A connection of a seat closed."""

    type: ClassVar[str] = "seat.disconnect"
    seat: fields.Seat
    connection: Ident


@dataclass(frozen=True, slots=True)
class DisconnectAll(CommandBody):
    """Every connection is gone: what a server says first after it was killed."""

    type: ClassVar[str] = "seat.disconnect_all"


@dataclass(frozen=True, slots=True)
class Connected(EventBody):
    """A connection opened. ``arrived``: the seat had none before."""

    type: ClassVar[str] = "seat.connected"
    seat: fields.Seat
    role: SeatRole
    connection: Ident
    name: fields.Office
    arrived: bool


@dataclass(frozen=True, slots=True)
class Disconnected(EventBody):
    """A connection closed. ``left``: the seat has none now."""

    type: ClassVar[str] = "seat.disconnected"
    seat: fields.Seat
    connection: Ident
    left: bool


def connect(context: Context, body: Connect) -> Facts:
    """Note a connection of a seat that belongs here."""
    state = context.state
    admitted = is_admitted(state, Viewer(body.seat, body.role))
    if body.role == Role.OBSERVER and body.seat.startswith("observer-"):
        if len(state.observers) >= MAX_OBSERVERS and not admitted:
            raise Refused(Code.MEETING_TOO_MANY, {"what": "observers", "most": MAX_OBSERVERS})
    elif not admitted:
        raise Refused(Code.SEAT_NOT_ADMITTED, {"seat": body.seat})
    line = line_of(state, body.seat)
    if body.connection in line.connections:
        return ()
    if len(line.connections) >= MAX_CONNECTIONS:
        raise Refused(Code.SEAT_TOO_MANY_CONNECTIONS, {"most": MAX_CONNECTIONS})
    opened = Connected(body.seat, body.role, body.connection, body.name, not line.present)
    return (opened, *after_connect(state, body.seat))


def disconnect(context: Context, body: Disconnect) -> Facts:
    """Note that a connection closed; one that is not known changes nothing."""
    line = line_of(context.state, body.seat)
    if body.connection not in line.connections:
        return ()
    return (Disconnected(body.seat, body.connection, len(line.connections) == 1),)


def disconnect_all(context: Context, body: DisconnectAll) -> Facts:
    """Note that every connection closed."""
    return tuple(
        Disconnected(seat, connection, place == len(line.connections))
        for seat, line in context.state.lines.items()
        for place, connection in enumerate(sorted(line.connections), start=1)
    )


def on_connected(state: Meeting, body: Connected, fact: Event) -> Meeting:
    """Add the connection; an observer is known from here on."""
    line = line_of(state, body.seat)
    since = line.since if line.present else fact.at
    opened = Line(line.connections | {body.connection}, since, None, fact.at)
    if body.role == Role.OBSERVER:
        state = replace(state, observers=put(state.observers, body.seat, Observer(body.seat, body.name)))
    return replace(state, lines=put(state.lines, body.seat, opened))


def on_disconnected(state: Meeting, body: Disconnected, fact: Event) -> Meeting:
    """Remove the connection; an observer without one is forgotten."""
    line = line_of(state, body.seat)
    rest = line.connections - {body.connection}
    if not rest and body.seat in state.observers:
        return replace(state, observers=drop(state.observers, body.seat), lines=drop(state.lines, body.seat))
    closed = (
        replace(line, connections=rest)
        if rest
        else replace(line, connections=rest, since=None, lost_at=fact.at)
    )
    return replace(state, lines=put(state.lines, body.seat, closed))


_SERVER = frozenset({Role.SYSTEM})

COMMANDS = (
    command(Connect, connect, _SERVER, KEPT),
    command(Disconnect, disconnect, _SERVER, EXISTING),
    command(DisconnectAll, disconnect_all, _SERVER, EXISTING),
)

EVENTS = (event(Connected, on_connected), event(Disconnected, on_disconnected))
