"""What was last signalled about a meeting's media, for screens that open later. Knows no plane and no bus.

Signals are sent when something changes and kept by nobody; a screen opened between two changes would show
lines as never measured.
"""

from __future__ import annotations

from collections.abc import Iterator

QUALITY, SPEAKERS = "quality", "speakers"
TOLD = frozenset({"chair", "deputy", "secretary", "technician", "site"})
"""Roles that are told on opening: those whose screens show the halls' lines."""
MAX_LINES = 2048


class Heard:
    """The last quality of each line and the last speakers, by media identity (the seat)."""

    def __init__(self) -> None:
        self._lines: dict[str, dict[str, object]] = {}
        self._speakers: list[object] = []

    def note(self, name: str, data: object) -> None:
        """Remember a signal if it is one of the two; what is malformed or beyond the bound is not kept."""
        if not isinstance(data, dict):
            return
        identity, speakers = data.get("identity"), data.get("identities")
        if name == QUALITY and isinstance(identity, str):
            if identity in self._lines or len(self._lines) < MAX_LINES:
                self._lines[identity] = data
        elif name == SPEAKERS and isinstance(speakers, list):
            self._speakers = speakers

    def forget(self, identity: str) -> None:
        """The participant left: its line is not measured any more."""
        self._lines.pop(identity, None)
        self._speakers = [one for one in self._speakers if one != identity]

    def signals(self) -> Iterator[tuple[str, dict[str, object]]]:
        """Name and data of the signals that bring a new screen up to date."""
        for line in self._lines.values():
            yield QUALITY, line
        if self._speakers:
            yield SPEAKERS, {"identities": self._speakers}
