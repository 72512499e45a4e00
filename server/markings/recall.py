"""The recall of marked papers: which machines had them, and which have shown that they gave them up.

A machine counts as having had a paper when it said so (a receipt) or when a page went to it (the access log).
It has given the paper up once it reports, after the recall, that nothing of it is left. A machine whose line
is lost is asked again the moment it comes back: the recall is the first thing the meeting tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rooms import Meeting, find_person, treatment
from rooms.base.clock import from_iso
from rooms.lookup.seats import line_of
from server.db.repositories.receipts import ReceiptRecord
from server.markings.chain import Line
from server.markings.log import GIVEN

PURGED, WAITING, LOST = "purged", "waiting", "lost"


@dataclass(frozen=True)
class Holder:
    """A machine that had a paper for a seat. ``device`` is empty where it never said which machine it is."""

    seat: str
    device: str
    name: str
    had_at: datetime
    purged_at: datetime | None
    state: str


@dataclass(frozen=True)
class Recalled:
    """One marked paper, since when it is called back, and who had it."""

    paper: str
    title: str
    recalled_at: datetime | None
    holders: Sequence[Holder]


def overview(state: Meeting, receipts: Iterable[ReceiptRecord], lines: Iterable[Line]) -> Sequence[Recalled]:
    """Every paper of the meeting that its marking has called back, in the meeting's order."""
    had = _had(receipts, lines)
    return [
        Recalled(paper.id, paper.title, state.secrecy.recalled.get(paper.id),
                 [_holder(state, paper.id, key, times) for key, times in had.get(paper.id, {}).items()])
        for paper in state.papers.values()
        if treatment(paper.marking).recall
    ]  # fmt: skip


@dataclass
class _Times:
    had_at: datetime
    purged_at: datetime | None


def _had(
    receipts: Iterable[ReceiptRecord], lines: Iterable[Line]
) -> Mapping[str, Mapping[tuple[str, str], _Times]]:
    """By paper, then by seat and machine: when it was first and, where known, last had there."""
    found: dict[str, dict[tuple[str, str], _Times]] = {}
    for line in lines:
        if line.entry["outcome"] == GIVEN:
            key = (str(line.entry["seat"]), str(line.entry["device"]))
            at = from_iso(str(line.entry["at"]))
            found.setdefault(str(line.entry["paper"]), {}).setdefault(key, _Times(at, None))
    for one in receipts:
        times = found.setdefault(one.paper, {}).setdefault((one.seat, one.device), _Times(one.held_at, None))
        if one.purged_at is not None and (times.purged_at is None or one.purged_at > times.purged_at):
            times.purged_at = one.purged_at
    return found


def _holder(state: Meeting, paper: str, key: tuple[str, str], times: _Times) -> Holder:
    seat, device = key
    recalled_at = state.secrecy.recalled.get(paper)
    proved = times.purged_at is not None and recalled_at is not None and times.purged_at >= recalled_at
    person = find_person(state, seat)
    there = line_of(state, seat).present
    return Holder(
        seat,
        device,
        person.name if person else seat,
        times.had_at,
        times.purged_at if proved else None,
        PURGED if proved else WAITING if there else LOST,
    )
