"""Short-lived TURN credentials for coturn's ``use-auth-secret`` (draft-uberti-behave-turn-rest-00)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

from server.settings import Settings

LIFETIME = timedelta(hours=12)


def ice_servers(settings: Settings, seat: str, now: datetime) -> list[dict[str, object]]:
    """The TURN servers for one seat; empty when none is set up."""
    if not settings.turn_urls or not settings.turn_secret:
        return []
    # The name only tells users apart in coturn's quota; it says nothing about the person.
    tag = hashlib.sha256(seat.encode()).hexdigest()[:12]
    username = f"{int((now + LIFETIME).timestamp())}:{tag}"
    digest = hmac.new(settings.turn_secret.encode(), username.encode(), hashlib.sha1).digest()
    credential = base64.b64encode(digest).decode()
    return [{"urls": list(settings.turn_urls), "username": username, "credential": credential}]
