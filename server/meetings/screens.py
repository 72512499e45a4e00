"""What an event about seats means for one open screen. Pure."""

from __future__ import annotations

from rooms import Envelope, Viewer
from server.errors import Close
from server.meetings.aside import mark_of, sign_in_mark
from server.meetings.hub import Screen
from server.meetings.outbox import End

_REMOVED = frozenset({"site.removed", "delegate.removed", "officer.removed"})
ABOUT_SEATS = _REMOVED | {"seat.connected", "seat.disconnected"}
# One media participant each, so one screen each. A delegate may use a phone and a tablet, each signed in by
# itself: one more screen of the same sign-in may be a copied cookie's, and must not go unseen.
_ONE_SCREEN = frozenset({"chair", "deputy", "secretary", "technician", "site"})


def end_of(screen: Screen, envelope: Envelope) -> End | None:
    """Why the screen must close: its seat was opened on another one, or is no longer part of the meeting."""
    if envelope.type == "seat.connected" and screen.seated and _is_replaced(screen, envelope):
        return End(Close.REPLACED, "socket.replaced")
    if _left(envelope, screen.viewer):
        return End(Close.NOT_ADMITTED, "socket.removed")
    return None


def _is_replaced(screen: Screen, connected: Envelope) -> bool:
    """Whether another screen of the seat that was opened leaves this one no place."""
    connection = str(connected.data["connection"])
    if connected.data["seat"] != screen.viewer.seat or connection == screen.connection:
        return False
    role = screen.viewer.role
    return role in _ONE_SCREEN or (role == "delegate" and mark_of(connection) == sign_in_mark(screen.session))


def was_cleared(screen: Screen, envelope: Envelope) -> bool:
    """Whether the meeting took an open screen for gone (a new owner that could not know better)."""
    return (
        envelope.type == "seat.disconnected"
        and envelope.data["connection"] == screen.connection
        and screen.outbox.end is None
    )


def _left(envelope: Envelope, viewer: Viewer) -> bool:
    """Whether the event takes the viewer's seat away."""
    data = envelope.data
    gone = {
        "site.removed": f"site-{data.get('code')}",
        "delegate.removed": f"delegate-{data.get('id')}",
        "officer.removed": data.get("seat"),
    }
    return envelope.type in _REMOVED and viewer.seat == gone[envelope.type]
