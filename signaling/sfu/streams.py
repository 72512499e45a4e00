"""Up streams of the Python hot path: one SSRC's order, statistics, packet cache and followers.

Per packet, so written for speed: slots, no property, no policy. May touch nothing but its legs.
The cache keeps plain bytes and numbers, which the garbage collector does not look at: fifty thousand
cached objects would cost a pause of tens of milliseconds each time it did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from signaling.sfu.errors import MalformedPacket
from signaling.sfu.h264 import starts_keyframe
from signaling.sfu.hotpath import Counters, Limits, StreamSpec
from signaling.sfu.packets import RtpHeader, find_extension, parse_rtp
from signaling.sfu.specs import ConnHandle
from signaling.sfu.vp8 import Vp8Descriptor, parse_vp8

if TYPE_CHECKING:
    from signaling.sfu.legs import DownLeg

SILENT = 127
MAX_DROPOUT = 3000
"""A larger forward jump is a new sequence, not loss (RFC 3550 appendix A.1)."""
MAX_GAPS = 64
_AST_UNIT = 1 << 18


class Packet:
    """One up packet, parsed once for all its legs. `sequence` is extended."""

    __slots__ = (
        "level", "marker", "payload", "payload_at", "payload_type", "raw", "received_ns",
        "send_time", "sequence", "size", "timestamp", "vp8",
    )  # fmt: skip

    def __init__(self, sequence: int, header: RtpHeader, raw: bytes, now_ns: int) -> None:
        self.sequence = sequence
        self.timestamp = header.timestamp
        self.marker = 0x80 if header.marker else 0
        self.payload_type = header.payload_type
        self.payload_at = header.payload_start
        self.payload = memoryview(raw)[header.payload_start : header.payload_end]
        self.size = header.payload_end - header.payload_start
        self.raw = raw
        self.received_ns = now_ns
        # abs-send-time: 24 bits of seconds in 6.18 fixed point. Kept, so that a packet sent again
        # without RTX is the same bytes under the same nonce.
        self.send_time = (now_ns * _AST_UNIT // 1_000_000_000 & 0xFFFFFF).to_bytes(3, "big")
        self.level = SILENT
        self.vp8: Vp8Descriptor | None = None


class TokenBucket:
    """So many per second, with a burst; integer arithmetic in nanoseconds."""

    __slots__ = ("capacity", "credit_ns", "last_ns", "price_ns")

    def __init__(self, rate: int, burst: int) -> None:
        self.price_ns = 1_000_000_000 // rate
        self.capacity = self.price_ns * burst
        self.credit_ns = self.capacity
        self.last_ns = 0

    def take(self, now_ns: int) -> bool:
        """Take one token; False when there is none."""
        credit = self.credit_ns + now_ns - self.last_ns
        self.last_ns = now_ns
        if credit > self.capacity:
            credit = self.capacity
        if credit < self.price_ns:
            self.credit_ns = credit
            return False
        self.credit_ns = credit - self.price_ns
        return True


class UpStream:
    """One SSRC as received. See `hotpath.Stream` for what policy reads."""

    __slots__ = (
        "bucket", "cached_ns", "cached_numbers", "cached_packets", "clock_rate", "closed", "conn", "counters",
        "first_sequence", "gaps", "highest_sequence", "is_open", "jitter", "keyframe_ns", "kind",
        "last_ns", "legs", "level", "level_id", "mask", "newest", "newest_timestamp", "octets",
        "payload_types", "received", "sender_clock", "ssrc", "suspect", "transit", "waiting",
    )  # fmt: skip

    def __init__(self, conn: ConnHandle, spec: StreamSpec, counters: Counters, limits: Limits) -> None:
        audio = spec.kind == "audio"
        self.conn = conn
        self.kind = spec.kind
        self.ssrc = spec.ssrc
        self.clock_rate = spec.clock_rate
        self.payload_types = spec.payload_types
        self.level_id = spec.level_id
        self.counters = counters
        size = limits.audio_cache if audio else limits.video_cache
        self.mask = size - 1
        self.cached_numbers = [-1] * size
        self.cached_packets = [b""] * size
        self.cached_ns = [0] * size
        self.bucket = (
            TokenBucket(limits.audio_rate, limits.audio_burst)
            if audio
            else TokenBucket(limits.video_rate, limits.video_burst)
        )
        self.is_open = False
        self.closed = 0
        self.legs: list[DownLeg] = []
        self.waiting: list[DownLeg] = []
        self.newest: Packet | None = None
        self.first_sequence = self.highest_sequence = -1
        self.received = self.octets = self.last_ns = self.newest_timestamp = self.keyframe_ns = 0
        self.jitter = 0.0
        self.transit: int | None = None
        self.suspect = -1
        self.gaps: list[tuple[int, int]] = []
        self.level: int | None = None
        self.sender_clock: tuple[int, int, int] | None = None

    @property
    def awaited(self) -> bool:
        """Whether some leg waits for this stream."""
        return bool(self.waiting)

    def has(self, sequence: int) -> bool:
        """Tell whether the packet of this extended sequence number is cached."""
        return self.cached_numbers[sequence & self.mask] == sequence

    def cached(self, sequence: int) -> Packet | None:
        """The packet of this extended sequence number while it is kept, read again from its bytes."""
        at = sequence & self.mask
        if self.cached_numbers[at] != sequence:
            return None
        raw = self.cached_packets[at]
        header = parse_rtp(raw)
        packet = Packet(sequence, header, raw, self.cached_ns[at])
        try:
            self._inspect(packet, header, self.payload_types.get(header.payload_type, ""))
        except MalformedPacket:
            return None  # it was not forwarded the first time either
        return packet

    def take_level(self) -> int | None:
        """Loudest level since the last call."""
        level, self.level = self.level, None
        return level

    def accept(self, header: RtpHeader, raw: bytes, now_ns: int) -> None:
        """Process one packet of this SSRC: order, statistics, gate, cache, legs."""
        mime = self.payload_types.get(header.payload_type)
        if mime is None:
            self.counters.unknown_payload += 1
            return
        sequence: int | None = self.highest_sequence + 1
        if sequence and sequence & 0xFFFF == header.sequence:
            self.highest_sequence = sequence
        else:
            sequence = self._place(header.sequence)
            if sequence is None:
                return
        self._measure(header, len(raw), now_ns)
        if not self.is_open:
            self.closed += 1
            self.counters.closed += 1
            return
        if header.payload_start == header.payload_end:
            self.counters.padding += 1
            for leg in self.legs:
                leg.skip(sequence)
            return
        # Padding and repeats are not counted: senders probe with more of them than there are pictures.
        if not self.bucket.take(now_ns):
            self.counters.flooded += 1
            return
        at = sequence & self.mask
        self.cached_numbers[at] = sequence
        self.cached_packets[at] = raw
        self.cached_ns[at] = now_ns
        if self.legs or self.waiting:
            self._forward(Packet(sequence, header, raw, now_ns), header, mime)
        elif self.level_id:
            self._hear(self._level_of(header, raw) & 0x7F)

    def _forward(self, packet: Packet, header: RtpHeader, mime: str) -> None:
        starts = self._inspect(packet, header, mime)
        if self.kind == "audio":
            self._hear(packet.level & 0x7F)
        elif starts:
            self.keyframe_ns = packet.received_ns
        if starts and self.waiting:
            waiting, self.waiting = self.waiting, []
            for leg in waiting:
                leg.start(self, packet)
        newest = self.newest
        if newest is None or packet.sequence > newest.sequence:
            self.newest = packet
        for leg in self.legs:
            leg.write(packet)

    def _inspect(self, packet: Packet, header: RtpHeader, mime: str) -> bool:
        """Read what the codec and the legs need; True when decoding can start here."""
        if mime == "video/vp8":
            packet.vp8 = descriptor = parse_vp8(packet.payload)
            return descriptor.keyframe
        if mime == "video/h264":
            return starts_keyframe(packet.payload)
        if self.level_id:
            packet.level = self._level_of(header, packet.raw)
        return True

    def _level_of(self, header: RtpHeader, raw: bytes) -> int:
        value = find_extension(raw, header, self.level_id)
        return value[0] if value else SILENT

    def _hear(self, level: int) -> None:
        if self.level_id and (self.level is None or level < self.level):
            self.level = level

    def _place(self, sequence: int) -> int | None:
        """Extend the sequence number; None when it is a duplicate, too late, or suspect."""
        highest = self.highest_sequence
        if highest < 0:
            self.first_sequence = self.highest_sequence = sequence = 0x10000 | sequence
            return sequence
        ahead = sequence - highest & 0xFFFF
        if 0 < ahead <= MAX_DROPOUT:
            if ahead > 1 and self.is_open and self.legs and len(self.gaps) < MAX_GAPS:
                self.gaps.append((highest + 1, highest + ahead))
            self.highest_sequence = highest + ahead
            return highest + ahead
        if ahead < 0x8000 and ahead:
            return self._suspect(sequence)
        late = highest - (0x10000 - ahead if ahead else 0)
        if highest - late > self.mask:
            return self._suspect(sequence)
        if late < self.first_sequence or self.has(late) or ahead == 0:
            self.counters.duplicates += 1
            return None
        return late

    def _suspect(self, sequence: int) -> int | None:
        """Two in a row from elsewhere mean that the sender restarted (RFC 3550 appendix A.1)."""
        if sequence != self.suspect:
            self.suspect = sequence + 1 & 0xFFFF
            self.counters.too_late += 1
            return None
        self.suspect = -1
        self._restart((self.highest_sequence >> 16) + 2 << 16 | sequence)
        return self.highest_sequence

    def _restart(self, sequence: int) -> None:
        self.release_legs()
        self.gaps.clear()
        self.first_sequence = self.highest_sequence = sequence
        self.received = 0
        self.transit = None
        self.sender_clock = None

    def release_legs(self) -> None:
        """Every leg leaves and waits for a place to start again."""
        legs, self.legs = self.legs, []
        for leg in legs:
            leg.leave()
            if leg not in self.waiting:
                leg.await_stream(self)

    def _measure(self, header: RtpHeader, size: int, now_ns: int) -> None:
        """Interarrival jitter and counts (RFC 3550 section 6.4.1 and appendix A.8)."""
        self.received += 1
        self.octets += size
        self.last_ns = now_ns
        timestamp = header.timestamp
        self.newest_timestamp = timestamp
        transit = now_ns * self.clock_rate // 1_000_000_000 - timestamp & 0xFFFFFFFF
        if self.transit is not None:
            change = transit - self.transit & 0xFFFFFFFF
            if change > 0x7FFFFFFF:
                change = 0x100000000 - change
            self.jitter += (change - self.jitter) / 16
        self.transit = transit
