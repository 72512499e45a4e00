"""What is known of one line at one moment: what the meeting expects, what plane and browser say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rooms import Meeting, find_person, publish_rights
from rooms.base.roles import Role
from rooms.kernel import GATHERED
from rooms.state import Phase
from signaling.plane import ParticipantFigures

MICROPHONE, CAMERA = "microphone", "camera"
Seen = Mapping[str, object]
"""The figures of a browser, as :mod:`server.meetings.signals` has parsed them."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the meeting has to do with a seat now.

    ``speaks``: it has a turn whose clock runs. ``follows``: there is a page in front to be followed.
    ``papers``: it is time to have the meeting's papers, which are some.
    """

    hall: bool
    gathered: bool
    present: bool
    microphone: bool
    speaks: bool
    follows: bool
    papers: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """One line. ``line`` is None when the seat is not in the media plane, ``plane`` whether that is known.

    ``closed_rate``: packets of sound a second sent against a closed gate. ``open_s``: how long its microphone
    has been open. ``seen`` is None without a browser that says anything.
    """

    expected: Expected
    plane: bool = False
    line: ParticipantFigures | None = None
    seen: Seen | None = None
    closed_rate: float = 0.0
    open_s: float = 0.0

    def said(self, name: str) -> object:
        """A figure of the browser, or None."""
        return None if self.seen is None else self.seen.get(name)

    def number(self, name: str) -> float | None:
        """A number: as the media plane measured it, else as the browser says."""
        if self.line is not None and self.line.path:
            measured = float(getattr(self.line, name))
            if measured or name != "rtt_ms":  # no round trip takes no time: it was not measured
                return measured
        value = self.said(name)
        return float(value) if isinstance(value, int | float) else None

    @property
    def path(self) -> str | None:
        """``udp``, ``tcp`` or ``turn``; the plane cannot tell a relay from the hall behind it."""
        said = self.said("path")
        if said == "turn" or self.line is None or not self.line.path:
            return said if isinstance(said, str) else None
        return self.line.path

    def sends(self, source: str) -> bool | None:
        """Whether it sends this source unmuted; None when the plane does not say."""
        if self.line is None:
            return None
        return any(track.source == source and not track.muted for track in self.line.tracks)


def expected_of(state: Meeting, seat: str) -> Expected:
    """What the meeting has to do with a seat of a hall or an officer."""
    person = find_person(state, seat)
    line = state.lines.get(seat)
    turns = [state.floor.requests[one] for one in state.floor.holders]
    return Expected(
        hall=person is not None and person.role == Role.SITE,
        gathered=state.phase in GATHERED,
        present=line is not None and line.present,
        microphone=publish_rights(state, seat).microphone,
        speaks=any(turn.media_seat == seat and turn.held_by is None and not turn.paused for turn in turns),
        follows=state.phase == Phase.IN_SESSION and state.front.paper is not None,
        papers=state.phase in GATHERED and bool(state.papers),
    )


def watched_seats(state: Meeting) -> list[str]:
    """The seats on the board: every hall, and the officers who are there."""
    here = [seat for seat in state.officers if seat in state.lines and state.lines[seat].present]
    return [*state.sites, *here]
