"""The state of a meeting as immutable values. What the parts mean; no rule lives here.

Mappings are replaced, never changed in place: use ``put`` and ``drop``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from rooms.keylog import KeyLog

V = TypeVar("V")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Phase(StrEnum):
    """Where a meeting is in its life. ``NONE``: nothing has been created yet."""

    NONE = "none"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    LINE_CHECK = "line_check"
    IN_SESSION = "in_session"
    RECESS = "recess"
    CLOSED = "closed"
    ARCHIVED = "archived"


class ItemState(StrEnum):
    """State of an agenda item."""

    PENDING = "pending"
    CURRENT = "current"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a seat: its open connections, since when it is there, when it was last lost."""

    connections: frozenset[str] = frozenset()
    since: datetime | None = None
    lost_at: datetime | None = None

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


@dataclass(frozen=True, slots=True)
class Request:
    """A live request for the floor: waiting while ``granted_at`` is None.

    ``seat`` asked; ``site`` is the hall whose microphone opens, None for an officer.
    """

    id: str
    seat: str
    site: str | None
    delegate: str | None
    name: str
    office: str
    topic: str
    item: str | None
    requested_at: datetime
    granted_at: datetime | None = None
    limit_s: int | None = None

    @property
    def media_seat(self) -> str:
        """The seat whose microphone this request opens."""
        return self.site or self.seat


@dataclass(frozen=True, slots=True)
class Denial:
    """The last time a seat was told no. ``asker`` is who asked; a hall is told of its delegates' too."""

    asker: str
    name: str
    request: str
    topic: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ending:
    """The last time a seat's turn was ended by somebody else; ``cause`` as in ``floor.revoked``.

    ``speaker`` is who spoke; a hall is also told of its delegates' turns.
    """

    speaker: str
    name: str
    request: str
    cause: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Floor:
    """Who has the floor, who waits, and how many may have it at once.

    ``denied`` and ``ended`` keep for each seat what it was last told, until whom it is about asks or speaks
    again.
    """

    max_open: int = 1
    holders: tuple[str, ...] = ()
    queue: tuple[str, ...] = ()
    requests: Mapping[str, Request] = field(default_factory=dict)
    denied: Mapping[str, Denial] = field(default_factory=dict)
    ended: Mapping[str, Ending] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the meeting; ``size`` in bytes."""

    id: str
    title: str
    pages: int
    item: str | None
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Front:
    """The page in front of everyone; nothing while ``paper`` is None."""

    paper: str | None = None
    page: int = 1
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A line of chat."""

    id: str
    seat: str
    name: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """A conclusion as it stands now; earlier wordings are in the log."""

    id: str
    text: str
    item: str | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Recording:
    """Whether the meeting is recorded, who decided so, and what is wrong with it."""

    on: bool = False
    since: datetime | None = None
    decided_by: str | None = None
    alarm: str | None = None


@dataclass(frozen=True, slots=True)
class Presiding:
    """Who leads the meeting, and why it is them."""

    seat: str | None = None
    why: str = "appointed"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Everything true about a meeting after ``seq`` events. ``muted`` maps seats to the reason given."""

    id: str
    seq: int = 0
    at: datetime = EPOCH
    phase: Phase = Phase.NONE
    title: str = ""
    scheduled_at: datetime = EPOCH
    planned_s: int = 0
    line_check_at: datetime | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    recess_since: datetime | None = None
    auto_record: bool = False
    presiding: Presiding = Presiding()
    sites: Mapping[str, Site] = field(default_factory=dict)
    officers: Mapping[str, Officer] = field(default_factory=dict)
    delegates: Mapping[str, Delegate] = field(default_factory=dict)
    observers: Mapping[str, Observer] = field(default_factory=dict)
    lines: Mapping[str, Line] = field(default_factory=dict)
    roll: Roll = field(default_factory=Roll)
    agenda: Agenda = field(default_factory=Agenda)
    floor: Floor = field(default_factory=Floor)
    muted: Mapping[str, str] = field(default_factory=dict)
    screens: frozenset[str] = frozenset()
    presenters: frozenset[str] = frozenset()
    papers: Mapping[str, Paper] = field(default_factory=dict)
    front: Front = Front()
    chat: tuple[Message, ...] = ()
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    recording: Recording = Recording()
    keys: KeyLog = field(default_factory=KeyLog)


def put(mapping: Mapping[str, V], key: str, value: V) -> Mapping[str, V]:
    """The mapping with one entry set; order of existing keys is kept."""
    return {**mapping, key: value}


def drop(mapping: Mapping[str, V], *keys: str) -> Mapping[str, V]:
    """The mapping without some keys."""
    return {key: value for key, value in mapping.items() if key not in keys}
