"""The board of one meeting: the latest of every line, its last hour, its warnings. No I/O, no clock.

``now_s`` are seconds of a clock that only goes forward; ``at`` is the time of day that screens are told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from rooms import Meeting
from server.clock import iso
from server.control import warnings
from server.control.facts import Facts, Seen, expected_of, watched_seats
from server.control.history import SERIES, STEP_S, History, Slot
from signaling.plane import ParticipantFigures, RoomStatistics

STALE_S = 20.0
"""A browser that said nothing for so long says nothing any more."""
Json = dict[str, object]
PAPERS = ("papers_held", "papers_of", "papers_share")
"""Papers on the hall's machine, of how many, and what share of their bytes (0 to 1)."""
_TOLD = ("picture", "sound", "battery", "charging", "browser", "hidden", "follows", "clock_ms", *PAPERS)


@dataclass(slots=True)
class _Seat:
    """What is kept of one seat."""

    history: History = field(default_factory=History)
    standings: dict[str, warnings.Standing] = field(default_factory=dict)
    seen: Seen | None = None
    seen_s: float = 0.0
    line: ParticipantFigures | None = None
    measured_s: float = 0.0
    closed_rate: float = 0.0
    open_since_s: float | None = None
    row: Json = field(default_factory=dict)
    told: Json = field(default_factory=dict)


class Board:
    """One meeting's lines. ``since``: from when on it has figures."""

    def __init__(self, since: datetime, now_s: float) -> None:
        self.since = since
        self._zero_s = now_s
        self._seats: dict[str, _Seat] = {}
        self._points: dict[str, Slot] = {}
        self._plane = False
        self._alarms: dict[str, Json] = {}
        self._told_alarms: list[Json] = []

    # -- what comes in

    def heard(self, seat: str, figures: Seen, now_s: float) -> None:
        """A screen has told its figures. One whose seat is not on the board is forgotten at the next look."""
        kept = self._seats.setdefault(seat, _Seat())
        kept.seen, kept.seen_s = figures, now_s

    def measured(self, found: RoomStatistics, now_s: float) -> None:
        """The media plane has told its figures."""
        self._plane = True
        for seat, kept in self._seats.items():
            self._measure(kept, found.participants.get(seat), now_s)

    def _measure(self, kept: _Seat, line: ParticipantFigures | None, now_s: float) -> None:
        before, span = kept.line, now_s - kept.measured_s
        kept.line, kept.measured_s, kept.closed_rate = line, now_s, 0.0
        # The count begins anew with a new participant or publication.
        if line is not None and before is not None and line.sid == before.sid and span > 0:
            kept.closed_rate = max(0, line.closed_audio - before.closed_audio) / span

    def blind(self) -> None:
        """The picture and sound service does not answer: nothing is known of the lines."""
        self._plane = False
        for kept in self._seats.values():
            kept.line = None
            kept.closed_rate = 0.0

    def alarm(self, code: str, at: datetime, **more: object) -> None:
        """Something is wrong that concerns no single line."""
        if code not in self._alarms:
            self._alarms[code] = {"code": code, "at": iso(at), **more}

    def all_clear(self, code: str) -> None:
        """It is mended."""
        self._alarms.pop(code, None)

    # -- looking

    def look(self, state: Meeting, now_s: float) -> None:
        """Judge every line as it is now."""
        seats = watched_seats(state)
        for gone in self._seats.keys() - set(seats):
            del self._seats[gone]
            self._points.pop(gone, None)
        for seat in seats:
            kept = self._seats.setdefault(seat, _Seat())
            self._judge(kept, self._facts(kept, state, seat, now_s), now_s)

    def note(self, now_s: float) -> None:
        """Put the present figures into the history."""
        for seat, kept in self._seats.items():
            figures = {name: _number(kept.row.get(name)) for name in SERIES}
            slot = kept.history.note(now_s - self._zero_s, figures)
            if slot is not None:
                self._points[seat] = slot

    def _facts(self, kept: _Seat, state: Meeting, seat: str, now_s: float) -> Facts:
        expected = expected_of(state, seat)
        if kept.seen is not None and (now_s - kept.seen_s > STALE_S or not expected.present):
            kept.seen = None
        if not expected.microphone:
            kept.open_since_s = None
        elif kept.open_since_s is None:
            kept.open_since_s = now_s
        open_s = 0.0 if kept.open_since_s is None else now_s - kept.open_since_s
        return Facts(expected, self._plane, kept.line, kept.seen, kept.closed_rate, open_s)

    def _judge(self, kept: _Seat, facts: Facts, now_s: float) -> None:
        kept.standings = warnings.settle(kept.standings, warnings.found(facts), now_s)
        codes = warnings.raised(kept.standings)
        line = facts.line
        kept.row = {
            **{name: _kept(name, facts.number(name)) for name in SERIES},
            "path": facts.path,
            "quality": line.quality if line is not None and line.active else None,
            "media": line is not None and line.active,
            **{name: facts.said(name) for name in _TOLD},
            "warnings": codes,
            "score": warnings.score(codes),
            "level": warnings.level(codes),
        }

    # -- what goes out

    @property
    def troubled(self) -> bool:
        """Whether something is wrong, or may be in a moment: then it is looked at more often."""
        return any(kept.standings for kept in self._seats.values()) or bool(self._alarms)

    def whole(self, at: datetime) -> Json:
        """Everything, for a screen that opens."""
        return {
            "now": iso(at),
            "since": iso(self.since),
            "alarms": list(self._alarms.values()),
            "rows": {seat: kept.row for seat, kept in self._seats.items()},
            "history": {
                seat: {"t0": self._time_of(kept.history.first), "step_s": STEP_S, **kept.history.series()}
                for seat, kept in self._seats.items()
            },
        }

    def change(self, at: datetime, *, warnings_only: bool) -> Json | None:
        """What screens have not been told: rows, full points of the history, alarms. None when nothing.

        ``warnings_only``: rows whose figures alone moved are left for later, and so are the points.
        """
        rows = {seat: kept.row for seat, kept in self._seats.items() if _differs(kept, warnings_only)}
        for seat in rows:
            self._seats[seat].told = self._seats[seat].row
        alarms = list(self._alarms.values())
        points, self._points = self._points, {}
        told, self._told_alarms = self._told_alarms, alarms
        if not rows and alarms == told and (warnings_only or not points):
            return None
        change: Json = {"now": iso(at), "rows": rows, "alarms": alarms}
        if points and not warnings_only:
            change["points"] = {
                seat: {"t": self._time_of(slot.number), **dict(zip(SERIES, slot.point, strict=True))}
                for seat, slot in points.items()
            }
        return change

    def _time_of(self, number: int) -> str:
        return iso(datetime.fromtimestamp(self.since.timestamp() + number * STEP_S, self.since.tzinfo))


def _differs(kept: _Seat, warnings_only: bool) -> bool:
    if not warnings_only:
        return kept.row != kept.told
    return kept.row.get("warnings") != kept.told.get("warnings")


def _number(value: object) -> float | None:
    return value if isinstance(value, int | float) else None


def _kept(name: str, value: float | None) -> float | None:
    """Fine enough for a person to read."""
    if value is None:
        return None
    return round(value, 3) if name.startswith("loss") else round(value)
