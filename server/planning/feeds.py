"""Calendar feeds: the meetings of one account under an address that is a secret and can be taken back.

A calendar program has no sign-in; whoever knows the address reads the feed, and nothing else.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from rooms import seen_by
from server.briefings.calendar import CalendarEntry, calendar_feed
from server.briefings.index import BriefingIndex
from server.briefings.service import Briefings
from server.clock import Clock
from server.db.repositories.planning import FeedRepository
from server.errors import NotFound
from server.people import secrets
from server.people.accounts import Accounts

BEFORE, AFTER = timedelta(days=90), timedelta(days=400)
MOST = 500


class Feeds:
    """Gives out, answers and takes back feeds."""

    def __init__(
        self,
        repository: FeedRepository,
        accounts: Accounts,
        index: BriefingIndex,
        briefings: Briefings,
        clock: Clock,
        base_url: str,
    ) -> None:
        self._repository = repository
        self._accounts = accounts
        self._index = index
        self._briefings = briefings
        self._clock = clock
        self._base_url = base_url

    async def open(self, account: str) -> str:
        """A fresh address, shown only now; the earlier one no longer answers."""
        token = secrets.new_token()
        await self._repository.put(account, secrets.digest(token), self._clock())
        return f"{self._base_url}/api/v1/calendar/feeds/{token}.ics"

    async def close(self, account: str) -> None:
        """Take the address back."""
        await self._repository.remove(account)

    async def since(self, account: str) -> datetime | None:
        """Since when the account has a feed."""
        return await self._repository.made_at(account)

    async def read(self, token: str) -> bytes:
        """The calendar behind an address. Raises NotFound ``feed.not_found``, also for disabled accounts."""
        account = None
        if secrets.looks_like_token(token):
            account = await self._repository.account_of(secrets.digest(token))
        if account is None or (await self._accounts.get(account)).disabled:
            raise NotFound("feed.not_found")
        return calendar_feed(await self._entries(f"officer-{account}"))

    async def _entries(self, seat: str) -> list[CalendarEntry]:
        roles = await self._index.roles_of_seat(seat)
        now = self._clock()
        found = [
            one for one in await self._index.planned_in(now - BEFORE, now + AFTER) if one.meeting in roles
        ]
        return [
            self._briefings.entry(
                one, seen_by(await self._briefings.state(one.meeting), roles[one.meeting]), self._base_url
            )
            for one in found[-MOST:]
        ]
