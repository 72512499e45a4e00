"""The hot path's interface: datagram in → unprotect → route → rewrite → protect → datagram out.

No policy: which leg follows which stream, what is open and when a keyframe is asked for is decided
elsewhere and set here. A native loop can take the Python one's place and pass the same tests
(tests/sfu/test_hotpath_contract.py). Handles are opaque outside; only the attributes below are read.
"""

from dataclasses import dataclass, field
from typing import Protocol

from signaling.sfu.specs import (
    Address,
    ConnHandle,
    Extensions,
    Kind,
    Label,
    LegHandle,
    SendTo,
    SrtpSession,
    StreamHandle,
    TapCallback,
)


@dataclass(slots=True)
class Counters:
    """What was dropped and why, and what went through, since the start. Packets."""

    received: int = 0
    forwarded: int = 0
    retransmitted: int = 0
    strangers: int = 0
    malformed: int = 0
    refused: int = 0
    flooded: int = 0
    unknown_ssrc: int = 0
    unknown_payload: int = 0
    duplicates: int = 0
    too_late: int = 0
    closed: int = 0
    padding: int = 0
    send_errors: int = 0
    seal_errors: int = 0
    queue_dropped: int = 0
    rtcp_dropped: int = 0
    resend_missed: int = 0
    resend_throttled: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one admitted sender from hurting others. Packets, packets per second."""

    connection_rate: int = 3000
    connection_burst: int = 2000
    audio_rate: int = 150
    audio_burst: int = 200
    video_rate: int = 1200
    video_burst: int = 800
    resend_rate: int = 400
    resend_burst: int = 250
    queue: int = 512
    control_queue: int = 64
    held: int = 48
    rtcp_inbox: int = 4096
    audio_cache: int = 256
    video_cache: int = 1024


@dataclass(frozen=True, slots=True)
class StreamSpec:
    """One up SSRC. `payload_types`: accepted payload type → mime (lower case); `level_id`: RFC 6464."""

    kind: Kind
    ssrc: int
    clock_rate: int
    payload_types: dict[int, str] = field(default_factory=dict)
    level_id: int = 0


@dataclass(frozen=True, slots=True)
class LegSpec:
    """One down SSRC. `payload_types`: up → down payload type; `rtx_types`: down → retransmission type."""

    ssrc: int
    payload_types: dict[int, int]
    rtx_ssrc: int = 0
    rtx_types: dict[int, int] = field(default_factory=dict)
    mid: str = ""
    extensions: Extensions = field(default_factory=Extensions)


@dataclass(frozen=True, slots=True)
class ReceivedRtcp:
    """One unprotected compound that waits for policy."""

    conn: ConnHandle
    data: bytes
    now_ns: int


@dataclass(frozen=True, slots=True)
class UnknownSsrc:
    """An SSRC nobody bound yet, with its first packet (unprotected RTP) to place it by."""

    conn: ConnHandle
    ssrc: int
    packet: bytes


class Stream(Protocol):
    """What policy reads of an up stream. Sequence numbers are extended (unbounded)."""

    kind: Kind
    ssrc: int
    clock_rate: int
    is_open: bool
    closed: int
    """Packets dropped because the gate was closed, since the stream was bound."""
    first_sequence: int
    highest_sequence: int
    received: int
    octets: int
    jitter: float
    last_ns: int
    newest_timestamp: int
    keyframe_ns: int
    gaps: list[tuple[int, int]]
    """Half-open ranges skipped while some leg followed, since policy last cleared the list."""
    sender_clock: tuple[int, int, int] | None
    """(NTP, RTP timestamp, arrival ns) of the last sender report; set by policy."""

    def has(self, sequence: int) -> bool:
        """Tell whether the packet of this extended sequence number is cached."""

    @property
    def awaited(self) -> bool:
        """Whether some leg waits for a keyframe of this stream."""

    def take_level(self) -> int | None:
        """The loudest level (0 loudest, 127 silent, -dBov) since the last call, or None without packets."""


class Leg(Protocol):
    """What policy reads of a down leg."""

    ssrc: int
    packets: int
    octets: int

    @property
    def following(self) -> StreamHandle | None:
        """The stream being forwarded, or None."""

    @property
    def clock(self) -> tuple[StreamHandle, int] | None:
        """(stream, timestamp offset) to turn the stream's timestamps into ours, once something was sent."""


class HotPath(Protocol):
    """One per worker process."""

    counters: Counters
    limits: Limits

    def add_connection(self, label: Label) -> ConnHandle:
        """A connection without keys or path; `label` is kept as its attribute."""

    def remove_connection(self, conn: ConnHandle) -> None:
        """Forget the connection, its addresses, streams and legs."""

    def admit(self, conn: ConnHandle, address: Address) -> None:
        """Accept media from this proved 5-tuple as the connection's."""

    def forget(self, address: Address) -> None:
        """Accept nothing from this 5-tuple any more."""

    def set_path(self, conn: ConnHandle, sendto: SendTo, address: Address) -> None:
        """Send the connection's datagrams with `sendto(view, address)`."""

    def secure(self, conn: ConnHandle, rx_srtp: SrtpSession, tx_srtp: SrtpSession) -> None:
        """Give the SRTP sessions (pylibsrtp) of a finished handshake."""

    def set_extensions(self, conn: ConnHandle, extensions: Extensions) -> None:
        """The header extension ids negotiated on the connection."""

    def add_stream(self, conn: ConnHandle, spec: StreamSpec) -> StreamHandle:
        """Bind an up SSRC. Closed until `gate` opens it."""

    def bind_repair(
        self, conn: ConnHandle, ssrc: int, stream: StreamHandle, payload_types: dict[int, int]
    ) -> None:
        """Bind an RTX SSRC to the stream it repairs; `payload_types`: RTX → original."""

    def release_held(self, conn: ConnHandle, now_ns: int) -> None:
        """Route again the packets kept while their SSRC was unknown."""

    def remove_stream(self, stream: StreamHandle) -> None:
        """Unbind; its legs follow nothing."""

    def gate(self, stream: StreamHandle, is_open: bool) -> None:
        """Rights. A closed stream is not forwarded, resent, tapped, nor counted for levels."""

    def add_leg(self, conn: ConnHandle, spec: LegSpec) -> LegHandle:
        """A down SSRC that follows nothing yet. Never reuse an SSRC on one connection."""

    def add_tap(self, number: int, callback: TapCallback) -> LegHandle:
        """A leg that is a callback: (number, now_ns, RTP), continuous over layers, never encrypted."""

    def remove_leg(self, leg: LegHandle) -> None:
        """Stop and forget a leg or a tap."""

    def select(self, leg: LegHandle, stream: StreamHandle | None) -> None:
        """Follow `stream`: audio at its next packet, video at its next keyframe (till then the old one)."""

    def resend(self, leg: LegHandle, sequences: tuple[int, ...], now_ns: int) -> None:
        """Answer a NACK from the cache, by RTX where negotiated; bounded."""

    def receive(self, address: Address, datagram: bytes, now_ns: int) -> None:
        """One datagram from the network; never raises for what it holds."""

    def send_rtcp(self, conn: ConnHandle, compound: bytes) -> bool:
        """Protect and send; False when it could not be (no keys, no path)."""

    def flush(self, conn: ConnHandle) -> None:
        """Send what waits because the socket would block."""

    def flush_all(self) -> None:
        """`flush` for every connection that waits."""

    @property
    def blocked(self) -> bool:
        """Whether any datagram waits for the socket."""

    @property
    def pending(self) -> bool:
        """Whether a drain would return anything."""

    def drain_rtcp(self) -> list[ReceivedRtcp]:
        """RTCP received since the last drain."""

    def drain_unknown(self) -> list[UnknownSsrc]:
        """SSRCs to place since the last drain; each reported once per second at most."""
