"""What a log tells of the line check: every run with all its results in order, and the alarms. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from rooms import lifecycle_words
from rooms import line_check_words as words
from rooms.line_check import missing
from rooms.seats import find_person
from rooms.state import CheckAlarm, CheckResult, Meeting
from rooms.walk import Log, Step, steps


@dataclass(frozen=True, slots=True)
class Checked:
    """One result: what a step of a hall came to and who says so (the hall itself, or an officer by hand)."""

    seat: str
    step: str
    found: CheckResult
    by_name: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run; ``seats``: the halls it asked, in their order, with those that came into it later."""

    started_at: datetime
    by: str
    by_name: str
    seats: tuple[str, ...]
    finished_at: datetime | None = None
    finished_by: str = ""
    results: tuple[Checked, ...] = ()

    def results_of(self, seat: str, step: str) -> tuple[Checked, ...]:
        """Everything a step of a hall came to, oldest first."""
        return tuple(one for one in self.results if one.seat == seat and one.step == step)


@dataclass(frozen=True, slots=True)
class LineChecks:
    """All runs and alarms of a meeting; ``missing``: halls not ready when it opened (or at the log's end)."""

    runs: tuple[Run, ...] = ()
    alarms: tuple[CheckAlarm, ...] = ()
    missing: tuple[str, ...] = ()


def line_checks(log: Log) -> LineChecks:
    """Everything about the line check, in the order of the log."""
    runs: list[Run] = []
    state, not_ready = None, None
    for step in steps(log):
        state = step.after
        if isinstance(step.event.body, lifecycle_words.Opened):
            not_ready = missing(step.before)
        _note(runs, step)
    if state is None:
        return LineChecks()
    return LineChecks(tuple(runs), state.checks.alarms, missing(state) if not_ready is None else not_ready)


def _note(runs: list[Run], step: Step) -> None:
    body, at, actor = step.event.body, step.event.at, step.event.actor
    if isinstance(body, words.Started):
        seats = tuple(step.after.sites) if body.seats is None else body.seats
        runs.append(Run(at, actor, _name(step.after, actor), seats))
    elif isinstance(body, words.Reported | words.Confirmed):
        found = step.after.checks.sites[body.seat].results[body.step]
        one = Checked(body.seat, body.step, found, _name(step.after, found.by))
        runs[-1] = replace(_joined(runs[-1], body.seat), results=(*runs[-1].results, one))
    elif isinstance(body, words.Asked):
        runs[-1] = _joined(runs[-1], body.seat)
    elif isinstance(body, words.Finished):
        runs[-1] = replace(runs[-1], finished_at=at, finished_by=actor)


def _joined(run: Run, seat: str) -> Run:
    return run if seat in run.seats else replace(run, seats=(*run.seats, seat))


def _name(state: Meeting, seat: str) -> str:
    person = find_person(state, seat)
    return person.name if person else seat
