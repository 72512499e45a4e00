"""decide and evolve: what the meeting core does. Deterministic; time is an argument, nothing is mutated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from rooms import permissions
from rooms.base.clock import to_utc_ms
from rooms.errors import BadEvent, Code
from rooms.kernel import Command, Context, Event
from rooms.registry import COMMANDS, EVENTS
from rooms.screens import remote
from rooms.speaking import talkback
from rooms.state import Meeting


def empty(meeting_id: str) -> Meeting:
    """A meeting in which nothing has happened."""
    return Meeting(meeting_id)


def decide(state: Meeting, command: Command, now: datetime) -> tuple[Event, ...]:
    """Return the events a command makes; none if its key has taken effect before or nothing would change.

    Events never carry a time before the last one (``now`` may go backwards). Raises Refused, and ValueError
    for a time without a zone. ``outcome`` tells what an earlier use of the key came to.
    """
    if outcome(state, command) is not None:
        return ()
    spec = COMMANDS[command.type]
    permissions.check(state, command.actor, spec)
    at = max(to_utc_ms(now), state.at)
    facts = spec.handler(Context(state, command.actor, at), command.body)
    return tuple(
        Event(state.seq + place, at, command.actor.seat, command.key, fact)
        for place, fact in enumerate(facts, start=1)
    )


def outcome(state: Meeting, command: Command) -> int | None:
    """Sequence number of the last event an earlier command of this actor with this key made, or None."""
    return state.keys.find(command.actor.seat, command.key)


def evolve(state: Meeting, event: Event) -> Meeting:
    """Return the state after one more event. Raises BadEvent if it is not the next one."""
    if event.seq != state.seq + 1:
        raise BadEvent(Code.EVENT_OUT_OF_ORDER, {"seq": event.seq, "expected": state.seq + 1})
    changed = remote.settled(talkback.settled(EVENTS[event.type].evolver(state, event.body, event)))
    return replace(
        changed,
        seq=event.seq,
        at=max(event.at, state.at),
        keys=state.keys.add(event.actor, event.key, event.seq),
    )


def evolve_all(state: Meeting, events: Iterable[Event]) -> Meeting:
    """Apply several events in order."""
    for event in events:
        state = evolve(state, event)
    return state


def replay(events: Iterable[Event], meeting_id: str = "") -> Meeting:
    """State after a whole log. The id is in the first event; give it for a log that may be empty."""
    return evolve_all(empty(meeting_id), events)
