"""What a participant may publish, by source. Shared by tokens, rooms and the media plane."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from livekit.protocol.models import TrackSource

SOURCE_NAMES = {
    TrackSource.CAMERA: "camera",
    TrackSource.MICROPHONE: "microphone",
    TrackSource.SCREEN_SHARE: "screen_share",
    TrackSource.SCREEN_SHARE_AUDIO: "screen_share_audio",
    TrackSource.UNKNOWN: "unknown",
}


@dataclass(frozen=True)
class PublishRights:
    """Open sources of one participant. A source that is not open is not forwarded."""

    camera: bool = False
    microphone: bool = False
    screen: bool = False

    @classmethod
    def all(cls) -> PublishRights:
        """Everything open."""
        return cls(camera=True, microphone=True, screen=True)

    def allows(self, source: int) -> bool:
        """Whether a LiveKit TrackSource number is open; a track of unknown source never is."""
        opened: dict[int, bool] = {
            TrackSource.CAMERA: self.camera,
            TrackSource.MICROPHONE: self.microphone,
            TrackSource.SCREEN_SHARE: self.screen,
            TrackSource.SCREEN_SHARE_AUDIO: self.screen,
        }
        return opened.get(source, False)

    def as_dict(self) -> dict[str, bool]:
        """By name, for JSON."""
        return asdict(self)
