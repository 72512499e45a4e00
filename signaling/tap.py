"""The recording tap: frames `u32 length | u8 kind | body` on a Unix socket. The recorder parses it.

Kinds: 1 room, 2 track started, 3 RTP, 4 track ended, 5 gap (rights closed or opened). Bodies are JSON except
kind 3: `u16 track number | u64 monotonic ns | RTP packet` as its publisher sent it. The recorder answers with
kind 6, `u16 track number`: that track's picture cannot go on without a keyframe. Sans-I/O.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from signaling.errors import SignalingError

ROOM = 1
TRACK_STARTED = 2
RTP = 3
TRACK_ENDED = 4
GAP = 5
KEYFRAME = 6
MAX_FRAME_BYTES = 64 * 1024
_HEAD = struct.Struct("!IB")
_RTP_HEAD = struct.Struct("!IBHQ")


class BadTapFrame(SignalingError):
    """A frame that is too long or cannot be parsed."""

    code = "tap.malformed"


@dataclass(frozen=True)
class TapRtp:
    """One RTP packet of a recorded track."""

    number: int
    mono_ns: int
    packet: bytes


@dataclass(frozen=True)
class TapEvent:
    """One JSON frame; `kind` is its number."""

    kind: int
    data: dict[str, Any]


@dataclass(frozen=True)
class TapKeyframe:
    """The recorder asks for a keyframe of a track."""

    number: int


TapFrame = TapRtp | TapEvent | TapKeyframe


def event_frame(kind: int, data: Mapping[str, Any]) -> bytes:
    """A JSON frame."""
    body = json.dumps(data, separators=(",", ":")).encode()
    return _HEAD.pack(len(body) + 1, kind) + body


def rtp_frame(number: int, mono_ns: int, packet: bytes) -> bytes:
    """An RTP frame."""
    return _RTP_HEAD.pack(11 + len(packet), RTP, number, mono_ns) + packet


def keyframe_frame(number: int) -> bytes:
    """The recorder's wish for a keyframe of a track."""
    return _HEAD.pack(3, KEYFRAME) + number.to_bytes(2, "big")


class TapReader:
    """Collects stream bytes and gives back whole frames."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[TapFrame]:
        """Frames completed by `data`; raises BadTapFrame."""
        self._buffer += data
        found: list[TapFrame] = []
        position = 0
        while len(self._buffer) - position >= 4:
            length = int.from_bytes(self._buffer[position : position + 4], "big")
            if not 1 <= length <= MAX_FRAME_BYTES:
                raise BadTapFrame(f"{length} bytes")
            if len(self._buffer) - position < 4 + length:
                break
            found.append(_parse(bytes(self._buffer[position + 4 : position + 4 + length])))
            position += 4 + length
        del self._buffer[:position]
        return found


def _parse(body: bytes) -> TapFrame:
    kind = body[0]
    if kind == RTP:
        if len(body) < 11:
            raise BadTapFrame("short RTP frame")
        return TapRtp(int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:11], "big"), body[11:])
    if kind == KEYFRAME:
        if len(body) != 3:
            raise BadTapFrame("keyframe frame")
        return TapKeyframe(int.from_bytes(body[1:3], "big"))
    try:
        data = json.loads(body[1:])
    except ValueError as error:
        raise BadTapFrame("not JSON") from error
    if kind not in (ROOM, TRACK_STARTED, TRACK_ENDED, GAP) or not isinstance(data, dict):
        raise BadTapFrame(f"kind {kind}")
    return TapEvent(kind, data)
