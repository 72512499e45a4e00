"""What an event about seats means for one open screen. Pure."""

from __future__ import annotations

from rooms import Envelope, Viewer
from server.errors import Close
from server.meetings.hub import Screen
from server.meetings.outbox import End

_REMOVED = frozenset({"site.removed", "delegate.removed", "officer.removed"})
ABOUT_SEATS = _REMOVED | {"seat.connected", "seat.disconnected"}
# One media participant each, so one screen each; a delegate may use a phone and a tablet.
_ONE_SCREEN = frozenset({"chair", "deputy", "secretary", "technician", "site"})


def end_of(screen: Screen, envelope: Envelope) -> End | None:
    """Why the screen must close: its seat was opened on another one, or is no longer part of the meeting."""
    if envelope.type == "seat.connected" and screen.seated and screen.viewer.role in _ONE_SCREEN:
        same_seat = envelope.data["seat"] == screen.viewer.seat
        if same_seat and envelope.data["connection"] != screen.connection:
            return End(Close.REPLACED, "socket.replaced")
    if _left(envelope, screen.viewer):
        return End(Close.NOT_ADMITTED, "socket.removed")
    return None


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
