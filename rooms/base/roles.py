"""Who can sit in a meeting: roles, seats, and the groups of roles that rules are written with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The part a seat plays. ``SYSTEM`` is the server itself."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    TECHNICIAN = "technician"
    SITE = "site"
    DELEGATE = "delegate"
    OBSERVER = "observer"
    SYSTEM = "system"


PRESIDING = "presiding"
"""Not a role of a seat: what the chair or a deputy *also* is while presiding. Used in permission tables."""

OFFICER_ROLES = frozenset({Role.CHAIR, Role.DEPUTY, Role.SECRETARY, Role.TECHNICIAN})
SYSTEM_SEAT = "system"
MAX_SITES, MAX_OFFICERS, MAX_DELEGATES = 200, 50, 2000
"""How many of each one meeting may have."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody at a seat in a role. The same value names the actor of a command.

    Raises ValueError for a role that does not exist.
    """

    seat: str
    role: str

    def __post_init__(self) -> None:
        Role(self.role)


Actor = Viewer
SYSTEM = Viewer(SYSTEM_SEAT, Role.SYSTEM)


def site_seat(code_or_seat: str) -> str:
    """Seat of a site from its code; a seat is returned as it is."""
    return code_or_seat if code_or_seat.startswith("site-") else f"site-{code_or_seat}"


def delegate_seat(delegate: str) -> str:
    """Seat of a delegate from the delegate's id."""
    return f"delegate-{delegate}"
