"""Who is invited and who is there, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a seat: its open connections, since when it is there, when it was last lost.

    ``connected_at``: when a connection was last opened.
    """

    connections: frozenset[str] = frozenset()
    since: datetime | None = None
    lost_at: datetime | None = None
    connected_at: datetime | None = None

    @property
    def present(self) -> bool:
        """Whether at least one connection is open."""
        return bool(self.connections)


@dataclass(frozen=True, slots=True)
class Site:
    """A hall."""

    seat: str
    code: str
    name: str
    short_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Officer:
    """Chair, deputy, secretary or technician. Deputies take over by ascending ``order``."""

    seat: str
    name: str
    office: str
    role: str
    order: int


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person in a hall; ``site`` is the hall's seat."""

    id: str
    seat: str
    name: str
    office: str
    site: str
    checked_in_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Observer:
    """Somebody who only watches. Known while connected."""

    seat: str
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What the roll-call says about a seat."""

    status: str
    note: str


@dataclass(frozen=True, slots=True)
class Roll:
    """The roll-call: when it ran and the mark of each seat."""

    started_at: datetime | None = None
    finished_at: datetime | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Presiding:
    """Who leads the meeting, and why it is them."""

    seat: str | None = None
    why: str = "appointed"
