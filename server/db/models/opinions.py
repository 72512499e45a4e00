"""Opinion slips: what they are now, and the chain of entries that made them so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base, JsonText, UtcDateTime


class SlipRow(Base):
    """A slip as its chain has made it; a draft has no chain yet. `draft_key` makes a repeated making one."""

    __tablename__ = "opinion_slips"
    __table_args__ = (UniqueConstraint("author", "draft_key"),)

    id: Mapped[str] = mapped_column(String(13), primary_key=True)
    number: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    questions: Mapped[list[Any]] = mapped_column(JsonText)
    author: Mapped[str] = mapped_column(String(12), ForeignKey("accounts.id", ondelete="RESTRICT"))
    author_name: Mapped[str] = mapped_column(String(200))
    author_office: Mapped[str] = mapped_column(String(200))
    deadline: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shows_answers: Mapped[bool] = mapped_column(default=False)
    needs_superior: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(16))
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(1000), default="")
    head_seq: Mapped[int] = mapped_column(default=0)
    head_hash: Mapped[str] = mapped_column(String(64), default="")
    draft_key: Mapped[str] = mapped_column(String(64))


class RecipientRow(Base):
    """One recipient's slip as the chain has made it; `holder` is whose turn it is."""

    __tablename__ = "opinion_recipients"
    __table_args__ = (
        Index("ix_opinion_recipients_account", "account"),
        Index("ix_opinion_recipients_holder", "holder"),
    )

    slip: Mapped[str] = mapped_column(
        String(13), ForeignKey("opinion_slips.id", ondelete="CASCADE"), primary_key=True
    )
    account: Mapped[str] = mapped_column(
        String(12), ForeignKey("accounts.id", ondelete="RESTRICT"), primary_key=True
    )
    place: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    office: Mapped[str] = mapped_column(String(200))
    group: Mapped[str] = mapped_column("agency_group", String(80))
    stage: Mapped[str] = mapped_column(String(16))
    holder: Mapped[str] = mapped_column(String(12))
    holders: Mapped[list[Any]] = mapped_column(JsonText)
    note: Mapped[str] = mapped_column(String(1000))
    note_by: Mapped[str] = mapped_column(String(200))
    proposal: Mapped[dict[str, Any] | None] = mapped_column(JsonText)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JsonText)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[str | None] = mapped_column(String(12))
    answered_by_name: Mapped[str] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(default=0)
    reminders: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SlipFileRow(Base):
    """A checked file: a paper of the slip, or what a recipient (`owner`) answers with."""

    __tablename__ = "opinion_files"
    __table_args__ = (Index("ix_opinion_files_slip", "slip"),)

    id: Mapped[str] = mapped_column(String(13), primary_key=True)
    slip: Mapped[str] = mapped_column(String(13), ForeignKey("opinion_slips.id", ondelete="CASCADE"))
    owner: Mapped[str | None] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int]
    uploaded_by: Mapped[str] = mapped_column(String(12))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(8), default="pdf", server_default="pdf")
    original_sha256: Mapped[str | None] = mapped_column(String(64))


class SlipEntryRow(Base):
    """One entry of a slip's chain; the columns beside `entry` only help to find it."""

    __tablename__ = "opinion_entries"
    __table_args__ = (
        UniqueConstraint("slip", "actor", "key"),
        Index("ix_opinion_entries_subject", "slip", "subject"),
    )

    # A slip that was sent cannot be deleted while its chain is there.
    slip: Mapped[str] = mapped_column(
        String(13), ForeignKey("opinion_slips.id", ondelete="RESTRICT"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    actor: Mapped[str] = mapped_column(String(12))
    type: Mapped[str] = mapped_column(String(24))
    subject: Mapped[str | None] = mapped_column(String(12))
    key: Mapped[str | None] = mapped_column(String(80))
    hash: Mapped[str] = mapped_column(String(64))
    entry: Mapped[dict[str, Any]] = mapped_column(JsonText)
