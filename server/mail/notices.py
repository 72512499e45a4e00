"""Tells accounts by mail what they are told inside the application; one more way behind the same port."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from server.clock import Clock, iso
from server.errors import ServerError
from server.mail.outbox import Outbox
from server.mail.records import Recipient
from server.messages import Language, message
from server.notices.port import Notice, Notices
from server.people.accounts import Accounts

_log = structlog.get_logger(__name__)


class NoticesByMail:
    """Fulfils :class:`server.notices.port.Notices`: inside first, then to those who have an address."""

    def __init__(
        self,
        inside: Notices,
        outbox: Outbox,
        accounts: Accounts,
        language: Language,
        base_url: str,
        clock: Clock,
    ) -> None:
        self._inside = inside
        self._outbox = outbox
        self._accounts = accounts
        self._language = language
        self._base_url = base_url
        self._clock = clock

    async def tell(self, accounts: Sequence[str], notice: Notice) -> None:
        """Tell these accounts. That a message could not be queued undoes nothing."""
        await self._inside.tell(accounts, notice)
        if not self._outbox.configured:
            return
        try:
            await self._write(frozenset(accounts), notice)
        except ServerError as error:
            _log.warning("mail.notice_lost", notice=notice.code, code=error.code)

    async def _write(self, accounts: frozenset[str], notice: Notice) -> None:
        sentence = message(notice.code, self._language, notice.details)
        # The list, which shows everybody what is theirs: a slip's own page is the office's.
        area = "/opinions" if notice.code.startswith("opinion.") else ""
        data: dict[str, object] = {"title": sentence, "lines": [sentence], "url": f"{self._base_url}{area}"}
        at = iso(self._clock())
        for account in await self._accounts.all():
            if account.id in accounts and account.email and not account.disabled:
                key = f"notice:{notice.code}:{notice.about}:{account.id}:{at}"
                await self._outbox.queue(Recipient(account.name, account.email), "notice", data, key)
