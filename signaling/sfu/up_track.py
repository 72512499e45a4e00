"""A publication: its layers placed on SSRCs, its losses asked for again, its reports and keyframe requests.

Policy beside the hot path: called on ticks, never per packet. Returns RTCP parts; sends nothing itself.
"""

from __future__ import annotations

from signaling.sfu import rtcp
from signaling.sfu.clock import MASK32, PublisherClock
from signaling.sfu.hotpath import HotPath, Stream, StreamSpec, UnknownSsrc
from signaling.sfu.nack import NackGenerator
from signaling.sfu.packets import find_extension, parse_rtp
from signaling.sfu.specs import Encoding, Extensions, StreamHandle, TrackSpec

OUR_SSRC = 1
"""What our own RTCP calls us; receivers ignore it (RFC 4585 wants some number)."""
DEAD_NS = 1_000_000_000
SLOW_PLI_NS = 2_000_000_000
NEWCOMER_PLI_NS = 200_000_000
"""Who has no picture at all waits no longer than this for one to be asked for; encoders refuse at 0.3 s."""
RATE_SMOOTHING = 0.5


class Layer:
    """One encoding and, once packets of it came, its stream."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        self.stream: StreamHandle | None = None
        self.nack: NackGenerator | None = None
        self.bitrate_bps = 0
        self.loss = 0.0
        self.requested_ns = -(1 << 60)
        self.wanted = False
        self.newcomer = False
        self._octets = self._rate_ns = 0
        self._expected = self._received = 0

    def bind(self, stream: Stream) -> None:
        """The stream this layer arrives on (a new one after the publisher restarted it)."""
        self.stream = stream
        self.nack = NackGenerator(stream)
        self._octets = self._rate_ns = self._expected = self._received = 0

    def measure(self, now_ns: int) -> None:
        """Update the bitrate from the octets since the last call."""
        if self.stream is None:
            return
        span = now_ns - self._rate_ns
        if self._rate_ns and span > 0:
            rate = int((self.stream.octets - self._octets) * 8_000_000_000 / span)
            self.bitrate_bps += int((rate - self.bitrate_bps) * RATE_SMOOTHING)
        self._octets, self._rate_ns = self.stream.octets, now_ns

    def report(self, now_ns: int) -> rtcp.ReportBlock | None:
        """A reception report (RFC 3550 appendix A.3) on what came since the last one."""
        stream = self.stream
        if stream is None or stream.received == 0:
            return None
        expected = stream.highest_sequence - stream.first_sequence + 1
        due = max(0, expected - self._expected)
        lost = max(0, due - max(0, stream.received - self._received))
        self.loss = lost / due if due else 0.0
        self._expected, self._received = expected, stream.received
        lsr = dlsr = 0
        if stream.sender_clock:
            ntp, _, arrival_ns = stream.sender_clock
            lsr, dlsr = ntp >> 16 & MASK32, (now_ns - arrival_ns) * 65536 // 1_000_000_000
        total = max(0, expected - stream.received)
        fraction = min(255, int(self.loss * 256))
        return rtcp.ReportBlock(
            stream.ssrc, fraction, total, stream.highest_sequence & MASK32, int(stream.jitter), lsr, dlsr
        )


class UpTrack:
    """One publication. `layers` from lowest to highest quality."""

    def __init__(self, spec: TrackSpec, hot: HotPath, clock: PublisherClock, keyframe_ns: int) -> None:
        self.spec = spec
        self.hot = hot
        self.clock = clock
        self.is_open = spec.open
        self.muted = spec.muted
        self.started = False
        self._keyframe_ns = keyframe_ns
        self.layers = [Layer(encoding) for encoding in spec.encodings or (Encoding(),)]
        self.live: list[Layer] = []
        self.version = 0

    @property
    def closed_packets(self) -> int:
        """Packets that came while the gate was closed and went nowhere, since their streams were bound."""
        return sum(layer.stream.closed for layer in self.layers if layer.stream is not None)

    @property
    def is_video(self) -> bool:
        """Whether keyframes matter."""
        return self.spec.kind == "video"

    def update(self, spec: TrackSpec) -> None:
        """Take a renegotiated spec: layers keep their streams where the quality is the same."""
        kept = {layer.encoding.quality: layer for layer in self.layers}
        self.spec = spec
        self.layers = []
        for encoding in spec.encodings or (Encoding(),):
            layer = kept.pop(encoding.quality, None) or Layer(encoding)
            layer.encoding = encoding
            self.layers.append(layer)
        for layer in kept.values():
            if layer.stream is not None:
                self.hot.remove_stream(layer.stream)
        self.refresh()
        self.version += 1

    # -- placing ----------------------------------------------------------------------------------

    def bind_signalled(self, extensions: Extensions) -> None:
        """Bind the SSRCs the SDP told."""
        for layer in self.layers:
            if layer.encoding.ssrc and (layer.stream is None or layer.stream.ssrc != layer.encoding.ssrc):
                self._bind(layer, layer.encoding.ssrc, extensions)
            if layer.encoding.rtx_ssrc and layer.stream is not None:
                self._bind_repair(layer, layer.encoding.rtx_ssrc)

    def place(self, unknown: UnknownSsrc, extensions: Extensions) -> bool:
        """Bind an SSRC by its mid, rid and repaired rid (RFC 8852); False when it is not this track's."""
        header = parse_rtp(unknown.packet)
        told = {
            name: (find_extension(unknown.packet, header, number) or b"").decode("ascii", "replace")
            for name, number in (
                ("mid", extensions.mid),
                ("rid", extensions.rid),
                ("repaired", extensions.repaired_rid),
            )
        }
        if told["mid"] and told["mid"] != self.spec.mid:
            return False
        repairs = any(header.payload_type == codec.rtx_payload_type for codec in self.spec.codecs)
        layer = self._layer_of(told["repaired"] or told["rid"], bool(told["mid"]))
        if layer is None or (repairs and layer.stream is None):
            return False
        if repairs:
            self._bind_repair(layer, unknown.ssrc)
            return True
        if all(header.payload_type != codec.payload_type for codec in self.spec.codecs):
            return False
        self._bind(layer, unknown.ssrc, extensions)
        return True

    def _layer_of(self, rid: str, by_mid: bool) -> Layer | None:
        if rid:
            return next((layer for layer in self.layers if layer.encoding.rid == rid), None)
        if len(self.layers) == 1 and (by_mid or self.layers[0].stream is None):
            return self.layers[0]
        return None

    def _bind(self, layer: Layer, ssrc: int, extensions: Extensions) -> None:
        if layer.stream is not None:
            self.hot.remove_stream(layer.stream)
        types = {codec.payload_type: codec.mime.lower() for codec in self.spec.codecs}
        rate = self.spec.codecs[0].clock_rate if self.spec.codecs else 90_000
        level_id = 0 if self.is_video else extensions.audio_level
        stream = self.hot.add_stream(self.spec.conn, StreamSpec(self.spec.kind, ssrc, rate, types, level_id))
        layer.bind(stream)
        self.hot.gate(stream, self.is_open)
        self.refresh()
        self.version += 1

    def _bind_repair(self, layer: Layer, ssrc: int) -> None:
        types = {c.rtx_payload_type: c.payload_type for c in self.spec.codecs if c.rtx_payload_type}
        self.hot.bind_repair(self.spec.conn, ssrc, layer.stream, types)

    # -- rights and layers ------------------------------------------------------------------------

    def set_open(self, is_open: bool) -> None:
        """Rights, in force before this returns."""
        self.is_open = is_open
        for layer in self.layers:
            if layer.stream is not None:
                self.hot.gate(layer.stream, is_open)
            if layer.nack is not None and not is_open:
                layer.nack.forget()

    def refresh(self) -> None:
        """Find the layers packets come on; `version` changes with them.

        A single layer counts always, so that a still screen is not lost; of several, those that were
        silent while another was not are dead.
        """
        bound = [layer for layer in self.layers if layer.stream is not None]
        if len(bound) > 1:
            alive = max(layer.stream.last_ns for layer in bound if layer.stream is not None) - DEAD_NS
            bound = [layer for layer in bound if layer.stream is not None and layer.stream.last_ns >= alive]
        if bound != self.live:
            self.live = bound
            self.version += 1

    def layer_of_ssrc(self, ssrc: int) -> Layer | None:
        """The layer an SSRC was bound to."""
        return next((layer for layer in self.layers if layer.stream and layer.stream.ssrc == ssrc), None)

    def stop(self) -> None:
        """Unbind everything."""
        for layer in self.layers:
            if layer.stream is not None:
                self.hot.remove_stream(layer.stream)
                layer.stream = layer.nack = None

    # -- feedback ---------------------------------------------------------------------------------

    def on_sender_report(self, layer: Layer, report: rtcp.SenderReport, now_ns: int) -> None:
        """Keep the publisher's clock."""
        if layer.stream is not None:
            layer.stream.sender_clock = (report.ntp, report.rtp, now_ns)
            self.clock.observe(report.ntp, now_ns)

    def request_keyframe(self, stream: StreamHandle | None = None) -> None:
        """Ask for a keyframe of one stream, or of all; merged and rate-limited in `feedback`."""
        for layer in self.layers:
            if layer.stream is not None and (stream is None or layer.stream is stream):
                layer.wanted = True

    def expect(self, stream: StreamHandle) -> None:
        """A viewer begins to wait for a keyframe of this stream: it is asked for sooner than others."""
        layer = next((layer for layer in self.layers if layer.stream is stream), None)
        if layer is not None:
            layer.newcomer = True

    def feedback(self, now_ns: int) -> list[bytes]:
        """NACKs and PLIs due now."""
        if not self.is_open or self.muted or not self.is_video:
            return self._audio_nacks(now_ns) if self.is_open and not self.muted else []
        parts: list[bytes] = []
        for layer in self.layers:
            if layer.stream is None or layer.nack is None:
                continue
            lost = layer.nack.due(now_ns)
            if lost:
                parts.append(rtcp.build_nack(OUR_SSRC, layer.stream.ssrc, lost))
            if self._keyframe_due(layer, now_ns):
                layer.requested_ns = now_ns
                layer.wanted = layer.newcomer = False
                parts.append(rtcp.build_pli(OUR_SSRC, layer.stream.ssrc))
        return parts

    def _audio_nacks(self, now_ns: int) -> list[bytes]:
        layer = self.layers[0]
        if layer.nack is None or layer.stream is None:
            return []
        if not any(codec.audio_nack for codec in self.spec.codecs):
            layer.nack.forget()
            return []
        lost = layer.nack.due(now_ns)
        return [rtcp.build_nack(OUR_SSRC, layer.stream.ssrc, lost)] if lost else []

    def _keyframe_due(self, layer: Layer, now_ns: int) -> bool:
        stream = layer.stream
        if stream is None or not (layer.wanted or stream.awaited):
            return False
        interval = self._keyframe_ns
        if now_ns - stream.last_ns > SLOW_PLI_NS:
            interval = SLOW_PLI_NS
        elif layer.newcomer and stream.awaited:
            interval = min(interval, NEWCOMER_PLI_NS)
        return now_ns - layer.requested_ns >= interval
