"""Reminders that are due a number of minutes before something. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta


def latest_reminder(at: datetime, minutes: Sequence[int], now: datetime) -> int | None:
    """The reminder whose time came last, in minutes before `at`; None while none has come.

    After a pause of the server only the last of several is of use.
    """
    due = [one for one in minutes if at - timedelta(minutes=one) <= now]
    return min(due) if due else None
