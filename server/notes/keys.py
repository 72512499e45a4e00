"""The key of an owner's notes: made at first need, opened by what the owner brings, wrapped for what comes.

A key is in the open for the length of a request only. Nothing here logs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.clock import Clock
from server.db.repositories.note_keys import (
    PASSWORD,
    NoteKeyRepository,
    Owner,
    Ring,
    Wrapping,
    owner_of_account,
)
from server.errors import Conflict, Locked
from server.notes.wrapping import Bearer, NoteKey, by_session, for_session, new_key, new_salt, seal, unseal
from server.people.passwords import Cost, Passwords
from server.people.secrets import new_id
from server.people.sessions import SignIn

BY_PASSWORD, BY_TRANSFER = "password", "transfer"


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """An owner's key, open; ``by_password``: the password opens it as well as this sign-in."""

    owner: str
    key: NoteKey
    by_password: bool


class Keys:
    """Opens keys. ``server.people`` tells it of every password that proved right and of every change."""

    def __init__(self, repository: NoteKeyRepository, passwords: Passwords, clock: Clock) -> None:
        self._repository = repository
        self._passwords = passwords
        self._clock = clock

    async def opened(self, owner: Owner, bearer: Bearer, *, has_password: bool) -> Opened:
        """The key by the sign-in alone. The first call of an owner without a password makes the key.

        With a password the key is made when the password is at hand: what only a sign-in opens ends with it.

        Raises:
            Locked: ``notes.locked`` with ``ways``.
        """
        ring = await self._ring(owner)
        if ring is None and not has_password:
            made = await self._make(owner, bearer)
            if made is not None:
                return made
            ring = await self._ring(owner)
        key = None if ring is None else _held(owner, ring, bearer)
        if ring is not None and key is None and await self._let_go(owner, ring, bearer, has_password):
            return await self.opened(owner, bearer, has_password=has_password)
        if ring is None or key is None:
            raise Locked("notes.locked", ways=ways(ring, bearer, has_password=has_password))
        return Opened(owner.id, key, ring.by_password() is not None)

    async def opened_beside(self, owner: Owner, bearer: Bearer, beside: Sequence[Bearer]) -> Opened | None:
        """The key by another sign-in of the same owner in the same browser; None when none of them opens it.

        From then on this sign-in opens it as well.
        """
        ring = await self._ring(owner)
        if ring is None:
            return None
        key = next((key for other in beside if (key := _held(owner, ring, other)) is not None), None)
        if key is None:
            return None
        await self.keep(owner, for_session(owner.id, key, bearer))
        return Opened(owner.id, key, ring.by_password() is not None)

    async def unlock(self, owner: Owner, bearer: Bearer, password: str) -> Opened:
        """The key by a password that was proved right; from then on the sign-in opens it as well.

        In a sign-in that opens it already, the password will do so from then on.

        Raises:
            Locked: ``notes.locked`` when the password does not open it: it was reset since.
        """
        ring = await self._ring(owner)
        if ring is None:
            made = await self._make(owner, bearer, password)
            if made is not None:
                return made
            ring = await self._ring(owner)
        key = None if ring is None else await self._by_password(owner, ring, password)
        if ring is not None and key is not None:
            await self.keep(owner, for_session(owner.id, key, bearer))
            return Opened(owner.id, key, by_password=True)
        held = None if ring is None else _held(owner, ring, bearer)
        if ring is not None and held is None and await self._let_go(owner, ring, bearer, has_password=False):
            return await self.unlock(owner, bearer, password)
        if held is None:
            raise Locked("notes.locked", ways=ways(ring, bearer, has_password=False))
        await self.keep(owner, await self._under_password(owner, held, password))
        return Opened(owner.id, held, by_password=True)

    async def signed_in(self, account: str, password: str, opened: SignIn) -> None:
        """Somebody signed in with their password. Notes it does not open stay locked and say so."""
        bearer = Bearer(opened.principal.session_id, opened.token)
        try:
            await self.unlock(owner_of_account(account), bearer, password)
        except Locked:
            return

    async def rewrapped(
        self, account: str, current: str | None, new: str, session: str, token: str
    ) -> Wrapping | None:
        """What the account's new password will open; None when nothing at hand opens it now.

        Raises:
            Conflict: ``notes.would_be_lost`` when another sign-in does, which a new password would end.
        """
        owner, bearer = owner_of_account(account), Bearer(session, token)
        ring = await self._ring(owner)
        if ring is None:
            made = await self._make(owner, bearer)
            key = None if made is None else made.key
        else:
            key = None if current is None else await self._by_password(owner, ring, current)
            key = key or _held(owner, ring, bearer)
        if key is not None:
            return await self._under_password(owner, key, new)
        if ways(ring, bearer, has_password=False) and await self._repository.has_notes(owner.id):
            raise Conflict("notes.would_be_lost")
        return None

    async def renounce(self, owner: Owner, bearer: Bearer, *, has_password: bool) -> None:
        """Delete the notes, and everything their key was wrapped under; the next need makes a new key.

        A sign-in that does not open them may do so only when nothing else does: a second link to somebody's
        seat is no right to destroy what they wrote.

        Raises:
            Conflict: ``notes.still_opens`` with ``ways``.
        """
        ring = await self._ring(owner)
        if ring is None:
            return
        left = ways(ring, bearer, has_password=has_password)
        if left and _held(owner, ring, bearer) is None:
            raise Conflict("notes.still_opens", ways=left)
        await self._repository.renounce(owner.id, ring.key_id)

    async def keep(self, owner: Owner, wrapping: Wrapping) -> None:
        """Store a wrapping. Raises Locked ``notes.locked`` when its key was given up meanwhile."""
        if not await self._repository.put(owner.id, wrapping):
            raise Locked("notes.locked", ways=[])

    async def stretched(self, secret: str, salt: bytes, cost: Cost) -> bytes:
        """A password or a code as the secret of a wrapping."""
        return await self._passwords.derive(secret, salt, cost)

    @property
    def cost(self) -> Cost:
        """What stretching costs from now on."""
        return self._passwords.cost

    async def _ring(self, owner: Owner) -> Ring | None:
        return await self._repository.ring(owner.id, self._clock())

    async def _let_go(self, owner: Owner, ring: Ring, bearer: Bearer, has_password: bool) -> bool:
        """Give up a key that nothing opens and that holds no note, as made by a first look."""
        if ways(ring, bearer, has_password=has_password):
            return False
        return await self._repository.renounce(owner.id, ring.key_id, only_unused=True)

    async def _make(self, owner: Owner, bearer: Bearer, password: str | None = None) -> Opened | None:
        """A new key; None when another sign-in of the owner was faster."""
        key = new_key()
        wrappings: tuple[Wrapping, ...] = (for_session(owner.id, key, bearer),)
        if password is not None:
            wrappings += (await self._under_password(owner, key, password),)
        if not await self._repository.make(owner, wrappings, self._clock()):
            return None
        return Opened(owner.id, key, password is not None)

    async def _by_password(self, owner: Owner, ring: Ring, password: str) -> NoteKey | None:
        wrapping = ring.by_password()
        if wrapping is None:
            return None
        secret = await self.stretched(password, wrapping.salt, Cost.read(wrapping.cost))
        return unseal(owner.id, wrapping, secret)

    async def _under_password(self, owner: Owner, key: NoteKey, password: str) -> Wrapping:
        salt, cost = new_salt(), self.cost
        box = seal(owner.id, PASSWORD, key, await self.stretched(password, salt, cost))
        return Wrapping(new_id(), key.id, PASSWORD, salt, box, str(cost))


def ways(ring: Ring | None, bearer: Bearer, *, has_password: bool) -> list[str]:
    """What can open the notes in a sign-in that does not: the password, or a code from another sign-in."""
    if ring is None:
        return [BY_PASSWORD] if has_password else []
    found = [BY_PASSWORD] if has_password and ring.by_password() is not None else []
    elsewhere = any(one.session not in (None, bearer.session) for one in ring.wrappings)
    return [*found, BY_TRANSFER] if elsewhere else found


def _held(owner: Owner, ring: Ring, bearer: Bearer) -> NoteKey | None:
    wrapping = ring.of_session(bearer.session)
    return None if wrapping is None else by_session(owner.id, wrapping, bearer)
