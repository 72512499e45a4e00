"""Forgettable signals of the meeting socket: who may send each, how it must look, how often, and who is told.

A signal is no event: it is never stored. Whatever is not in these tables is refused or reaches nobody.
Reading is strict: a field not listed, a number out of its bounds or a text too long is refused as a whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rooms import Meeting, Viewer, barred_from, paper_is_hidden
from rooms.base.roles import PRESIDING, Role
from rooms.permissions import roles_of
from server.errors import Malformed

Data = Mapping[str, object]
Check = Callable[[object], object]
"""Gives the value to keep; raises ValueError for one that cannot be taken."""

EVERYBODY = frozenset(set(Role) - {Role.SYSTEM})
OPS = frozenset({PRESIDING, Role.SECRETARY, Role.TECHNICIAN})
"""Who looks after the lines: whoever presides, the secretary and the technician."""
NOBODY: frozenset[str] = frozenset()
WITH_LINES = frozenset({Role.CHAIR, Role.DEPUTY, Role.SECRETARY, Role.TECHNICIAN, Role.SITE})

POINTER, FIGURES, DEVICES, WATCH = "pointer", "figures", "devices", "watch"
QUALITY, SPEAKERS, BOARD = "quality", "speakers", "board"
ZOOM, INK, MARKS = "zoom", "ink", "marks"
NOTES = "notes"
"""Sent to the screens of one seat: that seat's private notes changed on another device."""
ON_PAGE = frozenset({POINTER, ZOOM, INK, MARKS})
"""Signals about the page in front; ``marks`` brings a screen that opens later what ``ink`` told before."""
MAX_BPS = 10_000_000_000
MAX_DEVICES = 32
MAX_DEVICE_ID = 128
MAX_LABEL = 120
MAX_PAGE = 100_000
MAX_PAPERS = 1000
GRID = 8192
"""Steps across and down a page on which the points of a mark lie."""
MAX_POINT_NUMBERS = 128


def number(low: float, high: float) -> Check:
    """A finite number from ``low`` to ``high``, or null: nobody knows it."""

    def check(value: object) -> object:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError
        if not math.isfinite(value) or not low <= value <= high:
            raise ValueError
        return value

    return check


def whole(low: int, high: int) -> Check:
    """A whole number from ``low`` to ``high``, or null."""

    def check(value: object) -> object:
        if value is not None and not (type(value) is int and low <= value <= high):
            raise ValueError
        return value

    return check


def required(check: Check) -> Check:
    """As ``check``, and never null."""

    def checked(value: object) -> object:
        if value is None:
            raise ValueError
        return check(value)

    return checked


def points(value: object) -> object:
    """Pairs of steps on the page's grid, or null: the first from the corner, others from the one before."""
    if value is None:
        return None
    if not isinstance(value, list) or len(value) % 2 or not 0 < len(value) <= MAX_POINT_NUMBERS:
        raise ValueError
    if not all(type(one) is int and -GRID <= one <= GRID for one in value):
        raise ValueError
    return value


def one_of(*names: str) -> Check:
    """One of these words, or null."""

    def check(value: object) -> object:
        if value is not None and value not in names:
            raise ValueError
        return value

    return check


def flag(value: object) -> object:
    """True, false or null."""
    if value is not None and not isinstance(value, bool):
        raise ValueError
    return value


def text(most: int) -> Check:
    """A text of at most ``most`` letters, or null."""

    def check(value: object) -> object:
        if value is not None and not (isinstance(value, str) and len(value) <= most):
            raise ValueError
        return value

    return check


def devices(value: object) -> object:
    """A list of ``{id, label}``."""
    if not isinstance(value, list) or len(value) > MAX_DEVICES:
        raise ValueError
    return [_device(one) for one in value]


def _device(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or value.keys() != {"id", "label"}:
        raise ValueError
    identity, label = value["id"], value["label"]
    if not isinstance(identity, str) or not isinstance(label, str):
        raise ValueError
    if len(identity) > MAX_DEVICE_ID or len(label) > MAX_LABEL:
        raise ValueError
    return {"id": identity, "label": label}


@dataclass(frozen=True, slots=True)
class SignalSpec:
    """A signal that screens send. Roles may hold ``presiding``.

    ``per_s`` signals a second from one socket are taken, ``burst`` at once. A field that is not sent counts
    as null. ``presenter``: only from who may turn the page in front; ``marker``: from who may draw on it.
    """

    senders: frozenset[str]
    receivers: frozenset[str]
    fields: Mapping[str, Check]
    per_s: float
    burst: float
    presenter: bool = False
    marker: bool = False

    def parse(self, data: Data) -> dict[str, object]:
        """What was sent, every field checked. Raises ``Malformed`` naming the field."""
        unknown = data.keys() - self.fields.keys()
        if unknown:
            raise Malformed("socket.malformed", field=min(unknown)[:40])
        return {name: _checked(name, check, data.get(name)) for name, check in self.fields.items()}


def _checked(name: str, check: Check, value: object) -> object:
    try:
        return check(value)
    except (ValueError, TypeError, OverflowError):
        raise Malformed("socket.malformed", field=name) from None


PRESENTERS = frozenset({Role.CHAIR, Role.DEPUTY, Role.SECRETARY, Role.SITE, Role.DELEGATE})
_PAGE: Mapping[str, Check] = {"paper": required(text(64)), "page": required(whole(1, MAX_PAGE))}
"""Which page it was meant for: one that comes after the page was turned is not drawn on another."""

SIGNALS: Mapping[str, SignalSpec] = {
    POINTER: SignalSpec(
        senders=PRESENTERS,
        receivers=EVERYBODY,
        fields={"x": number(0, 1), "y": number(0, 1)},
        per_s=20,
        burst=40,
        presenter=True,
    ),
    ZOOM: SignalSpec(
        senders=PRESENTERS,
        receivers=EVERYBODY,
        fields={**_PAGE, **{name: number(0, 1) for name in ("x", "y", "w", "h")}},
        per_s=10,
        burst=20,
        presenter=True,
    ),
    INK: SignalSpec(
        senders=PRESENTERS,
        receivers=EVERYBODY,
        fields={**_PAGE, "stroke": text(12), "tint": whole(0, 3), "points": points, "clear": flag},
        per_s=12,
        burst=24,
        marker=True,
    ),
    FIGURES: SignalSpec(
        senders=WITH_LINES,
        receivers=OPS,
        fields={
            "up_bps": number(0, MAX_BPS),
            "down_bps": number(0, MAX_BPS),
            "rtt_ms": number(0, 600_000),
            "loss_up": number(0, 1),
            "loss_down": number(0, 1),
            "path": one_of("udp", "tcp", "turn"),
            "picture": one_of("ok", "black", "frozen", "off"),
            "sound": one_of("ok", "silent", "clipping", "echo", "off"),
            "battery": number(0, 100),
            "charging": flag,
            "browser": text(80),
            "hidden": flag,
            "follows": flag,
            "clock_ms": number(-1e12, 1e12),
            "papers_held": whole(0, MAX_PAPERS),
            "papers_of": whole(0, MAX_PAPERS),
            "papers_share": number(0, 1),
        },
        per_s=1,
        burst=3,
    ),
    DEVICES: SignalSpec(
        senders=WITH_LINES,
        receivers=OPS,
        fields={
            "cameras": devices,
            "microphones": devices,
            "speakers": devices,
            "camera": text(MAX_DEVICE_ID),
            "microphone": text(MAX_DEVICE_ID),
            "speaker": text(MAX_DEVICE_ID),
        },
        per_s=0.5,
        burst=5,
    ),
    WATCH: SignalSpec(
        senders=OPS,
        receivers=NOBODY,
        fields={"open": flag},
        per_s=1,
        burst=5,
    ),
}
"""Signals that screens may send. ``watch`` tells the board that somebody looks at it, or no longer does."""

TOLD: Mapping[str, frozenset[str]] = {
    **{name: spec.receivers for name, spec in SIGNALS.items()},
    QUALITY: EVERYBODY,
    SPEAKERS: EVERYBODY,
    BOARD: OPS,
    MARKS: EVERYBODY,
    NOTES: EVERYBODY - {Role.SITE, Role.OBSERVER},
}
"""Who is told of a signal, whoever sent it; one that is not listed reaches no screen."""


def counts_as(state: Meeting, viewer: Viewer, roles: frozenset[str]) -> bool:
    """Whether somebody has one of these roles now, ``presiding`` included."""
    return not roles.isdisjoint(roles_of(state, viewer))


def hears(state: Meeting, viewer: Viewer, name: str) -> bool:
    """Whether a screen of this viewer is told of the signal ``name``; nobody is who must not follow now."""
    if name in ON_PAGE and viewer.role == Role.OBSERVER and paper_is_hidden(state, state.front.paper or ""):
        return False
    return barred_from(state, viewer) is None and counts_as(state, viewer, TOLD.get(name, NOBODY))
