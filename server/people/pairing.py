"""Pairing codes: eight characters a technician reads aloud once. Pure: randomness comes from `secrets`."""

from __future__ import annotations

import secrets

# Without the pairs people confuse on paper and by telephone: 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V.
ALPHABET = "34679ACDEFGHJKMNPQRTVWXY"
LENGTH = 8
LIFETIME_S = 600


def new_code() -> str:
    """A fresh code as people see it: two groups of four, 24^8 (about 10^11) possibilities."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def normalise(typed: str) -> str | None:
    """The eight letters of what somebody typed, or None when it cannot be a code."""
    letters = "".join(letter for letter in typed[:64].upper() if letter not in " -–—.\t")
    if len(letters) != LENGTH or any(letter not in ALPHABET for letter in letters):
        return None
    return letters
