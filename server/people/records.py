"""What the people package keeps, as plain values. Pure: no database, no framework."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

ADMINISTRATOR, ARCHIVIST, OFFICER, MEMBER = "administrator", "archivist", "officer", "member"
ACCOUNT_ROLES = (ADMINISTRATOR, ARCHIVIST, OFFICER, MEMBER)

ACCOUNT, DEVICE, DELEGATE, OBSERVER, SETUP = "account", "device", "delegate", "observer", "setup"


@dataclass(frozen=True)
class Account:
    """A person with a login. `roles`: a subset of ACCOUNT_ROLES; a meeting has its own."""

    id: str
    login: str
    name: str
    office: str
    roles: frozenset[str]
    disabled: bool
    has_password: bool
    created_at: datetime
    email: str = ""


@dataclass(frozen=True)
class Device:
    """A hall's machine that joins as its site."""

    id: str
    site: str
    name: str
    paired_at: datetime
    last_seen_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True)
class Link:
    """A sign-in link; its token is stored only as a digest. Single use unless `reusable` (demonstration).

    `own`: a delegate made it for another device of theirs.
    """

    id: str
    kind: str
    expires_at: datetime
    created_at: datetime
    account: str | None = None
    site: str | None = None
    meeting: str | None = None
    delegate: str | None = None
    name: str = ""
    office: str = ""
    reusable: bool = False
    used_at: datetime | None = None
    revoked_at: datetime | None = None
    own: bool = False


@dataclass(frozen=True)
class NewSession:
    """A session to be stored: who it is for and how long it lasts."""

    id: str
    token_hash: str
    slot: str
    kind: str
    created_at: datetime
    expires_at: datetime
    idle_s: int
    account: str | None = None
    device: str | None = None
    link: str | None = None


@dataclass(frozen=True)
class FoundSession:
    """A stored session with the account, device or link it speaks for; `site_name` is the device's site's."""

    id: str
    slot: str
    kind: str
    expires_at: datetime
    last_seen_at: datetime
    idle_s: int
    account: Account | None
    device: Device | None
    link: Link | None
    site_name: str = ""


def has_lapsed(kind: str, expires_at: datetime, last_seen_at: datetime, idle_s: int, now: datetime) -> bool:
    """Whether a sign-in that nobody ended is over: by its age, or idle for too long.

    A delegate's link opens once: whoever opens it on the day it comes is still there on the meeting's.
    """
    idle_for_too_long = kind != DELEGATE and now - last_seen_at >= timedelta(seconds=idle_s)
    return now >= expires_at or idle_for_too_long
