"""What the meeting leaves behind while it runs, as values: chat, conclusions, recording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A line of chat."""

    id: str
    seat: str
    name: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """A conclusion as it stands now; earlier wordings are in the log."""

    id: str
    text: str
    item: str | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Recording:
    """Whether the meeting is recorded, who decided so, and what is wrong with it."""

    on: bool = False
    since: datetime | None = None
    decided_by: str | None = None
    alarm: str | None = None
