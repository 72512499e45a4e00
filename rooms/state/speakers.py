"""Lists of speakers and what has been spoken, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

BY_REQUEST, LEAST_SPOKEN, BY_RANK, BY_HAND = "request", "least", "rank", "hand"
NO_ITEM = "-"


@dataclass(frozen=True, slots=True)
class SpeakerList:
    """The list of speakers of an agenda item, or of no item (``NO_ITEM``).

    ``turn_s`` bounds a turn, ``site_s`` all turns of a site to the item; ``warn_s`` before the end the
    speaker is warned. ``hand``: requests in the order somebody gave them, used by the rule of that name.
    """

    open: bool = True
    rule: str = BY_REQUEST
    turn_s: int | None = None
    site_s: int | None = None
    warn_s: int = 30
    hand: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a seat's microphone was open for in turns that are over; ``items`` in ms by list of speakers.

    ``timed`` is the part of ``items`` that uses the time a site has: speeches and answers back.
    """

    today_ms: int = 0
    turns: int = 0
    items: Mapping[str, int] = field(default_factory=dict)
    timed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecentlySpoken:
    """What a site spoke in recent meetings."""

    spoken_s: int = 0
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Recent:
    """What was spoken in the last ``meetings`` closed meetings, by site."""

    meetings: int = 0
    sites: Mapping[str, RecentlySpoken] = field(default_factory=dict)
