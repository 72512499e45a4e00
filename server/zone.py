"""Asia/Ho_Chi_Minh: the one place where the server turns moments into local days and times and back. Pure.

Everything is stored in UTC; what people plan, repeat and read is in Vietnam's time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

TIME_ZONE = "Asia/Ho_Chi_Minh"
ZONE = ZoneInfo(TIME_ZONE)


def local(at: datetime) -> datetime:
    """A moment as clocks in Vietnam show it, aware. Raises ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at.astimezone(ZONE)


def local_day(at: datetime) -> date:
    """The day a moment belongs to in Vietnam."""
    return local(at).date()


def moment(day: date, at: time) -> datetime:
    """The moment, in UTC, at which Vietnam's clocks show this day and time."""
    return datetime.combine(day, at.replace(tzinfo=None), ZONE).astimezone(UTC)
