"""A voter in a secret poll as their browser would be: makes a serial, blinds it, unblinds, casts.

The client's side of RFC 9474 (RSABSSA-SHA384-PSS-Deterministic), written from the RFC so that it can disagree
with both the server and the browser.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from server.ballots.proofs import statement, to_bytes, to_text

SALT = 48


def mgf1(seed: bytes, length: int) -> bytes:
    """RFC 8017 appendix B.2.1 with SHA-384."""
    blocks = (hashlib.sha384(seed + number.to_bytes(4)).digest() for number in range(length // 48 + 1))
    return b"".join(blocks)[:length]


def pss_encode(message: bytes, bits: int, salt: bytes) -> bytes:
    """EMSA-PSS-ENCODE of RFC 8017 section 9.1.1 with SHA-384."""
    length = (bits + 7) // 8
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    block = bytes(length - len(salt) - 48 - 2) + b"\x01" + salt
    mask = mgf1(digest, len(block))
    masked = bytearray(a ^ b for a, b in zip(block, mask, strict=True))
    masked[0] &= 0xFF >> (8 * length - bits)
    return bytes(masked) + digest + b"\xbc"


def public_numbers(spki: str) -> rsa.RSAPublicNumbers:
    key = load_der_public_key(base64.b64decode(spki))
    assert isinstance(key, rsa.RSAPublicKey)
    return key.public_numbers()


@dataclass
class SecretVoter:
    """One voter's credential and ballots in one poll."""

    meeting: str
    poll: str
    public: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    signature: bytes = b""

    def __post_init__(self) -> None:
        self.numbers = public_numbers(self.public)
        self.factor = secrets.randbelow(self.numbers.n - 2) + 2

    @property
    def serial(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def blinded(self) -> str:
        n, e = self.numbers.n, self.numbers.e
        if not hasattr(self, "_blinded"):
            encoded = pss_encode(self.serial, n.bit_length() - 1, secrets.token_bytes(SALT))
            number = int.from_bytes(encoded) * pow(self.factor, e, n) % n
            self._blinded = to_text(number.to_bytes((n.bit_length() + 7) // 8))
        return self._blinded

    def take(self, blind_signature: str) -> None:
        n = self.numbers.n
        signed = int.from_bytes(to_bytes(blind_signature)) * pow(self.factor, -1, n) % n
        self.signature = signed.to_bytes((n.bit_length() + 7) // 8)

    def ballot(self, *choices: str, change: int = 0) -> dict[str, Any]:
        given = statement(self.meeting, self.poll, choices, change)
        first, second = decode_dss_signature(self.key.sign(given, ec.ECDSA(hashes.SHA256())))
        return {
            "meeting": self.meeting,
            "poll": self.poll,
            "serial": to_text(self.serial),
            "choices": list(choices),
            "signature": to_text(self.signature),
            "proof": to_text(first.to_bytes(32) + second.to_bytes(32)),
            "change": change,
        }
