"""VP8 payload descriptor (RFC 7741 section 4.2): read, and patch its counters in place. No state."""

from typing import NamedTuple

from signaling.sfu.errors import MalformedPacket


class Vp8Descriptor(NamedTuple):
    """Values and their offsets from the payload's start; an offset of 0 means the field is absent.

    `picture_mask` is 0x7FFF or 0x7F by the width in use.
    """

    size: int
    start_of_partition: bool
    keyframe: bool
    picture_at: int
    picture_id: int
    picture_mask: int
    tl0_at: int
    tl0: int
    tid: int
    key_at: int
    key_index: int


def parse_vp8(payload: memoryview | bytes) -> Vp8Descriptor:
    """Read the descriptor at the payload's start; raises MalformedPacket."""
    try:
        return _parse(payload)
    except IndexError:
        raise MalformedPacket("VP8 descriptor truncated") from None


def _parse(payload: memoryview | bytes) -> Vp8Descriptor:
    first = payload[0]
    at = 1
    picture_at = picture_id = tl0_at = tl0 = tid = key_at = key_index = 0
    picture_mask = 0x7F
    if first & 0x80:
        flags = payload[1]
        at = 2
        if flags & 0x80:
            picture_at = at
            picture_id = payload[at]
            at += 1
            if picture_id & 0x80:
                picture_mask = 0x7FFF
                picture_id = (picture_id & 0x7F) << 8 | payload[at]
                at += 1
        if flags & 0x40:
            tl0_at = at
            tl0 = payload[at]
            at += 1
        if flags & 0x30:
            tid = payload[at] >> 6
            if flags & 0x10:
                key_at = at
                key_index = payload[at] & 0x1F
            at += 1
    starts = first & 0x17 == 0x10
    keyframe = starts and payload[at] & 0x01 == 0
    return Vp8Descriptor(
        at, starts, keyframe, picture_at, picture_id, picture_mask, tl0_at, tl0, tid, key_at, key_index
    )


def patch_vp8(
    buffer: bytearray, start: int, descriptor: Vp8Descriptor, picture: int, tl0: int, key: int
) -> None:
    """Subtract offsets from the counters of a copied payload that begins at `start` of `buffer`."""
    at = descriptor.picture_at
    if at and picture:
        value = descriptor.picture_id - picture & descriptor.picture_mask
        at += start
        if descriptor.picture_mask == 0x7F:
            buffer[at] = value
        else:
            buffer[at] = 0x80 | value >> 8
            buffer[at + 1] = value & 0xFF
    at = descriptor.tl0_at
    if at and tl0:
        buffer[start + at] = descriptor.tl0 - tl0 & 0xFF
    at = descriptor.key_at
    if at and key:
        at += start
        buffer[at] = buffer[at] & 0xE0 | descriptor.key_index - key & 0x1F
