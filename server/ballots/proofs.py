"""Checking a secret ballot: with the public key of its poll and the ballot alone, now or years later."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

from rooms import canonical
from rooms.voting.poll_words import BoxBallot

POINT, HALF = 65, 32
SALT = 48
"""Bytes of salt in RSABSSA-SHA384-PSS-Deterministic (RFC 9474 section 5)."""


def to_text(raw: bytes) -> str:
    """Bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    """The same, read; only the one spelling ``to_text`` has is taken. Raises ValueError."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("not base64url") from error
    if to_text(raw) != text:
        raise ValueError("not the only spelling")
    return raw


def statement(meeting: str, poll: str, choices: Sequence[str], change: int) -> bytes:
    """What a voter signs with the key whose public half is the serial: RFC 8785 JSON."""
    return canonical({"change": change, "choices": list(choices), "meeting": meeting, "poll": poll})


def is_genuine(public: str, meeting: str, poll: str, ballot: BoxBallot) -> bool:
    """Whether the server signed the serial, and whoever made the serial chose this."""
    try:
        serial, signature = to_bytes(ballot.serial), to_bytes(ballot.signature)
        proof = to_bytes(ballot.proof)
        if len(serial) != POINT or len(proof) != 2 * HALF:
            return False
        voter = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), serial)
        scheme = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=SALT)
        _server_key(public).verify(signature, serial, scheme, hashes.SHA384())
        given = statement(meeting, poll, ballot.choices, ballot.change)
        voter.verify(_dss(proof), given, ec.ECDSA(hashes.SHA256()))
    except (ValueError, InvalidSignature):
        return False
    return True


def _dss(proof: bytes) -> bytes:
    """WebCrypto's two numbers side by side as the DER that ``cryptography`` reads."""
    return encode_dss_signature(int.from_bytes(proof[:HALF]), int.from_bytes(proof[HALF:]))


@lru_cache(maxsize=16)
def _server_key(public: str) -> rsa.RSAPublicKey:
    key = load_der_public_key(base64.b64decode(public, validate=True))
    if not isinstance(key, rsa.RSAPublicKey):
        raise ValueError("not an RSA key")
    return key
