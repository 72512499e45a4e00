"""What the machines of a meeting hold of its papers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base, UtcDateTime


class ReceiptRow(Base):
    """One version of a paper on one machine for one seat: since when, and when it was taken off again."""

    __tablename__ = "paper_receipts"

    meeting: Mapped[str] = mapped_column(
        String(40), ForeignKey("event_streams.meeting", ondelete="CASCADE"), primary_key=True
    )
    device: Mapped[str] = mapped_column(String(64), primary_key=True)
    seat: Mapped[str] = mapped_column(String(80), primary_key=True)
    paper: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    held_at: Mapped[datetime] = mapped_column(UtcDateTime)
    purged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    session: Mapped[str] = mapped_column(String(12), default="")
    """The mark of the sign-in by which it was reported last."""
