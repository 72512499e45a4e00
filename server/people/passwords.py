"""Passwords: the policy, argon2id hashing, verification and stretching off the event loop. Stores nothing."""

from __future__ import annotations

import asyncio
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from argon2.low_level import Type, hash_secret_raw
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

MIN_LENGTH = 10
MAX_LENGTH = 128
MIN_DISTINCT = 4

# Words that guessing programs try first, folded; with digits around them they are refused all the same.
COMMON_WORDS = frozenset(
    """
    password matkhau admin administrator quantri qwerty qwertyuiop letmein welcome giaoban nghean vietnam
    hochiminh iloveyou anhyeuem emyeuanh khongco changeme default secret
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


def fold(text: str) -> str:
    """Lower-case letters without marks, for comparing a password with words."""
    flat = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def weakness(password: str, *, login: str, name: str = "") -> str | None:
    """The code of the first rule the password breaks, or None when it is good enough."""
    if len(password) < MIN_LENGTH:
        return "password.too_short"
    if len(password) > MAX_LENGTH:
        return "password.too_long"
    if len(set(password)) < MIN_DISTINCT or _is_run(password):
        return "password.too_simple"
    flat = fold(password)
    if fold(login) in flat or _resembles(flat, fold(name).replace(" ", "")):
        return "password.has_login"
    if flat.strip("0123456789!@#$%^&*._- ") in COMMON_WORDS:
        return "password.common"
    return None


def _resembles(flat: str, name: str) -> bool:
    return len(name) >= 4 and name in flat.replace(" ", "")


def _is_run(password: str) -> bool:
    """1234567890, abcdefghij and the same backwards."""
    steps = {ord(after) - ord(before) for before, after in pairwise(password)}
    return steps in ({1}, {-1}) or password in ("1234567890", "0987654321")


@dataclass(frozen=True)
class Cost:
    """What argon2id costs: passes, memory in KiB, lanes. The default is the second choice of RFC 9106
    section 4, as for the hashes of passwords. Kept beside what was stretched, so that it can be raised.
    """

    passes: int = 3
    memory_kib: int = 65_536
    lanes: int = 4

    def __str__(self) -> str:
        return f"{self.passes},{self.memory_kib},{self.lanes}"

    @classmethod
    def read(cls, text: str) -> Cost:
        """The cost that `str` wrote. Raises ValueError."""
        passes, memory_kib, lanes = (int(part) for part in text.split(","))
        return cls(passes, memory_kib, lanes)


class Passwords:
    """Hashes and verifies in threads, a few at a time, so that a flood of sign-ins cannot take the machine.

    Argon2id with the library's recommended cost (64 MiB, 3 passes, RFC 9106 section 4 second choice).
    """

    def __init__(
        self, *, at_once: int = 2, hasher: PasswordHash | None = None, cost: Cost | None = None
    ) -> None:
        self._hasher = hasher or PasswordHash((Argon2Hasher(),))
        self.cost = cost or Cost()
        self._gate = asyncio.Semaphore(at_once)
        self._decoy: str | None = None

    async def hash(self, password: str) -> str:
        """The encoded argon2id hash of `password`, normalised to NFC."""
        async with self._gate:
            return await asyncio.to_thread(self._hasher.hash, _normal(password))

    async def verify(self, password: str, encoded: str | None) -> bool:
        """Whether the password matches; with `encoded` None it costs the same and is never true.

        The decoy keeps an unknown login as slow as a known one, so that timing does not tell which exist.
        """
        async with self._gate:
            return await asyncio.to_thread(self._verify, _normal(password), encoded)

    async def derive(self, password: str, salt: bytes, cost: Cost) -> bytes:
        """32 bytes for encrypting, by argon2id from `password` and a salt of their own.

        They tell nothing about the hash that is kept for signing in, nor that about them: salts differ.
        """
        secret = _normal(password).encode("utf-8", "surrogatepass")
        async with self._gate:
            return await asyncio.to_thread(
                hash_secret_raw, secret, salt, cost.passes, cost.memory_kib, cost.lanes, 32, Type.ID
            )

    def _verify(self, password: str, encoded: str | None) -> bool:
        if encoded is not None:
            return self._hasher.verify(password, encoded)
        if self._decoy is None:
            self._decoy = self._hasher.hash("a decoy, never accepted")
        self._hasher.verify(password, self._decoy)
        return False

    async def prepare(self) -> None:
        """Make the decoy ahead of the first sign-in, so that the first unknown login is not slower."""
        if self._decoy is None:
            self._decoy = await self.hash("a decoy, never accepted")


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password[: MAX_LENGTH * 4])
