"""Notices inside the application: kept until they are read."""

from __future__ import annotations

from collections.abc import Sequence

from server.clock import Clock
from server.db.repositories.notices import NoticeRecord, NoticeRepository
from server.notices.port import Notice, Telling


class NoticesInside:
    """The way of telling every installation has; fulfils :class:`server.notices.port.Notices`."""

    def __init__(self, repository: NoticeRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock

    def telling(self, accounts: Sequence[str], notice: Notice) -> Telling:
        """What is to be kept: a notice for each account."""
        return Telling(tuple(dict.fromkeys(accounts)), notice)

    def wake(self) -> None:
        """Nothing more to do: whoever looks finds it."""

    async def tell(self, telling: Telling) -> None:
        """Keep notices about what needs no transaction of its own."""
        await self._repository.add(telling, self._clock())

    async def to_be_mailed(self, limit: int) -> Sequence[NoticeRecord]:
        """Notices that wait to be told by mail, the oldest first."""
        return await self._repository.to_be_mailed(limit)

    async def mailed(self, several: Sequence[NoticeRecord]) -> None:
        """These have been told by mail, or cannot be."""
        await self._repository.mailed([one.id for one in several])

    async def of(self, account: str) -> Sequence[NoticeRecord]:
        """What an account was told, the newest first."""
        return await self._repository.of(account)

    async def read(self, account: str, until: int) -> None:
        """An account has read everything up to a notice."""
        await self._repository.read(account, until, self._clock())
