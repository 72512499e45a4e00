"""Sign-ins: opening, recognising and ending them. Knows no HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.clock import Clock
from server.db.repositories.sessions import SessionRepository
from server.errors import Unauthenticated
from server.people import records, secrets
from server.people.policy import Lifetimes
from server.people.principals import Principal, principal_of
from server.people.records import Account, Device, FoundSession, Link, NewSession
from server.people.revocations import Revocation, Revocations


@dataclass(frozen=True)
class SignIn:
    """A fresh sign-in: the token goes into the cookie of its slot, once; only its digest is stored."""

    token: str
    slot: str
    principal: Principal
    lasts_s: int


class Sessions:
    """Opaque sessions, a database row each, so that ending one is instant."""

    def __init__(
        self, repository: SessionRepository, revocations: Revocations, lifetimes: Lifetimes, clock: Clock
    ) -> None:
        self._repository = repository
        self._revocations = revocations
        self._lifetimes = lifetimes
        self._clock = clock

    async def open_for_account(self, account: Account) -> SignIn:
        """Sign a person in."""
        ends = self._clock() + self._lifetimes.account
        return await self._open(records.ACCOUNT, ends, self._lifetimes.account_idle, account=account)

    async def open_for_device(self, device: Device) -> SignIn:
        """Sign a hall's machine in."""
        ends = self._clock() + self._lifetimes.device
        return await self._open(records.DEVICE, ends, self._lifetimes.device_idle, device=device)

    async def open_for_guest(self, link: Link) -> SignIn:
        """Sign a delegate or an observer in, until the link itself would end."""
        return await self._open(link.kind, link.expires_at, self._lifetimes.guest_idle, link=link)

    async def _open(
        self,
        kind: str,
        ends: datetime,
        idle: timedelta,
        *,
        account: Account | None = None,
        device: Device | None = None,
        link: Link | None = None,
    ) -> SignIn:
        now = self._clock()
        token, slot, session_id = secrets.new_token(), secrets.new_slot(), secrets.new_id()
        new = NewSession(
            id=session_id,
            token_hash=secrets.digest(token),
            slot=slot,
            kind=kind,
            created_at=now,
            expires_at=ends,
            idle_s=int(idle.total_seconds()),
            account=account.id if account else None,
            device=device.id if device else None,
            link=link.id if link else None,
        )
        found = FoundSession(session_id, slot, kind, ends, now, new.idle_s, account, device, link)
        principal = principal_of(found)
        if principal is None:
            raise Unauthenticated("session.ended")
        await self._repository.add(new)
        if device is not None:
            # The answer names the hall, which only the list of sites knows.
            stored = await self._repository.find_by_id(session_id)
            principal = (stored and principal_of(stored)) or principal
        return SignIn(token, slot, principal, int((ends - now).total_seconds()))

    async def recognise(self, token: str) -> Principal:
        """Whose token this is; notes, at most once a minute, that it is in use.

        Raises:
            Unauthenticated: ``session.required`` for no such token, ``session.ended`` for one that ended.
        """
        if not secrets.looks_like_token(token):
            raise Unauthenticated("session.required")
        found = await self._repository.find(secrets.digest(token))
        if found is None:
            raise Unauthenticated("session.ended")
        now = self._clock()
        principal = principal_of(found)
        idle = now - found.last_seen_at
        lapsed = records.has_lapsed(found.kind, found.expires_at, found.last_seen_at, found.idle_s, now)
        if principal is None or lapsed:
            raise Unauthenticated("session.ended")
        if idle >= self._lifetimes.touch_every:
            await self._repository.touch(found.id, now, found.device.id if found.device else None)
        return principal

    async def close(self, principal: Principal) -> None:
        """Sign out: this one sign-in ends everywhere."""
        ended = await self._repository.revoke(self._clock(), id=principal.session_id)
        await self._announce("session.signed_out", ended, principal.seat, principal.meeting)

    async def end_all(
        self,
        reason: str,
        *,
        seat: str,
        meeting: str | None = None,
        except_for: str | None = None,
        **subject: str,
    ) -> None:
        """End every sign-in of an account, device or link (`account=`, `device=`, `link=` an id)."""
        ended = await self._repository.revoke(self._clock(), except_for=except_for, **subject)
        # A sign-in that goes on keeps the seat: its media stays.
        await self._announce(reason, ended, seat if except_for is None else None, meeting)

    async def _announce(
        self, reason: str, ended: tuple[str, ...], seat: str | None, meeting: str | None
    ) -> None:
        await self._revocations.announce(Revocation(reason, ended, (seat,) if seat else (), meeting))

    async def is_live(self, session_id: str) -> bool:
        """Whether a sign-in still holds, for a connection opened with it; being open counts as use."""
        found = await self._repository.find_by_id(session_id)
        now = self._clock()
        if found is None or principal_of(found) is None or now >= found.expires_at:
            return False
        if now - found.last_seen_at >= self._lifetimes.touch_every:
            await self._repository.touch(found.id, now, found.device.id if found.device else None)
        return True

    async def open_now(self) -> Sequence[str]:
        """The ids of all sign-ins that hold."""
        return await self._repository.open(self._clock())

    async def sweep(self) -> None:
        """Forget what ended a month ago."""
        await self._repository.sweep(self._clock() - timedelta(days=30))
