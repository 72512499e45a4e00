"""Screens beside a seat's own: which there are, and when a hall may have one. Pure.

One that is aside neither takes the seat nor counts as being there. Officers have them freely: to prepare
a meeting, to direct the program. A hall is always counted, so that nobody watches unseen: it has a second
screen (its papers) only while its first is connected with the same sign-in. The connection's id carries a
mark of the sign-in, and connections are part of the meeting's state, so every process that serves the
meeting can tell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from rooms import Envelope, Meeting, Viewer
from server.errors import Close, Conflict, TooMany
from server.meetings.hub import Screen
from server.meetings.outbox import End

ASIDE = frozenset({"prepare", "program", "papers"})
SECOND = "papers"
MAX_SECOND = 3
"""Second screens of one hall on one process."""
MAX_BESIDE = 8
"""Screens beside an officer's own on one process."""
ALONE = End(Close.FIRST_GONE, "socket.first_gone")
_OFFICERS = frozenset({"chair", "deputy", "secretary", "technician"})
_HALL = "site"


def is_aside(asked: str | None, viewer: Viewer) -> bool:
    """Whether the screen asked for by name is one beside the seat's own for this role."""
    if viewer.role == _HALL:
        return asked == SECOND
    return asked in ASIDE and viewer.role in _OFFICERS


def sign_in_mark(session: str) -> str:
    """The part of a connection's id that tells one sign-in from another. Says nothing about the session."""
    return hashlib.sha256(session.encode()).hexdigest()[:12]


def is_alone(state: Meeting, screen: Screen) -> bool:
    """Whether this is a hall's second screen without a first one of the same sign-in."""
    if screen.seated or screen.viewer.role != _HALL:
        return False
    line = state.lines.get(screen.viewer.seat)
    mark = sign_in_mark(screen.session)
    return line is None or all(mark_of(connection) != mark for connection in line.connections)


def require_first(state: Meeting, screen: Screen, others: Iterable[Screen]) -> None:
    """Raise ``Conflict`` for a second screen without its first, ``TooMany`` for one more than enough."""
    if is_alone(state, screen):
        raise Conflict(ALONE.code)
    if screen.seated:
        return
    beside = [other for other in others if other.viewer == screen.viewer and not other.seated]
    if len(beside) > (MAX_SECOND if screen.viewer.role == _HALL else MAX_BESIDE):
        raise TooMany("seat.too_many_connections")


def end_of_second(screen: Screen, envelope: Envelope, state: Meeting) -> End | None:
    """Why a second screen must close: the first has gone. ``state`` is the one after the event."""
    gone = envelope.type == "seat.disconnected" and envelope.data["seat"] == screen.viewer.seat
    return ALONE if gone and is_alone(state, screen) else None


def mark_of(connection: str) -> str:
    """The mark of the sign-in in a connection's id; empty where it has none."""
    return connection.split(".")[1] if connection.count(".") == 2 else ""
