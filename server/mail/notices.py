"""Tells accounts by mail what they are told inside the application; one more way behind the same port.

What is to be told lies beside what it tells of, written in the same transaction: a process killed in between
leaves it to be found at the next look. Each notice has one key, so it is mailed once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from server.db.repositories.notices import NoticeRecord
from server.mail.outbox import Outbox
from server.mail.records import Letter, Recipient
from server.messages import Language, message
from server.notices.inside import NoticesInside
from server.notices.port import Notice, Telling
from server.people.accounts import Accounts
from server.people.records import Account
from server.periodic import Periodic

PERIOD_S = 30.0
BATCH = 200
_TAKEN_BACK = frozenset({"opinion.told_recalled"})
"""After these nothing else that waits about the same thing says anything true."""


class NoticesByMail:
    """Fulfils :class:`server.notices.port.Notices`: inside first, then to those who have an address."""

    def __init__(
        self,
        inside: NoticesInside,
        outbox: Outbox,
        accounts: Accounts,
        language: Language,
        base_url: str,
    ) -> None:
        self._inside = inside
        self._outbox = outbox
        self._accounts = accounts
        self._language = language
        self._base_url = base_url
        self._periodic = Periodic("notices", PERIOD_S, self.work)

    async def start(self) -> None:
        """Look from now on."""
        if self._outbox.configured:
            self._periodic.start()

    async def stop(self) -> None:
        """Stop looking."""
        await self._periodic.stop()

    def telling(self, accounts: Sequence[str], notice: Notice) -> Telling:
        """What is to be kept: as inside, and to be mailed where there is a server for it."""
        kept = self._inside.telling(accounts, notice)
        return Telling(kept.accounts, notice, by_mail=self._outbox.configured)

    def wake(self) -> None:
        """Something was kept."""
        self._periodic.wake()

    async def work(self) -> None:
        """Queue every notice that waits."""
        while waiting := await self._inside.to_be_mailed(BATCH):
            accounts = {one.id: one for one in await self._accounts.all()}
            for notice in waiting:
                await self._write(accounts, notice)
            await self._inside.mailed(waiting)

    async def _write(self, accounts: Mapping[str, Account], notice: NoticeRecord) -> None:
        account = accounts.get(notice.account)
        if account is None or account.disabled or not account.email:
            return
        sentence = message(notice.code, self._language, notice.details)
        # The list, which shows everybody what is theirs: a slip's own page is the office's.
        area = "/opinions" if notice.code.startswith("opinion.") else ""
        about = f"notice:{notice.about}:"
        until = notice.details.get("until")
        await self._outbox.put(
            Letter(
                Recipient(account.name, account.email),
                "notice",
                {"title": sentence, "lines": [sentence], "url": f"{self._base_url}{area}"},
                f"{about}{notice.id}",
                person=f"account-{account.id}",
                expires_at=datetime.fromisoformat(until) if until else None,
                instead_of=about if notice.code in _TAKEN_BACK else "",
            )
        )
