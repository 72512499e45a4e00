"""How far the papers of a meeting are, agency by agency, the worst first. Pure; time is an argument.

An agenda item that wants papers expects one of each agency that reports on it, by the item's deadline or the
meeting's. What is in the meeting counts as approved, whoever brought it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rooms import Meeting, find_person
from rooms.state import Item, ItemState
from server.db.repositories.paper_reviews import APPROVED, DRAFT, SENT_BACK, SUBMITTED, ReviewRecord

MISSING = "missing"
_RANK = {APPROVED: 4, SUBMITTED: 3, SENT_BACK: 2, DRAFT: 1, MISSING: 0}
_RECEIVED = (APPROVED, SUBMITTED)


@dataclass(frozen=True)
class Expected:
    """A paper an agency owes an item.

    `state` missing, draft, sent_back, submitted or approved; `overdue`: not received though its time is up;
    `late`: received after it.
    """

    item: str
    title: str
    state: str
    due_at: datetime | None
    received_at: datetime | None
    overdue: bool
    late: bool


@dataclass(frozen=True)
class Agency:
    """An agency and what is expected of it; `next_due_at` is the first deadline it has not met."""

    unit: str
    name: str
    expected: Sequence[Expected]

    def count(self, *states: str) -> int:
        """How many of its papers are in one of these states."""
        return sum(one.state in states for one in self.expected)

    @property
    def overdue(self) -> int:
        """How many are not here though their time is up."""
        return sum(one.overdue for one in self.expected)

    @property
    def next_due_at(self) -> datetime | None:
        """The first deadline of what is not here."""
        return min((one.due_at for one in self.expected if one.due_at and not _received(one)), default=None)


def board(state: Meeting, reviews: Sequence[ReviewRecord], now: datetime) -> list[Agency]:
    """Every agency that owes papers, the worst first: overdue, then sent back, then missing, soonest due."""
    found: dict[str, list[Expected]] = {}
    for key in state.agenda.order:
        item = state.agenda.items[key]
        if item.state != ItemState.POSTPONED and state.dues.of(key).wanted:
            for seat in item.seats:
                found.setdefault(seat, []).append(_expected(state, item, seat, reviews, now))
    agencies = [
        Agency(seat, person.name, expected)
        for seat, expected in found.items()
        if (person := find_person(state, seat)) is not None
    ]
    return sorted(agencies, key=_worst_first)


def _expected(
    state: Meeting, item: Item, seat: str, reviews: Iterable[ReviewRecord], now: datetime
) -> Expected:
    due_at = state.dues.of(item.id).at
    mine = [one for one in reviews if one.unit == seat and one.item == item.id and not _gone(state, one)]
    there = any(
        paper.item == item.id and paper.unit == seat and paper.withdrawn is None
        for paper in state.papers.values()
    )
    states = [APPROVED] if there else []
    states += [one.state for one in mine if one.state != APPROVED]
    best = max(states, key=_RANK.__getitem__, default=MISSING)
    times = [one.submitted_at for one in mine if one.submitted_at is not None]
    received_at = min(times, default=None) if best in _RECEIVED else None
    overdue = best not in _RECEIVED and due_at is not None and now > due_at
    late = received_at is not None and due_at is not None and received_at > due_at
    return Expected(item.id, item.title, best, due_at, received_at, overdue, late)


def _gone(state: Meeting, review: ReviewRecord) -> bool:
    """Whether what was submitted has been withdrawn since, so that it no longer counts."""
    paper = state.papers.get(review.paper)
    return paper is not None and paper.withdrawn is not None


def _received(one: Expected) -> bool:
    return one.state in _RECEIVED


def _worst_first(agency: Agency) -> tuple[int, int, int, float, int, str]:
    due = agency.next_due_at
    return (
        -agency.overdue,
        -agency.count(SENT_BACK),
        -agency.count(MISSING, DRAFT),
        due.timestamp() if due is not None else float("inf"),
        -agency.count(SUBMITTED),
        agency.name,
    )
