"""The access log of marked papers: every page opened or refused, one sealed line each.

What a line says of the sign-in is a mark that tells one from another, never the sign-in itself. A refusal
repeated within a minute is noted once, so that nobody can fill the log from outside.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from server.clock import Clock, iso
from server.db.repositories.markings import AccessRepository
from server.markings.chain import Head, Line, seal

GIVEN = "given"
AGAIN = timedelta(minutes=1)
REMEMBERED = 4096


@dataclass(frozen=True)
class Access:
    """Who asked for what, and what came of it: ``given``, or the code of the refusal."""

    who: str
    office: str
    seat: str
    role: str
    session: str
    device: str
    paper: str
    version: int
    page: int
    what: str
    outcome: str


class AccessLog:
    """Keeps the log. Lines of one meeting are added one after another."""

    def __init__(self, repository: AccessRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._refused: OrderedDict[tuple[str, Access], datetime] = OrderedDict()

    async def note(self, meeting: str, access: Access) -> None:
        """Add a line."""
        now = self._clock()
        if access.outcome != GIVEN and self._just_noted(meeting, access, now):
            return
        entry = {"at": iso(now), **asdict(access)}
        async with self._locks[meeting]:
            await self._repository.add(meeting, lambda head: seal(meeting, head, entry))

    def _just_noted(self, meeting: str, access: Access, now: datetime) -> bool:
        before = self._refused.get((meeting, access))
        if before is not None and now - before < AGAIN:
            return True
        self._refused[meeting, access] = now
        while len(self._refused) > REMEMBERED:
            self._refused.popitem(last=False)
        return False

    async def lines(self, meeting: str) -> Sequence[Line]:
        """The whole log."""
        return await self._repository.read(meeting)

    async def head(self, meeting: str) -> Head:
        """Where it ends now."""
        return await self._repository.head(meeting)
