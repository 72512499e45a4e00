"""The floor as values: requests, turns, and what a seat was last told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from rooms.state.papers import Front
from rooms.state.speakers import Recent, SpeakerList, Spoken

SPEECH, POINT_OF_ORDER, ANSWER_BACK, QUESTION, ANSWER = (
    "speech",
    "point_of_order",
    "answer_back",
    "question",
    "answer",
)


@dataclass(frozen=True, slots=True)
class Request:
    """A live request for the floor: waiting while ``granted_at`` is None, a turn from then on.

    ``seat`` asked; ``site`` is the hall whose microphone opens, None for an officer; ``by`` is the hall that
    asked for a delegate of its own. ``question``: the question a turn asks or answers. ``paper``: what is
    shown with the turn; ``front_before`` is what it then took the place of.

    The clock: ``spent_ms`` leaves out what runs since ``running_since``; it stands still while ``paused`` or
    while the turn is interrupted by the turn ``held_by``, whose end lets it go on. ``internal`` as of papers.
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
    kind: str = SPEECH
    question: str | None = None
    paper: str | None = None
    page: int = 1
    by: str | None = None
    running_since: datetime | None = None
    spent_ms: int = 0
    paused: bool = False
    held_by: str | None = None
    rang_at: datetime | None = None
    front_before: Front | None = None
    internal: bool = False

    @property
    def media_seat(self) -> str:
        """The seat whose microphone this request opens."""
        return self.site or self.seat

    @property
    def speaks(self) -> bool:
        """Whether this is a turn that nobody interrupts at the moment."""
        return self.granted_at is not None and self.held_by is None


@dataclass(frozen=True, slots=True)
class Denial:
    """The last time a seat was told no. ``asker`` is who asked; a hall is told of its delegates' too.

    ``question``: it was this question that was refused, else the request for the floor.
    """

    asker: str
    name: str
    request: str
    topic: str
    reason: str
    at: datetime
    question: str | None = None


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

    ``holders`` are the turns in the order in which they began, ``queue`` what waits in the order in which it
    came. ``lists`` keeps the settings of the lists of speakers that differ from a new one, ``heard`` the
    lists to which somebody has spoken. ``denied`` and ``ended`` keep for each seat what it was last told,
    until whom it is about asks or speaks again.
    """

    max_open: int = 1
    holders: tuple[str, ...] = ()
    queue: tuple[str, ...] = ()
    requests: Mapping[str, Request] = field(default_factory=dict)
    denied: Mapping[str, Denial] = field(default_factory=dict)
    ended: Mapping[str, Ending] = field(default_factory=dict)
    lists: Mapping[str, SpeakerList] = field(default_factory=dict)
    heard: frozenset[str] = frozenset()
    spoken: Mapping[str, Spoken] = field(default_factory=dict)
    recent: Recent = field(default_factory=Recent)

    @property
    def turns(self) -> tuple[Request, ...]:
        """The turns under way, interrupted ones among them."""
        return tuple(self.requests[held] for held in self.holders)

    @property
    def waiting(self) -> tuple[Request, ...]:
        """What waits, in the order in which it came."""
        return tuple(self.requests[entry] for entry in self.queue)
