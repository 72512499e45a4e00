"""The server's error tree and, in one place each, its HTTP statuses and close codes.

Every error has a stable ``code`` (``area.reason``), looked up in :mod:`server.messages` for the sentence a
person reads, and ``details``: JSON values that help a client, never secrets or names of other people.
"""

from __future__ import annotations

from collections.abc import Mapping


class ServerError(Exception):
    """Anything the server refuses or cannot do, with a stable code."""

    status = 500

    def __init__(self, code: str, /, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details: dict[str, object] = details


class Malformed(ServerError):
    """The request cannot be read."""

    status = 400


class Unauthenticated(ServerError):
    """Nobody is signed in, or no longer."""

    status = 401


class Forbidden(ServerError):
    """The person is known and may not."""

    status = 403


class NotFound(ServerError):
    """There is no such thing, or not for this person."""

    status = 404


class TimedOut(ServerError):
    """The request did not come whole in time; sending it again is right."""

    status = 408


class Conflict(ServerError):
    """It does not fit the present state."""

    status = 409


class Gone(ServerError):
    """It was there, and is no longer."""

    status = 410


class Unfit(ServerError):
    """What the request supposes of the server does not hold, such as a version of a protocol."""

    status = 412


class TooLarge(ServerError):
    """More bytes than allowed."""

    status = 413


class UnsupportedMedia(ServerError):
    """The content is of a type that is not taken."""

    status = 415


class Invalid(ServerError):
    """The request can be read, but a value is wrong."""

    status = 422


class Locked(ServerError):
    """It is there, and what opens it has to come first (RFC 4918 section 11.3)."""

    status = 423


class TooMany(ServerError):
    """Asked too often; ``retry_after_s`` in the details says when to come back."""

    status = 429


class Damaged(ServerError):
    """What arrived is not what was sent (tus 1.0.0, Checksum)."""

    status = 460


class Unavailable(ServerError):
    """A part this needs does not answer now; asking again later is right."""

    status = 503


class StorageFull(ServerError):
    """The disk or store has no room left."""

    status = 507


STATUSES: Mapping[int, type[ServerError]] = {
    kind.status: kind
    for kind in (
        Malformed,
        Unauthenticated,
        Forbidden,
        NotFound,
        TimedOut,
        Conflict,
        Gone,
        Unfit,
        TooLarge,
        UnsupportedMedia,
        Invalid,
        Locked,
        TooMany,
        Damaged,
        Unavailable,
        StorageFull,
    )
}


class Close:
    """Close codes of the meeting socket."""

    NORMAL = 1000
    POLICY = 1008
    TOO_BIG = 1009
    RESTART = 1012
    SIGNED_OUT = 4401
    NOT_ADMITTED = 4403
    TOO_SLOW = 4408
    REPLACED = 4409
    FIRST_GONE = 4410


def rebuild(code: str, status: int, details: Mapping[str, object]) -> ServerError:
    """An error that another process reported, as the same class it was there."""
    return STATUSES.get(status, ServerError)(code, **details)
