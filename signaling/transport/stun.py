"""ICE-lite answers to binding requests (RFC 8445 section 2.5, RFC 8489): pure, no sockets.

Takes a datagram and says what it proves. May not touch sockets or media.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Callable
from dataclasses import dataclass

from aioice import stun

from signaling.errors import SignalingError

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
ROLE_CONFLICT = 487
MAX_STUN_BYTES = 1280


class StunRefused(SignalingError):
    """A datagram that looked like STUN and proves nothing."""

    code = "stun.refused"


@dataclass(frozen=True)
class IceCredentials:
    """User fragment and password of one side (RFC 8445 section 5.3)."""

    ufrag: str
    password: str

    @classmethod
    def generate(cls) -> IceCredentials:
        """Fresh credentials: 8 letters to look up, 24 letters of secret (over 128 bits)."""
        return cls(_random_text(8), _random_text(24))


@dataclass(frozen=True)
class BindingRequest:
    """An authenticated binding request: whose it is, and whether it nominates its path."""

    ufrag: str
    remote_ufrag: str
    nominates: bool
    transaction_id: bytes
    claims_controlled: bool


def _random_text(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def parse_binding_request(data: bytes, password_of: Callable[[str], str | None]) -> BindingRequest:
    """Parse and authenticate; `password_of` gives the password of a local user fragment, or None.

    Raises StunRefused for anything but an authenticated binding request.
    """
    if len(data) > MAX_STUN_BYTES:
        raise StunRefused("too long")
    try:
        message = stun.parse_message(data)
    except (ValueError, IndexError, OverflowError, struct.error) as error:
        raise StunRefused("not STUN") from error
    if message.message_method is not stun.Method.BINDING or message.message_class is not stun.Class.REQUEST:
        raise StunRefused("not a binding request")
    local, separator, remote = str(message.attributes.get("USERNAME", "")).partition(":")
    password = password_of(local) if separator else None
    if password is None or not message.check_message_integrity(password.encode()):
        raise StunRefused("not authenticated")
    return BindingRequest(
        ufrag=local,
        remote_ufrag=remote,
        nominates="USE-CANDIDATE" in message.attributes,
        transaction_id=message.transaction_id,
        claims_controlled="ICE-CONTROLLED" in message.attributes,
    )


def binding_response(request: BindingRequest, password: str, source: tuple[str, int]) -> bytes:
    """The success response for a request seen from `source` (address, port)."""
    message = stun.Message(
        stun.Method.BINDING,
        stun.Class.RESPONSE,
        request.transaction_id,
        {"XOR-MAPPED-ADDRESS": source},
    )
    message.add_message_integrity(password.encode())
    return bytes(message)


def role_conflict(request: BindingRequest, password: str) -> bytes:
    """Tell a client that claims to be controlled that it must control: a lite agent never does."""
    message = stun.Message(
        stun.Method.BINDING,
        stun.Class.ERROR,
        request.transaction_id,
        {"ERROR-CODE": (ROLE_CONFLICT, "Role Conflict")},
    )
    message.add_message_integrity(password.encode())
    return bytes(message)
