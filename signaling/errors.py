"""The one tree of errors of the signaling package; each has a stable `code`.

Where an error leaves the package it is mapped once: HTTP status and close code in
`signaling.signal_server`, log line in the owner of the thing that ends.
"""

from __future__ import annotations


class SignalingError(Exception):
    """Base of every error this package raises on purpose."""

    code = "signaling.error"

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.code)


class BadMessage(SignalingError):
    """A signal message that cannot be decoded or breaks a limit; ends its own connection only."""

    code = "signal.malformed"


class TooManyMessages(SignalingError):
    """A connection spoke faster than its budget."""

    code = "signal.flood"


class BadDescription(SignalingError):
    """A session description that was refused; `code` says why."""

    code = "sdp.malformed"


class TokenRefused(SignalingError):
    """A token that does not open the door; `status` is the HTTP status to answer."""

    code = "token.refused"
    status = 401


class RoomRefused(SignalingError):
    """A valid token whose room cannot take the participant now."""

    code = "room.refused"
    status = 403


class TransportClosed(SignalingError):
    """The media transport ended before the operation could finish."""

    code = "transport.closed"


class PlaneError(SignalingError):
    """A media plane operation failed (worker gone, engine unreachable, unknown room)."""

    code = "plane.error"
