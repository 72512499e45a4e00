"""Places RTP timestamps on the monotonic clock of this machine. Integers only; time is an argument.

The sender's clock runs at its own pace and stops when the sender pauses. A packet cannot arrive before it was
sent, so the smallest (arrival - prediction) of a window shows where the sender's clock really is: the mapping
follows that slowly (drift) and jumps only when it is off by more than a second (pause, restart).
"""

_SECOND = 1_000_000_000
_STEP_NS = _SECOND
_WINDOW_NS = 5 * _SECOND
_MAX_SLEW_NS = 10_000_000


class Unwrapper:
    """Extends counters of `bits` bits that wrap around, following the nearest way round (RFC 3550 A.1)."""

    def __init__(self, bits: int) -> None:
        self._span = 1 << bits
        self._last: int | None = None

    def unwrap(self, value: int) -> int:
        """Return `value` without wrap-around, and remember it when it is the highest so far."""
        extended = self.peek(value)
        if self._last is None or extended > self._last:
            self._last = extended
        return extended

    def peek(self, value: int) -> int:
        """Return `value` without wrap-around and remember nothing."""
        if self._last is None:
            return value % self._span
        delta = (value - self._last) % self._span
        if delta >= self._span // 2:
            delta -= self._span
        return self._last + delta

    def restart_at(self, value: int) -> int:
        """Go on counting at `value`, above everything counted so far (the sender started anew)."""
        last = self._last if self._last is not None else -1
        self._last = last + 1 + (value - last - 1) % self._span
        return self._last


class TimelineClock:
    """Maps the RTP timestamps of one stream to monotonic nanoseconds that never run backwards."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._unwrapper = Unwrapper(32)
        self._anchor: tuple[int, int] | None = None
        self._window_start = 0
        self._window_min: int | None = None
        self._last_ns = 0
        self.steps = 0

    def place(self, timestamp: int, arrival_ns: int) -> int:
        """Return when the sample of `timestamp` belongs, given the arrival of its packet."""
        extended = self._unwrapper.unwrap(timestamp)
        if self._anchor is None:
            self._reanchor(extended, arrival_ns)
        error = arrival_ns - self._predict(extended)
        if abs(error) > _STEP_NS:
            self._reanchor(extended, arrival_ns)
            self.steps += 1
        else:
            self._follow(error, arrival_ns)
        self._last_ns = max(self._last_ns, self._predict(extended))
        return self._last_ns

    def restart(self) -> None:
        """Forget the sender's clock (another stream takes over); time still never runs backwards."""
        self._anchor = None
        self._unwrapper = Unwrapper(32)

    def _predict(self, extended: int) -> int:
        anchor_ts, anchor_ns = self._anchor or (extended, 0)
        return anchor_ns + (extended - anchor_ts) * _SECOND // self._rate

    def _reanchor(self, extended: int, arrival_ns: int) -> None:
        self._anchor = (extended, arrival_ns)
        self._window_start, self._window_min = arrival_ns, None

    def _follow(self, error: int, arrival_ns: int) -> None:
        self._window_min = error if self._window_min is None else min(self._window_min, error)
        if arrival_ns - self._window_start < _WINDOW_NS or self._anchor is None:
            return
        shift = max(-_MAX_SLEW_NS, min(_MAX_SLEW_NS, self._window_min))
        self._anchor = (self._anchor[0], self._anchor[1] + shift)
        self._window_start, self._window_min = arrival_ns, None
