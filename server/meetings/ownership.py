"""Which process owns which meeting: leases taken, renewed and given back; owners started and stopped.

The lease spreads the work. Safety does not rest on it: taking a meeting over raises the fence in the event
store, and an owner behind the fence cannot write, whatever it believes about its lease.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable

import structlog

from server.bus.base import Lease, Leases
from server.clock import Clock
from server.db.repositories.events import EventStore
from server.errors import Unavailable
from server.meetings.live import LiveMeeting
from server.meetings.owner import Owner

LEASE_S = 4.0
RENEW_S = 1.0
_log = structlog.get_logger(__name__)

Taken = Callable[[Owner], Awaitable[None]]
Live = Callable[[str], Awaitable[LiveMeeting]]


class Ownership:
    """The meetings this process owns."""

    def __init__(self, node: str, leases: Leases, store: EventStore, clock: Clock) -> None:
        self._node = node
        self._leases = leases
        self._store = store
        self._clock = clock
        self._held: dict[str, tuple[Owner, Lease]] = {}
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._presence: Lease | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def owners(self) -> list[Owner]:
        """Owners running here."""
        return [owner for owner, _ in self._held.values() if not owner.lost.is_set()]

    def get(self, meeting: str) -> Owner | None:
        """The owner, when it runs here."""
        held = self._held.get(meeting)
        return held[0] if held and not held[0].lost.is_set() else None

    async def start(self) -> None:
        """Announce this process and begin to renew."""
        self._presence = await self._leases.acquire(f"node:{self._node}", self._node, LEASE_S)
        self._task = asyncio.create_task(self._renew_for_ever(), name="leases")

    async def stop(self) -> None:
        """Stop every owner and give all leases back."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for meeting in list(self._held):
            await self.drop(meeting)
        if self._presence is not None:
            await self._give_back(self._presence)

    async def node_lives(self, node: str) -> bool:
        """Whether a process of that name still renews its presence. Raises ``Unavailable``."""
        return node == self._node or await self._leases.holder(f"node:{node}") is not None

    async def find(self, meeting: str, live: Live, taken: Taken) -> Owner | str:
        """The local owner, started if the lease is free, or the name of the process that owns the meeting."""
        owner = self.get(meeting)
        if owner is not None:
            return owner
        async with self._locks[meeting]:
            owner = self.get(meeting)
            if owner is not None:
                return owner
            await self.drop(meeting)
            return await self._take(meeting, live, taken)

    async def _take(self, meeting: str, live: Live, taken: Taken) -> Owner | str:
        lease = await self._leases.acquire(f"meeting:{meeting}", self._node, LEASE_S)
        if lease is None:
            holder = await self._leases.holder(f"meeting:{meeting}")
            if holder is None:
                raise Unavailable("meeting.owner_lost", meeting=meeting)
            return holder
        try:
            head = await self._store.claim(meeting)
            state = await live(meeting)
            await state.catch_up()
        except BaseException:
            await self._give_back(lease)
            raise
        owner = Owner(state, self._store, head.fence, self._clock)
        self._held[meeting] = (owner, lease)
        _log.info("owner.taken", meeting=meeting, seq=state.seq, fence=head.fence)
        await taken(owner)
        return owner

    async def drop(self, meeting: str) -> None:
        """Stop owning a meeting."""
        held = self._held.pop(meeting, None)
        if held is not None:
            await held[0].close()
            await self._give_back(held[1])

    async def _give_back(self, lease: Lease) -> None:
        try:
            await self._leases.release(lease)
        except Unavailable:
            _log.info("lease.not_released", lease=lease.name)  # its time runs out by itself

    async def _renew_for_ever(self) -> None:
        while True:
            await asyncio.sleep(RENEW_S)
            try:
                await self._renew()
            except Unavailable:
                # Local meetings run on: the fence in the database still keeps two owners apart.
                _log.warning("lease.bus_away")

    async def _renew(self) -> None:
        if self._presence is None or not await self._leases.renew(self._presence, LEASE_S):
            self._presence = await self._leases.acquire(f"node:{self._node}", self._node, LEASE_S)
        for meeting, (owner, lease) in list(self._held.items()):
            if owner.lost.is_set():
                await self.drop(meeting)
            elif not await self._leases.renew(lease, LEASE_S):
                await self._retake(meeting, owner)

    async def _retake(self, meeting: str, owner: Owner) -> None:
        """A lease ran out (a pause, a bus restart): hold it again when nobody else does, or stop."""
        lease = await self._leases.acquire(f"meeting:{meeting}", self._node, LEASE_S)
        if lease is None:
            _log.warning("owner.lease_lost", meeting=meeting)
            await self.drop(meeting)
        else:
            self._held[meeting] = (owner, lease)
