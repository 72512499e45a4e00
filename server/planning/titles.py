"""Titles of meetings made from a pattern such as ``Giao ban tháng {month}/{year}``. Pure."""

from __future__ import annotations

import re
from datetime import date

from server.errors import Invalid

PLACES = ("number", "day", "week", "month", "quarter", "year")
"""What a pattern may name: the number of the meeting in its series, and its day in Vietnam."""
LONGEST = 300
_PLACE = re.compile(r"\{([^{}]*)\}")


def check_pattern(pattern: str) -> str:
    """The pattern, on one line. Raises Invalid ``template.bad_title`` for one with an unknown place."""
    unknown = [name for name in _PLACE.findall(pattern) if name not in PLACES]
    left = _PLACE.sub("", pattern)
    if not pattern.strip() or unknown or "{" in left or "}" in left:
        raise Invalid("template.bad_title", place=(unknown or ["{}"])[0][:40])
    return pattern


def fill_title(pattern: str, day: date, number: int | None) -> str:
    """The title of the meeting of a day; weeks are those of ISO 8601, which begin on Monday."""
    values = {
        "number": "" if number is None else str(number),
        "day": f"{day:%d/%m/%Y}",
        "week": str(day.isocalendar().week),
        "month": str(day.month),
        "quarter": str((day.month + 2) // 3),
        "year": str(day.year),
    }
    filled = _PLACE.sub(lambda place: values.get(place[1], place[0]), pattern)
    return " ".join(filled.split())[:LONGEST]
