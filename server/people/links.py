"""Sign-in links: an address that signs one person or machine in. Knows no HTTP.

Kinds: account (invitation, demonstration), device (demonstration), delegate, observer, setup (the first
administrator). Single use; only the demonstration makes reusable ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from server.clock import Clock
from server.db.repositories.accounts import AccountRepository
from server.db.repositories.devices import DeviceRepository
from server.db.repositories.sessions import LinkRepository
from server.errors import NotFound, TooMany
from server.people import records, secrets
from server.people.policy import Lifetimes
from server.people.principals import Principal
from server.people.records import Device, Link
from server.people.sessions import Sessions, SignIn
from server.people.throttle import Throttle, address_key

MAX_DEVICES = 5
"""Machines on which a delegate can be signed in by links of their own making and the one they were given."""
OPENABLE = (records.ACCOUNT, records.DEVICE, records.DELEGATE, records.OBSERVER)


class Links:
    """Makes, opens and revokes sign-in links. Tokens are stored as digests; an address is shown once."""

    def __init__(
        self,
        repository: LinkRepository,
        accounts: AccountRepository,
        devices: DeviceRepository,
        sessions: Sessions,
        throttle: Throttle,
        lifetimes: Lifetimes,
        clock: Clock,
        base_url: str,
    ) -> None:
        self._repository = repository
        self._accounts = accounts
        self._devices = devices
        self._sessions = sessions
        self._throttle = throttle
        self._lifetimes = lifetimes
        self._clock = clock
        self._base_url = base_url

    async def for_account(
        self,
        account: str,
        *,
        meeting: str | None = None,
        reusable: bool = False,
        until: datetime | None = None,
    ) -> tuple[Link, str]:
        """An address that signs an account in, and leads to a meeting when one is given: (link, address)."""
        return await self._create(
            records.ACCOUNT, account=account, meeting=meeting, reusable=reusable, until=until
        )

    async def for_site(self, site: str, *, reusable: bool, until: datetime | None = None) -> tuple[Link, str]:
        """An address that makes the machine opening it a device of the site (demonstration)."""
        return await self._create(records.DEVICE, site=site, reusable=reusable, until=until)

    async def for_delegate(
        self,
        meeting: str,
        delegate: str,
        *,
        name: str,
        office: str,
        reusable: bool = False,
        until: datetime | None = None,
    ) -> tuple[Link, str]:
        """A delegate's personal address for one meeting."""
        return await self._create(
            records.DELEGATE,
            meeting=meeting,
            delegate=delegate,
            name=name,
            office=office,
            reusable=reusable,
            until=until,
        )

    async def for_another_device(self, delegate: Principal) -> tuple[Link, str]:
        """A delegate's address for one more device of their own, as long as they may come themselves.

        One they made before and nobody opened ends.

        Raises:
            Conflict: ``link.too_many_devices``. Unauthenticated: ``session.ended``.
        """
        now = self._clock()
        link = Link(
            secrets.new_id(),
            records.DELEGATE,
            now,
            now,
            meeting=delegate.meeting,
            delegate=delegate.id,
            name=delegate.name,
            office=delegate.office,
        )
        token = secrets.new_token()
        kept = await self._repository.add_own(
            link, secrets.digest(token), sign_in=delegate.session_id, most=MAX_DEVICES
        )
        return kept, self._address(token)

    async def sign_out(self, principal: Principal) -> None:
        """End a sign-in, and what its delegate made for another device and nobody opened."""
        await self._sessions.close(principal)
        if principal.kind == records.DELEGATE and principal.meeting is not None:
            await self._repository.revoke_own(principal.meeting, principal.id, self._clock())

    async def for_observer(
        self, meeting: str, *, name: str = "", reusable: bool = False, until: datetime | None = None
    ) -> tuple[Link, str]:
        """An observer's address for one meeting."""
        return await self._create(
            records.OBSERVER, meeting=meeting, name=name, reusable=reusable, until=until
        )

    async def _create(
        self,
        kind: str,
        *,
        account: str | None = None,
        site: str | None = None,
        meeting: str | None = None,
        delegate: str | None = None,
        name: str = "",
        office: str = "",
        reusable: bool = False,
        until: datetime | None = None,
    ) -> tuple[Link, str]:
        now = self._clock()
        ends = max(until or now, now + self._lifetimes.link)
        link = Link(
            secrets.new_id(), kind, ends, now, account, site, meeting, delegate, name, office, reusable
        )
        token = secrets.new_token()
        await self._repository.add(link, secrets.digest(token))
        return link, self._address(token)

    def _address(self, token: str) -> str:
        return f"{self._base_url}/j/{token}"

    async def open(self, token: str, address: str) -> tuple[SignIn, str | None]:
        """Sign in by a link: (sign-in, the meeting it is for or None).

        Raises:
            NotFound: ``link.not_valid`` for an unknown token; who has the right token learns why it no
                longer opens: ``link.used``, ``link.expired`` or ``link.revoked``.
            TooMany: ``session.throttled``.
        """
        source = self._enter(address)
        link = await self._take(token, OPENABLE)
        sign_in = await self._sign_in(link)
        self._throttle.refund(source)
        return sign_in, link.meeting

    async def _sign_in(self, link: Link) -> SignIn:
        if link.kind == records.ACCOUNT:
            account = await self._accounts.get(link.account or "")
            if account is None or account.disabled:
                raise NotFound("link.not_valid")
            return await self._sessions.open_for_account(account)
        if link.kind == records.DEVICE:
            now = self._clock()
            device = Device(secrets.new_id(), link.site or "", link.name, now, None, None)
            await self._devices.add(device)
            return await self._sessions.open_for_device(device)
        return await self._sessions.open_for_guest(link)

    async def of_meeting(self, meeting: str) -> Sequence[Link]:
        """The delegates' and observers' links of a meeting."""
        return await self._repository.of_meeting(meeting)

    async def revoke(self, meeting: str, link: str) -> None:
        """Revoke a link of a meeting and every sign-in made with it. Raises NotFound ``link.not_found``."""
        found = next((one for one in await self.of_meeting(meeting) if one.id == link), None)
        if found is None:
            raise NotFound("link.not_found")
        await self._end(found)

    async def revoke_of_delegate(self, meeting: str, delegate: str) -> None:
        """Revoke what a delegate was given before: a new link replaces it, or the delegate leaves."""
        for link in await self.of_meeting(meeting):
            if link.delegate == delegate and not link.reusable:
                await self._end(link)

    async def _end(self, link: Link) -> None:
        await self._repository.revoke(self._clock(), id=link.id)
        seat = f"delegate-{link.delegate}" if link.kind == records.DELEGATE else f"observer-{link.id}"
        await self._sessions.end_all("link.revoked", seat=seat, meeting=link.meeting, link=link.id)

    async def revoke_of_account(self, account: str) -> None:
        """Revoke the unopened invitations of an account."""
        await self._repository.revoke(self._clock(), account=account)

    async def create_setup(self) -> str:
        """The first administrator's one-time address; earlier ones no longer work."""
        now = self._clock()
        await self._repository.revoke(now, kind=records.SETUP)
        token = secrets.new_token()
        link = Link(secrets.new_id(), records.SETUP, now + self._lifetimes.setup, now)
        await self._repository.add(link, secrets.digest(token))
        return f"{self._base_url}/setup#{token}"

    async def check_setup(self, token: str, address: str) -> None:
        """Raise NotFound as `open` does unless the setup link can be used."""
        source = self._enter(address)
        why = await self._why_not(token, (records.SETUP,))
        if why is not None:
            raise NotFound(why)
        self._throttle.refund(source)

    async def finish_setup(self, token: str) -> None:
        """Use the setup link up."""
        await self._take(token, (records.SETUP,))

    def _enter(self, address: str) -> str:
        source = address_key(address)
        wait = self._throttle.enter(source)
        if wait:
            raise TooMany("session.throttled", retry_after_s=wait)
        return source

    async def _take(self, token: str, kinds: Sequence[str]) -> Link:
        link = None
        if secrets.looks_like_token(token):
            link = await self._repository.take(secrets.digest(token), self._clock(), kinds=kinds)
        if link is None:
            raise NotFound(await self._why_not(token, kinds) or "link.used")
        return link

    async def _why_not(self, token: str, kinds: Sequence[str]) -> str | None:
        """The code that says why a link does not open; None when it does."""
        link = None
        if secrets.looks_like_token(token):
            link = await self._repository.find(secrets.digest(token), kinds=kinds)
        if link is None:
            return "link.not_valid"
        if link.revoked_at is not None:
            return "link.revoked"
        if link.used_at is not None and not link.reusable:
            return "link.used"
        return "link.expired" if link.expires_at <= self._clock() else None
