"""Halls' machines: pairing with a short code, listing and revoking. Knows no HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from server.clock import Clock
from server.db.repositories.devices import DeviceRepository
from server.errors import NotFound, TooMany
from server.people import pairing, secrets
from server.people.policy import Lifetimes
from server.people.records import Device
from server.people.sessions import Sessions, SignIn
from server.people.sites import Sites
from server.people.texts import one_line
from server.people.throttle import Throttle, address_key


class Devices:
    """Paired machines."""

    def __init__(
        self,
        repository: DeviceRepository,
        sites: Sites,
        sessions: Sessions,
        throttle: Throttle,
        lifetimes: Lifetimes,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._sites = sites
        self._sessions = sessions
        self._throttle = throttle
        self._lifetimes = lifetimes
        self._clock = clock

    async def offer_code(self, site: str) -> tuple[str, datetime]:
        """A fresh pairing code for a site that exists today: (code, when it expires). The last one ends."""
        await self._sites.require(site)
        now = self._clock()
        code, ends = pairing.new_code(), now + self._lifetimes.pairing
        await self._repository.offer(secrets.digest(code.replace("-", "")), site, ends, now)
        return code, ends

    async def pair(self, typed: str, *, name: str, address: str) -> SignIn:
        """Make the machine that typed a code a device of its site and sign it in.

        Raises:
            NotFound: ``pairing.not_valid``: unknown, used and expired look the same.
            TooMany: ``session.throttled``.
        """
        source = address_key(address)
        wait = self._throttle.enter(source)
        if wait:
            raise TooMany("session.throttled", retry_after_s=wait)
        code = pairing.normalise(typed)
        device = None
        if code is not None:
            now = self._clock()
            new = Device(secrets.new_id(), "", one_line(name, 120), now, None, None)
            device = await self._repository.take(secrets.digest(code), new, now)
        if device is None:
            raise NotFound("pairing.not_valid")
        self._throttle.refund(source)
        return await self._sessions.open_for_device(device)

    async def of_site(self, site: str) -> Sequence[Device]:
        """The machines of a site."""
        return await self._repository.of_site(site)

    async def counts(self) -> dict[str, int]:
        """How many machines each site has."""
        return await self._repository.counts()

    async def revoke(self, device: str) -> None:
        """Take a machine's right away; its sign-ins and connections end at once."""
        revoked = await self._repository.revoke(device, self._clock())
        if revoked is None:
            raise NotFound("device.not_found")
        await self._sessions.end_all("device.revoked", seat=f"site-{revoked.site}", device=device)
