"""When a series of briefings meets: a rule of RFC 5545 section 3.3.10, counted in local time. Pure.

Only rules that name days are taken: the hour is the series' own. With those parts every rule only picks from
the days of each of its days, weeks, months or years. It is followed to the end of the stretch of time asked
for and no further, so one that matches no day ever costs no more than one that does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import islice

from server.errors import Invalid
from server.planning.picks import Picks
from server.zone import local

LENGTH = 200
MOST = 400
"""Occurrences looked at in one go."""
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_NUMBERS = {
    "INTERVAL": (1, 60),
    "COUNT": (1, MOST),
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYSETPOS": (-10, 10),
}
_DAY = re.compile(r"\A([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)\Z")
_UNTIL = re.compile(r"\A(\d{8})(?:T(\d{6})(Z?))?\Z")
_WHOLE = re.compile(r"\A[+-]?\d{1,3}\Z")


@dataclass(frozen=True)
class Rule:
    """A checked rule. `text` is its RRULE without COUNT and UNTIL, which are kept apart.

    `until`: the last day it may meet on.
    """

    text: str
    count: int | None = None
    until: date | None = None

    @property
    def whole(self) -> str:
        """The rule as RFC 5545 writes it."""
        count = f";COUNT={self.count}" if self.count else ""
        until = f";UNTIL={self.until:%Y%m%d}" if self.until else ""
        return f"{self.text}{count}{until}"

    @cached_property
    def _picks(self) -> Picks:
        return Picks.of(self.text)

    def days(self, begins: date, last: date) -> Iterator[date]:
        """The days from `begins` to `last` on which the series meets, both included, in order."""
        end = min(last, self.until or last)
        picks = self._picks.begun(begins)
        found = (day for period in picks.periods(begins, end) for day in picks.of_period(period))
        return islice((day for day in found if begins <= day <= end), self.count)


def parse(text: str, at: time = time()) -> Rule:
    """A rule as typed, for meetings at a time of day in Vietnam.

    An UNTIL that is a moment, in UTC with a Z and else in Vietnam's time, lets its own day in only where the
    meeting begins by then. Raises Invalid ``series.bad_rule`` naming the part that cannot be used.
    """
    text = text.strip().upper().removeprefix("RRULE:").strip(";")
    if not text or len(text) > LENGTH:
        raise Invalid("series.bad_rule", part=text[:40])
    parts = [part.partition("=") for part in text.split(";")]
    names = [name for name, _, _ in parts]
    for name, _, value in parts:
        if names.count(name) > 1 or not _fits(name, value):
            raise Invalid("series.bad_rule", part=f"{name}={value}"[:40])
    known = {name: value for name, _, value in parts}
    if "FREQ" not in known or {"COUNT", "UNTIL"} <= known.keys():
        raise Invalid("series.bad_rule", part="FREQ" if "FREQ" not in known else "COUNT;UNTIL")
    kept = ";".join(f"{name}={value}" for name, value in known.items() if name not in ("COUNT", "UNTIL"))
    _require_together(known)
    return Rule(kept, int(known["COUNT"]) if "COUNT" in known else None, _until(known.get("UNTIL"), at))


def _require_together(known: Mapping[str, str]) -> None:
    """What fits part by part may still make no rule together, such as the fifth Friday of every week."""
    often = known["FREQ"] in ("DAILY", "WEEKLY")
    if often and any(letter.isdigit() for letter in known.get("BYDAY", "")):
        raise Invalid("series.bad_rule", part=f"BYDAY={known['BYDAY']}"[:40])
    if known["FREQ"] == "WEEKLY" and "BYMONTHDAY" in known:
        raise Invalid("series.bad_rule", part=f"BYMONTHDAY={known['BYMONTHDAY']}"[:40])
    if "BYSETPOS" in known and known.keys().isdisjoint({"BYDAY", "BYMONTH", "BYMONTHDAY"}):
        raise Invalid("series.bad_rule", part=f"BYSETPOS={known['BYSETPOS']}"[:40])


def _fits(name: str, value: str) -> bool:
    values = value.split(",")
    if name == "FREQ":
        return value in _FREQUENCIES
    if name == "WKST":
        return value == "MO"
    if name == "BYDAY":
        return len(values) <= 20 and all(_DAY.match(one) for one in values)
    if name == "UNTIL":
        return _until(value, time()) is not None
    if name not in _NUMBERS or len(values) > (1 if name in ("INTERVAL", "COUNT") else 31):
        return False
    least, most = _NUMBERS[name]
    return all(_WHOLE.match(one) and least <= int(one) <= most and int(one) != 0 for one in values)


def _until(text: str | None, at: time) -> date | None:
    """The last day an UNTIL lets in for meetings at a time of day; None for one that is none."""
    found = _UNTIL.match(text or "")
    if found is None:
        return None
    day, hour, utc = found.groups()
    try:
        if hour is None:
            return datetime.strptime(day, "%Y%m%d").date()
        ends = datetime.strptime(day + hour, "%Y%m%d%H%M%S")
        ends = local(ends.replace(tzinfo=UTC)).replace(tzinfo=None) if utc else ends
        before = ends.date() - timedelta(days=1)  # must be a day whatever the time: what fits always ends
        return ends.date() if at <= ends.time() else before
    except (ValueError, OverflowError):
        return None


def upcoming(
    rule: Rule, begins: date, first: date, last: date, *, without: Collection[date] = ()
) -> Iterator[date]:
    """The series' days from `first` to `last`, but those taken out."""
    for day in rule.days(begins, last):
        if day >= first and day not in without:
            yield day
