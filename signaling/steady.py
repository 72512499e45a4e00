"""Time that goes on evenly whatever happens to the machine's clock. The media plane dates its grants by it.

The wall clock is read once; from then on only the time that has passed counts. CLOCK_BOOTTIME is one for all
processes of a machine and goes on while it sleeps, so processes that are told the same origin agree.
"""

from __future__ import annotations

import time
from dataclasses import dataclass


def elapsed_ns() -> int:
    """Nanoseconds since the machine's start: nobody sets this clock."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic_ns() if boot is None else time.clock_gettime_ns(boot)


@dataclass(frozen=True, slots=True)
class SteadyTime:
    """Unix time counted on from one reading of the wall clock. ``origin_ns``: the machine's start by it."""

    origin_ns: int

    @classmethod
    def begin(cls) -> SteadyTime:
        """Read the wall clock for the last time."""
        return cls(time.time_ns() - elapsed_ns())

    def now_ms(self) -> int:
        """Milliseconds since 1970."""
        return (self.origin_ns + elapsed_ns()) // 1_000_000

    def now_s(self) -> float:
        """Seconds since 1970."""
        return self.now_ms() / 1000
