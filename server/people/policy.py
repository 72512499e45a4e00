"""How long sign-ins last and how guesses are slowed, in one place. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from server.people.throttle import ThrottlePolicy
from server.settings import Settings

# A login is one person: few free guesses. An address may be a whole office behind one router, everybody
# signing in in the minute before the meeting: attempts under way count until they succeed.
# A login counts per network, so that nobody elsewhere can lock its owner out before a meeting; guesses from
# everywhere together are slowed as well, but never for long.
PER_LOGIN = ThrottlePolicy(free=5, first_wait_s=1, longest_wait_s=900)
PER_LOGIN_ANYWHERE = ThrottlePolicy(free=50, first_wait_s=1, longest_wait_s=10)
PER_ADDRESS = ThrottlePolicy(free=60, first_wait_s=1, longest_wait_s=900)
# Links carry 256 random bits: the limit spares the database, guessing is hopeless anyway.
PER_ADDRESS_LINKS = ThrottlePolicy(free=300, first_wait_s=1, longest_wait_s=900)
# 10 guesses at 24^8 codes, of which a few dozen hold for ten minutes.
PER_ADDRESS_PAIRING = ThrottlePolicy(free=10, first_wait_s=2, longest_wait_s=900)


@dataclass(frozen=True)
class Lifetimes:
    """When sign-ins end: after so long at the latest, or after so long without a request."""

    account: timedelta
    account_idle: timedelta
    device: timedelta
    device_idle: timedelta
    guest_idle: timedelta
    link: timedelta
    invite: timedelta
    pairing: timedelta
    setup: timedelta
    touch_every: timedelta = timedelta(seconds=60)

    @classmethod
    def from_settings(cls, settings: Settings) -> Lifetimes:
        """As the installation chose. Idle times: half a sign-in, a quarter of a device's stay."""
        account = timedelta(hours=settings.session_hours)
        device = timedelta(days=settings.device_days)
        link = timedelta(hours=settings.link_hours)
        return cls(
            account=account,
            account_idle=account / 2,
            device=device,
            device_idle=max(device / 4, timedelta(days=1)),
            guest_idle=timedelta(hours=24),
            link=link,
            invite=link,
            pairing=timedelta(minutes=settings.pairing_minutes),
            setup=timedelta(hours=24),
        )
