"""decide and evolve: what the meeting core does. Deterministic; time is an argument, nothing is mutated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from rooms import permissions
from rooms.base.clock import to_utc_ms
from rooms.base.keylog import Use
from rooms.commands import hash_of_command
from rooms.errors import BadEvent, Code, Refused
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

    Events never carry a time before the last one (``now`` may go backwards). Raises Refused, also for a key
    that was used for something else, and ValueError for a time without a zone. ``outcome`` tells what an
    earlier use of the key came to.
    """
    asked, used = hash_of_command(command), state.keys.find(command.actor.seat, command.key)
    if used is not None:
        _require_same(command, asked, used)
        return ()
    spec = COMMANDS[command.type]
    permissions.check(state, command.actor, spec)
    at = max(to_utc_ms(now), state.at)
    facts = spec.handler(Context(state, command.actor, at), command.body)
    return tuple(
        Event(state.seq + place, at, command.actor.seat, command.key, fact, asked)
        for place, fact in enumerate(facts, start=1)
    )


def _require_same(command: Command, asked: str, used: Use) -> None:
    """Raise Refused(command.key_used) where the key was used for another command, as far as the log tells."""
    if used.command not in ("", asked):
        raise Refused(Code.COMMAND_KEY_USED, {"command": command.type})


def outcome(state: Meeting, command: Command) -> int | None:
    """Sequence number of the last event an earlier command of this actor with this key made, or None."""
    used = state.keys.find(command.actor.seat, command.key)
    return None if used is None else used.seq


def evolve(state: Meeting, event: Event) -> Meeting:
    """Return the state after one more event. Raises BadEvent if it is not the next one."""
    if event.seq != state.seq + 1:
        raise BadEvent(Code.EVENT_OUT_OF_ORDER, {"seq": event.seq, "expected": state.seq + 1})
    changed = remote.settled(talkback.settled(EVENTS[event.type].evolver(state, event.body, event)))
    return replace(
        changed,
        seq=event.seq,
        at=max(event.at, state.at),
        keys=state.keys.add(event.actor, event.key, Use(event.seq, event.command)),
    )


def evolve_all(state: Meeting, events: Iterable[Event]) -> Meeting:
    """Apply several events in order."""
    for event in events:
        state = evolve(state, event)
    return state


def replay(events: Iterable[Event], meeting_id: str = "") -> Meeting:
    """State after a whole log. The id is in the first event; give it for a log that may be empty."""
    return evolve_all(empty(meeting_id), events)
