"""Slowing down guesses: exponential waits per key, in memory, with the clock as an argument. No framework."""

from __future__ import annotations

import ipaddress
import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class ThrottlePolicy:
    """Failures that are free, first and longest wait, and when a quiet key is forgotten (seconds)."""

    free: int = 5
    first_wait_s: float = 1.0
    longest_wait_s: float = 900.0
    forget_s: float = 3600.0
    max_keys: int = 50_000


@dataclass
class _Record:
    failures: int
    last: float
    until: float


class Throttle:
    """Counts failures per key. One process's memory: each process of a grown installation counts for itself.

    Use `enter` before the costly check: it books the attempt as a failure at once, so that guesses sent in
    parallel are counted too. Call `succeed` when the check passed.
    """

    def __init__(self, policy: ThrottlePolicy, clock: Callable[[], float]) -> None:
        self._policy = policy
        self._clock = clock
        self._records: OrderedDict[str, _Record] = OrderedDict()

    def wait_s(self, key: str) -> int:
        """Whole seconds until `key` may try again; 0 when it may try now."""
        record = self._fresh(key)
        if record is None:
            return 0
        return max(0, math.ceil(record.until - self._clock()))

    def enter(self, *keys: str) -> int:
        """Book one attempt for every key, or answer the longest wait (seconds) and book nothing."""
        wait = max(self.wait_s(key) for key in keys)
        if wait == 0:
            for key in keys:
                self._book(key)
        return wait

    def succeed(self, *keys: str) -> None:
        """Forget the failures of these keys."""
        for key in keys:
            self._records.pop(key, None)

    def refund(self, *keys: str) -> None:
        """Take back one booked attempt: it was neither right nor a guess."""
        for key in keys:
            record = self._records.get(key)
            if record is not None:
                record.failures -= 1
                record.until = min(record.until, self._clock() + self._wait(record.failures))

    def __len__(self) -> int:
        return len(self._records)

    def _fresh(self, key: str) -> _Record | None:
        record = self._records.get(key)
        if record is not None and self._clock() - record.last > self._policy.forget_s:
            del self._records[key]
            return None
        return record

    def _wait(self, failures: int) -> float:
        over = failures - self._policy.free
        if over < 0:
            return 0.0
        return min(self._policy.longest_wait_s, self._policy.first_wait_s * 2.0 ** min(over, 30))

    def _book(self, key: str) -> None:
        now = self._clock()
        record = self._records.setdefault(key, _Record(0, now, now))
        record.failures += 1
        record.last = now
        record.until = now + self._wait(record.failures)
        self._records.move_to_end(key)
        while len(self._records) > self._policy.max_keys:
            self._records.popitem(last=False)


def address_key(address: str) -> str:
    """The network a client counts as: the IPv4 address itself, the /64 of an IPv6 one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
