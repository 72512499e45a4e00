"""Grants are the same for every engine: LiveKit tokens signed with the shared key. Pure."""

from __future__ import annotations

from signaling.auth import ApiKey, GrantClaims, mint
from signaling.plane import Grant
from signaling.rights import PublishRights


def grant_for(
    api: ApiKey,
    room: str,
    identity: str,
    name: str,
    rights: PublishRights,
    *,
    hidden: bool,
    ttl_s: int,
    session: str = "",
    now: float | None = None,
) -> Grant:
    """A token that opens `room` for `identity` with these rights, dated `now` (Unix seconds)."""
    claims = GrantClaims(
        identity=identity,
        room=room,
        name=name,
        can_publish=rights != PublishRights(),
        can_publish_data=not hidden,
        hidden=hidden,
        token_id=session,
        rights=rights,
    )
    return Grant(mint(api, claims, ttl_s=ttl_s, now=now))
