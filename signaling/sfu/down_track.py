"""A subscription: which layer its leg follows, what the viewer reports, and the sender reports to it.

Policy beside the hot path: called on ticks and on feedback, never per packet.
"""

from __future__ import annotations

from signaling.sfu import rtcp
from signaling.sfu.clock import ntp64, rtt_ms
from signaling.sfu.hotpath import HotPath, LegSpec
from signaling.sfu.layers import OFF, best_live, wanted_quality
from signaling.sfu.specs import CodecSpec, Extensions, SubscribeSpec, TrackSettings
from signaling.sfu.up_track import Layer, UpTrack

TOP = 1 << 10
SOURCE_IMPORTANCE = {"screen_share": 3, "camera": 2}


def map_types(
    up: tuple[CodecSpec, ...], down: tuple[CodecSpec, ...]
) -> tuple[dict[int, int], dict[int, int]]:
    """(publisher's → viewer's payload types by mime, viewer's → its RTX types)."""
    by_mime: dict[str, CodecSpec] = {}
    for codec in down:
        by_mime.setdefault(codec.mime.lower(), codec)
    media = {
        codec.payload_type: by_mime[codec.mime.lower()].payload_type
        for codec in up
        if codec.mime.lower() in by_mime
    }
    return media, {codec.payload_type: codec.rtx_payload_type for codec in down if codec.rtx_payload_type}


class DownTrack:
    """One viewer's subscription to one publication."""

    def __init__(self, spec: SubscribeSpec, up: UpTrack, hot: HotPath, extensions: Extensions) -> None:
        self.spec = spec
        self.up = up
        self.hot = hot
        self.settings = TrackSettings()
        self._followed: tuple[int, int, int, bool] | None = None
        self._basis: tuple[TrackSettings, int] | None = None
        self._wanted = OFF
        self.limit = TOP
        self.audible = True
        self.paused = False
        self.loss = 0.0
        self.jitter_ms = 0.0
        self.rtt_ms: float | None = None
        media, rtx = map_types(up.spec.codecs, spec.codecs)
        extensions = Extensions(
            mid=extensions.mid,
            audio_level=0 if up.is_video else extensions.audio_level,
            abs_send_time=extensions.abs_send_time,
        )
        leg = LegSpec(spec.ssrc, media, spec.rtx_ssrc, rtx, spec.mid, extensions)
        self.leg = hot.add_leg(spec.conn, leg)

    @property
    def importance(self) -> tuple[int, ...]:
        """Compared when bandwidth is short: priority, then shared screens, then the larger picture."""
        settings = self.settings
        size = settings.width * settings.height or (1 << 30)
        return (settings.priority, SOURCE_IMPORTANCE.get(self.up.spec.source, 1), size, settings.quality)

    @property
    def wanted(self) -> int:
        """The quality the viewer's settings ask for, before bandwidth."""
        basis = (self.settings, self.up.version)
        if basis != self._basis:
            self._basis = basis
            self._wanted = wanted_quality(self.settings, [layer.encoding for layer in self.up.layers])
        return self._wanted

    def rates(self) -> tuple[tuple[int, int], ...]:
        """(quality, bits per second) of the live layers up to the wanted one, lowest first."""
        wanted = self.wanted
        live = self.up.live
        if wanted == OFF or not live:
            return ()
        usable = [layer for layer in live if layer.encoding.quality <= wanted] or live[:1]
        return tuple((layer.encoding.quality, self._rate(layer)) for layer in usable)

    @staticmethod
    def _rate(layer: Layer) -> int:
        return layer.bitrate_bps or layer.encoding.bitrate_bps or 100_000

    def follow(self) -> None:
        """Point the leg at the layer it should have now; quick when nothing changed since the last call."""
        wanted = self.wanted
        silent = self.paused or not self.audible
        key = (self.up.version, wanted, self.limit, silent)
        if key == self._followed:
            return
        self._followed = key
        live = {layer.encoding.quality: layer for layer in self.up.live}
        limit = OFF if silent else min(wanted, self.limit)
        quality = best_live(limit, list(live))
        stream = live[quality].stream if quality != OFF else None
        if stream is not None and self.leg.following is None:
            self.up.expect(stream)
        self.hot.select(self.leg, stream)

    def on_report(self, block: rtcp.ReportBlock, now_ns: int) -> None:
        """What the viewer says it received."""
        self.loss = block.fraction_lost / 256
        rate = self.up.spec.codecs[0].clock_rate if self.up.spec.codecs else 90_000
        self.jitter_ms = block.jitter * 1000 / rate
        measured = rtt_ms(now_ns, block.lsr, block.dlsr)
        if measured is not None:
            self.rtt_ms = measured if self.rtt_ms is None else self.rtt_ms * 0.7 + measured * 0.3

    def request_keyframe(self) -> None:
        """The viewer cannot decode: ask the publisher, for the layer in use."""
        if self.leg.following is not None:
            self.up.request_keyframe(self.leg.following)

    def sender_report(self, now_ns: int) -> bytes:
        """An SR on this leg, on our clock; empty before anything was sent."""
        clock = self.leg.clock
        if clock is None or self.leg.packets == 0:
            return b""
        stream, offset = clock
        if stream.sender_clock is None:
            at_ns, timestamp = stream.last_ns, stream.newest_timestamp
        else:
            ntp, timestamp, arrival_ns = stream.sender_clock
            told = self.up.clock.at_ns(ntp)
            at_ns = arrival_ns if told is None else told
        ahead = (now_ns - at_ns) * stream.clock_rate // 1_000_000_000
        return rtcp.build_sr(
            rtcp.SenderReport(
                self.spec.ssrc, ntp64(now_ns), timestamp + ahead - offset, self.leg.packets, self.leg.octets
            )
        )

    def stop(self) -> None:
        """End the leg."""
        self.hot.remove_leg(self.leg)
