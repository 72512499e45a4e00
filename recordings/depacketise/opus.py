"""Opus over RTP (RFC 7587): one packet is one frame. Reads the length of a frame from its first byte
(RFC 6716).
"""

from recordings.errors import MalformedRtp

_MS = 1_000_000
_SILK_MS = (10, 20, 40, 60)
_HYBRID_MS = (10, 20)
_CELT_TENTHS = (25, 50, 100, 200)
_MAX_FRAME_NS = 120 * _MS

#: 20 ms of digital silence (CELT, fullband, mono), used to fill copies made for playing; never in the
#: record itself.
SILENCE_20_MS = b"\xf8\xff\xfe"


def duration_ns(payload: bytes) -> int:
    """Return the length of an Opus packet in nanoseconds; raises `MalformedRtp` (RFC 6716 section 3.1)."""
    if not payload:
        raise MalformedRtp("an empty Opus packet")
    total = _frame_ns(payload[0] >> 3) * _frame_count(payload)
    if not 0 < total <= _MAX_FRAME_NS:
        raise MalformedRtp("an Opus packet of impossible length")
    return total


def _frame_ns(configuration: int) -> int:
    if configuration < 12:
        return _SILK_MS[configuration & 3] * _MS
    if configuration < 16:
        return _HYBRID_MS[configuration & 1] * _MS
    return _CELT_TENTHS[configuration & 3] * _MS // 10


def _frame_count(payload: bytes) -> int:
    code = payload[0] & 3
    if code < 3:
        return 1 if code == 0 else 2
    if len(payload) < 2:
        raise MalformedRtp("an Opus packet without its frame count")
    return payload[1] & 0x3F
