"""Parses RTP packets (RFC 3550 section 5.1). Hostile input: every length is checked before it is used."""

from dataclasses import dataclass

from recordings.errors import MalformedRtp

_FIXED = 12
_MAX_PACKET = 9_000


@dataclass(frozen=True, slots=True)
class RtpPacket:
    """The parts of an RTP packet that recording needs. `payload` is without padding and may be empty."""

    sequence: int
    timestamp: int
    ssrc: int
    marker: bool
    payload_type: int
    payload: bytes


def parse_rtp(data: bytes) -> RtpPacket:
    """Parse one decrypted RTP packet; raises `MalformedRtp`."""
    size = len(data)
    if not _FIXED <= size <= _MAX_PACKET:
        raise MalformedRtp(f"an RTP packet of {size} bytes")
    if data[0] >> 6 != 2:
        raise MalformedRtp("not RTP version 2")
    start = _payload_start(data)
    end = size - _padding(data)
    if start > end:
        raise MalformedRtp("header and padding are longer than the packet")
    return RtpPacket(
        sequence=int.from_bytes(data[2:4], "big"),
        timestamp=int.from_bytes(data[4:8], "big"),
        ssrc=int.from_bytes(data[8:12], "big"),
        marker=bool(data[1] & 0x80),
        payload_type=data[1] & 0x7F,
        payload=bytes(data[start:end]),
    )


def _payload_start(data: bytes) -> int:
    start = _FIXED + 4 * (data[0] & 0x0F)
    if data[0] & 0x10:
        if len(data) < start + 4:
            raise MalformedRtp("the header extension is cut off")
        start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4], "big")
    if start > len(data):
        raise MalformedRtp("the header is longer than the packet")
    return start


def _padding(data: bytes) -> int:
    if not data[0] & 0x20:
        return 0
    if data[-1] == 0:
        raise MalformedRtp("padding of length zero")
    return data[-1]
