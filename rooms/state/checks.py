"""The line check as values: the run, what each hall's steps came to, and the alarms before opening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure measured beside the main one, such as ``rate 25 fps``."""

    name: str
    value: int
    unit: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a step came to. ``note`` is there only when an officer ``by`` vouched for it by hand.

    ``outdated``: the hall has changed the device since.
    """

    result: str
    code: str
    value: int | None
    unit: str
    at: datetime
    by: str
    measures: tuple[Measure, ...] = ()
    note: str = ""
    outdated: bool = False

    @property
    def by_hand(self) -> bool:
        """Whether an officer vouched for it instead of the hall's machine."""
        return bool(self.note)


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """A hall in the line check: results by step, and the steps its screen is asked to do."""

    results: Mapping[str, CheckResult] = field(default_factory=dict)
    todo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckRun:
    """A run of the line check; ``seats`` None: every hall, also one added later."""

    started_at: datetime
    by: str
    seats: frozenset[str] | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckAlarm:
    """Told ``minutes`` before the ``opening`` planned then: these halls were not ready."""

    minutes: int
    at: datetime
    opening: datetime
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checks:
    """The line check. ``planned_since``: when the time of opening was last set, once it is announced."""

    run: CheckRun | None = None
    sites: Mapping[str, SiteCheck] = field(default_factory=dict)
    alarms: tuple[CheckAlarm, ...] = ()
    planned_since: datetime | None = None
