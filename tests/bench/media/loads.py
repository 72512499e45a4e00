"""The reference loads of the media benchmark: who sends what, who looks at what."""

from __future__ import annotations

from dataclasses import dataclass

ROOM = "bench"


@dataclass(frozen=True)
class Layer:
    """A picture as it is replayed: so many frames a second of so many packets."""

    rid: str
    quality: int
    fps: int
    packets: int
    width: int
    height: int


LARGE = Layer("f", 2, 30, 7, 1280, 720)
MIDDLE = Layer("h", 1, 30, 3, 640, 360)
SMALL = Layer("q", 0, 15, 3, 320, 180)


@dataclass(frozen=True)
class Load:
    """`large` and `small`: how many pictures a viewer has on its screen; the others are switched off."""

    name: str
    about: str
    participants: int
    cameras: int
    voices: int
    layers: tuple[Layer, ...]
    large: int
    small: int
    senders_watch: bool = True

    def picture_of(self, viewer: int, owner: int) -> Layer | None:
        """The layer a viewer looks at, or None when it does not."""
        place = (owner - viewer - 1) % self.cameras
        if owner == viewer or (viewer < self.cameras and not self.senders_watch):
            return None
        if place < self.large:
            return self.layers[-1]
        return self.layers[0] if place < self.large + self.small else None


LOADS = {
    load.name: load
    for load in (
        Load(
            "fan60",
            "1 publisher, 24 subscribers, 60 packets/s",
            25,
            1,
            0,
            (Layer("", 2, 15, 4, 640, 360),),
            1,
            0,
        ),
        Load(
            "fan250",
            "1 publisher, 24 subscribers, 250 packets/s",
            25,
            1,
            0,
            (Layer("", 2, 25, 10, 1280, 720),),
            1,
            0,
        ),
        Load(
            "R1",
            "24 sites and 6 observers, one 720p speaker, 3 voices",
            30,
            1,
            3,
            (SMALL, MIDDLE, LARGE),
            1,
            0,
        ),
        Load(
            "R2",
            "24 senders; one large picture, 8 small ones and 3 voices each",
            24,
            24,
            24,
            (SMALL, LARGE),
            1,
            8,
        ),
    )
}
