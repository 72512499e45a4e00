"""The line check: every hall's screen tries its devices and its line before the meeting, officers see who is
ready, and alarms name who is not.

A hall is ready while its line is there and every step has passed, or been vouched for by hand, since that
line last opened a connection and with the devices still in use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from rooms.base.roles import PRESIDING, Role, Viewer
from rooms.errors import Code, Refused
from rooms.kernel import Context, Event, Facts, command, event
from rooms.lookup.seats import line_of
from rooms.screens.line_check_words import (
    AFFECTED,
    BY_HAND,
    FAILED,
    FINDINGS,
    MINUTES,
    PASSED,
    STEPS,
    Again,
    Alarm,
    Alarmed,
    Asked,
    ChangeDevice,
    Confirm,
    Confirmed,
    DeviceChanged,
    Finish,
    Finished,
    Report,
    Reported,
    Start,
    Started,
)
from rooms.state import (
    CheckAlarm,
    CheckResult,
    CheckRun,
    Checks,
    Measure,
    Meeting,
    Phase,
    SiteCheck,
    put,
)

BEFORE_OPENING = frozenset({Phase.SCHEDULED, Phase.LINE_CHECK})


def running(state: Meeting) -> bool:
    """Whether a run is under way."""
    return state.checks.run is not None and state.checks.run.finished_at is None


def check_of(state: Meeting, seat: str) -> SiteCheck:
    """What is known of a hall; one that a run of every hall has not met yet has everything to do."""
    run = state.checks.run
    known = state.checks.sites.get(seat)
    if known is not None:
        return known
    met = run is None or run.seats is not None or seat not in state.sites
    return SiteCheck() if met else SiteCheck(todo=STEPS)


def steps_to_do(state: Meeting, seat: str) -> tuple[str, ...]:
    """Steps a hall's screen is asked to do now."""
    return check_of(state, seat).todo if running(state) else ()


def is_stale(state: Meeting, seat: str, found: CheckResult) -> bool:
    """Whether a result says nothing about the hall as it is now: reconnected, or another device."""
    opened = line_of(state, seat).connected_at
    return found.outdated or (opened is not None and found.at < opened)


def is_ready(state: Meeting, seat: str) -> bool:
    """Whether a hall can take part: see the head of this module."""
    check = check_of(state, seat)
    return line_of(state, seat).present and all(
        _counts(check.results.get(step)) and not is_stale(state, seat, check.results[step]) for step in STEPS
    )


def _counts(found: CheckResult | None) -> bool:
    """A step left out counts only when an officer says why."""
    return found is not None and (found.result == PASSED or (found.by_hand and found.result != FAILED))


def missing(state: Meeting) -> tuple[str, ...]:
    """Halls that are not ready, in their order."""
    return tuple(seat for seat in state.sites if not is_ready(state, seat))


def next_alarm(state: Meeting) -> tuple[datetime, int] | None:
    """When the next alarm before opening is due and how many minutes before, or None.

    A moment that had passed when the time of opening was set is left out; so is one that a later alarm of
    the same opening has overtaken.
    """
    since, opening = state.checks.planned_since, state.scheduled_at
    if state.phase not in BEFORE_OPENING or since is None:
        return None
    told = [alarm.minutes for alarm in state.checks.alarms if alarm.opening == opening]
    left = [
        minutes
        for minutes in MINUTES
        if minutes < min(told, default=MINUTES[0] + 1) and opening - timedelta(minutes=minutes) >= since
    ]
    return (opening - timedelta(minutes=left[0]), left[0]) if left else None


def _may_start(state: Meeting, actor: Viewer) -> None:
    if running(state):
        raise Refused(Code.CHECK_RUNNING)


def _must_run(state: Meeting, actor: Viewer) -> None:
    if not running(state):
        raise Refused(Code.CHECK_NOT_RUNNING)


def _require_step(step: str) -> None:
    if step not in STEPS:
        raise Refused(Code.CHECK_UNKNOWN_STEP, {"step": step})


def _require_hall(state: Meeting, seat: str) -> None:
    if seat not in state.sites:
        raise Refused(Code.SITE_UNKNOWN, {"site": seat})


def start(context: Context, body: Start) -> Facts:
    """Ask the halls; each does its steps when its screen is there."""
    for seat in body.seats or ():
        _require_hall(context.state, seat)
    if not (context.state.sites if body.seats is None else body.seats):
        raise Refused(Code.CHECK_NOBODY)
    seats = None if body.seats is None else tuple(dict.fromkeys(body.seats))
    return (Started(seats),)


def report(context: Context, body: Report) -> Facts:
    """Take what a hall found about itself; steps come in any order and may be repeated."""
    state, seat = context.state, context.actor.seat
    run = state.checks.run
    if run is not None and run.seats is not None and seat not in run.seats:
        raise Refused(Code.CHECK_NOT_YOURS, {"seat": seat})
    _require_step(body.step)
    if FINDINGS[body.step].get(body.code) != body.result:
        raise Refused(Code.CHECK_UNKNOWN_FINDING, {"step": body.step, "code": body.code})
    return (Reported(seat, body.step, body.result, body.code, body.value, body.unit, body.measures),)


def confirm(context: Context, body: Confirm) -> Facts:
    """Take an officer's word for a step."""
    _require_hall(context.state, body.seat)
    _require_step(body.step)
    return (Confirmed(body.seat, body.step, body.result, body.note),)


def again(context: Context, body: Again) -> Facts:
    """Ask a hall again; one outside the run comes into it. What it is asked already changes nothing."""
    _require_hall(context.state, body.seat)
    if body.step is not None:
        _require_step(body.step)
    steps = STEPS if body.step is None else (body.step,)
    asked = set(check_of(context.state, body.seat).todo)
    return () if asked.issuperset(steps) else (Asked(body.seat, steps),)


def change_device(context: Context, body: ChangeDevice) -> Facts:
    """Note another device if anything had been found with the one before."""
    results = check_of(context.state, context.actor.seat).results
    counted = [step for step in AFFECTED[body.device] if step in results and not results[step].outdated]
    return (DeviceChanged(context.actor.seat, body.device),) if counted else ()


def finish(context: Context, body: Finish) -> Facts:
    """End the run."""
    return (Finished(),)


def finish_by_itself(state: Meeting) -> Facts:
    """Facts that end a run which is still going when the meeting opens or closes."""
    return (Finished(),) if running(state) else ()


def alarm(context: Context, body: Alarm) -> Facts:
    """Tell the nearest of the alarms that are due; those it has overtaken are not told any more."""
    state = context.state
    due = next_alarm(state)
    if due is None or due[0] > context.now:
        return ()
    passed = [one for one in MINUTES if state.scheduled_at - timedelta(minutes=one) <= context.now]
    return (Alarmed(min(due[1], *passed), state.scheduled_at, missing(state)),)


def _with(state: Meeting, checks: Checks) -> Meeting:
    return replace(state, checks=checks)


def _with_site(state: Meeting, seat: str, check: SiteCheck) -> Meeting:
    return _with(state, replace(state.checks, sites=put(state.checks.sites, seat, check)))


def _without(check: SiteCheck, steps: Iterable[str]) -> SiteCheck:
    """The check with these steps to be done (again), in their order."""
    left = {step: found for step, found in check.results.items() if step not in steps}
    return SiteCheck(left, tuple(step for step in STEPS if step in steps or step in check.todo))


def on_started(state: Meeting, body: Started, fact: Event) -> Meeting:
    """Begin a run; halls that are asked have everything to do, the others keep what was found."""
    asked = frozenset(state.sites if body.seats is None else body.seats)
    kept = {seat: check for seat, check in state.checks.sites.items() if seat not in asked}
    run = CheckRun(fact.at, fact.actor, None if body.seats is None else asked)
    sites = {**kept, **{seat: SiteCheck(todo=STEPS) for seat in state.sites if seat in asked}}
    return _with(state, replace(state.checks, run=run, sites=sites))


def _found(state: Meeting, seat: str, step: str, found: CheckResult) -> Meeting:
    check = check_of(state, seat)
    todo = tuple(one for one in check.todo if one != step)
    return _with_site(state, seat, SiteCheck(put(check.results, step, found), todo))


def on_reported(state: Meeting, body: Reported, fact: Event) -> Meeting:
    """Keep the result."""
    measures = tuple(Measure(one.name, one.value, one.unit) for one in body.measures)
    found = CheckResult(body.result, body.code, body.value, body.unit, fact.at, body.seat, measures)
    return _found(state, body.seat, body.step, found)


def on_confirmed(state: Meeting, body: Confirmed, fact: Event) -> Meeting:
    """Keep the officer's word as the result."""
    found = CheckResult(body.result, BY_HAND, None, "", fact.at, fact.actor, (), body.note)
    return _found(state, body.seat, body.step, found)


def on_asked(state: Meeting, body: Asked, fact: Event) -> Meeting:
    """Forget what the steps came to and have them done."""
    run = state.checks.run
    if run is not None and run.seats is not None:
        run = replace(run, seats=run.seats | {body.seat})
    state = _with(state, replace(state.checks, run=run))
    return _with_site(state, body.seat, _without(check_of(state, body.seat), body.steps))


def on_device_changed(state: Meeting, body: DeviceChanged, fact: Event) -> Meeting:
    """Mark what was found with the device before."""
    check = check_of(state, body.seat)
    results = {
        step: replace(found, outdated=found.outdated or step in AFFECTED[body.device])
        for step, found in check.results.items()
    }
    return _with_site(state, body.seat, replace(check, results=results))


def on_finished(state: Meeting, body: Finished, fact: Event) -> Meeting:
    """Note the end."""
    run = state.checks.run
    return _with(state, replace(state.checks, run=None if run is None else replace(run, finished_at=fact.at)))


def on_alarmed(state: Meeting, body: Alarmed, fact: Event) -> Meeting:
    """Keep the alarm."""
    told = CheckAlarm(body.minutes, fact.at, body.opening, body.missing)
    return _with(state, replace(state.checks, alarms=(*state.checks.alarms, told)))


_OPERATORS = frozenset({PRESIDING, Role.SECRETARY, Role.TECHNICIAN})
_HALLS = frozenset({Role.SITE})

COMMANDS = (
    command(Start, start, _OPERATORS, BEFORE_OPENING, _may_start),
    command(Report, report, _HALLS, BEFORE_OPENING, _must_run),
    command(Confirm, confirm, _OPERATORS, BEFORE_OPENING, _must_run),
    command(Again, again, _OPERATORS, BEFORE_OPENING, _must_run),
    command(ChangeDevice, change_device, _HALLS, BEFORE_OPENING),
    command(Finish, finish, _OPERATORS, BEFORE_OPENING, _must_run),
    command(Alarm, alarm, frozenset({Role.SYSTEM}), BEFORE_OPENING),
)

EVENTS = (
    event(Started, on_started),
    event(Reported, on_reported),
    event(Confirmed, on_confirmed),
    event(Asked, on_asked),
    event(DeviceChanged, on_device_changed),
    event(Finished, on_finished),
    event(Alarmed, on_alarmed),
)
