"""Private notes: ciphertext of their owners, and each owner's key as far as it is kept, which is wrapped."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base, UtcDateTime


class NoteKeyRow(Base):
    """An owner of notes. ``key_id`` names the key in use, none after it was given up; ``rev`` only rises."""

    __tablename__ = "note_keys"
    __table_args__ = (Index("ix_note_keys_account", "account"), Index("ix_note_keys_meeting", "meeting"))

    owner: Mapped[str] = mapped_column(String(140), primary_key=True)
    account: Mapped[str | None] = mapped_column(String(12), ForeignKey("accounts.id", ondelete="CASCADE"))
    meeting: Mapped[str | None] = mapped_column(
        String(40), ForeignKey("event_streams.meeting", ondelete="CASCADE")
    )
    delegate: Mapped[str | None] = mapped_column(String(64))
    key_id: Mapped[str | None] = mapped_column(String(12))
    rev: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class NoteWrappingRow(Base):
    """The key of an owner, encrypted under a password, a session's token or a one-time code.

    ``cost``: of argon2id, empty where none was needed; ``tries_left`` and ``expires_at``: of a code.
    """

    __tablename__ = "note_wrappings"
    __table_args__ = (UniqueConstraint("session"), Index("ix_note_wrappings_owner", "owner"))

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    owner: Mapped[str] = mapped_column(String(140), ForeignKey("note_keys.owner", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(8))
    session: Mapped[str | None] = mapped_column(String(12), ForeignKey("sessions.id", ondelete="CASCADE"))
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    cost: Mapped[str] = mapped_column(String(40), default="")
    box: Mapped[bytes] = mapped_column(LargeBinary)
    tries_left: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PrivateNoteRow(Base):
    """A note as its owner's browser encrypted it; without a box it was deleted."""

    __tablename__ = "private_notes"
    __table_args__ = (Index("ix_private_notes_owner_rev", "owner", "rev"),)

    owner: Mapped[str] = mapped_column(
        String(140), ForeignKey("note_keys.owner", ondelete="CASCADE"), primary_key=True
    )
    meeting: Mapped[str] = mapped_column(
        String(40), ForeignKey("event_streams.meeting", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    rev: Mapped[int]
    box: Mapped[bytes | None] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
