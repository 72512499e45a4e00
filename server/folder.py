"""The data folder: who uses it now, and whether it is a demonstration's or a real installation's."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType

from server.settings import BadSetting, Settings

KIND = "kind"
RUNNING = "serve.url"
DEMONSTRATION, INSTALLATION = "demonstration", "installation"
_WORDS = {
    DEMONSTRATION: ("a demonstration", "choose another folder"),
    INSTALLATION: ("real meetings", "set GIAOBAN_DEMO=false, or choose another folder"),
}


class DataFolder:
    """Holds the folder while a server runs: a second one on the same folder is refused."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.path = settings.data
        self._lock: int | None = None

    def __enter__(self) -> DataFolder:
        """Make the folder when needed and lock it. Raises ``BadSetting``."""
        try:
            os.makedirs(self.path, mode=0o700, exist_ok=True)
            self._lock = os.open(self.path / "serve.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BadSetting(f"GIAOBAN_DATA: another server uses {self.path}") from None
        except OSError as error:
            raise BadSetting(f"GIAOBAN_DATA: {self.path}: {error.strerror}") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go."""
        if self._lock is not None:
            os.close(self._lock)

    @property
    def kind(self) -> str | None:
        """``demonstration``, ``installation``, or None for a folder never served."""
        path = self.path / KIND
        return path.read_text().strip() if path.exists() else None

    def require(self, kind: str, *, holds_meetings: bool = False) -> None:
        """Raise ``BadSetting`` when the folder is of the other kind.

        A folder with meetings and no mark is a real installation's, whoever made it.
        """
        known = self.kind or (INSTALLATION if holds_meetings else None)
        if known in _WORDS and known != kind:
            what, hint = _WORDS[known]
            raise BadSetting(f"GIAOBAN_DATA: {self.path} holds {what}; {hint}")

    def claim(self, kind: str, *, holds_meetings: bool) -> None:
        """As ``require``, then mark the folder."""
        self.require(kind, holds_meetings=holds_meetings)
        (self.path / KIND).write_text(kind + "\n")


def announce(settings: Settings) -> None:
    """Leave the running server's address for commands that need it (the port may have been chosen freely)."""
    write_private(settings.data / RUNNING, settings.base_url + "\n")


def running_url(settings: Settings) -> str | None:
    """The address a server on this folder last announced."""
    path = settings.data / RUNNING
    return path.read_text().strip() if path.exists() else None


def write_private(path: Path, text: str) -> None:
    """Write a file only its owner can read, replacing what was there."""
    temporary = path.with_suffix(path.suffix + ".new")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
