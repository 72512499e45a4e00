"""Papers and the page in front as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the meeting; ``size`` in bytes. ``internal``: its internal item was taken off the agenda."""

    id: str
    title: str
    pages: int
    item: str | None
    size: int
    sha256: str
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Front:
    """The page in front of everyone; nothing while ``paper`` is None."""

    paper: str | None = None
    page: int = 1
    by: str | None = None
    at: datetime | None = None
