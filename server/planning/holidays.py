"""The public holidays of Vietnam (lễ, Tết) by day, from the `holidays` package. Pure.

The days added to bridge a weekend are decreed year by year: what the package does not know yet, planners
take out of their series by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from server.messages import Language

_NAMES = {"vi": "vi", "en": "en_US"}


def holidays_between(first: date, last: date, language: Language) -> dict[date, str]:
    """The holidays of a stretch of days, both ends included, and what they are called."""
    years = range(first.year, min(last.year, first.year + 20) + 1)
    found = {day: name for year in years for day, name in _of_year(year, language).items()}
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}


@lru_cache(maxsize=64)
def _of_year(year: int, language: Language) -> Mapping[date, str]:
    from holidays import country_holidays  # slow to load

    return dict(country_holidays("VN", years=year, language=_NAMES[language]))
