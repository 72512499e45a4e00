"""What is said about each version of a paper before it is in the meeting, and who has read which."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base, UtcDateTime


class PaperReviewRow(Base):
    """A version of a paper as it was submitted, from the draft on; its file follows under the same key."""

    __tablename__ = "paper_reviews"
    __table_args__ = (Index("ix_paper_reviews_meeting", "meeting"),)

    paper: Mapped[str] = mapped_column(String(13), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    meeting: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(12))
    joined: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str] = mapped_column(String(300))
    item: Mapped[str | None] = mapped_column(String(64))
    number: Mapped[str] = mapped_column(String(100))
    issuer: Mapped[str] = mapped_column(String(200))
    dated: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(20))
    marking: Mapped[str] = mapped_column(String(16))
    unit: Mapped[str | None] = mapped_column(String(80))
    note: Mapped[str] = mapped_column(String(300))
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(80))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(300))
    asks: Mapped[bool] = mapped_column(default=False)


class PaperReadingRow(Base):
    """A seat has opened a version of a paper, first at ``read_at``."""

    __tablename__ = "paper_readings"
    __table_args__ = (Index("ix_paper_readings_meeting_reader", "meeting", "reader"),)

    paper: Mapped[str] = mapped_column(String(13), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reader: Mapped[str] = mapped_column(String(80), primary_key=True)
    meeting: Mapped[str] = mapped_column(String(40))
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)
