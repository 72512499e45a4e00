"""One hour of one line's figures, in points of ten seconds. Pure: time is an argument.

A ring of fixed size: an hour of a meeting with 24 halls is some 40,000 numbers, whatever comes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

STEP_S = 10
POINTS = 360
SERIES = ("up_bps", "down_bps", "loss_up", "loss_down", "rtt_ms")
"""Bits per second, loss from 0 to 1, milliseconds."""

Point = tuple[float | None, ...]
_WHOLE = frozenset({"up_bps", "down_bps", "rtt_ms"})
_NOTHING: Point = (None,) * len(SERIES)


@dataclass(frozen=True, slots=True)
class Slot:
    """The point of slot ``number``: seconds divided by the step."""

    number: int
    point: Point


class History:
    """The last hour of one line. What falls into one slot is averaged; a slot nobody measured is unknown."""

    def __init__(self) -> None:
        self._points: deque[Point] = deque(maxlen=POINTS)
        self._last = 0
        self._number: int | None = None
        self._sums = [0.0] * len(SERIES)
        self._counts = [0] * len(SERIES)

    def note(self, now_s: float, figures: Mapping[str, float | None]) -> Slot | None:
        """Add a measurement; the slot it has completed, if the one before is full now."""
        number = int(now_s // STEP_S)
        done = self._finish(number)
        self._number = number
        for place, name in enumerate(SERIES):
            value = figures.get(name)
            if value is not None:
                self._sums[place] += value
                self._counts[place] += 1
        return done

    def _finish(self, number: int) -> Slot | None:
        if self._number is None or number <= self._number:
            return None
        slot = Slot(self._number, self._mean())
        if self._points:
            self._points.extend([_NOTHING] * min(slot.number - self._last - 1, POINTS))
        self._points.append(slot.point)
        self._last = slot.number
        self._sums = [0.0] * len(SERIES)
        self._counts = [0] * len(SERIES)
        return slot

    def _mean(self) -> Point:
        return tuple(
            _rounded(name, self._sums[place] / self._counts[place]) if self._counts[place] else None
            for place, name in enumerate(SERIES)
        )

    @property
    def first(self) -> int:
        """Number of the oldest slot kept."""
        return self._last - len(self._points) + 1

    def series(self) -> dict[str, list[float | None]]:
        """The full slots, oldest first, by name."""
        return {name: [point[place] for point in self._points] for place, name in enumerate(SERIES)}


def _rounded(name: str, value: float) -> float:
    return round(value) if name in _WHOLE else round(value, 4)
