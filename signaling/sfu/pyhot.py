"""The hot path in Python: connections, routing by address and SSRC, and the bounded way out.

Implements `hotpath.HotPath`. No policy, no clock, no sockets of its own. Nothing a packet holds raises
out of `receive`.
"""

from __future__ import annotations

from collections import deque
from typing import Any, NoReturn

from signaling.sfu.errors import MalformedPacket
from signaling.sfu.hotpath import Counters, LegSpec, Limits, ReceivedRtcp, StreamSpec, UnknownSsrc
from signaling.sfu.legs import DownLeg, TapLeg
from signaling.sfu.packets import RtpHeader, decapsulate_rtx, parse_rtp
from signaling.sfu.specs import Address, Extensions, Label, SendTo, SrtpSession, TapCallback
from signaling.sfu.srtp import Open, PacketBuffer, Seal, SrtpRefused, open_rtcp, opener, seal_rtcp, sealer
from signaling.sfu.streams import TokenBucket, UpStream

UNKNOWN_REMEMBERED = 32
UNKNOWN_AGAIN_NS = 1_000_000_000


def _no_keys(*_: object) -> NoReturn:
    raise SrtpRefused("no keys yet")


class Connection:
    """One DTLS transport as the hot path sees it; `label` belongs to whoever added it."""

    def __init__(self, label: Label, counters: Counters, limits: Limits, blocked: set[Connection]) -> None:
        self.label = label
        self.blocked = blocked
        self.extensions = Extensions()
        self.counters = counters
        self.limits = limits
        self.addresses: set[Address] = set()
        self.streams: dict[int, UpStream] = {}
        self.repairs: dict[int, tuple[UpStream, dict[int, int]]] = {}
        self.legs: set[DownLeg] = set()
        self.bucket = TokenBucket(limits.connection_rate, limits.connection_burst)
        self.held: deque[tuple[RtpHeader, bytes]] = deque(maxlen=limits.held)
        self.reported: dict[int, int] = {}
        self.open: Open = _no_keys
        self.seal: Seal = _no_keys
        self.rx: Any = None
        self.tx: Any = None
        self.sendto: SendTo | None = None
        self.address: Address = None
        self.queue: deque[bytes] = deque()
        self.control: deque[bytes] = deque(maxlen=limits.control_queue)

    def send_sealed(self, buffer: PacketBuffer, size: int) -> None:
        """Protect the buffer's first bytes and send them, or queue them when the socket would block."""
        if self.sendto is None or self.tx is None:
            return
        try:
            size = self.seal(buffer, size)
        except SrtpRefused:
            self.counters.seal_errors += 1
            return
        if self.queue:
            self._enqueue(bytes(buffer.view[:size]))
            return
        try:
            self.sendto(buffer.view[:size], self.address)
        except BlockingIOError:
            self._enqueue(bytes(buffer.view[:size]))
        except OSError:
            self.counters.send_errors += 1
            return
        self.counters.forwarded += 1

    def _enqueue(self, datagram: bytes) -> None:
        if len(self.queue) >= self.limits.queue:
            self.queue.popleft()
            self.counters.queue_dropped += 1
        self.queue.append(datagram)
        self.blocked.add(self)

    def send_control(self, datagram: bytes) -> bool:
        """Send what is already protected, ahead of waiting media."""
        if self.sendto is None:
            return False
        try:
            self.sendto(memoryview(datagram), self.address)
        except BlockingIOError:
            self.control.append(datagram)
            self.blocked.add(self)
        except OSError:
            self.counters.send_errors += 1
            return False
        return True

    def flush(self) -> bool:
        """Send what waits, control first; False when the socket blocks again."""
        for queue in (self.control, self.queue):
            while queue:
                datagram = queue[0]
                try:
                    if self.sendto is not None:
                        self.sendto(memoryview(datagram), self.address)
                except BlockingIOError:
                    return False
                except OSError:
                    self.counters.send_errors += 1
                queue.popleft()
        self.blocked.discard(self)
        return True


class PythonHotPath:
    """See `hotpath.HotPath`."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.counters = Counters()
        self._connections: set[Connection] = set()
        self._blocked: set[Connection] = set()
        self._by_address: dict[Address, Connection] = {}
        self._rtcp: list[ReceivedRtcp] = []
        self._unknown: list[UnknownSsrc] = []
        self._tap_side = Connection(None, self.counters, self.limits, self._blocked)

    # -- connections ------------------------------------------------------------------------------

    def add_connection(self, label: Label) -> Connection:
        """See HotPath."""
        conn = Connection(label, self.counters, self.limits, self._blocked)
        self._connections.add(conn)
        return conn

    def remove_connection(self, conn: Connection) -> None:
        """See HotPath."""
        for address in list(conn.addresses):
            self.forget(address)
        for stream in list(conn.streams.values()):
            self.remove_stream(stream)
        for leg in list(conn.legs):
            self.remove_leg(leg)
        conn.open, conn.seal = _no_keys, _no_keys
        conn.sendto = conn.rx = conn.tx = None
        conn.queue.clear()
        conn.control.clear()
        self._blocked.discard(conn)
        self._connections.discard(conn)

    def admit(self, conn: Connection, address: Address) -> None:
        """See HotPath."""
        self.forget(address)
        self._by_address[address] = conn
        conn.addresses.add(address)

    def forget(self, address: Address) -> None:
        """See HotPath."""
        conn = self._by_address.pop(address, None)
        if conn is not None:
            conn.addresses.discard(address)

    def set_path(self, conn: Connection, sendto: SendTo, address: Address) -> None:
        """See HotPath."""
        conn.sendto = sendto
        conn.address = address

    def secure(self, conn: Connection, rx_srtp: SrtpSession, tx_srtp: SrtpSession) -> None:
        """See HotPath."""
        conn.rx, conn.tx = rx_srtp, tx_srtp
        conn.open, conn.seal = opener(rx_srtp), sealer(tx_srtp)

    def set_extensions(self, conn: Connection, extensions: Extensions) -> None:
        """See HotPath."""
        conn.extensions = extensions
        for stream in conn.streams.values():
            stream.level_id = extensions.audio_level if stream.kind == "audio" else 0

    # -- routes -----------------------------------------------------------------------------------

    def add_stream(self, conn: Connection, spec: StreamSpec) -> UpStream:
        """See HotPath."""
        stream = UpStream(conn, spec, self.counters, self.limits)
        conn.streams[spec.ssrc] = stream
        conn.reported.pop(spec.ssrc, None)
        return stream

    def bind_repair(
        self, conn: Connection, ssrc: int, stream: UpStream, payload_types: dict[int, int]
    ) -> None:
        """See HotPath."""
        conn.repairs[ssrc] = (stream, payload_types)
        conn.reported.pop(ssrc, None)

    def release_held(self, conn: Connection, now_ns: int) -> None:
        """See HotPath."""
        held, conn.held = conn.held, deque(maxlen=self.limits.held)
        for header, data in held:
            try:
                self._route(conn, header, data, now_ns)
            except MalformedPacket:
                self.counters.malformed += 1

    def remove_stream(self, stream: UpStream) -> None:
        """See HotPath."""
        conn = stream.conn
        if conn.streams.get(stream.ssrc) is stream:
            del conn.streams[stream.ssrc]
        for ssrc, (repaired, _) in list(conn.repairs.items()):
            if repaired is stream:
                del conn.repairs[ssrc]
        stream.is_open = False
        for leg in list(stream.legs):
            leg.leave()
        for leg in list(stream.waiting):
            leg.stop_waiting()

    def gate(self, stream: UpStream, is_open: bool) -> None:
        """See HotPath."""
        if stream.is_open == is_open:
            return
        stream.is_open = is_open
        stream.gaps.clear()
        stream.level = None
        if not is_open:
            stream.release_legs()

    def add_leg(self, conn: Connection, spec: LegSpec) -> DownLeg:
        """See HotPath."""
        leg = DownLeg(conn, spec, self.counters, self.limits)
        conn.legs.add(leg)
        return leg

    def add_tap(self, number: int, callback: TapCallback) -> DownLeg:
        """See HotPath."""
        return TapLeg(self._tap_side, number, callback, self.counters)

    def remove_leg(self, leg: DownLeg) -> None:
        """See HotPath."""
        leg.stop_waiting()
        leg.leave()
        leg.conn.legs.discard(leg)

    def select(self, leg: DownLeg, stream: UpStream | None) -> None:
        """See HotPath."""
        if stream is not None and stream is leg.target:
            return
        leg.stop_waiting()
        if stream is None:
            leg.leave()
        elif stream is not leg.stream:
            leg.await_stream(stream)

    def resend(self, leg: DownLeg, sequences: tuple[int, ...], now_ns: int) -> None:
        """See HotPath."""
        for sequence in sequences[: self.limits.resend_burst]:
            leg.resend(sequence, now_ns)

    # -- packets ----------------------------------------------------------------------------------

    def receive(self, address: Address, datagram: bytes, now_ns: int) -> None:
        """See HotPath."""
        counters = self.counters
        conn = self._by_address.get(address)
        if conn is None:
            counters.strangers += 1
            return
        counters.received += 1
        if not conn.bucket.take(now_ns):
            counters.flooded += 1
            return
        if len(datagram) < 12:
            counters.malformed += 1
            return
        if 192 <= datagram[1] <= 223:
            self._receive_rtcp(conn, datagram, now_ns)
            return
        try:
            data = conn.open(datagram)
            self._route(conn, parse_rtp(data), data, now_ns)
        except SrtpRefused:
            counters.refused += 1
        except MalformedPacket:
            counters.malformed += 1

    def _route(self, conn: Connection, header: RtpHeader, data: bytes, now_ns: int) -> None:
        stream = conn.streams.get(header.ssrc)
        if stream is not None:
            stream.accept(header, data, now_ns)
            return
        repair = conn.repairs.get(header.ssrc)
        if repair is None:
            self._hold(conn, header, data, now_ns)
            return
        stream, payload_types = repair
        original = payload_types.get(header.payload_type)
        if original is None:
            self.counters.unknown_payload += 1
            return
        if header.payload_end == header.payload_start:
            self.counters.padding += 1
            return
        data = decapsulate_rtx(data, header, stream.ssrc, original)
        stream.accept(parse_rtp(data), data, now_ns)

    def _hold(self, conn: Connection, header: RtpHeader, data: bytes, now_ns: int) -> None:
        """Keep an unplaced packet a moment and report its SSRC, each at most once a second."""
        self.counters.unknown_ssrc += 1
        conn.held.append((header, data))
        last = conn.reported.get(header.ssrc)
        if last is not None and now_ns - last < UNKNOWN_AGAIN_NS:
            return
        if last is None and len(conn.reported) >= UNKNOWN_REMEMBERED:
            oldest = min(conn.reported, key=conn.reported.__getitem__)
            if now_ns - conn.reported[oldest] < UNKNOWN_AGAIN_NS:
                return
            del conn.reported[oldest]
        conn.reported[header.ssrc] = now_ns
        self._unknown.append(UnknownSsrc(conn, header.ssrc, data))

    def _receive_rtcp(self, conn: Connection, datagram: bytes, now_ns: int) -> None:
        if conn.rx is None or len(self._rtcp) >= self.limits.rtcp_inbox:
            self.counters.rtcp_dropped += 1
            return
        try:
            data = open_rtcp(conn.rx, datagram)
        except SrtpRefused:
            self.counters.refused += 1
            return
        self._rtcp.append(ReceivedRtcp(conn, data, now_ns))

    def send_rtcp(self, conn: Connection, compound: bytes) -> bool:
        """See HotPath."""
        if conn.tx is None:
            return False
        try:
            return conn.send_control(seal_rtcp(conn.tx, compound))
        except SrtpRefused:
            self.counters.seal_errors += 1
            return False

    # -- waiting and draining ---------------------------------------------------------------------

    @property
    def blocked(self) -> bool:
        """See HotPath."""
        return bool(self._blocked)

    @property
    def pending(self) -> bool:
        """See HotPath."""
        return bool(self._rtcp or self._unknown)

    def flush(self, conn: Connection) -> None:
        """See HotPath."""
        conn.flush()

    def flush_all(self) -> None:
        """See HotPath."""
        for conn in list(self._blocked):
            conn.flush()

    def drain_rtcp(self) -> list[ReceivedRtcp]:
        """See HotPath."""
        drained, self._rtcp = self._rtcp, []
        return drained

    def drain_unknown(self) -> list[UnknownSsrc]:
        """See HotPath."""
        drained, self._unknown = self._unknown, []
        return drained
