"""The composition root: builds every service from the settings, and nothing else builds any.

Order matters only here. ``start`` and ``stop`` are called by the application's lifespan.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass

from server.bus.base import Bus, Leases
from server.bus.local import LocalBus, LocalLeases
from server.bus.redis import RedisBus, RedisLeases
from server.clock import Clock, utc_now
from server.db.engine import Database
from server.db.repositories.events import EventStore
from server.settings import Settings


@dataclass(slots=True)
class Services:
    """Everything a request or a socket may use."""

    settings: Settings
    clock: Clock
    node: str
    database: Database
    events: EventStore
    bus: Bus
    leases: Leases
    # People, briefings, papers and the archive add their services below this line.


def build_services(settings: Settings, clock: Clock = utc_now) -> Services:
    """Make the services; opens no connection yet."""
    os.makedirs(settings.data, mode=0o700, exist_ok=True)
    node = secrets.token_hex(6)
    database = Database(settings.database_address)
    bus, leases = _bus(settings, node)
    return Services(
        settings=settings,
        clock=clock,
        node=node,
        database=database,
        events=EventStore(database, clock),
        bus=bus,
        leases=leases,
    )


def _bus(settings: Settings, node: str) -> tuple[Bus, Leases]:
    if settings.redis_url:
        return RedisBus(settings.redis_url, node), RedisLeases(settings.redis_url)
    return LocalBus(node), LocalLeases()


async def start(services: Services) -> None:
    """Connect in order; an exception here ends the start."""
    await services.database.ping()
    await services.bus.start()


async def stop(services: Services) -> None:
    """Stop in the opposite order."""
    await services.bus.stop()
    await services.database.close()
