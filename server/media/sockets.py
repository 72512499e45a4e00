"""Where recorders listen: short names of Unix sockets in a private folder, cleared of what a kill left.

Knows nothing of recorders.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import tempfile
from pathlib import Path

LONGEST = 107
"""Bytes of a Unix socket's path on Linux: ``sun_path`` of unix(7) has 108 with the final zero."""
_RANDOM = 4
_NAME = 2 * _RANDOM + len(".sock")


class TapSockets:
    """Sockets in ``folder``, or in a temporary one where the folder's own path is too long for a socket's.

    Nothing is made before the first socket is asked for.
    """

    def __init__(self, folder: Path) -> None:
        self._wanted = folder.absolute()
        self._folder: Path | None = None

    def new(self) -> Path:
        """A path nobody listens on yet."""
        if self._folder is None:
            self._folder = self._make()
        return self._folder / f"{secrets.token_hex(_RANDOM)}.sock"

    def _make(self) -> Path:
        if len(os.fsencode(self._wanted)) + 1 + _NAME > LONGEST:
            return Path(tempfile.mkdtemp(prefix="giaoban-tap-"))
        self._wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._wanted

    def sweep(self) -> None:
        """Remove sockets nobody listens on any more; another server's on the same folder stay."""
        for path in self._wanted.glob("*.sock"):
            if _is_dead(path):
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove the folder unless somebody still uses it."""
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._folder.rmdir()
            self._folder = None


def _is_dead(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(path))
        except ConnectionRefusedError:
            return True
        except OSError:
            return False
    return False
