"""When each agenda item is due: by the plan, and by what has happened. Pure, and made from the state alone.

The plan counts from the appointed time and is kept as it was when the session opened. The forecast counts
from the moment the item under discussion will be done (its planned time, or what it took beyond that), from
the end of the last one, or from the beginning of a recess, and adds the planned times of what comes before.
While such a moment passes, the server's ``agenda.review`` moves the forecast minute by minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from rooms.base.clock import elapsed_s
from rooms.kernel import SITTING
from rooms.state import Item, ItemState, Meeting, Phase

MINUTE_S = 60
Times = Mapping[str, datetime]


def planned_times(state: Meeting) -> Times:
    """The planned beginning of each item, postponed ones left out; nothing without any planned time."""
    items = [state.agenda.items[key] for key in state.agenda.order]
    if not _has_plan(items):
        return {}
    if state.opened_at is not None:
        return {item.id: item.planned_at for item in items if item.planned_at is not None}
    return _one_after_another(items, state.scheduled_at)


def expected_times(state: Meeting) -> Times:
    """When each pending item can be expected to begin; nothing once the meeting is over.

    In a recess this is the earliest: as if the session went on now.
    """
    items = [state.agenda.items[key] for key in state.agenda.order]
    begins = _next_begins(state)
    if begins is None or not _has_plan(items):
        return {}
    return _one_after_another([item for item in items if item.state == ItemState.PENDING], begins)


def over_s(state: Meeting) -> int:
    """Seconds the item under discussion was last found to be over its planned time; 0 without one."""
    current = _current(state)
    if current is None or not current.planned_s:
        return 0
    before = max(0, current.spent_ms // 1000 - current.planned_s)
    return before + (state.agenda.stood_s if current.running_since is not None else 0)


def standing_since(state: Meeting) -> datetime | None:
    """From when on what follows becomes late as time passes; may lie ahead. None while nothing waits so."""
    if state.phase == Phase.RECESS:
        return state.recess_since
    if state.phase != Phase.IN_SESSION:
        return None
    current = _current(state)
    if current is None:
        return state.agenda.idle_since
    if current.running_since is None:
        return None
    return current.running_since + timedelta(milliseconds=_left_ms(current))


def review_due(state: Meeting) -> datetime | None:
    """When an ``agenda.review`` would move what follows if nothing else happens; None if never."""
    since = standing_since(state)
    if since is None or not _matters(state):
        return None
    return since + timedelta(seconds=state.agenda.stood_s + MINUTE_S)


def stood_s(state: Meeting, now: datetime) -> int:
    """Full minutes, in seconds, that have gone by since ``standing_since``; 0 if nothing waits."""
    since = standing_since(state)
    if since is None or not _matters(state):
        return 0
    return elapsed_s(since, now) // MINUTE_S * MINUTE_S


def _matters(state: Meeting) -> bool:
    """Whether anybody waits for the time that passes, or an item runs over its own."""
    items = state.agenda.items.values()
    if not _has_plan(items):
        return False
    current = _current(state)
    runs_over = current is not None and current.planned_s > 0 and state.phase == Phase.IN_SESSION
    return runs_over or any(item.state == ItemState.PENDING for item in items)


def _next_begins(state: Meeting) -> datetime | None:
    """When the first pending item can begin."""
    if state.opened_at is None:
        return state.scheduled_at
    since = standing_since(state)
    if since is None or state.phase not in SITTING:
        return None
    begins = since + timedelta(seconds=state.agenda.stood_s)
    current = _current(state)
    paused = state.phase == Phase.RECESS and current is not None
    return begins + timedelta(milliseconds=_left_ms(current)) if paused and current else begins


def _one_after_another(items: list[Item], begins: datetime) -> dict[str, datetime]:
    times = {}
    for item in items:
        times[item.id] = begins
        begins += timedelta(seconds=item.planned_s)
    return times


def _has_plan(items: Iterable[Item]) -> bool:
    return any(item.planned_s for item in items)


def _left_ms(item: Item) -> int:
    """What is left of an item's planned time, not counting what runs now."""
    return max(0, item.planned_s * 1000 - item.spent_ms)


def _current(state: Meeting) -> Item | None:
    return state.agenda.items[state.agenda.current] if state.agenda.current else None
