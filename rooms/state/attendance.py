"""Who answered, who sits where, what lets a delegate in and how many are enough, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

CODE_LIFE = timedelta(minutes=10)
CODE_GRACE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Substitute:
    """Who comes in a delegate's place."""

    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a delegate answered to the invitation: attending or absent, why, and who comes instead."""

    answer: str
    reason: str
    substitute: Substitute | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Stay:
    """A delegate's presence: when they first entered, how they last came in, and when they left.

    ``came_by``: check_in (by themselves), mark (of the roll) or return. ``left_at`` None: they are here.
    """

    entered_at: datetime
    came_by: str
    left_at: datetime | None = None

    @property
    def here(self) -> bool:
        """Whether the delegate is in the hall now."""
        return self.left_at is None


@dataclass(frozen=True, slots=True)
class CheckinCode:
    """The code on a hall's screen. The one before still counts for ``CODE_GRACE`` after the change."""

    code: str
    set_at: datetime
    previous: str | None = None

    @property
    def due_at(self) -> datetime:
        """When the next one is due."""
        return self.set_at + CODE_LIFE

    def lets_in(self, given: str, now: datetime) -> bool:
        """Whether what a delegate typed counts now."""
        return given == self.code or (given == self.previous and now < self.set_at + CODE_GRACE)


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A row of a hall: its label, and for each place the delegate who sits there or None."""

    label: str
    places: tuple[str | None, ...]


def without_delegate(
    plans: Mapping[str, tuple[SeatRow, ...]], delegate: str
) -> Mapping[str, tuple[SeatRow, ...]]:
    """The seat plans with a delegate's place empty."""
    if not any(delegate in row.places for rows in plans.values() for row in rows):
        return plans
    return {
        seat: tuple(
            SeatRow(row.label, tuple(None if place == delegate else place for place in row.places))
            for row in rows
        )
        for seat, rows in plans.items()
    }


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """How many are enough: a share of those invited, or a number. ``basis``: delegates or sites.

    A share is ``of`` out of ``parts``; ``over`` asks for more than that, not for at least that.
    """

    basis: str
    of: int | None = None
    parts: int | None = None
    over: bool = False
    count: int | None = None
