"""What a log tells of the line check: every run with all its results in order, and the alarms. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rooms import lifecycle_words
from rooms.afterwards.walk import Log, Step, steps
from rooms.lookup.seats import find_person
from rooms.screens import line_check_words as words
from rooms.screens.line_check import check_of, is_ready, is_stale
from rooms.state import CheckAlarm, CheckResult, Meeting


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
class Hall:
    """A hall as it stood: whether it was ready, what its steps had come to; ``stale`` as in the view."""

    seat: str
    name: str
    ready: bool
    stale: bool
    results: Mapping[str, CheckResult]


@dataclass(frozen=True, slots=True)
class LineChecks:
    """All runs and alarms of a meeting, and every hall when it opened (``opened_at``), or else at the end."""

    runs: tuple[Run, ...] = ()
    alarms: tuple[CheckAlarm, ...] = ()
    halls: tuple[Hall, ...] = ()
    opened_at: datetime | None = None

    @property
    def missing(self) -> tuple[Hall, ...]:
        """Halls that were not ready."""
        return tuple(hall for hall in self.halls if not hall.ready)


def line_checks(log: Log) -> LineChecks:
    """Everything about the line check, in the order of the log."""
    runs: list[Run] = []
    state, opened_at = None, None
    for step in steps(log):
        _note(runs, step)
        if opened_at is None:
            opens = isinstance(step.event.body, lifecycle_words.Opened)
            state, opened_at = (step.before, step.event.at) if opens else (step.after, None)
    if state is None:
        return LineChecks()
    return LineChecks(tuple(runs), state.checks.alarms, _halls(state), opened_at)


def _halls(state: Meeting) -> tuple[Hall, ...]:
    return tuple(_hall(state, seat) for seat in state.sites)


def _hall(state: Meeting, seat: str) -> Hall:
    results = check_of(state, seat).results
    stale = any(is_stale(state, seat, found) for found in results.values())
    return Hall(seat, state.sites[seat].name, is_ready(state, seat), stale, results)


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
