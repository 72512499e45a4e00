"""Messages of the outbox as plain values. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

QUEUED, SENT, FAILED, DROPPED = "queued", "sent", "failed", "dropped"
"""`dropped`: overtaken by something else before it was sent."""
INVITES = ("invitation", "change")
OF_A_MEETING = (*INVITES, "reminder", "papers_missing")
"""Templates that say nothing true any more once their meeting is called off."""


@dataclass(frozen=True)
class Recipient:
    """Who is written to."""

    name: str
    email: str


@dataclass(frozen=True)
class Letter:
    """A message to be queued. `key` tells it from all others: queued twice, it is kept once.

    `template` names its text, `data` fills it. `person` is the seat it is for in `meeting`, or the account.
    After `expires_at` it says nothing of use any more and is given up. `instead_of`: how the keys begin of
    what waits for the same person and is dropped for it.
    """

    to: Recipient
    template: str
    data: Mapping[str, Any]
    key: str
    meeting: str | None = None
    person: str = ""
    expires_at: datetime | None = None
    instead_of: str = ""


@dataclass(frozen=True)
class Message:
    """A queued message and what became of it. `reason` is the server's last word against it.

    `begun`: it was being handed over, and whether the server took it is not known.
    """

    id: int
    letter: Letter
    state: str
    attempts: int
    next_at: datetime
    created_at: datetime
    sent_at: datetime | None = None
    reason: str = ""
    begun: bool = False


@dataclass(frozen=True)
class Told:
    """What somebody invited was last told of a meeting, and whether that was that they are uninvited.

    `sequence` is the SEQUENCE of the calendar entry (RFC 5546), higher each time; `said` a digest of what
    the meeting was then.
    """

    person: str
    to: Recipient
    sequence: int
    told_at: datetime
    gone: bool = False
    said: str = ""


@dataclass(frozen=True)
class MeetingMail:
    """What the secretary chose for a meeting: whether people are written to, and when they are reminded.

    None: as the installation has it. `reminders`: minutes before the beginning.
    """

    invite: bool | None = None
    reminders: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Rendered:
    """A message's words; `calendar` with its method (RFC 5546) where there is something to put in a diary."""

    subject: str
    lines: tuple[str, ...]
    link: tuple[str, str] | None = None
    after: tuple[str, ...] = ()
    calendar: bytes | None = None
    method: str = ""
    details: tuple[tuple[str, str], ...] = field(default=())
