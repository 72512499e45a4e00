"""Between the meeting core's values and what is stored or sent between processes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from rooms import BadCommand, Envelope, RoomsError, envelope_to_json
from server.db.repositories.events import Record
from server.errors import Conflict, Forbidden, Invalid, ServerError, rebuild

# Refusals that say "not you" rather than "not now".
_FORBIDDEN = frozenset(
    {
        "role.denied",
        "seat.not_admitted",
        "front.not_presenter",
        "floor.not_yours",
        "site.not_yours",
        "delegate.not_you",
        "ballot.not_entitled",
        "ballot.given_away",
    }
)


def refusal(error: RoomsError) -> ServerError:
    """What the core raised, in the server's tree, with the same code."""
    code = str(error.code.value)
    if isinstance(error, BadCommand):
        return Invalid(code, **dict(error.details))
    if code in _FORBIDDEN:
        return Forbidden(code, **dict(error.details))
    return Conflict(code, **dict(error.details))


def record_of(envelope: Envelope, key: str | None) -> Record:
    """An envelope as the event store keeps it; ``key`` on the first event of a command."""
    return Record(
        seq=envelope.seq,
        actor=envelope.actor,
        type=envelope.type,
        key=key,
        hash=envelope.hash,
        envelope=envelope_to_json(envelope),
    )


def pack(message: Mapping[str, object]) -> bytes:
    """A message between processes."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()


def unpack(data: bytes) -> dict[str, object]:
    """The same, read. Raises ValueError for anything that is not a JSON object."""
    message = json.loads(data)
    if not isinstance(message, dict):
        raise ValueError("not an object")
    return message


def pack_events(node: str, envelopes: Sequence[Envelope]) -> bytes:
    """New events for the other processes."""
    return pack({"node": node, "events": [envelope_to_json(envelope) for envelope in envelopes]})


def pack_error(error: ServerError) -> bytes:
    """An error for the process that asked."""
    return pack({"error": {"code": error.code, "status": error.status, "details": error.details}})


def raise_error(answer: Mapping[str, object]) -> None:
    """Raise the error an answer from another process holds, if it does."""
    error = answer.get("error")
    if isinstance(error, dict):
        raise rebuild(str(error["code"]), int(error["status"]), dict(error["details"]))
