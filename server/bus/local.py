"""Bus and leases inside one process: the default. A hub joins several in tests, as if they were processes."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable

from server.bus.base import Handler, Lease, Responder, Unreachable, Unsubscribe


class LocalHub:
    """What the buses of one process share."""

    def __init__(self) -> None:
        self.handlers: dict[str, list[Handler]] = defaultdict(list)
        self.nodes: dict[str, Responder] = {}


class LocalBus:
    """A :class:`server.bus.Bus` without a network."""

    def __init__(self, node: str, hub: LocalHub | None = None) -> None:
        self.node = node
        self._hub = hub or LocalHub()

    async def start(self) -> None:
        """Nothing to connect."""

    async def stop(self) -> None:
        """Leave the hub."""
        self._hub.nodes.pop(self.node, None)

    async def publish(self, topic: str, message: bytes) -> None:
        """Hand ``message`` to each handler on the loop's next turn."""
        for handler in tuple(self._hub.handlers.get(topic, ())):
            asyncio.get_running_loop().call_soon(handler, message)

    async def subscribe(self, topic: str, handler: Handler) -> Unsubscribe:
        """Add ``handler``; the returned function takes it away."""
        handlers = self._hub.handlers[topic]
        handlers.append(handler)

        async def unsubscribe() -> None:
            if handler in handlers:
                handlers.remove(handler)

        return unsubscribe

    def respond(self, responder: Responder) -> None:
        """Answer for this node."""
        self._hub.nodes[self.node] = responder

    async def request(self, node: str, message: bytes, timeout_s: float = 5.0) -> bytes:
        """Call the node's responder."""
        responder = self._hub.nodes.get(node)
        if responder is None:
            raise Unreachable("meeting.owner_lost", node=node)
        try:
            return await asyncio.wait_for(responder(message), timeout_s)
        except TimeoutError:
            raise Unreachable("meeting.owner_lost", node=node) from None

    async def ping(self) -> None:
        """Always there."""


class LocalLeases:
    """Leases of one process. ``monotonic`` is the clock, in seconds."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._held: dict[str, tuple[Lease, float]] = {}
        self._token = 0

    async def acquire(self, name: str, holder: str, ttl_s: float) -> Lease | None:
        """Take the name unless another holder's time still runs."""
        current = self._current(name)
        if current is not None:
            if current.holder != holder:
                return None
            self._held[name] = (current, self._monotonic() + ttl_s)
            return current
        self._token += 1
        lease = Lease(name, holder, self._token)
        self._held[name] = (lease, self._monotonic() + ttl_s)
        return lease

    async def renew(self, lease: Lease, ttl_s: float) -> bool:
        """Extend when still held."""
        if self._current(lease.name) != lease:
            return False
        self._held[lease.name] = (lease, self._monotonic() + ttl_s)
        return True

    async def release(self, lease: Lease) -> None:
        """Forget it when still held."""
        if self._current(lease.name) == lease:
            del self._held[lease.name]

    async def holder(self, name: str) -> str | None:
        """Who holds it."""
        current = self._current(name)
        return current.holder if current else None

    def _current(self, name: str) -> Lease | None:
        held = self._held.get(name)
        if held is None or held[1] <= self._monotonic():
            self._held.pop(name, None)
            return None
        return held[0]
