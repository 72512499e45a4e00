"""What a log tells of its marked papers: what they shut, who opened it again and why, and the recall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rooms.afterwards.walk import Log, Step, steps
from rooms.papers.secrecy_words import Lowered, OutletsShut, Recalled, Relaxed, Restored

SHUT, RELAXED, RESTORED, LOWERED, RECALLED = "shut", "relaxed", "restored", "lowered", "recalled"


@dataclass(frozen=True, slots=True)
class MarkingStep:
    """One thing that happened for the sake of a marked paper.

    ``kind`` shut, relaxed, restored, lowered or recalled; ``what`` the outlets it was about, ``title`` of the
    paper of ``lowered``, ``by`` the seat that decided and ``reason`` what it said.
    """

    at: datetime
    kind: str
    what: tuple[str, ...] = ()
    by: str = ""
    reason: str = ""
    title: str = ""


def marking_steps(log: Log) -> tuple[MarkingStep, ...]:
    """Everything that happened for the sake of marked papers, in order."""
    return tuple(found for step in steps(log) if (found := _step(step)) is not None)


def _step(step: Step) -> MarkingStep | None:
    body, at, by = step.event.body, step.event.at, step.event.actor
    if isinstance(body, OutletsShut):
        return MarkingStep(at, SHUT, tuple(body.what))
    if isinstance(body, Relaxed):
        return MarkingStep(at, RELAXED, (body.what,), by, body.reason)
    if isinstance(body, Restored):
        return MarkingStep(at, RESTORED, (body.what,), by, body.reason)
    if isinstance(body, Lowered):
        return MarkingStep(at, LOWERED, (), by, body.reason, step.after.papers[body.paper].title)
    if isinstance(body, Recalled):
        return MarkingStep(at, RECALLED, (), by, body.reason)
    return None
