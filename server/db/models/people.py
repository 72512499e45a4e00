"""Accounts, sessions, links, devices, pairing codes and sites. Secrets are kept as digests only."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base, JsonText, UtcDateTime


class AccountRow(Base):
    """A person with a login, stored folded; without a password until an invitation is taken up."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    office: Mapped[str] = mapped_column(String(200), default="")
    roles: Mapped[list[str]] = mapped_column(JsonText)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    email: Mapped[str] = mapped_column(String(254), default="")


class DeviceRow(Base):
    """A hall's paired machine."""

    __tablename__ = "devices"
    __table_args__ = (Index("ix_devices_site", "site"),)

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    site: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120), default="")
    paired_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PairingCodeRow(Base):
    """A pairing code waiting to be typed at a hall."""

    __tablename__ = "pairing_codes"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    site: Mapped[str] = mapped_column(String(20))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LinkRow(Base):
    """A sign-in link of any kind, the first administrator's among them."""

    __tablename__ = "links"
    __table_args__ = (Index("ix_links_meeting", "meeting"),)

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    account: Mapped[str | None] = mapped_column(String(12), ForeignKey("accounts.id", ondelete="CASCADE"))
    site: Mapped[str | None] = mapped_column(String(20))
    meeting: Mapped[str | None] = mapped_column(String(40))
    delegate: Mapped[str | None] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200), default="")
    office: Mapped[str] = mapped_column(String(200), default="")
    reusable: Mapped[bool] = mapped_column(default=False)
    own: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SessionRow(Base):
    """One sign-in of one tab or machine; deleting or revoking the row ends it at once."""

    __tablename__ = "sessions"
    __table_args__ = (
        Index("ix_sessions_account", "account"),
        Index("ix_sessions_device", "device"),
        Index("ix_sessions_link", "link"),
        Index("ix_sessions_expires_at", "expires_at"),
    )

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    slot: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(16))
    account: Mapped[str | None] = mapped_column(String(12), ForeignKey("accounts.id", ondelete="CASCADE"))
    device: Mapped[str | None] = mapped_column(String(12), ForeignKey("devices.id", ondelete="CASCADE"))
    link: Mapped[str | None] = mapped_column(String(12), ForeignKey("links.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    idle_s: Mapped[int]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SiteRow(Base):
    """One site during one period."""

    __tablename__ = "sites"
    __table_args__ = (UniqueConstraint("code", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(String(254), default="")
