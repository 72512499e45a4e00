"""LiveKit access tokens (JWT, HS256): minting and verifying. A token is never logged.

Claims as LiveKit defines them: `iss` the API key, `sub` the identity, `video` the grants.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from signaling.errors import TokenRefused
from signaling.rights import SOURCE_NAMES, PublishRights

EVERYTHING = PublishRights.all()
MAX_TOKEN_BYTES = 4096
MAX_IDENTITY_LETTERS = 128
MAX_NAME_LETTERS = 256
MAX_METADATA_BYTES = 4096
CLOCK_LEEWAY_S = 30
DEFAULT_TTL_S = 6 * 3600

_CODES = {
    "malformed": ("token.malformed", 401),
    "signature": ("token.signature", 401),
    "expired": ("token.expired", 401),
    "other_room": ("token.other_room", 403),
    "no_join": ("token.no_join", 403),
    "missing": ("token.missing", 401),
}


def refused(why: str) -> TokenRefused:
    """The refusal for a reason name, with its stable code and HTTP status."""
    error = TokenRefused(why)
    error.code, error.status = _CODES[why]
    return error


@dataclass(frozen=True)
class GrantClaims:
    """What a verified token says; times in Unix seconds, 0 when it does not say."""

    identity: str
    room: str
    name: str = ""
    metadata: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    can_publish: bool = True
    can_subscribe: bool = True
    can_publish_data: bool = True
    can_update_metadata: bool = False
    hidden: bool = False
    token_id: str = ""
    rights: PublishRights = EVERYTHING
    issued_at: float = 0.0
    expires_at: float = 0.0


@dataclass(frozen=True)
class ApiKey:
    """The key pair that signs and checks tokens."""

    key: str
    secret: str


def mint(api: ApiKey, claims: GrantClaims, *, ttl_s: int = DEFAULT_TTL_S, now: float | None = None) -> str:
    """A token for `claims` good for `ttl_s` seconds."""
    # Finer than seconds, for removal looks at it; never rounded up, or a removal right after would miss it.
    issued_at = math.floor((time.time() if now is None else now) * 1000) / 1000
    grant: dict[str, Any] = {
        "room": claims.room,
        "roomJoin": True,
        "canPublish": claims.can_publish,
        "canSubscribe": claims.can_subscribe,
        "canPublishData": claims.can_publish_data,
        "canUpdateOwnMetadata": claims.can_update_metadata,
        "hidden": claims.hidden,
    }
    if claims.rights != EVERYTHING:
        grant["canPublishSources"] = [
            name for source, name in SOURCE_NAMES.items() if claims.rights.allows(source)
        ]
    payload: dict[str, Any] = {
        "iss": api.key,
        "sub": claims.identity,
        "name": claims.name,
        "metadata": claims.metadata,
        "attributes": dict(claims.attributes),
        "nbf": issued_at,
        "exp": int(issued_at) + ttl_s,
        "jti": claims.token_id or claims.identity,
        "video": grant,
    }
    return jwt.encode({"alg": "HS256", "typ": "JWT"}, payload, _key(api))


def verify(
    api: ApiKey, token: str, *, room: str | None = None, now: float | None = None, newest: float = 0.0
) -> GrantClaims:
    """The claims of a good token; `room`, when given, must be the token's. Raises TokenRefused.

    `newest`: a token dated up to then is not too early, even if that is after `now`. Another process of this
    machine may have dated it by a wall clock that was set since.
    """
    if not token:
        raise refused("missing")
    if len(token) > MAX_TOKEN_BYTES:
        raise refused("malformed")
    payload = _decode(api, token)
    now = time.time() if now is None else now
    _check_times(payload, now, max(now, newest))
    if not hmac.compare_digest(str(payload.get("iss", "")), api.key):
        raise refused("signature")
    claims = _claims(payload)
    if room is not None and claims.room != room:
        raise refused("other_room")
    return claims


def _key(api: ApiKey) -> OctKey:
    return OctKey.import_key(api.secret)


def _decode(api: ApiKey, token: str) -> dict[str, Any]:
    try:
        decoded = jwt.decode(token, _key(api), algorithms=["HS256"])
    except JoseError as error:
        raise refused("signature" if "signature" in error.error else "malformed") from error
    except (ValueError, TypeError, json.JSONDecodeError) as error:
        raise refused("malformed") from error
    if not isinstance(decoded.claims, dict):
        raise refused("malformed")
    return decoded.claims


def _check_times(payload: Mapping[str, Any], now: float, newest: float) -> None:
    expires, not_before = payload.get("exp"), payload.get("nbf", 0)
    if not isinstance(expires, int | float) or not isinstance(not_before, int | float):
        raise refused("malformed")
    if now > expires + CLOCK_LEEWAY_S or newest < not_before - CLOCK_LEEWAY_S:
        raise refused("expired")


def _text(value: Any, limit: int) -> str:  # noqa: ANN401 - raw JSON
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > limit:
        raise refused("malformed")
    return value


def _claims(payload: Mapping[str, Any]) -> GrantClaims:
    grant = payload.get("video")
    identity = _text(payload.get("sub"), MAX_IDENTITY_LETTERS)
    if not isinstance(grant, dict) or not identity:
        raise refused("malformed")
    room = _text(grant.get("room"), MAX_IDENTITY_LETTERS)
    if grant.get("roomJoin") is not True or not room:
        raise refused("no_join")
    attributes = payload.get("attributes") or {}
    if not isinstance(attributes, dict) or len(json.dumps(attributes)) > MAX_METADATA_BYTES:
        raise refused("malformed")
    return GrantClaims(
        identity=identity,
        room=room,
        name=_text(payload.get("name"), MAX_NAME_LETTERS),
        metadata=_text(payload.get("metadata"), MAX_METADATA_BYTES),
        attributes={str(key): str(value) for key, value in attributes.items()},
        can_publish=grant.get("canPublish", True) is not False,
        can_subscribe=grant.get("canSubscribe", True) is not False,
        can_publish_data=grant.get("canPublishData", True) is not False,
        can_update_metadata=grant.get("canUpdateOwnMetadata") is True,
        hidden=grant.get("hidden") is True,
        token_id=_text(payload.get("jti"), MAX_IDENTITY_LETTERS),
        rights=_rights(grant),
        issued_at=float(payload.get("nbf") or payload.get("iat") or 0),
        expires_at=float(payload["exp"]),
    )


def _rights(grant: Mapping[str, Any]) -> PublishRights:
    # As LiveKit reads them: no list (or an empty one) means every source, `canPublish: false` means none.
    if grant.get("canPublish", True) is False:
        return PublishRights()
    sources = grant.get("canPublishSources") or []
    if not isinstance(sources, list):
        raise refused("malformed")
    if not sources:
        return EVERYTHING
    return PublishRights(
        camera="camera" in sources, microphone="microphone" in sources, screen="screen_share" in sources
    )


def refreshed(claims: GrantClaims, now: float) -> GrantClaims | None:
    """The claims of a newer token with the same life, once half of this one's has gone; else None."""
    life = claims.expires_at - claims.issued_at
    if not claims.issued_at or life <= 0 or now < claims.issued_at + life / 2:
        return None
    return replace(claims, issued_at=now, expires_at=now + life)


def token_fingerprint(token: str) -> str:
    """A short name for a token in revocation lists; does not give the token away."""
    return hashlib.sha256(token.encode()).hexdigest()[:16]
