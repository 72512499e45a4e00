"""Secrets handed to people and machines: made here, stored only as SHA-256. No I/O, no framework."""

from __future__ import annotations

import hashlib
import re
import secrets

TOKEN_BYTES = 32
SLOT_PATTERN = re.compile(r"\A[0-9a-f]{8}\Z")
TOKEN_PATTERN = re.compile(r"\A[A-Za-z0-9_-]{43}\Z")


def new_token() -> str:
    """256 random bits as 43 URL-safe characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_slot() -> str:
    """The name of one sign-in within one browser: 8 hex characters, not a secret."""
    return secrets.token_hex(4)


def new_id() -> str:
    """The identifier of a row: 12 hex characters, not a secret."""
    return secrets.token_hex(6)


def digest(token: str) -> str:
    """What is stored in place of a token: SHA-256 in hex.

    A slow hash is not needed: the input already has 256 random bits.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def looks_like_token(token: str) -> bool:
    """Whether `token` has the shape `new_token` gives; anything else is not worth a database look-up."""
    return TOKEN_PATTERN.match(token) is not None


def looks_like_slot(slot: str) -> bool:
    """Whether `slot` has the shape `new_slot` gives."""
    return SLOT_PATTERN.match(slot) is not None
