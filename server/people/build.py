"""Puts the people services together for the composition root."""

from __future__ import annotations

from dataclasses import dataclass

from server.clock import waiting_clock
from server.db.repositories.accounts import AccountRepository
from server.db.repositories.devices import DeviceRepository
from server.db.repositories.sessions import LinkRepository, SessionRepository
from server.db.repositories.sites import SiteRepository
from server.ground import Ground
from server.people import policy
from server.people.accounts import Accounts
from server.people.devices import Devices
from server.people.keyring import Keyring
from server.people.links import Links
from server.people.passwords import Passwords
from server.people.policy import Lifetimes
from server.people.revocations import Revocations
from server.people.sessions import Sessions
from server.people.sites import Sites
from server.people.throttle import Throttle


@dataclass(frozen=True)
class People:
    """The services about people, machines and sites."""

    accounts: Accounts
    sessions: Sessions
    links: Links
    devices: Devices
    sites: Sites
    revocations: Revocations

    async def start(self) -> None:
        """Listen for revocations of other processes and forget what ended long ago."""
        await self.revocations.start()
        await self.sessions.sweep()

    async def stop(self) -> None:
        """Stop listening."""
        await self.revocations.stop()


def build_people(ground: Ground, passwords: Passwords, keyring: Keyring) -> People:
    """Everything of this package; opens no connection yet. ``keyring``: see there."""
    settings, database, clock = ground.settings, ground.database, ground.clock
    monotonic = waiting_clock(clock)
    lifetimes = Lifetimes.from_settings(settings)
    account_rows, device_rows = AccountRepository(database), DeviceRepository(database)
    revocations = Revocations(ground.bus)
    sessions = Sessions(SessionRepository(database), revocations, lifetimes, clock)
    link_throttle = Throttle(policy.PER_ADDRESS_LINKS, monotonic)
    links = Links(
        LinkRepository(database),
        account_rows,
        device_rows,
        sessions,
        link_throttle,
        lifetimes,
        clock,
        settings.base_url,
    )
    sites = Sites(SiteRepository(database), clock)
    pairing = Throttle(policy.PER_ADDRESS_PAIRING, monotonic)
    accounts = Accounts(
        account_rows,
        passwords,
        sessions,
        links,
        Throttle(policy.PER_LOGIN, monotonic),
        Throttle(policy.PER_LOGIN_ANYWHERE, monotonic),
        Throttle(policy.PER_ADDRESS, monotonic),
        keyring,
        clock,
    )
    devices = Devices(device_rows, sites, sessions, pairing, lifetimes, clock)
    return People(accounts, sessions, links, devices, sites, revocations)
