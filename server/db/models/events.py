"""The event log: one stream per meeting and its events, in order and chained by hash."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base, JsonText, UtcDateTime


class StreamRow(Base):
    """Where a meeting's log stands. ``fence`` is raised by each new owner; an older owner cannot append."""

    __tablename__ = "event_streams"

    meeting: Mapped[str] = mapped_column(String(40), primary_key=True)
    fence: Mapped[int] = mapped_column(default=0)
    head_seq: Mapped[int] = mapped_column(default=0)
    head_hash: Mapped[str] = mapped_column(String(64), default="")
    lifecycle: Mapped[str] = mapped_column(String(16), default="draft")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EventRow(Base):
    """One event envelope. ``key`` is the command's idempotency key, on the first event it caused."""

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("meeting", "actor", "key"),
        Index("ix_events_meeting_type", "meeting", "type"),
    )

    meeting: Mapped[str] = mapped_column(
        String(40), ForeignKey("event_streams.meeting", ondelete="RESTRICT"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    actor: Mapped[str] = mapped_column(String(80))
    type: Mapped[str] = mapped_column(String(40))
    key: Mapped[str | None] = mapped_column(String(120))
    hash: Mapped[str] = mapped_column(String(64))
    envelope: Mapped[dict[str, Any]] = mapped_column(JsonText)
