"""The access log's chain: each line is sealed with the hash of the one before. Pure.

The hash is SHA-256 over the canonical JSON (RFC 8785) of the line with its number, meeting and predecessor,
as the event log's is. The head of the log is written into the meeting's event log when the meeting ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rooms import GENESIS, Envelope, canonical

Entry = Mapping[str, object]


@dataclass(frozen=True)
class Line:
    """A line of the log."""

    meeting: str
    number: int
    entry: Entry
    prev: str
    hash: str

    def as_json(self) -> dict[str, object]:
        """The line as it is exported."""
        return {"meeting": self.meeting, "number": self.number, **self.entry, "prev": self.prev,
                "hash": self.hash}  # fmt: skip


@dataclass(frozen=True)
class Head:
    """Where the log ended at some moment: how many lines, and the hash of the last."""

    count: int = 0
    hash: str = GENESIS


@dataclass(frozen=True)
class Break:
    """The first line that does not fit, and why: hash, order, meeting, head."""

    number: int
    why: str


def seal(meeting: str, head: Head, entry: Entry) -> Line:
    """The next line of a log that ends with ``head``."""
    number = head.count + 1
    return Line(meeting, number, entry, head.hash, _hash(meeting, number, entry, head.hash))


def _hash(meeting: str, number: int, entry: Entry, prev: str) -> str:
    data = {"meeting": meeting, "number": number, "entry": dict(entry), "prev": prev}
    return hashlib.sha256(canonical(data)).hexdigest()


def sealed(log: Iterable[Envelope]) -> list[Head]:
    """What a meeting's event log holds of its access log's heads."""
    return [Head(one.data["lines"], one.data["hash"]) for one in log if one.type == "marking.log_sealed"]


def verify(meeting: str, lines: Iterable[Line], heads: Iterable[Head] = ()) -> Break | None:
    """The first break of a log, or None. ``heads``: what was written down elsewhere about it.

    Finds edits, cuts anywhere, reorderings, lines of another meeting, and an end cut off before a known head.
    """
    last = Head()
    seen = {0: GENESIS}
    for line in lines:
        why = _broken(meeting, last, line)
        if why is not None:
            return Break(line.number, why)
        last = Head(line.number, line.hash)
        seen[line.number] = line.hash
    for head in heads:
        if seen.get(head.count) != head.hash:
            return Break(head.count, "head")
    return None


def _broken(meeting: str, last: Head, line: Line) -> str | None:
    if line.meeting != meeting:
        return "meeting"
    if line.number != last.count + 1 or line.prev != last.hash:
        return "order"
    return None if line.hash == _hash(meeting, line.number, line.entry, line.prev) else "hash"
