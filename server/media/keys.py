"""The key pair that signs media grants: made at first start, kept in the data folder with mode 0600."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from server.errors import ServerError

FILE = "media-key.json"


class BadKeyFile(ServerError):
    """The key file cannot be read or is not one."""


@dataclass(frozen=True, slots=True, repr=False)
class MediaKey:
    """API key and secret as LiveKit names them. Never logged."""

    key: str
    secret: str


def load_or_create(data: Path) -> MediaKey:
    """The installation's key pair; made with 0600 when there is none. Raises ``BadKeyFile``."""
    path = data / FILE
    made = {"key": f"GB{secrets.token_hex(6)}", "secret": secrets.token_urlsafe(48)}
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return load(data)
    with os.fdopen(handle, "w") as file:
        json.dump(made, file)
        file.flush()
        os.fsync(file.fileno())
    return MediaKey(made["key"], made["secret"])


def load(data: Path) -> MediaKey:
    """The key pair of a data folder that has one."""
    path = data / FILE
    try:
        found = json.loads(path.read_text())
        return MediaKey(str(found["key"]), str(found["secret"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise BadKeyFile("media.bad_key_file", file=str(path)) from None
