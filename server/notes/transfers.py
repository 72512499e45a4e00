"""Codes that carry the key of somebody's notes from one of their sign-ins to another, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.clock import Clock
from server.db.repositories.note_keys import TRANSFER, NoteKeyRepository, Owner, Wrapping
from server.errors import Forbidden, Gone, TooMany
from server.notes.keys import Keys, Opened
from server.notes.wrapping import Bearer, for_session, new_salt, seal, unseal
from server.people import pairing
from server.people.passwords import Cost
from server.people.secrets import new_id
from server.people.throttle import Throttle, ThrottlePolicy

LENGTH = 12
"""Letters of a code: 24^12, about 55 bits, which nobody tries out in ten minutes against argon2id."""
LIFETIME = timedelta(minutes=10)
TRIES = 5
PER_OWNER = ThrottlePolicy(free=20, first_wait_s=1, longest_wait_s=60, forget_s=600)
"""Each code and each try costs memory and time to stretch."""


@dataclass(frozen=True, slots=True, repr=False)
class Code:
    """A code as people read it, and when it ends."""

    text: str
    expires_at: datetime


class Transfers:
    """Makes codes and takes them. An owner has one at a time."""

    def __init__(
        self, keys: Keys, repository: NoteKeyRepository, clock: Clock, monotonic: Callable[[], float]
    ) -> None:
        self._keys = keys
        self._repository = repository
        self._clock = clock
        self._throttle = Throttle(PER_OWNER, monotonic)

    async def create(self, owner: Owner, bearer: Bearer, *, has_password: bool) -> Code:
        """A new code; an earlier one ends. Raises as `Keys.opened`, TooMany ``session.throttled``."""
        opened = await self._keys.opened(owner, bearer, has_password=has_password)
        self._enter(owner)
        text, expires_at = pairing.new_code(LENGTH), self._clock() + LIFETIME
        salt, cost = new_salt(), self._keys.cost
        secret = await self._keys.stretched(pairing.normalise(text, LENGTH) or "", salt, cost)
        box = seal(owner.id, TRANSFER, opened.key, secret)
        await self._keys.keep(
            owner,
            Wrapping(
                new_id(),
                opened.key.id,
                TRANSFER,
                salt,
                box,
                str(cost),
                expires_at=expires_at,
                tries_left=TRIES,
            ),
        )
        return Code(text, expires_at)

    async def claim(self, owner: Owner, bearer: Bearer, typed: str, *, has_password: bool) -> Opened:
        """Open the notes in this sign-in by a code made in another of the same owner.

        Raises:
            Forbidden: ``notes.wrong_code`` with ``tries_left``.
            Gone: ``notes.code_ended``: used, too old, tried too often, replaced, or there was none.
            TooMany: ``session.throttled``.
        """
        self._enter(owner)
        wrapping = await self._repository.take_try(owner.id, self._clock())
        if wrapping is None:
            raise Gone("notes.code_ended")
        letters = pairing.normalise(typed, LENGTH)
        if letters is None:
            raise await self._wrong(wrapping)
        secret = await self._keys.stretched(letters, wrapping.salt, Cost.read(wrapping.cost))
        key = unseal(owner.id, wrapping, secret)
        if key is None:
            raise await self._wrong(wrapping)
        if not await self._repository.use_up(owner.id, wrapping.id, for_session(owner.id, key, bearer)):
            raise Gone("notes.code_ended")
        return await self._keys.opened(owner, bearer, has_password=has_password)

    async def _wrong(self, wrapping: Wrapping) -> Forbidden:
        if wrapping.tries_left == 0:
            await self._repository.end_code(wrapping.id)
        return Forbidden("notes.wrong_code", tries_left=wrapping.tries_left)

    def _enter(self, owner: Owner) -> None:
        wait = self._throttle.enter(owner.id)
        if wait:
            raise TooMany("session.throttled", retry_after_s=wait)
