"""NTP fixed-point times from the monotonic nanoseconds that are passed in. Pure."""

MASK32 = 0xFFFFFFFF


def ntp64(now_ns: int) -> int:
    """64-bit NTP format of our own clock. Only differences of it mean anything to us or the viewer."""
    return (now_ns << 32) // 1_000_000_000 & 0xFFFFFFFFFFFFFFFF


def ntp32(now_ns: int) -> int:
    """The middle 32 bits, as LSR and DLSR use them (1/65536 s)."""
    return ntp64(now_ns) >> 16 & MASK32


def rtt_ms(now_ns: int, lsr: int, dlsr: int) -> float | None:
    """Round trip from a report block on our own sender report (RFC 3550 section 6.4.1); None when absurd."""
    if lsr == 0:
        return None
    units = ntp32(now_ns) - lsr - dlsr & MASK32
    return units / 65.536 if units < 65536 * 60 else None


class PublisherClock:
    """Where a publisher's wall clock lies against ours: the least delayed sender report of all its tracks.

    All tracks of one connection share it, so that what is told to viewers keeps lips and voice together.
    """

    def __init__(self) -> None:
        self._offset_ns: int | None = None

    def observe(self, ntp: int, arrival_ns: int) -> None:
        """A sender report of the publisher arrived."""
        offset = arrival_ns - _ns(ntp)
        # Follow drift slowly (1 ms a report) while a quicker packet is taken at once.
        best = offset if self._offset_ns is None else min(offset, self._offset_ns + 1_000_000)
        if self._offset_ns is not None and abs(offset - self._offset_ns) > 5_000_000_000:
            best = offset
        self._offset_ns = best

    def at_ns(self, ntp: int) -> int | None:
        """Our time of a moment on the publisher's clock, or None before the first report."""
        return None if self._offset_ns is None else _ns(ntp) + self._offset_ns


def _ns(ntp: int) -> int:
    return ntp * 1_000_000_000 >> 32
