"""The agenda as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ItemState(StrEnum):
    """State of an agenda item."""

    PENDING = "pending"
    CURRENT = "current"
    DONE = "done"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True)
class Source:
    """The item of another meeting that was postponed and taken over here."""

    meeting: str
    item: str


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item. ``spent_ms`` leaves out what runs since ``running_since``.

    ``seats`` report on it. ``planned_at`` is its time by the plan, kept from the opening on so that what
    happens later is measured against it.
    """

    id: str
    title: str
    rapporteur: str
    planned_s: int
    seats: tuple[str, ...] = ()
    internal: bool = False
    state: ItemState = ItemState.PENDING
    running_since: datetime | None = None
    spent_ms: int = 0
    planned_at: datetime | None = None
    postponed_reason: str = ""
    carried_from: Source | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """Items in order, the postponed ones apart. ``made`` counts every item ever made: no id is used twice.

    ``idle_since``: since when nothing has been under discussion in the session. ``stood_s``: by how much
    what follows was last found to be late since ``rooms.session.forecast.standing_since``.
    """

    order: tuple[str, ...] = ()
    items: Mapping[str, Item] = field(default_factory=dict)
    current: str | None = None
    made: int = 0
    postponed: tuple[str, ...] = ()
    idle_since: datetime | None = None
    stood_s: int = 0
