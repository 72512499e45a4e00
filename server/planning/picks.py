"""What a rule of recurrence picks from the days of each of its days, weeks, months or years. Pure."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True)
class Picks:
    """What a rule picks from the days of its periods; empty parts pick all of them."""

    every: str
    interval: int = 1
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    weekdays: frozenset[tuple[int, int]] = frozenset()
    """(which one of the month or year: 0 for each, -1 the last; Monday is 0)."""
    places: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: str) -> Picks:
        """Read a checked rule."""
        known = dict(part.split("=") for part in text.split(";"))

        def numbers(name: str) -> frozenset[int]:
            return frozenset(int(one) for one in known[name].split(",")) if name in known else frozenset()

        named = _DAY.findall(known.get("BYDAY", ""))
        return cls(
            known["FREQ"],
            int(known.get("INTERVAL", "1")),
            numbers("BYMONTH"),
            numbers("BYMONTHDAY"),
            frozenset((int(which or "0"), _WEEK.index(day)) for which, day in named),
            numbers("BYSETPOS"),
        )

    def periods(self, begins: date, end: date) -> Iterator[Sequence[date]]:
        """Each period that counts, as its days, from the one `begins` is in to the one `end` is in."""
        for number in count(0, self.interval):
            first, length = _PERIODS[self.every](begins, number)
            if first > end:
                return
            yield [first + timedelta(days=day) for day in range(length)]

    def begun(self, begins: date) -> Picks:
        """What the rule leaves open is as on its first day (RFC 5545 section 3.8.5.3)."""
        if self.every == "DAILY" or self.month_days or self.weekdays:
            return self
        if self.every == "WEEKLY":
            return replace(self, weekdays=frozenset({(0, begins.weekday())}))
        months = self.months or frozenset({begins.month} if self.every == "YEARLY" else ())
        return replace(self, months=months, month_days=frozenset({begins.day}))

    def of_period(self, period: Sequence[date]) -> Sequence[date]:
        """The days of one period on which the series meets."""
        found = [day for day in period if self._fits(day)]
        if not self.places:
            return found
        # Counted from 1, or from -1 backwards.
        places = {place - 1 if place > 0 else len(found) + place for place in self.places}
        return [day for place, day in enumerate(found) if place in places]

    def _fits(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        if self.month_days and self.month_days.isdisjoint({day.day, day.day - _month_length(day) - 1}):
            return False
        return not self.weekdays or any(
            weekday == day.weekday() and (which == 0 or which in self._which(day))
            for which, weekday in self.weekdays
        )

    def _which(self, day: date) -> tuple[int, int]:
        """The how manieth of its weekday a day is, from the front and from the back."""
        if self.every == "YEARLY" and not self.months:
            place, length = day.timetuple().tm_yday, 366 if isleap(day.year) else 365
        else:
            place, length = day.day, _month_length(day)
        return (place - 1) // 7 + 1, -((length - place) // 7 + 1)


def _month_length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _day(begins: date, number: int) -> tuple[date, int]:
    return begins + timedelta(days=number), 1


def _week(begins: date, number: int) -> tuple[date, int]:
    return begins + timedelta(weeks=number, days=-begins.weekday()), 7


def _month(begins: date, number: int) -> tuple[date, int]:
    years, months = divmod(begins.month - 1 + number, 12)
    first = date(begins.year + years, months + 1, 1)
    return first, _month_length(first)


def _year(begins: date, number: int) -> tuple[date, int]:
    first = date(begins.year + number, 1, 1)
    return first, 366 if isleap(first.year) else 365


_PERIODS: Mapping[str, Callable[[date, int], tuple[date, int]]] = {
    "DAILY": _day,
    "WEEKLY": _week,
    "MONTHLY": _month,
    "YEARLY": _year,
}
