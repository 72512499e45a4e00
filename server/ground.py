"""What every part of the server stands on, as one value; :mod:`server.bootstrap` makes it first."""

from __future__ import annotations

from dataclasses import dataclass

from server.bus.base import Bus, Leases
from server.clock import Clock
from server.db.engine import Database
from server.db.repositories.events import EventStore
from server.meetings.service import MeetingService
from server.metrics import Metrics
from server.settings import Settings


@dataclass(slots=True)
class Ground:
    """Given whole to what builds a part; the part hands on only what each of its classes needs."""

    settings: Settings
    clock: Clock
    node: str
    """This process among those of the installation."""
    database: Database
    events: EventStore
    bus: Bus
    leases: Leases
    metrics: Metrics
    meetings: MeetingService
