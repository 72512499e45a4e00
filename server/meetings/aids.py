"""The zoom and the marks on the page in front, kept in memory for screens that open later. Pure.

They belong to one showing of one page: what was noted for another is forgotten by itself, so that a page that
comes back is clean. Nothing of it is an event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from rooms import Meeting, may_present
from server.errors import Conflict
from server.meetings.signals import INK, MARKS, ZOOM

MAX_STROKES = 400
MAX_NUMBERS = 12_000
"""Of one page, some 50 kB on the wire: two seconds of a 200 kbit/s line for a screen that opens late."""
Json = dict[str, object]
_Showing = tuple[str | None, int, datetime | None]


@dataclass(slots=True)
class _Stroke:
    """One mark: its parts as they came, each with a first point from the page's corner."""

    tint: int
    parts: list[list[int]] = field(default_factory=list)


class Aids:
    """What was drawn on the page in front, and where the presenter zoomed."""

    def __init__(self) -> None:
        self._showing: _Showing = (None, 1, None)
        self._zoom: Json | None = None
        self._strokes: dict[tuple[str, str], _Stroke] = {}
        self._numbers = 0

    def note(self, state: Meeting, name: str, data: Mapping[str, object]) -> None:
        """Remember a zoom or a mark of the page in front; anything else changes nothing."""
        self._belong_to(state)
        if name not in (ZOOM, INK) or not _is_in_front(state, data):
            return
        if name == ZOOM:
            self._zoom = dict(data) if data.get("w") is not None else None
        elif data.get("clear"):
            self._clear(data)
        else:
            self._draw(data)

    def require_room(self, state: Meeting, data: Mapping[str, object]) -> None:
        """Raise Conflict ``front.marks_full`` when the page takes no further mark."""
        self._belong_to(state)
        full = len(self._strokes) >= MAX_STROKES or self._numbers >= MAX_NUMBERS
        if full and not data.get("clear"):
            raise Conflict("front.marks_full")

    def signals(self, state: Meeting) -> Iterator[tuple[str, Json]]:
        """Name and data of the signals that bring a new screen up to date."""
        self._belong_to(state)
        if self._zoom is not None:
            yield ZOOM, self._zoom
        if self._strokes:
            yield MARKS, {"paper": self._showing[0], "page": self._showing[1], "strokes": self._listed()}

    def restore(self, state: Meeting, told: Mapping[str, object]) -> None:
        """Take over what another process knows, as its ``signals`` told it."""
        zoom, marks = told.get(ZOOM), told.get(MARKS)
        if isinstance(zoom, dict):
            self.note(state, ZOOM, zoom)
        if isinstance(marks, dict) and isinstance(marks.get("strokes"), list):
            for stroke in marks["strokes"]:
                for part in stroke["parts"]:
                    self.note(state, INK, {**marks, **stroke, "points": part})

    def _belong_to(self, state: Meeting) -> None:
        front = state.front
        showing = (front.paper, front.page, front.at)
        if showing != self._showing:
            self._showing = showing
            self._zoom = None
            self._strokes.clear()
            self._numbers = 0

    def _draw(self, data: Mapping[str, object]) -> None:
        points, name = data.get("points"), data.get("stroke")
        if not isinstance(points, list) or not isinstance(name, str):
            return
        if len(self._strokes) >= MAX_STROKES or self._numbers >= MAX_NUMBERS:
            return
        tint = data.get("tint")
        stroke = self._strokes.setdefault(
            (str(data.get("seat")), name), _Stroke(tint if isinstance(tint, int) else 0)
        )
        stroke.parts.append(points)
        self._numbers += len(points)

    def _clear(self, data: Mapping[str, object]) -> None:
        """One mark of the sender, all of the sender's, or all."""
        seat, name = str(data.get("seat")), data.get("stroke")
        for key in list(self._strokes):
            if data.get("all") or (key[0] == seat and name in (None, key[1])):
                self._numbers -= sum(len(part) for part in self._strokes.pop(key).parts)

    def _listed(self) -> list[Json]:
        return [
            {"seat": seat, "stroke": name, "tint": stroke.tint, "parts": stroke.parts}
            for (seat, name), stroke in self._strokes.items()
        ]


def _is_in_front(state: Meeting, data: Mapping[str, object]) -> bool:
    return (data.get("paper"), data.get("page")) == (state.front.paper, state.front.page)


def require_in_front(state: Meeting, data: Mapping[str, object]) -> None:
    """Raise Conflict ``front.other_page`` for a zoom or mark of a page that is no longer in front."""
    if not _is_in_front(state, data):
        raise Conflict("front.other_page")


def as_told(state: Meeting, seat: str, data: Mapping[str, object]) -> Json:
    """What screens are told of a zoom or a mark: without what is null. Who presents clears all."""
    told: Json = {name: value for name, value in data.items() if value is not None}
    if data.get("clear") and data.get("stroke") is None and may_present(state, seat):
        told["all"] = True
    return told
