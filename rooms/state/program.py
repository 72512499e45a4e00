"""What every hall sees, as values: the picture on air, the one being prepared, lower thirds and notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Scene:
    """A layout and the seats it shows, in order. Without sources a page is shown beside who presides."""

    layout: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What a lower third says instead of what it would say by itself."""

    line1: str
    line2: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A message or countdown over the picture, until ``ends_at`` or cleared; ``to`` empty: everywhere."""

    id: str
    kind: str
    text: str
    at: datetime
    ends_at: datetime | None
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """The program. ``air`` is the directed scene; None while the program follows the meeting by itself."""

    air: Scene | None = None
    preview: Scene | None = None
    thirds: bool = True
    words: Mapping[str, Words] = field(default_factory=dict)
    notices: Mapping[str, Notice] = field(default_factory=dict)
