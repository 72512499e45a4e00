"""The private side of credentials: a key for each secret poll, and its blind signature.

RSA blind signatures as RFC 9474 has them, variant RSABSSA-SHA384-PSS-Deterministic: what a voter sends is
blinded by a factor only their browser knows, so the server cannot tell afterwards which credential it signed
for whom. ``cryptography`` offers no raw RSA, so the one exponentiation is done here, with GMP's numbers.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from math import gcd

import gmpy2
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)

BITS = 2048
LENGTH = BITS // 8


class BadBlinded(ValueError):
    """What was sent cannot be a blinded message for this key."""


@dataclass(frozen=True, slots=True)
class PollKey:
    """A poll's key pair: ``private`` as PKCS #8 (DER), ``public`` as SPKI (DER, base64)."""

    private: bytes
    public: str


def make_key() -> PollKey:
    """A new key; takes some tenths of a second."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    private = made.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    public = made.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return PollKey(private, base64.b64encode(public).decode())


def require_blinded(public: str, blinded: bytes) -> None:
    """Raise BadBlinded for a message of another length than the key's, or not below its modulus."""
    key = load_der_public_key(base64.b64decode(public))
    if not isinstance(key, rsa.RSAPublicKey):
        raise BadBlinded("not an RSA key")
    _number(key.public_numbers().n, blinded)


def _number(n: int, blinded: bytes) -> int:
    message = int.from_bytes(blinded)
    if len(blinded) != (n.bit_length() + 7) // 8 or not 0 < message < n:
        raise BadBlinded("out of range")
    return message


def blind_sign(private: bytes, blinded: bytes) -> bytes:
    """BlindSign of RFC 9474 section 4.3, in a millisecond or two. The same message gets the same signature.

    The message is blinded once more here, so that the time this takes tells nothing about the key. Raises
    BadBlinded as ``require_blinded`` does.
    """
    # Our own key from our own table: checking its primes again would take a hundred times as long as signing.
    key = load_der_private_key(private, password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise BadBlinded("not an RSA key")
    numbers = key.private_numbers()
    n, e = numbers.public_numbers.n, numbers.public_numbers.e
    message, factor = _number(n, blinded), _unit(n)
    hidden = message * gmpy2.powmod(factor, e, n) % n
    signed = _power(numbers, hidden) * gmpy2.invert(factor, n) % n
    if gmpy2.powmod(signed, e, n) != message:  # a fault in one half would give the key away (RFC 9474, 4.3)
        raise ArithmeticError("signing failure")
    return int(signed).to_bytes(len(blinded))


def _unit(n: int) -> int:
    while True:
        factor = secrets.randbelow(n - 2) + 2
        if gcd(factor, n) == 1:
            return factor


def _power(numbers: rsa.RSAPrivateNumbers, value: gmpy2.mpz) -> gmpy2.mpz:
    """``value`` to the private exponent, by the Chinese remainder theorem (RFC 8017 section 5.1.2).

    ``powmod_sec`` takes the same time whatever the exponent is.
    """
    first = gmpy2.powmod_sec(value, numbers.dmp1, numbers.p)
    second = gmpy2.powmod_sec(value, numbers.dmq1, numbers.q)
    return second + numbers.q * (numbers.iqmp * (first - second) % numbers.p)
