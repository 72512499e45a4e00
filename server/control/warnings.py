"""What is wrong with a line, by stable codes. Pure: facts and times in, codes out.

A rule fires only when it has held for a while, so that a hall that turns its camera is no alarm. The
sentences and what to do about each are the screen's; a test keeps both lists equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from server.control.facts import CAMERA, MICROPHONE, Facts

LOSSY = 0.05
SLOW_MS = 400
LOW_BATTERY = 20
CLOCK_OFF_MS = 5_000
CLOSED_PACKETS_S = 10
"""Sound comes in 50 packets a second; a muted hall's comfort noise in two or three."""
IN_TURN_S = 8
CLEAR_AFTER_S = 6.0
ALARM, WARNING, NOTICE, OK = "alarm", "warning", "notice", "ok"
ALARM_FROM, WARNING_FROM = 80, 40


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that can be wrong. ``after_s``: how long it must hold; ``weight``: how bad, 0 to 100."""

    code: str
    weight: int
    after_s: float
    holds: Callable[[Facts], bool]
    halls_only: bool = False


def _offline(facts: Facts) -> bool:
    return facts.expected.gathered and not facts.expected.present


def _no_media(facts: Facts) -> bool:
    gone = facts.line is None or not facts.line.active
    return facts.expected.gathered and facts.expected.present and facts.plane and gone


def _sends_closed(facts: Facts) -> bool:
    return facts.closed_rate >= CLOSED_PACKETS_S and facts.sends(MICROPHONE) is not False


def _in_turn(facts: Facts) -> bool:
    expected = facts.expected
    return expected.present and expected.speaks and expected.microphone and facts.open_s >= IN_TURN_S


def _muted_at_device(facts: Facts) -> bool:
    return _in_turn(facts) and (facts.sends(MICROPHONE) is False or facts.said("sound") == "off")


def _silent_in_turn(facts: Facts) -> bool:
    return _in_turn(facts) and not _muted_at_device(facts) and facts.said("sound") == "silent"


def _no_camera(facts: Facts) -> bool:
    off = facts.said("picture") == "off" or facts.sends(CAMERA) is False
    return facts.expected.gathered and facts.expected.present and facts.line is not None and off


def _battery(facts: Facts) -> bool:
    level = facts.said("battery")
    return isinstance(level, int | float) and level <= LOW_BATTERY and facts.said("charging") is not True


def _lossy(facts: Facts) -> bool:
    return any((facts.number(name) or 0.0) > LOSSY for name in ("loss_up", "loss_down"))


def _clock(facts: Facts) -> bool:
    off = facts.said("clock_ms")
    return isinstance(off, int | float) and abs(off) > CLOCK_OFF_MS


def _papers_missing(facts: Facts) -> bool:
    held, of = facts.said("papers_held"), facts.said("papers_of")
    return facts.expected.papers and isinstance(held, int) and isinstance(of, int) and held < of


def _not_following(facts: Facts) -> bool:
    return facts.expected.follows and facts.said("follows") is False


RULES: tuple[Rule, ...] = (
    Rule("site.offline", 100, 5, _offline, halls_only=True),
    Rule("site.no_media", 95, 8, _no_media, halls_only=True),
    Rule("site.muted_at_device", 90, 0, _muted_at_device),
    Rule("site.silent_in_turn", 85, 4, _silent_in_turn),
    Rule("site.sends_closed", 80, 2, _sends_closed),
    Rule("site.echo", 70, 4, lambda facts: facts.said("sound") == "echo"),
    Rule("site.lossy", 60, 6, _lossy),
    Rule("site.black", 55, 6, lambda facts: facts.said("picture") == "black", halls_only=True),
    Rule("site.frozen", 55, 6, lambda facts: facts.said("picture") == "frozen", halls_only=True),
    Rule("site.slow", 50, 8, lambda facts: (facts.number("rtt_ms") or 0) > SLOW_MS),
    Rule("site.battery", 50, 0, _battery),
    Rule("site.papers", 45, 20, _papers_missing, halls_only=True),
    Rule("site.clipping", 40, 4, lambda facts: facts.said("sound") == "clipping"),
    Rule("site.no_camera", 40, 8, _no_camera, halls_only=True),
    Rule("site.hidden", 30, 10, lambda facts: facts.said("hidden") is True, halls_only=True),
    Rule("site.not_following", 30, 15, _not_following, halls_only=True),
    Rule("site.tcp_only", 20, 0, lambda facts: facts.path == "tcp"),
    Rule("site.clock", 15, 0, _clock),
    Rule("site.relayed", 5, 0, lambda facts: facts.path == "turn"),
)
CODES = tuple(rule.code for rule in RULES)
ALARMS = ("clock.jumped", "media.unreachable")
"""What can be wrong with the machinery itself rather than with one line."""
_WEIGHTS = {rule.code: rule.weight for rule in RULES}


def found(facts: Facts) -> frozenset[str]:
    """The codes whose rule holds for a line at this moment."""
    return frozenset(
        rule.code for rule in RULES if (facts.expected.hall or not rule.halls_only) and rule.holds(facts)
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule that holds, or held just now: since when, when last, and whether it counts as a warning."""

    since_s: float
    last_s: float
    raised: bool


_AFTER = {rule.code: rule.after_s for rule in RULES}
Standings = Mapping[str, Standing]


def settle(before: Standings, now_found: Iterable[str], now_s: float) -> dict[str, Standing]:
    """The standings after a look: raised when it has held long enough, dropped when gone for a while."""
    after = {
        code: standing
        for code, standing in before.items()
        if standing.raised and now_s - standing.last_s < CLEAR_AFTER_S
    }
    for code in now_found:
        since = before[code].since_s if code in before else now_s
        raised = now_s - since >= _AFTER[code] or (code in before and before[code].raised)
        after[code] = Standing(since, now_s, raised)
    return after


def raised(standings: Standings) -> list[str]:
    """The warnings, the worst first."""
    return [code for code in CODES if code in standings and standings[code].raised]


def score(codes: Iterable[str]) -> int:
    """How bad it is all together: lines are ordered by it, the highest first."""
    return sum(_WEIGHTS[code] for code in codes)


def level(codes: Iterable[str]) -> str:
    """``alarm``, ``warning``, ``notice`` or ``ok`` by the worst of them."""
    worst = max((_WEIGHTS[code] for code in codes), default=0)
    if worst >= ALARM_FROM:
        return ALARM
    if worst >= WARNING_FROM:
        return WARNING
    return NOTICE if worst else OK
