"""Who may open a meeting's screen: the seam between meetings and people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from starlette.requests import HTTPConnection

from rooms import Viewer


@dataclass(frozen=True, slots=True)
class Admitted:
    """A signed-in person or machine with a seat in the meeting. ``session`` is what signing out ends."""

    viewer: Viewer
    session: str
    name: str


class Admission(Protocol):
    """Finds the seat of whoever makes a request."""

    async def admit(self, connection: HTTPConnection, meeting_id: str) -> Admitted:
        """Raises ``Unauthenticated``, ``Forbidden`` or ``NotFound``."""

    async def is_live(self, session: str) -> bool:
        """Whether the sign-in still holds."""
