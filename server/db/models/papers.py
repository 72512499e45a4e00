"""Papers of meetings and the index by which a person's meetings are found."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base, JsonText, UtcDateTime

REMOVING = "removing"
"""The state of a version that is to be forgotten as soon as its objects are gone."""


class PaperRow(Base):
    """One version of a paper; its bytes lie in the object store under `folder`, never under its name."""

    __tablename__ = "papers"
    __table_args__ = (Index("ix_papers_meeting", "meeting"), Index("ix_papers_state", "state"))

    id: Mapped[str] = mapped_column(String(13), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    folder: Mapped[str] = mapped_column(String(40))
    meeting: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(255))
    item: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(String(40))
    stage: Mapped[str] = mapped_column(String(16))
    progress: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(8))
    original_size: Mapped[int] = mapped_column(BigInteger)
    original_sha256: Mapped[str] = mapped_column(String(64))
    flags: Mapped[list[str]] = mapped_column(JsonText)
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int] = mapped_column(default=0)
    page_sizes: Mapped[list[list[float]]] = mapped_column(JsonText)
    uploaded_by: Mapped[str] = mapped_column(String(80))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BriefingRow(Base):
    """A meeting as lists show it: a projection of its event log up to `applied_seq`, rebuilt at will."""

    __tablename__ = "briefings"

    meeting: Mapped[str] = mapped_column(
        String(40), ForeignKey("event_streams.meeting", ondelete="CASCADE"), primary_key=True
    )
    applied_seq: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(16))
    scheduled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    planned_s: Mapped[int]
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edits: Mapped[int] = mapped_column(default=0)
    recorded: Mapped[bool] = mapped_column(default=False)


class BriefingSeatRow(Base):
    """A seat somebody has in a meeting, and as what."""

    __tablename__ = "briefing_seats"
    __table_args__ = (Index("ix_briefing_seats_seat", "seat"),)

    meeting: Mapped[str] = mapped_column(
        String(40), ForeignKey("briefings.meeting", ondelete="CASCADE"), primary_key=True
    )
    seat: Mapped[str] = mapped_column(String(80), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(300))
