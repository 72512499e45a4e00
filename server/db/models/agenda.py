"""What meetings put off, and which later meeting took it over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base, JsonText, UtcDateTime


class PostponedRow(Base):
    """An agenda item a meeting postponed: a projection of its event log, rebuilt with the meeting's line."""

    __tablename__ = "postponed_items"

    meeting: Mapped[str] = mapped_column(
        String(40), ForeignKey("briefings.meeting", ondelete="CASCADE"), primary_key=True
    )
    item: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    rapporteur: Mapped[str] = mapped_column(String(200))
    planned_s: Mapped[int]
    internal: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(300))
    seats: Mapped[list[Any]] = mapped_column(JsonText)


class CarriedRow(Base):
    """The one meeting (``into``) that takes a postponed item over.

    Claimed before the meeting is told, so that two never take the same; ``confirmed`` once the meeting's log
    has been seen to hold it.
    """

    __tablename__ = "carried_items"
    __table_args__ = (Index("ix_carried_items_into", "into"),)

    meeting: Mapped[str] = mapped_column(String(40), primary_key=True)
    item: Mapped[str] = mapped_column(String(64), primary_key=True)
    into: Mapped[str] = mapped_column(String(40))
    claimed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed: Mapped[bool] = mapped_column(default=False)
