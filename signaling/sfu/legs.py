"""Down legs of the Python hot path: one subscriber's view of a publication, rewritten so it never jumps.

A leg's history is a short list of runs; in a run, sequence numbers, timestamps and VP8 counters differ
from the stream's by constants. So a late packet, and a NACK, finds its run and is rewritten as it would
have been, with no record per packet. Per packet, so written for speed. Touches connections, not policy.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import TYPE_CHECKING

from signaling.sfu.hotpath import Counters, LegSpec, Limits
from signaling.sfu.packets import FIXED, MAX_PACKET, extension_block
from signaling.sfu.specs import Extensions, TapCallback
from signaling.sfu.srtp import PacketBuffer
from signaling.sfu.streams import SILENT, Packet, TokenBucket
from signaling.sfu.vp8 import patch_vp8

if TYPE_CHECKING:
    from signaling.sfu.pyhot import Connection
    from signaling.sfu.streams import UpStream

RUNS = 64
RESEND_INTERVAL_NS = 20_000_000
REMEMBERED_RESENDS = 512
LARGEST_CLOCK_ERROR_S = 0.3
_pack_fixed = FIXED.pack_into


class Run:
    """A stretch of one stream under constant offsets (subtracted). `first` is a stream's number."""

    __slots__ = ("first", "key", "patched", "picture", "sequence", "stream", "timestamp", "tl0")

    def __init__(self, stream: UpStream, first: int, sequence: int, timestamp: int) -> None:
        self.stream = stream
        self.first = first
        self.sequence = sequence
        self.timestamp = timestamp
        self.picture = self.tl0 = self.key = 0
        self.patched = False

    def count_pictures(self, picture: int, tl0: int, key: int) -> None:
        """Set the VP8 offsets."""
        self.picture, self.tl0, self.key = picture, tl0, key
        self.patched = bool(picture or tl0 or key)


class Tail:
    """Where a leg's output stopped: what the next run continues from, in the leg's own numbers."""

    __slots__ = ("descriptor", "packet", "run", "sequence", "timestamp")

    def __init__(self, run: Run) -> None:
        newest = run.stream.newest
        self.run = run
        self.packet = newest
        last = run.first - 1 if newest is None else max(newest.sequence, run.first - 1)
        self.sequence = last - run.sequence
        self.timestamp = (newest.timestamp if newest else 0) - run.timestamp & 0xFFFFFFFF
        self.descriptor = newest.vp8 if newest else None


class DownLeg:
    """One down SSRC. See `hotpath.Leg` for what policy reads."""

    __slots__ = (
        "buffer", "conn", "counters", "level_at", "octets", "packets", "payload_at", "payload_types",
        "resend_bucket", "resends", "rtx_sequence", "rtx_ssrc", "rtx_types", "run", "runs", "ssrc",
        "stream", "tail", "target", "time_at",
    )  # fmt: skip

    def __init__(self, conn: Connection, spec: LegSpec, counters: Counters, limits: Limits) -> None:
        self.conn = conn
        self.ssrc = spec.ssrc
        self.rtx_ssrc = spec.rtx_ssrc
        self.payload_types = spec.payload_types
        self.rtx_types = spec.rtx_types
        self.counters = counters
        self.resend_bucket = TokenBucket(limits.resend_rate, limits.resend_burst)
        self.resends: OrderedDict[int, int] = OrderedDict()
        self.rtx_sequence = 0
        self.packets = self.octets = 0
        self.stream: UpStream | None = None
        self.target: UpStream | None = None
        self.run: Run | None = None
        self.runs: deque[Run] = deque(maxlen=RUNS)
        self.tail: Tail | None = None
        self.buffer = PacketBuffer()
        self._lay_out(spec.mid, spec.extensions)

    def _lay_out(self, mid: str, extensions: Extensions) -> None:
        """Write the constant part of the header extensions once and remember where the rest goes."""
        elements: list[tuple[int, bytes]] = []
        self.time_at = self.level_at = 0
        if extensions.abs_send_time:
            self.time_at = 17
            elements.append((extensions.abs_send_time, b"\0\0\0"))
        if extensions.audio_level:
            self.level_at = 21 if self.time_at else 17
            elements.append((extensions.audio_level, bytes([SILENT])))
        if extensions.mid and mid:
            elements.append((extensions.mid, mid.encode()))
        if any(number > 14 or len(value) > 16 for number, value in elements):
            self.time_at = self.level_at = 0
            elements = []
        block = extension_block(elements)
        self.payload_at = 12 + len(block)
        self.buffer.data[12 : self.payload_at] = block
        self.buffer.data[0] = 0x90 if block else 0x80

    @property
    def following(self) -> UpStream | None:
        """The stream being forwarded, or None."""
        return self.stream

    @property
    def clock(self) -> tuple[UpStream, int] | None:
        """(stream, timestamp offset), once something was sent."""
        return (self.run.stream, self.run.timestamp) if self.run else None

    # -- following --------------------------------------------------------------------------------

    def await_stream(self, stream: UpStream) -> None:
        """Wait for a place to start in `stream`, unless already waiting for another."""
        if self.target is None:
            self.target = stream
            stream.waiting.append(self)

    def stop_waiting(self) -> None:
        """Give up the stream waited for."""
        if self.target is not None:
            if self in self.target.waiting:
                self.target.waiting.remove(self)
            self.target = None

    def leave(self) -> None:
        """Stop forwarding; remember where the output stopped."""
        if self.stream is None:
            return
        if self in self.stream.legs:
            self.stream.legs.remove(self)
        self.stream = None
        if self.run is not None:
            self.tail = Tail(self.run)

    def start(self, stream: UpStream, packet: Packet) -> None:
        """Begin a run with `packet`; the sequence, the time and the pictures go on from the last one sent."""
        self.leave()
        self.target = None
        tail = self.tail
        run = self._continue(tail, stream, packet) if tail else Run(stream, packet.sequence, 0, 0)
        self.run = run
        self.runs.append(run)
        self.stream = stream
        stream.legs.append(self)

    def _continue(self, tail: Tail, stream: UpStream, packet: Packet) -> Run:
        before = tail.run
        last_sent = tail.packet.sequence if tail.packet else -0x8000
        if before.stream is stream and packet.sequence - last_sent < 0x8000:
            timestamp = before.timestamp
        else:
            timestamp = packet.timestamp - tail.timestamp - elapsed(tail, stream, packet) & 0xFFFFFFFF
        run = Run(stream, packet.sequence, packet.sequence - tail.sequence - 1, timestamp)
        now, last = packet.vp8, tail.descriptor
        if now is not None and last is not None:
            run.count_pictures(
                now.picture_id - (last.picture_id - before.picture) - 1 & now.picture_mask,
                now.tl0 - (last.tl0 - before.tl0) - 1 & 0xFF,
                now.key_index - (last.key_index - before.key) - 1 & 0x1F,
            )
        return run

    # -- packets ----------------------------------------------------------------------------------

    def skip(self, sequence: int) -> None:
        """A padding-only packet is not forwarded: close the hole it would leave."""
        run = before = self.run
        if run is None or before is None or run.stream.highest_sequence != sequence:
            return
        if run.first != sequence:
            run = Run(run.stream, sequence, run.sequence, run.timestamp)
            run.count_pictures(before.picture, before.tl0, before.key)
            self.run = run
            self.runs.append(run)
        run.first = sequence + 1
        run.sequence += 1

    def _run_of(self, stream: UpStream, sequence: int) -> Run | None:
        """The run a late packet of `stream` belongs to."""
        after: Run | None = None
        for run in reversed(self.runs):
            if run.stream is stream and sequence >= run.first:
                fits = after is None or sequence - run.sequence < after.first - after.sequence
                return run if fits else None
            after = run
        return None

    def write(self, packet: Packet) -> None:
        """Rewrite for this subscriber, protect, send."""
        run = self.run
        if run is None:
            return
        if packet.sequence < run.first:
            late = self._run_of(run.stream, packet.sequence)
            if late is None:
                return
            run = late
        size = self._compose(packet, run)
        if size:
            self.packets += 1
            self.octets += packet.size
            self.conn.send_sealed(self.buffer, size)

    def _compose(self, packet: Packet, run: Run) -> int:
        """Write the packet as the subscriber sees it into the buffer; returns its size, 0 when impossible."""
        payload_type = self.payload_types.get(packet.payload_type)
        start = self.payload_at
        end = start + packet.size
        if payload_type is None or end > MAX_PACKET:
            self.counters.unknown_payload += 1
            return 0
        buffer = self.buffer
        data = buffer.data
        _pack_fixed(
            data, 0, data[0], payload_type | packet.marker, packet.sequence - run.sequence & 0xFFFF,
            packet.timestamp - run.timestamp & 0xFFFFFFFF, self.ssrc,
        )  # fmt: skip
        at = self.time_at
        if at:
            data[at : at + 3] = packet.send_time
        if self.level_at:
            data[self.level_at] = packet.level
        data[start:end] = packet.payload
        if run.patched and packet.vp8 is not None:
            patch_vp8(data, start, packet.vp8, run.picture, run.tl0, run.key)
        return end

    # -- retransmission ---------------------------------------------------------------------------

    def resend(self, sequence: int, now_ns: int) -> None:
        """Send one packet again, by its 16-bit number as the subscriber saw it."""
        run = self.run
        if run is None:
            return
        tail = self.tail if self.stream is None else None
        highest = (tail or Tail(run)).sequence
        wanted = highest - (highest - sequence & 0xFFFF)
        packet, run = self._find(wanted)
        if packet is None or run is None or not run.stream.is_open:
            self.counters.resend_missed += 1
            return
        if not self._may_resend(wanted, now_ns):
            self.counters.resend_throttled += 1
            return
        size = self._compose(packet, run)
        if size and self.rtx_ssrc:
            size = self._encapsulate(size)
        if size:
            self.counters.retransmitted += 1
            self.conn.send_sealed(self.buffer, size)

    def _find(self, wanted: int) -> tuple[Packet | None, Run | None]:
        for run in reversed(self.runs):
            if wanted >= run.first - run.sequence:
                return run.stream.cached(wanted + run.sequence), run
        return None, None

    def _may_resend(self, wanted: int, now_ns: int) -> bool:
        last = self.resends.get(wanted)
        if last is not None and now_ns - last < RESEND_INTERVAL_NS:
            return False
        if not self.resend_bucket.take(now_ns):
            return False
        self.resends[wanted] = now_ns
        self.resends.move_to_end(wanted)
        if len(self.resends) > REMEMBERED_RESENDS:
            self.resends.popitem(last=False)
        return True

    def _encapsulate(self, size: int) -> int:
        """RFC 4588: the original sequence number before the payload, own SSRC, type and numbers."""
        data, start = self.buffer.data, self.payload_at
        payload_type = self.rtx_types.get(data[1] & 0x7F)
        if payload_type is None or size + 2 > MAX_PACKET:
            return 0
        original = bytes(data[2:4])
        data[start + 2 : size + 2] = bytes(data[start:size])
        data[start : start + 2] = original
        data[1] = data[1] & 0x80 | payload_type
        data[2:4] = self.rtx_sequence.to_bytes(2, "big")
        data[8:12] = self.rtx_ssrc.to_bytes(4, "big")
        self.rtx_sequence = self.rtx_sequence + 1 & 0xFFFF
        return size + 2


class TapLeg(DownLeg):
    """A leg whose packets go to a callback in the clear, with the publisher's own extensions kept."""

    __slots__ = ("callback", "number")

    def __init__(self, conn: Connection, number: int, callback: TapCallback, counters: Counters) -> None:
        super().__init__(conn, LegSpec(0, {}), counters, Limits())
        self.number = number
        self.callback = callback

    def write(self, packet: Packet) -> None:
        """Hand over the packet, renumbered only when the layer changed before it."""
        run = self.run
        if run is None:
            return
        if packet.sequence < run.first:
            late = self._run_of(run.stream, packet.sequence)
            if late is None:
                return
            run = late
        raw = packet.raw
        if run.sequence or run.timestamp or run.patched or self.runs[0].stream is not run.stream:
            raw = self._renumber(packet, run)
        self.packets += 1
        self.octets += packet.size
        self.callback(self.number, packet.received_ns, raw)

    def _renumber(self, packet: Packet, run: Run) -> bytes:
        data = bytearray(packet.raw)
        _pack_fixed(
            data, 0, data[0], data[1], packet.sequence - run.sequence & 0xFFFF,
            packet.timestamp - run.timestamp & 0xFFFFFFFF, self.runs[0].stream.ssrc,
        )  # fmt: skip
        if run.patched and packet.vp8 is not None:
            start = packet.payload_at
            patch_vp8(data, start, packet.vp8, run.picture, run.tl0, run.key)
        return bytes(data)


def elapsed(tail: Tail, stream: UpStream, packet: Packet) -> int:
    """Timestamp units from the last packet sent to `packet`, which comes from another stream.

    By the two streams' sender reports when both are known and agree with the arrivals, else by the
    arrivals; at least 5 ms, so that two pictures never share a timestamp.
    """
    last = tail.packet
    rate = stream.clock_rate
    if last is None:
        return rate // 30
    seconds = (packet.received_ns - last.received_ns) / 1e9
    ours, theirs = stream.sender_clock, tail.run.stream.sender_clock
    if ours and theirs:
        told = _wall(ours, packet.timestamp, rate) - _wall(theirs, last.timestamp, tail.run.stream.clock_rate)
        if abs(told - seconds) < LARGEST_CLOCK_ERROR_S:
            seconds = told
    return max(round(seconds * rate), rate // 200)


def _wall(clock: tuple[int, int, int], timestamp: int, rate: int) -> float:
    """The publisher's wall clock, in seconds, at a timestamp."""
    ntp, rtp, _ = clock
    ahead = timestamp - rtp & 0xFFFFFFFF
    if ahead > 0x7FFFFFFF:
        ahead -= 0x100000000
    return ntp / (1 << 32) + ahead / rate
