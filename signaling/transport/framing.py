"""RFC 4571 framing for ICE-TCP: a length before each datagram. Sans-I/O, bounded."""

from __future__ import annotations

import struct

from signaling.errors import SignalingError

MAX_FRAME_BYTES = 2048


class BadFrame(SignalingError):
    """A frame longer than any datagram we would take."""

    code = "frame.too_long"


def frame(datagram: bytes) -> bytes:
    """The datagram with its two-byte length before it."""
    return struct.pack("!H", len(datagram)) + datagram


class Deframer:
    """Collects stream bytes and gives back whole datagrams."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """Whole datagrams completed by `data`; raises BadFrame when a length is over the cap."""
        self._buffer += data
        found: list[bytes] = []
        while len(self._buffer) >= 2:
            length = (self._buffer[0] << 8) | self._buffer[1]
            if length > MAX_FRAME_BYTES:
                raise BadFrame(f"{length} bytes")
            if len(self._buffer) < 2 + length:
                break
            found.append(bytes(self._buffer[2 : 2 + length]))
            del self._buffer[: 2 + length]
        return found
