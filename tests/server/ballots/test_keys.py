"""Blind signatures: the RFC's own vector, and that nonsense is not signed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from rooms.voting.poll_words import BoxBallot
from server.ballots.keys import LENGTH, BadBlinded, PollKey, blind_sign, make_key
from server.ballots.proofs import is_genuine, to_bytes, to_text
from tests.support.voter import SecretVoter, pss_encode

# RFC 9474 appendix A, RSABSSA-SHA384-PSS-Deterministic.
VECTOR: dict[str, Any] = json.loads((Path(__file__).parent / "rfc9474.json").read_text())


def number(name: str) -> int:
    return int(VECTOR[name], 16)


def vector_key() -> rsa.RSAPrivateKey:
    p, q, d = number("p"), number("q"), number("d")
    public = rsa.RSAPublicNumbers(number("e"), number("n"))
    made = rsa.RSAPrivateNumbers(
        p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q), public
    )
    return made.private_key()


def test_the_vector_of_the_rfc_is_signed_as_it_says() -> None:
    n, e = number("n"), number("e")
    message, salt = bytes.fromhex(VECTOR["msg"]), bytes.fromhex(VECTOR["salt"])
    encoded = pss_encode(message, n.bit_length() - 1, salt)
    factor = pow(number("inv"), -1, n)
    length = (n.bit_length() + 7) // 8
    blinded = (int.from_bytes(encoded) * pow(factor, e, n) % n).to_bytes(length)
    der = vector_key().private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signed = blind_sign(der, blinded)
    assert signed.hex() == VECTOR["blind_sig"]
    signature = int.from_bytes(signed) * number("inv") % n
    assert signature.to_bytes(length).hex() == VECTOR["sig"]
    scheme = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)
    vector_key().public_key().verify(signature.to_bytes(length), message, scheme, hashes.SHA384())


@pytest.fixture(scope="module")
def key() -> PollKey:
    return make_key()


def test_the_same_blinded_message_gets_the_same_signature(key: PollKey) -> None:
    blinded = to_bytes(SecretVoter("m", "v1", key.public).blinded())
    assert blind_sign(key.private, blinded) == blind_sign(key.private, blinded)


@pytest.mark.parametrize(
    "blinded", [b"", bytes(LENGTH), b"\xff" * LENGTH, b"\x01" * (LENGTH - 1), b"\x01" * (LENGTH + 1)]
)
def test_what_is_no_blinded_message_is_not_signed(key: PollKey, blinded: bytes) -> None:
    with pytest.raises(BadBlinded):
        blind_sign(key.private, blinded)


def ballot_of(sent: dict[str, Any]) -> BoxBallot:
    return BoxBallot(sent["serial"], tuple(sent["choices"]), sent["signature"], sent["proof"], sent["change"])


def test_a_ballot_is_genuine_for_its_poll_its_choices_and_its_credential_only(key: PollKey) -> None:
    voter = SecretVoter("m", "v1", key.public)
    voter.take(to_text(blind_sign(key.private, to_bytes(voter.blinded()))))
    sent = voter.ballot("yes")
    assert is_genuine(key.public, "m", "v1", ballot_of(sent))
    assert not is_genuine(key.public, "m", "v2", ballot_of(sent))
    assert not is_genuine(key.public, "n", "v1", ballot_of(sent))
    assert not is_genuine(make_key().public, "m", "v1", ballot_of(sent))
    for name, value in (
        ("choices", ["no"]),
        ("change", 1),
        ("serial", SecretVoter("m", "v1", key.public).ballot("yes")["serial"]),
        ("signature", "A" * 342),
        ("signature", "!"),
        ("proof", "A" * 86),
        ("serial", "C" + sent["serial"][1:]),
        ("serial", ""),
    ):
        assert not is_genuine(key.public, "m", "v1", ballot_of({**sent, name: value})), name
    stranger = SecretVoter("m", "v1", key.public)
    stranger.signature = voter.signature
    assert not is_genuine(key.public, "m", "v1", ballot_of(stranger.ballot("yes")))


def test_text_has_one_spelling() -> None:
    assert to_bytes(to_text(b"\x00\xff")) == b"\x00\xff"
    for text in ("AP8=", "AP9", "A", "á"):
        with pytest.raises(ValueError, match=r"base64url|spelling"):
            to_bytes(text)
