"""Who is invited and who is there, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from rooms.state.attendance import Answer, Stay


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
    """A hall. ``rank`` orders a list of speakers, the lowest first; 0 is none."""

    seat: str
    code: str
    name: str
    short_name: str
    kind: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Officer:
    """Chair, deputy, secretary or technician. Deputies take over by ascending ``order``."""

    seat: str
    name: str
    office: str
    role: str
    order: int
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person in a hall; ``site`` is the hall's seat.

    ``name`` and ``office`` are those of who was invited; screens and record show ``shown_name``.
    ``checked_in_at`` is their own check-in; whether they are here, however it became known, is ``stay``.
    """

    id: str
    seat: str
    name: str
    office: str
    site: str
    checked_in_at: datetime | None = None
    answer: Answer | None = None
    stay: Stay | None = None
    rank: int = 0

    @property
    def shown_name(self) -> str:
        """The name of who comes: the substitute's, with whose place they take."""
        instead = self.answer.substitute if self.answer else None
        return self.name if instead is None else f"{instead.name} (thay {self.name})"

    @property
    def shown_office(self) -> str:
        """The office of who comes."""
        instead = self.answer.substitute if self.answer else None
        return self.office if instead is None else instead.office

    @property
    def here(self) -> bool:
        """Whether the delegate is in the hall now."""
        return self.stay is not None and self.stay.here


@dataclass(frozen=True, slots=True)
class Observer:
    """Somebody who only watches. Known while connected."""

    seat: str
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What the roll-call says about a seat, and the seat that said so."""

    status: str
    note: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Roll:
    """The roll-call: when it ran, the mark of each seat, and the seat called out last while it runs."""

    started_at: datetime | None = None
    finished_at: datetime | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    called: str | None = None


@dataclass(frozen=True, slots=True)
class Presiding:
    """Who leads the meeting, and why it is them. ``for_lost``: in place of a chair whose line was lost."""

    seat: str | None = None
    why: str = "appointed"
    for_lost: bool = False
