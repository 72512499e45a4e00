"""The days of a series as they stand: by the rule, without holidays, moved or left out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from server.messages import Language
from server.planning.holidays import holidays_between
from server.planning.records import MOVED, SKIPPED, Occurrence, Planned, Series
from server.planning.recurrence import upcoming
from server.zone import local_day

DUE = ""
"""State of a day of which nothing has become yet."""


def days_of(
    series: Series, known: Sequence[Occurrence], first: date, last: date, language: Language = "vi"
) -> list[Planned]:
    """Every day of a stretch, with those that holidays take out and those that were skipped among them.

    A day moved into it or out of it is there too.
    """
    became = {
        one.day: one for one in known if _touches(one, first, last) and one.day == series.bounded(one.day)
    }
    last = series.bounded(last)
    by_rule = set(upcoming(series.rule, series.begins, first, last, without=series.without))
    feasts = holidays_between(first, last, language) if series.skip_holidays and by_rule else {}
    return [
        _planned(series, day, became.get(day), feasts.get(day, "")) for day in sorted(by_rule | became.keys())
    ]


def _touches(one: Occurrence, first: date, last: date) -> bool:
    held = local_day(one.starts_at) if one.state == MOVED else one.day
    return first <= max(one.day, held) and min(one.day, held) <= last


def _planned(series: Series, day: date, one: Occurrence | None, feast: str) -> Planned:
    if one is not None:
        return Planned(
            series, day, one.state, one.starts_at, one.number, one.meeting, "", tuple(one.left_out)
        )
    return Planned(series, day, SKIPPED if feast else DUE, series.moment(day), None, None, feast)


def find_day(series: Series, day: date) -> bool:
    """Whether the rule, without what was taken out, meets on a day."""
    last = series.bounded(day)
    return last == day and day in upcoming(series.rule, series.begins, day, day, without=series.without)
