"""The one place that reads the machine's clock for the server; tests hand in their own.

A meeting is timed by :class:`SteadyClock`: the wall clock is read once, then only passing time counts.
A machine whose clock is set in mid-session moves no turn and no event.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from signaling.steady import elapsed_ns

Clock = Callable[[], datetime]
JUMP_NS = 2_000_000_000
"""A smaller difference is the clock being trimmed, not set."""


def utc_now() -> datetime:
    """Now, aware, in UTC, cut to milliseconds as events carry it."""
    return _at(time.time_ns())


def iso(at: datetime) -> str:
    """ISO 8601 in UTC with ``Z`` and milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _at(unix_ns: int) -> datetime:
    return datetime.fromtimestamp(unix_ns // 1_000_000_000, UTC).replace(
        microsecond=unix_ns % 1_000_000_000 // 1_000_000 * 1000
    )


@dataclass(frozen=True, slots=True)
class Jump:
    """The machine's clock was set: when by the steady time, and by how many seconds (forward above zero)."""

    at: datetime
    by_s: float


class SteadyClock:
    """Time that goes on evenly. Call it for now; :meth:`look` tells of a machine's clock that was set.

    ``wall_ns`` and ``passed_ns`` read the machine: nanoseconds since 1970, and nanoseconds nobody can set.
    """

    def __init__(
        self, wall_ns: Callable[[], int] = time.time_ns, passed_ns: Callable[[], int] = elapsed_ns
    ) -> None:
        self._wall_ns = wall_ns
        self._passed_ns = passed_ns
        self._origin_ns = self._seen_ns = self._read()

    def __call__(self) -> datetime:
        """Now, aware, in UTC, cut to milliseconds."""
        return _at(self._origin_ns + self._passed_ns())

    def look(self) -> Jump | None:
        """A jump of the machine's clock since the last look, told once."""
        seen, before = self._read(), self._seen_ns
        self._seen_ns = seen
        if abs(seen - before) < JUMP_NS:
            return None
        return Jump(self(), (seen - before) / 1_000_000_000)

    @property
    def ahead_s(self) -> float:
        """Seconds by which the machine's clock is ahead of this one."""
        return (self._read() - self._origin_ns) / 1_000_000_000

    def adopt(self) -> None:
        """Go by the machine's clock as it stands now. Only while no meeting is under way."""
        self._origin_ns = self._seen_ns = self._read()

    def _read(self) -> int:
        return self._wall_ns() - self._passed_ns()


def waiting_clock(clock: Clock) -> Callable[[], float]:
    """Seconds by which waits are counted: the machine's; a clock of one's own (tests) drives them as well."""
    return time.monotonic if isinstance(clock, SteadyClock) else lambda: clock().timestamp()
