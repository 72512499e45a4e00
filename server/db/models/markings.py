"""Who opened marked papers, and which were destroyed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base, JsonText, UtcDateTime


class AccessRow(Base):
    """One line of a meeting's access log: the `number`-th, sealed into a chain by `hash`. Only ever added."""

    __tablename__ = "paper_access"

    meeting: Mapped[str] = mapped_column(
        String(40), ForeignKey("event_streams.meeting", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry: Mapped[dict[str, Any]] = mapped_column(JsonText)
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class TombstoneRow(Base):
    """What is left of a version of a marked paper whose file is destroyed, or will be when due."""

    __tablename__ = "paper_tombstones"
    __table_args__ = (Index("ix_paper_tombstones_meeting", "meeting"),)

    paper: Mapped[str] = mapped_column(String(13), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    meeting: Mapped[str] = mapped_column(String(40), ForeignKey("event_streams.meeting", ondelete="CASCADE"))
    marking: Mapped[str] = mapped_column(String(16))
    pages: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    original_sha256: Mapped[str] = mapped_column(String(64))
    folder: Mapped[str] = mapped_column(String(40))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    destroyed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
