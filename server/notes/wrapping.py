"""Keys and what they are wrapped under: AES-256-GCM under a stretched secret. Pure but for randomness.

The additional data binds a wrapping to its owner, key, kind and sign-in, so that a row moved or copied in the
database opens nothing.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.db.repositories.note_keys import SESSION, Wrapping
from server.people.secrets import new_id

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12
_PURPOSE = b"giaoban-notes/1 session"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A sign-in as a request carries it: its id and its token, of which only a digest is stored."""

    session: str
    token: str


@dataclass(frozen=True, slots=True, repr=False)
class NoteKey:
    """A key in the open; ``id`` is no secret. Has no ``repr`` that could end in a log."""

    id: str
    key: bytes


def new_key() -> NoteKey:
    """256 random bits under a new id."""
    return NoteKey(new_id(), secrets.token_bytes(KEY_BYTES))


def new_salt() -> bytes:
    """A salt for one wrapping."""
    return secrets.token_bytes(SALT_BYTES)


def seal(owner: str, kind: str, key: NoteKey, secret: bytes, session: str | None = None) -> bytes:
    """The key encrypted under a secret of 32 bytes: nonce, then ciphertext and tag."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(secret).encrypt(nonce, key.key, _context(owner, key.id, kind, session))


def unseal(owner: str, wrapping: Wrapping, secret: bytes) -> NoteKey | None:
    """The key, or None when the secret is another one or the wrapping was tampered with."""
    nonce, sealed = wrapping.box[:_NONCE_BYTES], wrapping.box[_NONCE_BYTES:]
    context = _context(owner, wrapping.key_id, wrapping.kind, wrapping.session)
    try:
        return NoteKey(wrapping.key_id, AESGCM(secret).decrypt(nonce, sealed, context))
    except InvalidTag:
        return None


def for_session(owner: str, key: NoteKey, bearer: Bearer) -> Wrapping:
    """What a sign-in's own token opens."""
    salt = new_salt()
    box = seal(owner, SESSION, key, _of_token(bearer.token, salt), bearer.session)
    return Wrapping(new_id(), key.id, SESSION, salt, box, session=bearer.session)


def by_session(owner: str, wrapping: Wrapping, bearer: Bearer) -> NoteKey | None:
    """The key by the token of a sign-in."""
    return unseal(owner, wrapping, _of_token(bearer.token, wrapping.salt))


def _of_token(token: str, salt: bytes) -> bytes:
    """HKDF-SHA256 (RFC 5869). A slow function is not needed: a token has 256 random bits."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt, _PURPOSE).derive(token.encode())


def _context(owner: str, key_id: str, kind: str, session: str | None) -> bytes:
    return f"giaoban-key/1|{owner}|{key_id}|{kind}|{session or ''}".encode()
