"""Telling everything that holds a connection open that a sign-in has ended.

A revocation is first written to the database (every later request is refused), then announced here: to the
subscribers in this process at once, to other processes by the bus. Whoever holds sockets or media subscribes:

    unsubscribe = revocations.subscribe(on_revoked)     # on_revoked(revocation) must return quickly

and closes every connection whose `principal.session_id` is in `revocation.sessions`, and removes from the
media plane the participants `revocation.seats` (of `revocation.meeting`, or of every meeting when that is
None) unless another live connection holds the same seat. A process that missed a message (the bus is at most
once) is covered by asking `Sessions.is_live(session_id)` now and then for its open sockets.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

import structlog

from server.bus.base import Bus, Unsubscribe
from server.errors import Unavailable

TOPIC = "people.revocations"


@dataclass(frozen=True)
class Revocation:
    """What ended. `sessions` are session ids; `seats` whom they spoke for; `reason` a stable code."""

    reason: str
    sessions: tuple[str, ...]
    seats: tuple[str, ...]
    meeting: str | None = None


Listener = Callable[[Revocation], None]


class Revocations:
    """Announces revocations to this process and, when there is a bus, to the others."""

    def __init__(self, bus: Bus | None = None) -> None:
        self._bus = bus
        self._listeners: list[Listener] = []
        self._leave_bus: Unsubscribe | None = None
        self._log = structlog.get_logger("people.revocations")

    async def start(self) -> None:
        """Listen to the other processes."""
        if self._bus is not None:
            self._leave_bus = await self._bus.subscribe(TOPIC, self._from_bus)

    async def stop(self) -> None:
        """Listen no longer."""
        if self._leave_bus is not None:
            await self._leave_bus()
            self._leave_bus = None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every revocation until the returned function is called."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    async def announce(self, revocation: Revocation) -> None:
        """Tell everybody. A bus that is away undoes nothing: the database row has ended it already."""
        self._tell(revocation)
        if self._bus is None:
            return
        message = json.dumps({"node": self._bus.node, **asdict(revocation)}).encode()
        try:
            await self._bus.publish(TOPIC, message)
        except Unavailable:
            self._log.warning("revocation not announced to other processes", reason=revocation.reason)

    def _tell(self, revocation: Revocation) -> None:
        for listener in tuple(self._listeners):
            listener(revocation)

    def _from_bus(self, message: bytes) -> None:
        data = json.loads(message)
        if self._bus is not None and data.pop("node", None) == self._bus.node:
            return
        self._tell(
            Revocation(data["reason"], tuple(data["sessions"]), tuple(data["seats"]), data.get("meeting"))
        )
