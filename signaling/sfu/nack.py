"""Which lost packets of an up stream to ask for again, how often and when to give up. No I/O."""

from signaling.sfu.hotpath import Stream

GIVE_UP_NS = 1_000_000_000
RETRY_NS = 80_000_000
TRIES = 6
MAX_MISSING = 400
MAX_PER_TICK = 100


class NackGenerator:
    """Bounded in tries, in time and in number: a sender that skips a lot is asked for a keyframe instead."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._missing: dict[int, tuple[int, int, int]] = {}
        self.recovered = 0
        self.abandoned = 0

    @property
    def missing(self) -> int:
        """How many packets are being waited for."""
        return len(self._missing)

    def due(self, now_ns: int) -> list[int]:
        """The 16-bit numbers to ask for now, oldest first."""
        if not self._missing and not self._stream.gaps:
            return []
        self._collect(now_ns)
        ask: list[int] = []
        for sequence, (since, last, tries) in list(self._missing.items()):
            if self._stream.has(sequence):
                self.recovered += 1
                del self._missing[sequence]
            elif now_ns - since > GIVE_UP_NS or tries >= TRIES:
                self.abandoned += 1
                del self._missing[sequence]
            elif (tries == 0 or now_ns - last >= RETRY_NS) and len(ask) < MAX_PER_TICK:
                self._missing[sequence] = (since, now_ns, tries + 1)
                ask.append(sequence & 0xFFFF)
        return ask

    def _collect(self, now_ns: int) -> None:
        for first, end in self._stream.gaps:
            if end - first + len(self._missing) > MAX_MISSING:
                self.abandoned += len(self._missing) + end - first
                self._missing.clear()
                continue
            for sequence in range(first, end):
                self._missing.setdefault(sequence, (now_ns, 0, 0))
        self._stream.gaps.clear()

    def forget(self) -> None:
        """Ask for nothing that is missing so far (closed, muted)."""
        self._missing.clear()
        self._stream.gaps.clear()
