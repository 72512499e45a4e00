"""Token buckets: how much of something a connection may do per second. Time is an argument."""

from __future__ import annotations


class Budget:
    """`burst` at once, `per_second` in the long run."""

    def __init__(self, burst: float, per_second: float, now: float) -> None:
        self._burst = burst
        self._per_second = per_second
        self._left = burst
        self._at = now

    def spend(self, amount: float, now: float) -> bool:
        """Take `amount`; False when there is not enough left."""
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < amount:
            return False
        self._left -= amount
        return True
