"""The access log of marked papers: every page opened or refused, one sealed line each.

What a line says of the sign-in is a mark that tells one from another, never the sign-in itself. Refusals are
noted once a minute for a sign-in, a paper and a reason, whatever else the request says, and so many of a
sign-in in all, so that nobody can fill the log from outside.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from server.clock import Clock, iso
from server.db.repositories.markings import AccessRepository
from server.markings.chain import Head, Line, seal

GIVEN = "given"
AGAIN = timedelta(minutes=1)
REMEMBERED = 4096
MOST_REFUSALS = 30
"""Noted of one sign-in in a meeting within ``AGAIN``; of everybody without one together."""


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
        self._refused: OrderedDict[tuple[str, str], dict[tuple[str, str], datetime]] = OrderedDict()
        """By meeting and sign-in: when what was refused last, by paper and reason."""

    async def note(self, meeting: str, access: Access) -> None:
        """Add a line."""
        now = self._clock()
        if access.outcome != GIVEN and not self._is_news(meeting, access, now):
            return
        entry = {"at": iso(now), **asdict(access)}
        async with self._locks[meeting]:
            await self._repository.add(meeting, lambda head: seal(meeting, head, entry))

    def _is_news(self, meeting: str, access: Access, now: datetime) -> bool:
        """Whether a refusal is to be noted; it counts as noted from then on."""
        whose, what = (meeting, access.session), (access.paper, access.outcome)
        known = self._refused.pop(whose, {})
        lately = {one: at for one, at in known.items() if now - at < AGAIN}
        news = what not in lately and len(lately) < MOST_REFUSALS
        self._refused[whose] = {**lately, what: now} if news else lately
        while len(self._refused) > REMEMBERED:
            self._refused.popitem(last=False)
        return news

    async def lines(self, meeting: str) -> Sequence[Line]:
        """The whole log."""
        return await self._repository.read(meeting)

    async def heads(self) -> Mapping[str, int]:
        """How many lines there are, by meeting."""
        return await self._repository.heads()

    async def head(self, meeting: str) -> Head:
        """Where it ends now."""
        return await self._repository.head(meeting)
