"""Who gets what: sharing a viewer's downlink, choosing the voices heard, telling publishers what is watched.

Room policy on ticks. Works on the room's tracks; sends nothing, returns events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from signaling.sfu.allocator import Want, allocate
from signaling.sfu.down_track import TOP, DownTrack
from signaling.sfu.dynacast import Dynacast
from signaling.sfu.events import Event, SpeakersChanged, StreamStateChanged, SubscribedQualityChanged
from signaling.sfu.layers import OFF
from signaling.sfu.line import Line
from signaling.sfu.speakers import SpeakerDetector
from signaling.sfu.specs import RoomConfig
from signaling.sfu.up_track import UpTrack

UNMEASURED_DBOV = 45
"""What a microphone without the level extension counts as while its packets come."""
UPGRADE_MARGIN = 1.1


def share(line: Line, now_ns: int) -> list[Event]:
    """Set each of a viewer's subscriptions to what its line carries; tells what was paused or resumed."""
    if not line.estimate.limited:
        return _unlimited(line)
    videos = [down for down in line.downs.values() if down.up.is_video]
    wants = {down.spec.sid: (down, down.rates()) for down in videos}
    demand = sum(rates[-1][1] for _, rates in wants.values() if rates)
    line.estimate.probe(demand, now_ns)
    audio = sum(64_000 for down in line.downs.values() if not down.up.is_video and down.leg.following)
    asked = [_want(down, rates) for down, rates in wants.values() if rates]
    given = allocate(line.estimate.budget_bps, audio, asked)
    events: list[Event] = []
    for sid, (down, _) in wants.items():
        _set_limit(down, given.get(sid, TOP), events)
    return events


def _unlimited(line: Line) -> list[Event]:
    events: list[Event] = []
    for down in line.downs.values():
        _set_limit(down, TOP, events)
    return events


def _set_limit(down: DownTrack, quality: int, events: list[Event]) -> None:
    paused = quality == OFF
    if paused != down.paused:
        events.append(StreamStateChanged(down.spec.participant, down.spec.sid, paused))
    down.paused, down.limit = paused, TOP if paused else quality
    down.follow()


def _want(down: DownTrack, rates: tuple[tuple[int, int], ...]) -> Want:
    """Layers above the one in use cost a margin more, so that a choice does not flap."""
    following = down.leg.following
    used = next((layer.encoding.quality for layer in down.up.layers if layer.stream is following), OFF)
    priced = tuple(
        (quality, rate if quality <= used else int(rate * UPGRADE_MARGIN)) for quality, rate in rates
    )
    return Want(down.spec.sid, down.importance, priced)


class Voices:
    """The microphones of a room: which are heard, and who is told to be speaking."""

    def __init__(self, config: RoomConfig) -> None:
        self._detector = SpeakerDetector(config.loudest)
        self._interval_ns = config.speaker_interval_ms * 1_000_000
        self._told_ns = 0
        self._open: set[str] = set()
        self.heard: frozenset[str] = frozenset()

    def listen(self, tracks: Mapping[str, UpTrack], now_ns: int) -> bool:
        """Take the levels since the last tick; True when the heard microphones changed."""
        open_now = {sid for sid, up in tracks.items() if not up.is_video and up.is_open and not up.muted}
        for sid in self._open - open_now:
            self._detector.remove(sid)
        for sid in open_now:
            self._detector.add(sid, tracks[sid].spec.participant)
            self._detector.observe(sid, _level(tracks[sid], now_ns), now_ns)
        self._open = open_now
        heard = self._detector.choose(now_ns)
        changed = heard != self.heard
        self.heard = heard
        return changed

    def changes(self, now_ns: int) -> list[Event]:
        """SpeakersChanged, at most once per interval."""
        if now_ns - self._told_ns < self._interval_ns:
            return []
        self._told_ns = now_ns
        speakers = self._detector.changes(now_ns)
        return [SpeakersChanged(speakers)] if speakers else []


def _level(up: UpTrack, now_ns: int) -> int | None:
    stream = up.layers[0].stream
    if stream is None:
        return None
    level: int | None = stream.take_level()
    if level is None and not stream.level_id and now_ns - stream.last_ns < 60_000_000:
        return UNMEASURED_DBOV
    return level


class Watchers:
    """Dynacast for every video of a room."""

    def __init__(self, config: RoomConfig) -> None:
        self._delay_ns = config.dynacast_delay_ms * 1_000_000
        self._states: dict[str, tuple[tuple[int, ...], Dynacast]] = {}

    def forget(self, sid: str) -> None:
        """The publication ended."""
        self._states.pop(sid, None)

    def update(
        self, tracks: Iterable[UpTrack], wanted: Mapping[str, int], now_ns: int
    ) -> list[SubscribedQualityChanged]:
        """`wanted`: the highest quality any viewer (or the recording) wants of each sid; absent is OFF."""
        events: list[SubscribedQualityChanged] = []
        for up in tracks:
            if not up.is_video:
                continue
            qualities = tuple(layer.encoding.quality for layer in up.layers)
            known = self._states.get(up.spec.sid)
            if known is None or known[0] != qualities:
                known = self._states[up.spec.sid] = (qualities, Dynacast(qualities, self._delay_ns))
            told = known[1].update(wanted.get(up.spec.sid, OFF), now_ns)
            if told is not None:
                events.append(SubscribedQualityChanged(up.spec.sid, up.spec.participant, told))
        return events
