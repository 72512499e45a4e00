"""Times as the core stores and shows them: UTC, milliseconds, never backwards.

Reads no clock: every time is an argument.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

MILLISECOND = timedelta(milliseconds=1)


def to_utc_ms(moment: datetime) -> datetime:
    """Return the moment in UTC, cut to whole milliseconds so that JSON keeps it exactly.

    Raises ValueError for a time without a zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone")
    utc = moment.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


@lru_cache(maxsize=4096)  # a view shows the same few hundred moments again and again
def iso(moment: datetime) -> str:
    """ISO 8601 in UTC with milliseconds and ``Z``."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso_or_none(moment: datetime | None) -> str | None:
    """As ``iso``, keeping None."""
    return None if moment is None else iso(moment)


def from_iso(text: str) -> datetime:
    """Read what ``iso`` wrote, or any ISO 8601 time with a zone. Raises ValueError."""
    return to_utc_ms(datetime.fromisoformat(text))


def elapsed_ms(start: datetime, end: datetime) -> int:
    """Whole milliseconds from start to end, never negative (a clock may be set back)."""
    return max(0, (end - start) // MILLISECOND)


def elapsed_s(start: datetime, end: datetime) -> int:
    """Whole seconds from start to end, never negative."""
    return elapsed_ms(start, end) // 1000
