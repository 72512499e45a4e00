"""A hand-written media plane that notes what it is told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from signaling.plane import Grant, ParticipantFigures, PlaneError, PlaneEvent, RoomStatistics, WorkerAddress
from signaling.rights import PublishRights


class NotedPlane:
    """Remembers rights, removals and recordings; fails when ``broken``."""

    def __init__(self) -> None:
        self.rights: dict[tuple[str, str], PublishRights] = {}
        self.removed: list[tuple[str, str, str]] = []
        self.rooms: set[str] = set()
        self.taps: dict[str, asyncio.StreamWriter] = {}
        self.broken = False
        self.address = WorkerAddress("127.0.0.1", 9)
        self.figures: dict[str, ParticipantFigures] = {}
        self.listeners: list[Callable[[PlaneEvent], None]] = []

    async def start(self) -> None:
        """Nothing to start."""

    async def stop(self, deadline_s: float) -> None:
        """Nothing to stop."""

    async def ensure_room(self, room: str) -> None:
        self._check()
        self.rooms.add(room)

    def mint_grant(
        self,
        room: str,
        identity: str,
        name: str,
        rights: PublishRights,
        *,
        hidden=False,
        session="",
        ttl_s=60,
    ) -> Grant:
        return Grant(f"{room}/{identity}")

    def now_s(self) -> float:
        return time.time()

    async def set_rights(self, room: str, identity: str, rights: PublishRights) -> None:
        self._check()
        self.rights[room, identity] = rights

    async def remove(self, room: str, identity: str, reason: str) -> None:
        self.removed.append((room, identity, reason))

    async def close_room(self, room: str) -> None:
        self._check()
        self.rooms.discard(room)

    async def counters(self) -> dict[int, dict[str, int]]:
        return {}

    async def set_layout(self, room: str, identity: str, hints: dict[str, int]) -> None:
        """Not watched."""

    async def start_recording(self, room: str, tap_path: str) -> None:
        self._check()
        _, self.taps[room] = await asyncio.open_unix_connection(tap_path)

    async def stop_recording(self, room: str) -> None:
        tap = self.taps.pop(room, None)
        if tap is not None:
            tap.close()

    async def statistics(self, room: str) -> RoomStatistics:
        self._check()
        return RoomStatistics(room, room in self.taps, self.figures)

    def subscribe(self, listener: Callable[[PlaneEvent], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def worker_for(self, room: str) -> WorkerAddress:
        return self.address

    def _check(self) -> None:
        if self.broken:
            raise PlaneError("broken for the test")
