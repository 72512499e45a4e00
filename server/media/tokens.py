"""The sign-in a media token was made for, kept as the token's id."""

from __future__ import annotations

_SESSION = "session:"


def token_id_of(session: str) -> str:
    """The id of a token made for a sign-in; empty without one."""
    return _SESSION + session if session else ""


def session_of(token_id: str) -> str | None:
    """The sign-in a media token was made for; None for tokens made by hand."""
    return token_id.removeprefix(_SESSION) if token_id.startswith(_SESSION) else None
