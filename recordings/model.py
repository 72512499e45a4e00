"""What recording is told about and what it reports: tracks, the origin of time, alarms. Plain values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from recordings.errors import MalformedTrack

_CODECS = {"opus": "opus", "vp8": "vp8"}
_MAX_TEXT = 200
# What surrounds a codec's name: `audio/opus`, `opus/48000/2`.
_CODEC_NAME = re.compile(r"^(audio|video)/|/[0-9].*$")
_TRACK_ID = re.compile(r"t[1-9][0-9]{0,4}")


@dataclass(frozen=True, slots=True)
class TrackInfo:
    """A published track as the media plane describes it. `codec` is lower case without `audio/` or
    `video/`.
    """

    number: int
    sid: str
    identity: str
    name: str
    kind: str
    source: str
    codec: str
    clock_rate: int
    channels: int = 1

    @classmethod
    def from_tap(cls, data: Mapping[str, Any]) -> "TrackInfo":
        """Parse a `track started` message of the tap; raises `MalformedTrack`."""
        clock_rate, channels = _number(data, "clock_rate", 384_000), _number(data, "channels", 255, 1)
        codec = _CODEC_NAME.sub("", _text(data, "codec").lower())
        kind = _text(data, "kind").lower()
        if kind not in ("audio", "video") or clock_rate < 1_000:
            raise MalformedTrack("kind or clock_rate")
        return cls(
            _number(data, "track", 0xFFFF), _text(data, "sid", ""), _text(data, "identity"),
            _text(data, "name", ""), kind, _text(data, "source", "unknown").lower(), codec, clock_rate,
            max(1, channels),
        )  # fmt: skip

    @property
    def recordable(self) -> bool:
        """Whether the track can be written as it is sent (Opus sound with one or two channels, VP8
        picture).
        """
        return self.codec in _CODECS and self.channels <= 2


@dataclass(frozen=True, slots=True)
class Origin:
    """The zero of a recording's timeline, on the wall clock (once) and on the monotonic clock (from then
    on).
    """

    at: datetime
    mono_ns: int

    def to_ms(self, mono_ns: int) -> int:
        """Return milliseconds since the origin, never negative."""
        return max(0, (mono_ns - self.mono_ns) // 1_000_000)

    def time_of(self, time_ms: int) -> datetime:
        """Return the wall-clock time of a point on the timeline."""
        return self.at + timedelta(milliseconds=time_ms)


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something the chair must be told. `code`: recording.disk_full, recording.write_failed or
    recording.unsupported_codec; `track` is the track it concerns, None for the whole recording."""

    code: str
    detail: str
    track: str | None = None


def iso(at: datetime) -> str:
    """Return a time as ISO 8601 in UTC with milliseconds and `Z`."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_iso(value: str) -> datetime:
    """Parse what `iso` wrote; raises ValueError."""
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at.astimezone(UTC)


def is_track_id(value: str) -> bool:
    """Return whether `value` has the form of a track id (`t1`, `t2`, …), and so is safe as a folder's
    name.
    """
    return _TRACK_ID.fullmatch(value) is not None


def _text(data: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = data.get(name, default)
    if not isinstance(value, str) or len(value) > _MAX_TEXT:
        raise MalformedTrack(name)
    return value


def _number(data: Mapping[str, Any], name: str, highest: int, default: int | None = None) -> int:
    value = data.get(name, default)
    if value is None and default is not None:
        value = default
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= highest:
        raise MalformedTrack(name)
    return value
