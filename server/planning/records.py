"""Templates, series and their occurrences as plain values. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from server.planning.recurrence import Rule
from server.zone import moment

Skeleton = Mapping[str, Any]
"""A meeting without its time: the JSON of ``server.briefings.bodies.PlanBody``; its title is a pattern."""


def without_addresses(skeleton: Skeleton) -> Skeleton:
    """The skeleton for those who may use it and not change it: nobody's e-mail address is in it."""
    return {**skeleton, "delegates": [{**one, "email": ""} for one in skeleton["delegates"]]}


CREATING, CREATED, MOVED, SKIPPED = "creating", "created", "moved", "skipped"
FOLLOW, CALL_OFF = "follow", "off"
TAKE, OFFER = "take", "offer"


@dataclass(frozen=True)
class Template:
    """A meeting to be held again: its skeleton under a name, and the account that keeps it."""

    id: str
    name: str
    skeleton: Skeleton
    owner: str
    changed_at: datetime


@dataclass(frozen=True)
class Series:
    """Briefings that come again by a rule, at one time of day in Vietnam.

    `ends_before`: nothing meets from this day on. `ahead_days`: how long before its day a meeting is made.
    `carry`: whether what one meeting leaves over is taken into the next or only offered. `first_number`: the
    number of the first meeting (kỳ họp số n). `without`: days taken out of the rule. `predecessor`: the
    series this one was divided from; it takes over what that left over.
    """

    id: str
    name: str
    skeleton: Skeleton
    rule: Rule
    begins: date
    at: time
    owner: str
    first_number: int = 1
    ahead_days: int = 14
    as_draft: bool = False
    carry: str = TAKE
    skip_holidays: bool = True
    without: Sequence[date] = ()
    ends_before: date | None = None
    predecessor: str | None = None

    def bounded(self, last: date) -> date:
        """The last day up to `last` on which the series may meet."""
        return min(last, self.ends_before - timedelta(days=1)) if self.ends_before else last

    def moment(self, day: date) -> datetime:
        """When the meeting of a day begins, in UTC."""
        return moment(day, self.at)

    def ending(self, day: date) -> Series:
        """The series without everything from a day on."""
        return replace(self, ends_before=min(day, self.ends_before or day))

    @property
    def revision(self) -> str:
        """A name of everything in it: who changes a series says which one was read."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        text = json.dumps(values | {"rule": self.rule.whole}, sort_keys=True, default=str)
        return sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Occurrence:
    """What became of one day of a series. `day` is the day by the rule and stays when the meeting moves.

    `left_out`: sites, accounts and delegates that could not be invited any more. `carried`: what was taken
    over from earlier meetings, so that it is taken once. `pending`: what a change of the series has left to
    be done to its meeting, FOLLOW or CALL_OFF.
    """

    series: str
    day: date
    state: str
    starts_at: datetime
    number: int | None = None
    meeting: str | None = None
    left_out: Sequence[str] = ()
    carried: Sequence[Sequence[str]] = ()
    pending: str = ""


@dataclass(frozen=True)
class Planned:
    """A day of a series as it stands: made, to be made, moved or taken out, and by what holiday."""

    series: Series
    day: date
    state: str
    starts_at: datetime
    number: int | None
    meeting: str | None
    holiday: str = ""
    left_out: Sequence[str] = ()
