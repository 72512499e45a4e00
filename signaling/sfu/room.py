"""A room's forwarding policy: publications, subscriptions, rights, reports, steering. See README.md.

Called by the session layer and on ticks. Sends RTCP through the hot path; everything else is drained.
"""

from __future__ import annotations

from dataclasses import dataclass

from signaling.sfu import rtcp
from signaling.sfu.down_track import DownTrack
from signaling.sfu.errors import MalformedPacket, UnknownTrack
from signaling.sfu.events import ConnectionQualityChanged, Event, StreamStateChanged, TrackStarted
from signaling.sfu.hotpath import HotPath, UnknownSsrc
from signaling.sfu.line import Line
from signaling.sfu.quality import EXCELLENT, ConnectionQuality, LineFigures
from signaling.sfu.specs import (
    ConnHandle,
    Extensions,
    LegHandle,
    RoomConfig,
    SubscribeSpec,
    TapCallback,
    TrackSettings,
    TrackSpec,
)
from signaling.sfu.steering import Voices, Watchers, share
from signaling.sfu.up_track import UpTrack

SURVEY_NS = 250_000_000
TICK_NS = 20_000_000
MEASURE_NS = 500_000_000


@dataclass(frozen=True, slots=True)
class ParticipantStatistics:
    """Of all connections of one participant. Loss 0..1 over the last interval; rates in bits per second.

    ``closed_audio``: packets of sound sent while the gate was closed and dropped, since they were published.
    """

    rtt_ms: float | None
    loss_up: float
    loss_down: float
    up_bps: int
    down_bps: int
    quality: int
    score: float
    closed_audio: int = 0


class Room:
    """One room. Not thread-safe; all methods are quick and synchronous."""

    def __init__(self, name: str, hot: HotPath, config: RoomConfig) -> None:
        self.name = name
        self.hot = hot
        self.config = config
        self.tracks: dict[str, UpTrack] = {}
        self.subscriptions: dict[tuple[str, str], DownTrack] = {}
        self.lines: list[Line] = []
        self._taps: dict[str, LegHandle] = {}
        self._quality: dict[str, ConnectionQuality] = {}
        self._voices = Voices(config)
        self._watchers = Watchers(config)
        self._events: list[Event] = []
        self._survey_ns = self._measure_ns = self._quality_ns = self._turn = 0

    # -- connections ------------------------------------------------------------------------------

    def add_line(self, participant: str) -> Line:
        """A connection of a participant."""
        line = Line(self, participant, self.hot)
        self.lines.append(line)
        return line

    def remove_line(self, line: Line) -> None:
        """Its publications and subscriptions end with it."""
        for sid in list(line.ups):
            self.unpublish(sid)
        for down in list(line.downs.values()):
            self.unsubscribe(down.spec.participant, down.spec.sid)
        self.hot.remove_connection(line.conn)
        self.lines.remove(line)
        if all(other.participant != line.participant for other in self.lines):
            self._quality.pop(line.participant, None)

    def set_extensions(self, line: Line, extensions: Extensions) -> None:
        """Header extension ids negotiated on the connection."""
        line.extensions = extensions
        self.hot.set_extensions(line.conn, extensions)

    def _line(self, conn: ConnHandle) -> Line:
        line = conn.label
        if not isinstance(line, Line) or line not in self.lines:
            raise UnknownTrack("the connection is not in this room")
        return line

    # -- publications -----------------------------------------------------------------------------

    def publish(self, spec: TrackSpec) -> None:
        """Add a publication; raises UnknownTrack when its connection is not in the room."""
        line = self._line(spec.conn)
        if spec.sid in self.tracks:
            self.update_publish(spec)
            return
        up = UpTrack(spec, self.hot, line.clock, self.config.keyframe_interval_ms * 1_000_000)
        self.tracks[spec.sid] = line.ups[spec.sid] = up
        up.bind_signalled(line.extensions)

    def update_publish(self, spec: TrackSpec) -> None:
        """After renegotiation: mid, codecs, encodings. Rights and mute stay as they were set last."""
        up = self._track(spec.sid)
        up.update(spec)
        up.bind_signalled(self._line(spec.conn).extensions)
        self._unsettle(spec.sid)

    def unpublish(self, sid: str) -> None:
        """End a publication and every subscription to it; nothing happens when it is not there."""
        up = self.tracks.pop(sid, None)
        if up is None:
            return
        self.untap(sid)
        for participant, other in list(self.subscriptions):
            if other == sid:
                self.unsubscribe(participant, sid)
        for line in self.lines:
            line.ups.pop(sid, None)
        self._watchers.forget(sid)
        up.stop()

    def set_open(self, sid: str, is_open: bool) -> None:
        """Rights, in force when this returns."""
        up = self._track(sid)
        up.set_open(is_open)

    def set_muted(self, sid: str, muted: bool) -> None:
        """The publisher's own mute."""
        up = self._track(sid)
        if up.muted and not muted:
            up.request_keyframe()
        up.muted = muted

    def request_keyframe(self, sid: str) -> None:
        """Ask the publisher, merged with other requests."""
        self._track(sid).request_keyframe()

    def _track(self, sid: str) -> UpTrack:
        if sid not in self.tracks:
            raise UnknownTrack(f"no publication {sid}")
        return self.tracks[sid]

    # -- subscriptions ----------------------------------------------------------------------------

    def subscribe(self, spec: SubscribeSpec) -> None:
        """Add a subscription, or replace one (then with another SSRC); raises UnknownTrack."""
        up = self._track(spec.sid)
        line = self._line(spec.conn)
        known = self.subscriptions.get((spec.participant, spec.sid))
        if known is not None and known.spec == spec:
            return  # its SSRC goes on; starting it afresh would look like a replay to the viewer
        self.unsubscribe(spec.participant, spec.sid)
        down = DownTrack(spec, up, self.hot, line.extensions)
        down.audible = up.is_video or spec.sid in self._voices.heard or self._few_voices()
        self.subscriptions[spec.participant, spec.sid] = line.downs[spec.ssrc] = down
        down.follow()

    def _few_voices(self) -> bool:
        return sum(not up.is_video and up.is_open for up in self.tracks.values()) <= self.config.loudest

    def unsubscribe(self, participant: str, sid: str) -> None:
        """End a subscription; nothing happens when it is not there."""
        down = self.subscriptions.pop((participant, sid), None)
        if down is None:
            return
        for line in self.lines:
            if line.downs.get(down.spec.ssrc) is down:
                del line.downs[down.spec.ssrc]
        if down.paused:  # or the viewer would call the next subscription of this track paused
            self._events.append(StreamStateChanged(participant, sid, paused=False))
        down.stop()

    def set_settings(self, participant: str, sid: str, settings: TrackSettings) -> None:
        """What the viewer wants of a track; raises UnknownTrack."""
        down = self.subscriptions.get((participant, sid))
        if down is None:
            raise UnknownTrack(f"no subscription to {sid}")
        down.settings = settings
        self._line(down.spec.conn).unsettled = True
        down.follow()

    # -- recording --------------------------------------------------------------------------------

    def tap(self, sid: str, number: int, callback: TapCallback) -> None:
        """Copy the best layer's open packets, decrypted: `callback(number, now_ns, packet)`."""
        self._track(sid)
        self.untap(sid)
        self._taps[sid] = self.hot.add_tap(number, callback)
        self._steer_tap(sid)

    def untap(self, sid: str) -> None:
        """Stop copying."""
        leg = self._taps.pop(sid, None)
        if leg is not None:
            self.hot.remove_leg(leg)

    # -- what comes in ----------------------------------------------------------------------------

    def on_unknown(self, line: Line, unknown: UnknownSsrc, now_ns: int) -> bool:
        """Place an SSRC on one of the connection's publications; False when none claims it yet."""
        for up in line.ups.values():
            try:
                if up.place(unknown, line.extensions):
                    self._unsettle(up.spec.sid)
                    return True
            except MalformedPacket:
                self.hot.counters.malformed += 1
                return False
        return False

    def on_rtcp(self, line: Line, data: bytes, now_ns: int) -> None:
        """One compound from a connection; malformed ones are counted and dropped."""
        try:
            parts = rtcp.parse_rtcp(data)
        except MalformedPacket:
            self.hot.counters.malformed += 1
            return
        line.heard_ns = now_ns
        for part in parts:
            self._on_part(line, part, now_ns)

    def _on_part(self, line: Line, part: rtcp.Part, now_ns: int) -> None:
        match part:
            case rtcp.SenderReport():
                for up in line.ups.values():
                    layer = up.layer_of_ssrc(part.ssrc)
                    if layer is not None:
                        up.on_sender_report(layer, part, now_ns)
                line.on_blocks(part.blocks, now_ns)
            case rtcp.ReceiverReport():
                line.on_blocks(part.blocks, now_ns)
            case rtcp.Nack():
                if part.media in line.downs:
                    self.hot.resend(line.downs[part.media].leg, part.lost, now_ns)
            case rtcp.KeyframeRequest():
                if part.media in line.downs:
                    line.downs[part.media].request_keyframe()
            case rtcp.Remb():
                line.estimate.on_remb(part.bitrate_bps, line.sent_bps, now_ns)
            case _:
                return

    # -- time -------------------------------------------------------------------------------------

    def tick(self, now_ns: int) -> None:
        """Every 20 ms: NACK and PLI, levels; less often reports, sharing, quality."""
        if self._voices.listen(self.tracks, now_ns):
            self._apply_voices()
        self._events += self._voices.changes(now_ns)
        self._survey(now_ns)
        self._share(now_ns)
        for line in self.lines:
            line.send_feedback(now_ns)
        self._report(now_ns)
        if now_ns - self._quality_ns >= self.config.quality_interval_ms * 1_000_000:
            self._quality_ns = now_ns
            self._judge(now_ns)

    def drain(self) -> list[Event]:
        """What happened since the last drain."""
        drained, self._events = self._events, []
        return drained

    def _unsettle(self, sid: str) -> None:
        """Something about a publication changed: its viewers are seen to in the next ticks."""
        for line in self.lines:
            if any(down.spec.sid == sid for down in line.downs.values()):
                line.unsettled = True

    def _apply_voices(self) -> None:
        for down in self.subscriptions.values():
            audible = down.up.is_video or down.spec.sid in self._voices.heard
            if audible != down.audible:
                down.audible = audible
                down.follow()

    def _survey(self, now_ns: int) -> None:
        """Every now and then: which layers live, what flows, what is watched."""
        if now_ns - self._survey_ns < SURVEY_NS:
            return
        self._survey_ns = now_ns
        for up in self.tracks.values():
            up.refresh()
            self._notice_start(up)
        for sid in self._taps:
            self._steer_tap(sid)
        self._events += self._watchers.update(self.tracks.values(), self._wanted(), now_ns)
        self._measure(now_ns)

    def _share(self, now_ns: int) -> None:
        """A few connections each tick, so that a large room is never steered in one long stretch."""
        turns = len(self.lines) * TICK_NS // SURVEY_NS + 1
        for _ in range(min(turns, len(self.lines))):
            self._turn = (self._turn + 1) % len(self.lines)
            self.lines[self._turn].unsettled = True
        for line in self.lines:
            if line.unsettled:
                line.unsettled = False
                self._events += share(line, now_ns)

    def _measure(self, now_ns: int) -> None:
        if now_ns - self._measure_ns < MEASURE_NS:
            return
        self._measure_ns = now_ns
        for up in self.tracks.values():
            for layer in up.layers:
                layer.measure(now_ns)
        for line in self.lines:
            line.measure(now_ns)

    def _notice_start(self, up: UpTrack) -> None:
        if up.started or not up.is_open:
            return
        if any(layer.stream is not None and layer.stream.received for layer in up.layers):
            up.started = True
            self._events.append(TrackStarted(up.spec.sid))

    def _steer_tap(self, sid: str) -> None:
        live = self.tracks[sid].live
        if live:
            self.hot.select(self._taps[sid], live[-1].stream)

    def _wanted(self) -> dict[str, int]:
        wanted = {sid: self.tracks[sid].layers[-1].encoding.quality for sid in self._taps}
        for (_, sid), down in self.subscriptions.items():
            wanted[sid] = max(wanted.get(sid, -1), down.wanted)
        return wanted

    def _report(self, now_ns: int) -> None:
        """Reports are spread over the interval, so that they never come in a burst."""
        interval = self.config.report_interval_ms * 1_000_000
        for index, line in enumerate(self.lines):
            if line.report_ns == 0:
                line.report_ns = now_ns + interval * (index % 16) // 16
            if now_ns >= line.report_ns:
                line.report_ns = now_ns + interval
                line.send_reports(now_ns)

    # -- quality ----------------------------------------------------------------------------------

    def _judge(self, now_ns: int) -> None:
        for participant in {line.participant for line in self.lines}:
            quality = self._quality.setdefault(participant, ConnectionQuality())
            if quality.update(self._figures(participant, now_ns)):
                self._events.append(ConnectionQualityChanged(participant, quality.quality, quality.score))

    def _figures(self, participant: str, now_ns: int) -> LineFigures:
        all_of = [line.figures(now_ns) for line in self.lines if line.participant == participant]
        return LineFigures(
            max(figures.loss for figures in all_of),
            max(figures.rtt_ms for figures in all_of),
            max(figures.jitter_ms for figures in all_of),
            min(figures.heard_ns_ago for figures in all_of),
        )

    def statistics(self, participant: str) -> ParticipantStatistics:
        """The last figures of a participant; zeros when it has no connection."""
        lines = [line for line in self.lines if line.participant == participant]
        quality = self._quality.get(participant)
        rtts = [line.rtt_ms for line in lines if line.rtt_ms is not None]
        return ParticipantStatistics(
            rtt_ms=max(rtts) if rtts else None,
            loss_up=max((line.up_loss for line in lines), default=0.0),
            loss_down=max((line.down_loss for line in lines), default=0.0),
            up_bps=sum(line.up_bps for line in lines),
            down_bps=sum(line.sent_bps for line in lines),
            quality=quality.quality if quality else EXCELLENT,
            score=quality.score if quality else 5.0,
            closed_audio=sum(line.closed_audio for line in lines),
        )
