"""What the control room does with one hall, as values: things asked of its machine, and talk-back lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RemoteState(StrEnum):
    """How far something asked of a machine has come."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = frozenset({RemoteState.ASKED, RemoteState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Remote:
    """Something an officer asked the machine of a seat to do; it is done only with that seat's consent.

    ``device``: the id of a device there, as that machine named it.
    """

    id: str
    seat: str
    action: str
    device: str | None
    by: str
    at: datetime
    state: RemoteState = RemoteState.ASKED
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether an answer or a report is still awaited."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Talkback:
    """A line between an officer (``by``) and a hall that the meeting does not hear."""

    seat: str
    by: str
    since: datetime
