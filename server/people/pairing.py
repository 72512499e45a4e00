"""Codes that people read aloud or type once, such as the eight letters that pair a hall's machine. Pure."""

from __future__ import annotations

import secrets

# Without the pairs people confuse on paper and by telephone: 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V.
ALPHABET = "34679ACDEFGHJKMNPQRTVWXY"
LENGTH = 8
LIFETIME_S = 600


def new_code(length: int = LENGTH) -> str:
    """A fresh code as people see it: groups of four, 24^8 (about 10^11) possibilities for eight letters."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return "-".join(letters[start : start + 4] for start in range(0, length, 4))


def normalise(typed: str, length: int = LENGTH) -> str | None:
    """The letters of what somebody typed, or None when it cannot be a code of that length."""
    letters = "".join(letter for letter in typed[:64].upper() if letter not in " -–—.\t")
    if len(letters) != length or any(letter not in ALPHABET for letter in letters):
        return None
    return letters
