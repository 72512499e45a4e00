"""Notices inside the application: what an account should know the next time it looks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base, JsonText, UtcDateTime


class NoticeRow(Base):
    """One notice to one account; `code` is its sentence, `about` the thing it is about.

    `by_mail`: it waits to be told by mail as well.
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_account", "account", "read_at"),
        Index("ix_notices_by_mail", "by_mail"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(12), ForeignKey("accounts.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(40))
    details: Mapped[dict[str, Any]] = mapped_column(JsonText)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    by_mail: Mapped[bool] = mapped_column(default=False, server_default=false())
