"""The line check as officers see it, and what a hall is asked to do."""

from __future__ import annotations

from rooms.base.clock import iso, iso_or_none
from rooms.base.roles import Role
from rooms.screens.line_check import check_of, is_ready, is_stale, steps_to_do
from rooms.state import CheckResult, Meeting
from rooms.views.json import Json

_SEES_CHECKS = frozenset({Role.CHAIR, Role.DEPUTY, Role.SECRETARY, Role.TECHNICIAN, Role.SYSTEM})


def checks_view(state: Meeting, role: str) -> Json | None:
    """The run, every hall's results and the alarms; None for who has no business with them."""
    if role not in _SEES_CHECKS:
        return None
    run = state.checks.run
    return {
        "run": None
        if run is None
        else {"started_at": iso(run.started_at), "finished_at": iso_or_none(run.finished_at), "by": run.by},
        "sites": {seat: _site(state, seat) for seat in state.sites},
        "alarms": [
            {
                "minutes": one.minutes,
                "at": iso(one.at),
                "opening": iso(one.opening),
                "missing": list(one.missing),
            }
            for one in state.checks.alarms
        ],
    }


def _site(state: Meeting, seat: str) -> Json:
    steps = own_checks_view(state, seat)
    return {
        "ready": is_ready(state, seat),
        "stale": any(step["stale"] for step in steps.values()),
        "todo": list(steps_to_do(state, seat)),
        "steps": steps,
    }


def own_checks_view(state: Meeting, seat: str) -> Json:
    """What the steps of a hall came to, by step; ``stale``: not since it last connected or changed device."""
    return {step: _result(state, seat, found) for step, found in check_of(state, seat).results.items()}


def _result(state: Meeting, seat: str, found: CheckResult) -> Json:
    return {
        "result": found.result,
        "code": found.code,
        "value": found.value,
        "unit": found.unit,
        "measures": [{"name": one.name, "value": one.value, "unit": one.unit} for one in found.measures],
        "at": iso(found.at),
        "by": found.by,
        "by_hand": found.by_hand,
        "note": found.note,
        "stale": is_stale(state, seat, found),
    }
