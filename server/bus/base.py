"""The bus and the leases as the rest of the server sees them. No transport here.

Delivery on the bus is at most once: a process that missed a message finds out by sequence numbers and reads
the log. A lease says who should own a meeting; the fence in the event store decides who may write.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from server.errors import Unavailable

Handler = Callable[[bytes], None]
Responder = Callable[[bytes], Awaitable[bytes]]
Unsubscribe = Callable[[], Awaitable[None]]


class Unreachable(Unavailable):
    """The process asked is gone or did not answer in time."""


class Bus(Protocol):
    """Messages between processes."""

    node: str

    async def start(self) -> None:
        """Connect."""

    async def stop(self) -> None:
        """Disconnect; no handler runs afterwards."""

    async def publish(self, topic: str, message: bytes) -> None:
        """Send to every subscriber of ``topic`` in every process. Lost when the bus is away."""

    async def subscribe(self, topic: str, handler: Handler) -> Unsubscribe:
        """Call ``handler`` with each message of ``topic`` until the returned function is awaited."""

    def respond(self, responder: Responder) -> None:
        """Answer requests sent to this process with ``responder``."""

    async def request(self, node: str, message: bytes, timeout_s: float = 5.0) -> bytes:
        """Ask one process and wait for its answer. Raises ``Unreachable``."""

    async def ping(self) -> None:
        """Raises ``Unavailable`` when the bus does not answer."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A name held by ``holder`` for a while. ``token`` grows with every new holder."""

    name: str
    holder: str
    token: int


class Leases(Protocol):
    """Names that one process at a time may hold."""

    async def acquire(self, name: str, holder: str, ttl_s: float) -> Lease | None:
        """Take ``name`` for ``ttl_s`` seconds; None when somebody else holds it."""

    async def renew(self, lease: Lease, ttl_s: float) -> bool:
        """Hold on for ``ttl_s`` more seconds; False when the lease was lost."""

    async def release(self, lease: Lease) -> None:
        """Give it back; nothing happens when it was lost already."""

    async def holder(self, name: str) -> str | None:
        """Who holds ``name`` now."""
