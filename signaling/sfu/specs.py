"""Plain data that the session layer hands to the forwarding plane. No behaviour, no I/O."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["audio", "video"]
Address = Any
"""Whatever the endpoint uses as key of a 5-tuple; hashable."""
ConnHandle = Any
"""A connection of the hot path; opaque outside it."""
StreamHandle = Any
"""An up stream of the hot path (`hotpath.Stream` says what may be read)."""
LegHandle = Any
"""A down leg of the hot path (`hotpath.Leg` says what may be read)."""
Label = Any
"""Whatever the owner of a connection wants to find it by."""
SrtpSession = Any
"""A pylibsrtp Session, or something with its methods."""
SendTo = Callable[[Any, Any], Any]
"""`socket.sendto`: (memoryview, address); may raise BlockingIOError or OSError."""
TapCallback = Callable[[int, int, bytes], None]
"""(up track number, now_ns, RTP packet as the publisher sent it)."""


@dataclass(frozen=True, slots=True)
class Extensions:
    """Negotiated RFC 8285 ids of one connection; 0 means not negotiated."""

    mid: int = 0
    rid: int = 0
    repaired_rid: int = 0
    audio_level: int = 0
    abs_send_time: int = 0
    transport_cc: int = 0


@dataclass(frozen=True, slots=True)
class CodecSpec:
    """One payload type, its retransmission type (0: none); `audio_nack`: NACK was negotiated for sound."""

    payload_type: int
    mime: str
    clock_rate: int
    rtx_payload_type: int = 0
    audio_nack: bool = False


@dataclass(frozen=True, slots=True)
class Encoding:
    """One simulcast layer. `quality` is LiveKit's: LOW 0, MEDIUM 1, HIGH 2. Unknown numbers are 0."""

    quality: int = 2
    rid: str = ""
    ssrc: int = 0
    rtx_ssrc: int = 0
    width: int = 0
    height: int = 0
    bitrate_bps: int = 0


@dataclass(frozen=True, slots=True)
class TrackSpec:
    """A publication. `encodings` from lowest to highest quality; empty means a single layer."""

    sid: str
    participant: str
    kind: Kind
    source: str
    conn: ConnHandle
    mid: str = ""
    codecs: tuple[CodecSpec, ...] = ()
    encodings: tuple[Encoding, ...] = ()
    open: bool = True
    muted: bool = False


@dataclass(frozen=True, slots=True)
class SubscribeSpec:
    """A subscription: the subscriber's own payload types, SSRCs and mid."""

    participant: str
    sid: str
    conn: ConnHandle
    mid: str
    ssrc: int
    codecs: tuple[CodecSpec, ...]
    rtx_ssrc: int = 0


@dataclass(frozen=True, slots=True)
class TrackSettings:
    """What a viewer wants of a track (LiveKit UpdateTrackSettings); zero width/height/fps: no wish."""

    disabled: bool = False
    quality: int = 2
    width: int = 0
    height: int = 0
    fps: int = 0
    priority: int = 0


@dataclass(frozen=True, slots=True)
class RoomConfig:
    """Policy figures. Times in ms, rates in bits per second."""

    loudest: int = 3
    speaker_interval_ms: int = 300
    dynacast_delay_ms: int = 5_000
    quality_interval_ms: int = 5_000
    keyframe_interval_ms: int = 500
    report_interval_ms: int = 1_000
    subscribed_quality_on_start: bool = field(default=True)
