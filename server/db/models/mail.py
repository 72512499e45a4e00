"""The outbox, what people invited were told, and what was chosen for a meeting's mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base, JsonText, UtcDateTime


class MailRow(Base):
    """One message to one person, kept until it is sent and afterwards as the proof of it."""

    __tablename__ = "mail_outbox"
    __table_args__ = (
        Index("ix_mail_outbox_state_next_at", "state", "next_at"),
        Index("ix_mail_outbox_meeting", "meeting"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    meeting: Mapped[str | None] = mapped_column(String(40))
    person: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(300))
    email: Mapped[str] = mapped_column(String(254))
    template: Mapped[str] = mapped_column(String(40))
    data: Mapped[dict[str, Any]] = mapped_column(JsonText)
    state: Mapped[str] = mapped_column(String(8))
    attempts: Mapped[int]
    next_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(300))


class ToldRow(Base):
    """What a person was last told of a meeting; written together with the message that says so."""

    __tablename__ = "mail_told"

    meeting: Mapped[str] = mapped_column(String(40), primary_key=True)
    person: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    email: Mapped[str] = mapped_column(String(254))
    sequence: Mapped[int]
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
    gone: Mapped[bool]
    said: Mapped[str] = mapped_column(String(40), default="", server_default="")


class MeetingMailRow(Base):
    """What was chosen for one meeting."""

    __tablename__ = "mail_meetings"

    meeting: Mapped[str] = mapped_column(String(40), primary_key=True)
    invite: Mapped[bool | None]
    reminders: Mapped[list[int] | None] = mapped_column(JsonText)
