"""The chain of a slip: everything done to it and every answer, each bound to the one before by SHA-256.

Hash: SHA-256 over RFC 8785 canonical JSON of every member but ``hash``; ``prev`` is the hash before it. The
first entry holds the whole slip as it was sent, with the SHA-256 of its papers. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from rooms import GENESIS, canonical
from server.clock import iso
from server.opinions.records import Entry, Fact, Person

MEMBERS = ("slip", "seq", "at", "by", "type", "subject", "data", "prev")


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of a value's canonical JSON, 64 hex digits."""
    return hashlib.sha256(canonical(content)).hexdigest()


def seal(slip: str, seq: int, at: datetime, by: Person, fact: Fact, prev: str) -> Entry:
    """The fact as entry `seq` (from 1) after the entry with hash `prev` (empty for the first)."""
    unsealed = Entry(
        slip, seq, at, by, str(fact.kind), fact.subject, dict(fact.data), prev or GENESIS, hash=""
    )
    content = entry_json(unsealed)
    return entry_from_json({**content, "hash": hash_of(content)})


def hash_of(entry: Mapping[str, Any]) -> str:
    """What the hash of an entry as JSON must be."""
    return digest({name: entry[name] for name in MEMBERS})


def entry_json(entry: Entry) -> dict[str, Any]:
    """The entry as it is stored and exported."""
    return {
        "slip": entry.slip,
        "seq": entry.seq,
        "at": iso(entry.at),
        "by": entry.by.as_json(),
        "type": entry.kind,
        "subject": entry.subject,
        "data": dict(entry.data),
        "prev": entry.prev,
        "hash": entry.hash,
    }


def entry_from_json(stored: Mapping[str, Any]) -> Entry:
    """Read back what `entry_json` wrote. Raises KeyError, TypeError, ValueError for anything else."""
    return Entry(
        stored["slip"],
        int(stored["seq"]),
        moment(stored["at"]),
        person(stored["by"]),
        stored["type"],
        stored["subject"],
        dict(stored["data"]),
        stored["prev"],
        stored["hash"],
    )


def moment(text: str) -> datetime:
    """A time as entries write it."""
    return datetime.fromisoformat(text).astimezone(UTC)


def person(stored: Mapping[str, str]) -> Person:
    """A person as entries write it."""
    return Person(stored["account"], stored["name"], stored["office"])


def broken_at(slip: str, entries: Iterable[Mapping[str, Any]]) -> tuple[int, str] | None:
    """The first place at which a chain does not hold and a word for how; None when it holds."""
    prev = GENESIS
    for seq, entry in enumerate(entries, 1):
        why = _fault(slip, seq, prev, entry)
        if why is not None:
            return seq, why
        prev = entry["hash"]
    return None


def _fault(slip: str, seq: int, prev: str, entry: Mapping[str, Any]) -> str | None:
    try:
        if entry["slip"] != slip:
            return "other_slip"
        if entry["seq"] != seq:
            return "wrong_seq"
        if entry["prev"] != prev:
            return "wrong_prev"
        if entry.keys() != {*MEMBERS, "hash"}:  # what no hash covers is no part of an entry
            return "not_canonical"
        return None if hash_of(entry) == entry["hash"] else "wrong_hash"
    except (KeyError, TypeError, ValueError):
        return "not_canonical"
