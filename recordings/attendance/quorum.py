"""The quorum in words: the rule, and the count at the opening, at each change and at the closing."""

from __future__ import annotations

from collections.abc import Sequence

from recordings.attendance.words import Words
from rooms.afterwards.roster import QuorumPoint
from rooms.state import QuorumRule
from rooms.voting.quorum import Figures


def quorum_lines(rule: QuorumRule | None, course: Sequence[QuorumPoint], words: Words) -> list[str]:
    """Return the rule and every point of the course, a sentence each."""
    return [words("no_rule") if rule is None else _rule(rule, words), *(_point(one, words) for one in course)]


def _rule(rule: QuorumRule, words: Words) -> str:
    basis = words(f"basis.{rule.basis}")
    if rule.count is not None:
        return words("rule_count", count=rule.count, basis=basis)
    return words("rule_over" if rule.over else "rule_share", of=rule.of, parts=rule.parts, basis=basis)


def _point(point: QuorumPoint, words: Words) -> str:
    now = point.figures
    return words(
        "point",
        why=words(f"quorum.{point.why}"),
        time=words.clock(point.at),
        here=now.here,
        of=now.of,
        basis=words(f"basis.{now.basis}"),
        need=_need(now, words),
    )


def _need(now: Figures, words: Words) -> str:
    if now.need is None:
        return ""
    return words("need", need=now.need, met=words("enough" if now.met else "not_enough"))
