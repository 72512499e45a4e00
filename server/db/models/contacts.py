"""Where delegates are written to: apart from the event log, so that an address can be forgotten."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base


class ContactRow(Base):
    """The e-mail address of one delegate of one meeting."""

    __tablename__ = "meeting_contacts"

    meeting: Mapped[str] = mapped_column(String(40), primary_key=True)
    delegate: Mapped[str] = mapped_column(String(64), primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
