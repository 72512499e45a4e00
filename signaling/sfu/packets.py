"""RTP headers (RFC 3550) and their extensions (RFC 8285), read in one pass. No state, no I/O."""

from collections.abc import Iterator
from struct import Struct
from typing import NamedTuple

from signaling.sfu.errors import MalformedPacket

FIXED = Struct("!BBHII")
_UINT16 = Struct("!H").unpack_from
_EXTENSION = Struct("!HH").unpack_from
_unpack_fixed = FIXED.unpack_from

ONE_BYTE_PROFILE = 0xBEDE
TWO_BYTE_PROFILE = 0x1000
MAX_PACKET = 1500


class RtpHeader(NamedTuple):
    """Where things are in one packet; offsets in bytes. `extension_end` is 0 without extensions."""

    payload_type: int
    marker: bool
    sequence: int
    timestamp: int
    ssrc: int
    payload_start: int
    payload_end: int
    extension_profile: int
    extension_start: int
    extension_end: int


def is_rtcp(datagram: bytes) -> bool:
    """Tell RTCP from RTP in one port (RFC 5761 section 4); the datagram has at least two bytes."""
    return 192 <= datagram[1] <= 223


def parse_rtp(data: bytes) -> RtpHeader:
    """Read an unprotected RTP packet; raises MalformedPacket."""
    size = len(data)
    if size < 12:
        raise MalformedPacket("RTP shorter than its fixed header")
    first, second, sequence, timestamp, ssrc = _unpack_fixed(data)
    if first >> 6 != 2:
        raise MalformedPacket("RTP version is not 2")
    start = 12 + 4 * (first & 0x0F)
    profile = extension_start = extension_end = 0
    if first & 0x10:
        if start + 4 > size:
            raise MalformedPacket("RTP extension header truncated")
        profile, words = _EXTENSION(data, start)
        extension_start = start + 4
        start = extension_end = extension_start + 4 * words
    end = size
    if first & 0x20:
        end -= _padding(data, start)
    if start > end:
        raise MalformedPacket("RTP header longer than the packet")
    return RtpHeader(
        second & 0x7F, second > 127, sequence, timestamp, ssrc,
        start, end, profile, extension_start, extension_end,
    )  # fmt: skip


def _padding(data: bytes, payload_start: int) -> int:
    padding = data[-1]
    if padding == 0 or payload_start + padding > len(data):
        raise MalformedPacket("RTP padding longer than the payload")
    return padding


def extensions(data: bytes, header: RtpHeader) -> Iterator[tuple[int, bytes]]:
    """Yield (id, value) of each header extension element; raises MalformedPacket when one is cut."""
    if header.extension_profile == ONE_BYTE_PROFILE:
        yield from _one_byte(data, header.extension_start, header.extension_end)
    elif header.extension_profile & 0xFFF0 == TWO_BYTE_PROFILE:
        yield from _two_byte(data, header.extension_start, header.extension_end)


def _one_byte(data: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    while at < end:
        head = data[at]
        if head == 0:
            at += 1
            continue
        number = head >> 4
        if number == 15:
            return
        stop = at + 2 + (head & 0x0F)
        if stop > end:
            raise MalformedPacket("RTP extension element truncated")
        yield number, data[at + 1 : stop]
        at = stop


def _two_byte(data: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    while at < end:
        number = data[at]
        if number == 0:
            at += 1
            continue
        if at + 2 > end or at + 2 + data[at + 1] > end:
            raise MalformedPacket("RTP extension element truncated")
        stop = at + 2 + data[at + 1]
        yield number, data[at + 2 : stop]
        at = stop


def find_extension(data: bytes, header: RtpHeader, number: int) -> bytes | None:
    """The value of extension `number`, or None; raises MalformedPacket."""
    if header.extension_end == 0 or number == 0:
        return None
    for found, value in extensions(data, header):
        if found == number:
            return value
    return None


def extension_block(elements: list[tuple[int, bytes]]) -> bytes:
    """Build an RFC 8285 block with its header, padded to words; two-byte form only when needed."""
    if not elements:
        return b""
    if all(0 < number < 15 and 1 <= len(value) <= 16 for number, value in elements):
        profile = ONE_BYTE_PROFILE
        body = b"".join(bytes([number << 4 | len(value) - 1]) + value for number, value in elements)
    else:
        profile = TWO_BYTE_PROFILE
        body = b"".join(bytes([number, len(value)]) + value for number, value in elements)
    body += bytes(-len(body) % 4)
    return profile.to_bytes(2, "big") + (len(body) // 4).to_bytes(2, "big") + body


def build_rtp(
    payload_type: int,
    sequence: int,
    timestamp: int,
    ssrc: int,
    payload: bytes,
    *,
    marker: bool = False,
    elements: list[tuple[int, bytes]] | None = None,
) -> bytes:
    """Build one packet; `elements` are header extensions (id, value)."""
    block = extension_block(elements or [])
    first = 0x90 if block else 0x80
    second = payload_type | (0x80 if marker else 0)
    head = FIXED.pack(first, second, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc)
    return head + block + payload


def decapsulate_rtx(data: bytes, header: RtpHeader, ssrc: int, payload_type: int) -> bytes:
    """Turn an RFC 4588 packet into the original it repairs; raises MalformedPacket when it holds none."""
    if header.payload_end - header.payload_start < 2:
        raise MalformedPacket("RTX without an original sequence number")
    (original,) = _UINT16(data, header.payload_start)
    first = data[0] & 0xDF  # the padding is left behind
    second = payload_type | (0x80 if header.marker else 0)
    head = FIXED.pack(first, second, original, header.timestamp, ssrc)
    return head + data[12 : header.payload_start] + data[header.payload_start + 2 : header.payload_end]
