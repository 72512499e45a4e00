"""What somebody asks for when creating a meeting. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

AFTER_THE_END = timedelta(hours=24)


def links_end(scheduled_at: datetime, planned_s: int) -> datetime:
    """Until when personal links to a meeting open it: a day after it is planned to end."""
    return scheduled_at + timedelta(seconds=planned_s) + AFTER_THE_END


@dataclass(frozen=True)
class PlannedItem:
    """An agenda item; ``carried_from``: the meeting that postponed it and what it was there."""

    title: str
    rapporteur: str = ""
    planned_s: int = 0
    seats: Sequence[str] = ()
    internal: bool = False
    carried_from: tuple[str, str] | None = None

    def as_data(self) -> dict[str, object]:
        """The item as the meeting core takes it."""
        source = self.carried_from
        return {
            "title": self.title,
            "rapporteur": self.rapporteur,
            "planned_s": self.planned_s,
            "seats": list(self.seats),
            "internal": self.internal,
            "carried_from": None if source is None else {"meeting": source[0], "item": source[1]},
        }


@dataclass(frozen=True)
class PlannedOfficer:
    """An account and its office in the meeting: chair, deputy, secretary or technician.

    ``rank`` orders a list of speakers, the lowest first; 0 is none.
    """

    account: str
    role: str
    order: int = 0
    rank: int = 0


@dataclass(frozen=True)
class PlannedDelegate:
    """A person in a hall; `site` is the hall's code, ``rank`` as of an officer.

    ``email`` is where they are written to; it is no fact of the meeting and never enters its log.
    """

    name: str
    site: str
    office: str = ""
    rank: int = 0
    email: str = ""


@dataclass(frozen=True)
class PlannedQuorum:
    """How many must be present: `of` out of `parts` (more than that if `over`), or a `count`."""

    basis: str
    of: int | None = None
    parts: int | None = None
    over: bool = False
    count: int | None = None

    def as_data(self) -> dict[str, object]:
        """The rule as the meeting core takes it."""
        share = {"of": self.of, "parts": self.parts, "over": self.over} if self.of and self.parts else None
        return {"basis": self.basis, "at_least": share, "count": self.count}


@dataclass(frozen=True)
class Plan:
    """A meeting to be created; `sites` are codes valid on its day, ``site_ranks`` the ranks of some."""

    title: str
    scheduled_at: datetime
    planned_s: int = 0
    agenda: Sequence[PlannedItem] = ()
    sites: Sequence[str] = ()
    officers: Sequence[PlannedOfficer] = ()
    delegates: Sequence[PlannedDelegate] = ()
    auto_record: bool = False
    max_open: int = 1
    quorum: PlannedQuorum | None = None
    site_ranks: Mapping[str, int] = field(default_factory=dict)
