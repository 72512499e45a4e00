"""The shapes that leave the depacketiser: frames, gaps and packet figures. Plain values, no behaviour."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """One whole encoded picture or sound frame, exactly as it was sent.

    `time_ns` is on the monotonic clock of this machine; `duration_ns` is 0 for pictures.
    """

    time_ns: int
    data: bytes
    keyframe: bool
    first_sequence: int
    last_sequence: int
    packets: int
    duration_ns: int = 0
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of a running track of which nothing was recorded. `reason`: loss, pause, picture_loss or
    rights.
    """

    start_ns: int
    end_ns: int
    reason: str


@dataclass(slots=True)
class PacketFigures:
    """What happened to the packets of one track; `lost` counts packets that are not in the record."""

    received: int = 0
    lost: int = 0
    late: int = 0
    duplicate: int = 0
    malformed: int = 0
    foreign: int = 0
    resyncs: int = 0
    frames: int = 0
    frames_dropped: int = 0

    def as_dict(self) -> dict[str, int]:
        """Return the figures by name, for the manifest."""
        return asdict(self)
