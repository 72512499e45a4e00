"""Envelopes: events sealed into a hash chain, so that any later edit of the log is found.

Hash: SHA-256 over RFC 8785 canonical JSON of every member but ``hash``; ``prev`` is the hash before it.
Cutting the end off leaves a chain that still verifies: keep the ``Head`` elsewhere and verify against it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rooms.base.clock import from_iso, iso, to_utc_ms
from rooms.base.fields import MAX_SAFE_INTEGER
from rooms.errors import BadEvent, Code
from rooms.events import event_data, make_event
from rooms.kernel import Event

GENESIS = "0" * 64
"""``prev`` of the first envelope."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An envelope before it is sealed. ``actor`` is a seat."""

    meeting: str
    seq: int
    at: datetime
    actor: str
    type: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Envelope:
    """One sealed event."""

    meeting: str
    seq: int
    at: datetime
    actor: str
    type: str
    data: Mapping[str, Any]
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain as it was once known: number of envelopes and the last hash."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class ChainBroken:
    """The first place at which a chain does not hold, and a stable word for how."""

    seq: int
    why: str


def canonical(value: object) -> bytes:
    """RFC 8785 JSON of objects with string keys, lists, strings, integers, booleans and null.

    Raises ValueError for floats, integers beyond 2**53-1 and strings no encoder accepts.
    """
    return _canonical(value).encode("utf-8")


def _canonical(value: object) -> str:
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: str(key).encode("utf-16-be"))
        return "{" + ",".join(f"{_word(key)}:{_canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(_canonical(entry) for entry in value) + "]"
    return _word(value)


def _word(value: object) -> str:
    if value is None or isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int) and abs(value) <= MAX_SAFE_INTEGER:
        return str(value)
    raise ValueError(f"no canonical form for {type(value).__name__}")


def draft(meeting: str, event: Event) -> Draft:
    """The event as it will be sealed."""
    return Draft(meeting, event.seq, event.at, event.actor, event.type, event_data(event))


def hash_of(prev: str, unsealed: Draft) -> str:
    """Hash of an envelope with this content after ``prev``, 64 hex digits."""
    content = {
        "meeting": unsealed.meeting,
        "seq": unsealed.seq,
        "at": iso(unsealed.at),
        "actor": unsealed.actor,
        "type": unsealed.type,
        "data": unsealed.data,
        "prev": prev,
    }
    return hashlib.sha256(canonical(content)).hexdigest()


def seal(prev_hash: str, unsealed: Draft) -> Envelope:
    """Seal a draft after the envelope with ``prev_hash`` (GENESIS for the first)."""
    return Envelope(
        unsealed.meeting,
        unsealed.seq,
        unsealed.at,
        unsealed.actor,
        unsealed.type,
        unsealed.data,
        prev_hash,
        hash_of(prev_hash, unsealed),
    )


def seal_all(meeting: str, prev_hash: str, events: Iterable[Event]) -> tuple[Envelope, ...]:
    """Seal several events in order."""
    sealed: list[Envelope] = []
    for event in events:
        sealed.append(seal(sealed[-1].hash if sealed else prev_hash, draft(meeting, event)))
    return tuple(sealed)


def open_envelope(envelope: Envelope) -> Event:
    """The event inside. Raises BadEvent. Does not verify the hash."""
    return make_event(envelope.seq, iso(envelope.at), envelope.actor, envelope.type, envelope.data)


def envelope_to_json(envelope: Envelope) -> dict[str, Any]:
    """The envelope as JSON, as exported in ``events.jsonl``."""
    return {
        "meeting": envelope.meeting,
        "seq": envelope.seq,
        "at": iso(envelope.at),
        "actor": envelope.actor,
        "type": envelope.type,
        "data": dict(envelope.data),
        "prev": envelope.prev,
        "hash": envelope.hash,
    }


def envelope_from_json(stored: Mapping[str, Any]) -> Envelope:
    """Read back what ``envelope_to_json`` wrote. Raises BadEvent when a member is missing or no time."""
    try:
        return Envelope(
            stored["meeting"],
            stored["seq"],
            from_iso(stored["at"]),
            stored["actor"],
            stored["type"],
            stored["data"],
            stored["prev"],
            stored["hash"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadEvent(Code.EVENT_MALFORMED, {"why": str(error)[:200]}) from error


def verify_chain(envelopes: Iterable[Envelope], head: Head | None = None) -> ChainBroken | None:
    """Check a chain from its first envelope; None means it holds.

    Finds edits, cuts, insertions and reorderings; with ``head`` also a truncated or replaced end.
    """
    prev, seq, meeting = GENESIS, 0, None
    for envelope in envelopes:
        why = _fault(envelope, prev, seq + 1, meeting)
        if why is not None:
            return ChainBroken(seq + 1, why)
        prev, seq, meeting = envelope.hash, seq + 1, envelope.meeting
    if head is not None and (head.seq, head.hash) != (seq, prev):
        return ChainBroken(min(seq, head.seq) + 1 if seq != head.seq else seq, "not_the_head")
    return None


def _fault(envelope: Envelope, prev: str, seq: int, meeting: str | None) -> str | None:
    if envelope.seq != seq:
        return "wrong_seq"
    if envelope.prev != prev:
        return "wrong_prev"
    if meeting is not None and envelope.meeting != meeting:
        return "other_meeting"
    content = Draft(envelope.meeting, envelope.seq, envelope.at, envelope.actor, envelope.type, envelope.data)
    try:
        if to_utc_ms(envelope.at) != envelope.at:
            return "not_canonical"
        return None if hash_of(prev, content) == envelope.hash else "wrong_hash"
    except (ValueError, TypeError):
        return "not_canonical"
