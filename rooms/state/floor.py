"""The floor as values: requests, turns, and what a seat was last told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


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
