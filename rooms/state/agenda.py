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


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item. ``spent_ms`` leaves out what runs since ``running_since``."""

    id: str
    title: str
    rapporteur: str
    planned_s: int
    state: ItemState = ItemState.PENDING
    running_since: datetime | None = None
    spent_ms: int = 0


@dataclass(frozen=True, slots=True)
class Agenda:
    """Items in order. ``made`` counts every item ever made, so that an id is never used twice."""

    order: tuple[str, ...] = ()
    items: Mapping[str, Item] = field(default_factory=dict)
    current: str | None = None
    made: int = 0
