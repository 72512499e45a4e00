"""One connection as policy sees it: what it publishes, what it is sent, what it reports. No I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from signaling.sfu import rtcp
from signaling.sfu.allocator import ChannelEstimate, UplinkEstimate
from signaling.sfu.clock import PublisherClock
from signaling.sfu.hotpath import HotPath
from signaling.sfu.quality import LineFigures
from signaling.sfu.specs import ConnHandle, Extensions
from signaling.sfu.up_track import OUR_SSRC

if TYPE_CHECKING:
    from signaling.sfu.down_track import DownTrack
    from signaling.sfu.room import Room
    from signaling.sfu.up_track import UpTrack

MAX_COMPOUND = 1150
CNAME = "giaoban"
SMOOTHING = 0.5


class Line:
    """The policy side of one hot path connection (which carries it as its label)."""

    def __init__(self, room: Room, participant: str, hot: HotPath) -> None:
        self.room = room
        self.participant = participant
        self.hot = hot
        self.conn: ConnHandle = hot.add_connection(self)
        self.extensions = Extensions()
        self.clock = PublisherClock()
        self.uplink = UplinkEstimate()
        self.estimate = ChannelEstimate()
        self.ups: dict[str, UpTrack] = {}
        self.downs: dict[int, DownTrack] = {}
        self.heard_ns = 0
        self.unsettled = True
        self.report_ns = 0
        self.sent_bps = 0
        self.up_bps = 0
        self.down_loss = self.up_loss = 0.0
        self._octets = self._measured_ns = 0

    # -- figures ----------------------------------------------------------------------------------

    def measure(self, now_ns: int) -> None:
        """What was sent to this connection, and what it sends, since the last call."""
        octets = sum(down.leg.octets for down in self.downs.values())
        span = now_ns - self._measured_ns
        if self._measured_ns and span > 0:
            rate = int(max(0, octets - self._octets) * 8_000_000_000 / span)
            self.sent_bps += int((rate - self.sent_bps) * SMOOTHING)
        self._octets, self._measured_ns = octets, now_ns
        self.up_bps = sum(layer.bitrate_bps for up in self.ups.values() for layer in up.layers)

    @property
    def closed_audio(self) -> int:
        """Packets of sound it sent while their gate was closed."""
        return sum(up.closed_packets for up in self.ups.values() if not up.is_video)

    @property
    def rtt_ms(self) -> float | None:
        """The mean round trip of its subscriptions, or None while nobody knows."""
        known = [down.rtt_ms for down in self.downs.values() if down.rtt_ms is not None]
        return sum(known) / len(known) if known else None

    def figures(self, now_ns: int) -> LineFigures:
        """For the connection's quality. A connection that has nothing to say is not called lost."""
        speaks = [up for up in self.ups.values() if up.is_open and not up.muted and up.started]
        listens = [down for down in self.downs.values() if down.leg.following is not None]
        heard = self.heard_ns
        for up in speaks:
            heard = max(heard, *(layer.stream.last_ns for layer in up.layers if layer.stream), 0)
        rtt = self.rtt_ms
        jitter = max((down.jitter_ms for down in listens), default=-1.0)
        quiet = now_ns - heard if heard and (speaks or listens) else 0
        return LineFigures(max(self.up_loss, self.down_loss), -1.0 if rtt is None else rtt, jitter, quiet)

    # -- reports ----------------------------------------------------------------------------------

    def on_blocks(self, blocks: tuple[rtcp.ReportBlock, ...], now_ns: int) -> None:
        """What the other side received of our legs."""
        losses: list[float] = []
        for block in blocks:
            down = self.downs.get(block.ssrc)
            if down is not None:
                down.on_report(block, now_ns)
                if down.leg.following is not None:
                    losses.append(down.loss)
        if losses:
            self.down_loss = sum(losses) / len(losses)
            self.estimate.on_loss(self.down_loss, self.sent_bps, now_ns)

    def send_reports(self, now_ns: int) -> None:
        """RR on what it publishes with a REMB, SR on what it is sent, as compounds of one datagram."""
        received = self._report_blocks(now_ns)
        parts = [rtcp.build_rr(rtcp.ReceiverReport(OUR_SSRC, blocks)) for blocks in received]
        parts.append(rtcp.build_sdes(OUR_SSRC, CNAME))
        videos = tuple(
            layer.stream.ssrc
            for up in self.ups.values()
            if up.is_video
            for layer in up.layers
            if layer.stream is not None
        )
        if videos:
            parts.append(rtcp.build_remb(OUR_SSRC, self.uplink.on_loss(self.up_loss), videos[:31]))
        self._send(parts)
        reports = [report for down in self.downs.values() if (report := down.sender_report(now_ns))]
        self._send(reports)

    def _report_blocks(self, now_ns: int) -> list[tuple[rtcp.ReportBlock, ...]]:
        blocks: list[rtcp.ReportBlock] = []
        losses: list[float] = []
        for up in self.ups.values():
            for layer in up.layers:
                block = layer.report(now_ns)
                if block is None:
                    continue
                blocks.append(block)
                if up.is_open and not up.muted:
                    losses.append(layer.loss)
        self.up_loss = sum(losses) / len(losses) if losses else 0.0
        return [tuple(blocks[at : at + 31]) for at in range(0, len(blocks), 31)] or [()]

    def send_feedback(self, now_ns: int) -> None:
        """NACKs and keyframe requests that are due."""
        parts = [part for up in self.ups.values() for part in up.feedback(now_ns)]
        if parts:
            self._send([rtcp.build_rr(rtcp.ReceiverReport(OUR_SSRC, ())), *parts])

    def _send(self, parts: list[bytes]) -> None:
        compound = b""
        for part in parts:
            if compound and len(compound) + len(part) > MAX_COMPOUND:
                self.hot.send_rtcp(self.conn, compound)
                compound = b""
            compound += part
        if compound:
            self.hot.send_rtcp(self.conn, compound)
