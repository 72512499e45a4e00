"""Walk a log event by event with the state before and after each. The base of every projection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from rooms.base.clock import elapsed_ms
from rooms.core import empty, evolve
from rooms.envelope import Envelope, open_envelope
from rooms.kernel import Event
from rooms.state import Meeting

Log = Iterable[Envelope | Event]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; ``end`` None: it had not ended when the log did."""

    start: datetime
    end: datetime | None

    def duration_ms(self, until: datetime | None = None) -> int:
        """Length in milliseconds, an open end counting as ``until`` (or as no time)."""
        return elapsed_ms(self.start, self.end or until or self.start)


@dataclass(frozen=True, slots=True)
class Step:
    """One event with the state before and after it."""

    before: Meeting
    event: Event
    after: Meeting


def steps(log: Log) -> Iterator[Step]:
    """Walk a log from its first event. Raises BadEvent for a log that is cut or damaged."""
    state = empty("")
    for entry in log:
        event = entry if isinstance(entry, Event) else open_envelope(entry)
        after = evolve(state, event)
        yield Step(state, event, after)
        state = after


def final(log: Log) -> Meeting:
    """The state at the end of a log."""
    state = empty("")
    for step in steps(log):
        state = step.after
    return state


def close_last(spans: tuple[Span, ...], end: datetime) -> tuple[Span, ...]:
    """The spans with the last one ended, if it was open."""
    if not spans or spans[-1].end is not None:
        return spans
    return (*spans[:-1], Span(spans[-1].start, end))
