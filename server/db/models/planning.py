"""Templates, series, their occurrences, and the addresses of calendar feeds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base, JsonText, UtcDateTime


class TemplateRow(Base):
    """A meeting's skeleton under a name."""

    __tablename__ = "meeting_templates"

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    skeleton: Mapped[dict[str, Any]] = mapped_column(JsonText)
    owner: Mapped[str] = mapped_column(String(12))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SeriesRow(Base):
    """A series of briefings; `rule` is an RRULE, `at` HH:MM and all days are Vietnam's.

    `predecessor`: the series it was divided from.
    """

    __tablename__ = "meeting_series"

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    skeleton: Mapped[dict[str, Any]] = mapped_column(JsonText)
    rule: Mapped[str] = mapped_column(Text)
    begins: Mapped[date]
    at: Mapped[str] = mapped_column(String(5))
    owner: Mapped[str] = mapped_column(String(12))
    first_number: Mapped[int]
    ahead_days: Mapped[int]
    as_draft: Mapped[bool]
    carry: Mapped[str] = mapped_column(String(8))
    skip_holidays: Mapped[bool]
    without: Mapped[list[str]] = mapped_column(JsonText)
    ends_before: Mapped[date | None]
    predecessor: Mapped[str | None] = mapped_column(String(12))


class OccurrenceRow(Base):
    """What became of one day of a series; one row a day, whoever writes it first."""

    __tablename__ = "series_occurrences"

    series: Mapped[str] = mapped_column(
        String(12), ForeignKey("meeting_series.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(8))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    number: Mapped[int | None]
    meeting: Mapped[str | None] = mapped_column(String(40), unique=True)
    left_out: Mapped[list[str]] = mapped_column(JsonText)
    carried: Mapped[list[list[str]]] = mapped_column(JsonText)
    pending: Mapped[str] = mapped_column(String(8), server_default="")


class FeedRow(Base):
    """The secret address of an account's calendar feed, as a digest."""

    __tablename__ = "calendar_feeds"

    account: Mapped[str] = mapped_column(
        String(12), ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
