"""What a room tells the session layer: drained, never called back. Plain data."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speaker:
    """One participant's loudness, 0.0 to 1.0, and whether it counts as speaking."""

    participant: str
    level: float
    active: bool


@dataclass(frozen=True, slots=True)
class SpeakersChanged:
    """Those whose speaking or level changed (LiveKit SpeakersChanged): loudest first."""

    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class StreamStateChanged:
    """A subscriber's stream was paused for want of bandwidth, or resumed."""

    participant: str
    sid: str
    paused: bool


@dataclass(frozen=True, slots=True)
class SubscribedQualityChanged:
    """Which layers of a publication anybody watches (LiveKit SubscribedQualityUpdate)."""

    sid: str
    participant: str
    enabled: Mapping[int, bool]


@dataclass(frozen=True, slots=True)
class ConnectionQualityChanged:
    """LiveKit numbers: POOR 0, GOOD 1, EXCELLENT 2, LOST 3; score 0 to 5."""

    participant: str
    quality: int
    score: float


@dataclass(frozen=True, slots=True)
class TrackStarted:
    """The first packet of a publication that was forwarded or could have been."""

    sid: str


Event = (
    SpeakersChanged | StreamStateChanged | SubscribedQualityChanged | ConnectionQualityChanged | TrackStarted
)
