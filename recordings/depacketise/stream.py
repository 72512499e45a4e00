"""One recorded track from RTP bytes to frames: order, stream changes, codec, time and gaps. No I/O, no
clock.
"""

from recordings.depacketise import opus, vp8
from recordings.depacketise.clock import TimelineClock
from recordings.depacketise.frames import Frame, Gap, PacketFigures
from recordings.depacketise.reorder import Released, ReorderBuffer
from recordings.depacketise.rtp import RtpPacket, parse_rtp
from recordings.errors import MalformedRtp, UnsupportedCodec

_MS = 1_000_000
#: A stream whose sender has been silent this long may be replaced by another one (a restarted sender).
_SILENT_NS = 300 * _MS
#: Shorter stretches are ordinary loss or discontinuous transmission; they are counted, not listed.
_LISTED_GAP_NS = 200 * _MS


class TrackStream:
    """Depacketises one track. `codec` is `opus` or `vp8`; anything else raises `UnsupportedCodec`.

    Every method takes the time as monotonic nanoseconds. Bad packets are counted in `figures`, never raised.
    """

    def __init__(self, codec: str, clock_rate: int) -> None:
        if codec not in ("opus", "vp8"):
            raise UnsupportedCodec(codec)
        self.figures = PacketFigures()
        self._pictures = vp8.Vp8Assembler() if codec == "vp8" else None
        self._reorder = ReorderBuffer(self.figures)
        self._clock = TimelineClock(clock_rate)
        self._ssrc: int | None = None
        self._last_arrival_ns = 0
        self._covered_ns: int | None = None
        self._missing: str | None = None
        self._gaps: list[Gap] = []

    @property
    def wants_keyframe(self) -> bool:
        """Whether the picture is lost until the sender makes a keyframe."""
        return self._pictures is not None and self._pictures.waits_for_keyframe

    def push(self, data: bytes, arrival_ns: int) -> list[Frame]:
        """Take one RTP packet as it came; return the frames that are complete now."""
        try:
            packet = parse_rtp(data)
        except MalformedRtp:
            self.figures.malformed += 1
            return []
        frames = self._admit(packet, arrival_ns)
        if packet.ssrc != self._ssrc:
            self.figures.foreign += 1
            return frames
        self._last_arrival_ns = arrival_ns
        return frames + self._frames(self._reorder.push(packet, arrival_ns))

    def tick(self, now_ns: int) -> list[Frame]:
        """Give up on packets that are too late at `now_ns`."""
        return self._frames(self._reorder.expire(now_ns))

    def drain(self) -> list[Frame]:
        """Return everything still held (the track has ended)."""
        return self._frames(self._reorder.drain())

    def interrupt(self, reason: str) -> list[Frame]:
        """The sender's right was closed: finish what is held; the next frame ends a gap of this `reason`."""
        frames = self.drain()
        self._new_stream(None)
        self._missing = reason
        return frames

    def take_gaps(self) -> list[Gap]:
        """Return the gaps that have ended since the last call."""
        gaps, self._gaps = self._gaps, []
        return gaps

    def _admit(self, packet: RtpPacket, arrival_ns: int) -> list[Frame]:
        """Follow a change of stream: when the old one is silent, or a picture starts anew."""
        if packet.ssrc == self._ssrc:
            return []
        silent = self._ssrc is None or arrival_ns - self._last_arrival_ns >= _SILENT_NS
        if not silent and not (self._pictures is not None and vp8.starts_keyframe(packet.payload)):
            return []
        frames = self.drain()
        self._new_stream(packet.ssrc)
        return frames

    def _new_stream(self, ssrc: int | None) -> None:
        self._ssrc = ssrc
        self._reorder = ReorderBuffer(self.figures)
        self._clock.restart()
        if self._pictures is not None:
            self._pictures.lose()

    def _frames(self, released: list[Released]) -> list[Frame]:
        frames = []
        for item in released:
            if item.lost_before:
                self._missing = self._missing or "loss"
            try:
                frame = self._frame(item)
            except MalformedRtp:
                self.figures.malformed += 1
                continue
            if frame is not None:
                self._account(frame)
                frames.append(frame)
        return frames

    def _frame(self, item: Released) -> Frame | None:
        if self._pictures is None:
            return self._sound(item)
        picture = self._pictures.push(item)
        self.figures.frames_dropped = self._pictures.dropped
        if picture is None:
            return None
        return Frame(
            self._clock.place(picture.timestamp, picture.arrival_ns), picture.data, picture.keyframe,
            picture.first_sequence, picture.last_sequence, picture.packets, 0, picture.width, picture.height,
        )  # fmt: skip

    def _sound(self, item: Released) -> Frame | None:
        payload = item.packet.payload
        if not payload:
            return None
        length = opus.duration_ns(payload)
        time_ns = self._clock.place(item.packet.timestamp, item.arrival_ns)
        return Frame(time_ns, payload, True, item.sequence, item.sequence, 1, length)

    def _account(self, frame: Frame) -> None:
        """Count the frame, and list the stretch before it when something is known to be missing there."""
        self.figures.frames += 1
        covered, reason = self._covered_ns, self._missing
        if covered is not None and frame.time_ns - covered >= _LISTED_GAP_NS:
            if reason is None and self._clock.steps:
                reason = "pause"
            if reason is not None:
                self._gaps.append(Gap(covered, frame.time_ns, reason))
        self._clock.steps, self._missing = 0, None
        self._covered_ns = frame.time_ns + frame.duration_ns
