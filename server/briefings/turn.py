"""Short-lived TURN credentials as coturn checks them (its REST API: HMAC-SHA1 over the user name). Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

LIFETIME = timedelta(hours=12)


def ice_servers(urls: Sequence[str], secret: str | None, seat: str, now: datetime) -> list[dict[str, Any]]:
    """What a browser needs to reach media through TURN; nothing when none is configured.

    No public STUN or TURN server is ever named.
    """
    if not urls or not secret:
        return []
    user = f"{int((now + LIFETIME).timestamp())}:{seat}"
    # SHA-1 is what coturn's --use-auth-secret computes; as an HMAC key check it is not weak.
    mac = hmac.new(secret.encode(), user.encode(), hashlib.sha1).digest()
    return [{"urls": list(urls), "username": user, "credential": base64.b64encode(mac).decode()}]
