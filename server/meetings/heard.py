"""What was last signalled about a meeting, for screens that open later. Knows no plane and no bus.

Signals are sent when something changes and kept by nobody; a screen opened between two changes would show
lines as never measured, and the page in front without what is drawn on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rooms import Meeting, Viewer
from server.meetings.aids import Aids
from server.meetings.signals import hears

QUALITY, SPEAKERS = "quality", "speakers"
TOLD = frozenset({"chair", "deputy", "secretary", "technician", "site"})
"""Roles that are told of lines on opening: those whose screens show them."""
MAX_LINES = 2048


class Heard:
    """The last quality of each line, the last speakers, by media identity (the seat), and the page's aids."""

    def __init__(self) -> None:
        self._lines: dict[str, dict[str, object]] = {}
        self._speakers: list[object] = []
        self.aids = Aids()

    def note(self, state: Meeting, name: str, data: object) -> None:
        """Remember a signal if it is one of those; what is malformed or beyond the bound is not kept."""
        if not isinstance(data, dict):
            return
        self.aids.note(state, name, data)
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

    def signals(self, state: Meeting, viewer: Viewer) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Name and data of the signals that bring a new screen of this viewer up to date."""
        if viewer.role in TOLD:
            yield from self._of_lines()
        yield from ((name, data) for name, data in self.aids.signals(state) if hears(state, viewer, name))

    def _of_lines(self) -> Iterator[tuple[str, Mapping[str, object]]]:
        for line in self._lines.values():
            yield QUALITY, line
        if self._speakers:
            yield SPEAKERS, {"identities": self._speakers}
