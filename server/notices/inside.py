"""Notices inside the application: kept until they are read."""

from __future__ import annotations

from collections.abc import Sequence

from server.clock import Clock
from server.db.repositories.notices import NoticeRecord, NoticeRepository
from server.notices.port import Notice


class NoticesInside:
    """The way of telling every installation has; fulfils :class:`server.notices.port.Notices`."""

    def __init__(self, repository: NoticeRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock

    async def tell(self, accounts: Sequence[str], notice: Notice) -> None:
        """Keep the notice for each account."""
        once = tuple(dict.fromkeys(accounts))
        await self._repository.add(once, notice.code, notice.about, notice.details, self._clock())

    async def of(self, account: str) -> Sequence[NoticeRecord]:
        """What an account was told, the newest first."""
        return await self._repository.of(account)

    async def read(self, account: str, until: int) -> None:
        """An account has read everything up to a notice."""
        await self._repository.read(account, until, self._clock())
