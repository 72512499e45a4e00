"""MediaPlane: all that the application may ask of the media plane, whichever engine carries it.

Engines: `signaling.engines.embedded` (workers of this machine) and `signaling.engines.livekit` (a cluster).
Rights are desired state: idempotent, remembered, and applied again when an engine restarts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from signaling.errors import PlaneError
from signaling.rights import PublishRights

__all__ = [
    "Grant",
    "MediaPlane",
    "ParticipantFigures",
    "PlaneError",
    "PlaneEvent",
    "PublishRights",
    "RoomStatistics",
    "TrackFigures",
    "Unsubscribe",
    "WorkerAddress",
]

EventName = Literal[
    "participant_joined",
    "participant_active",
    "participant_left",
    "track_published",
    "track_unpublished",
    "quality",
    "speakers",
    "worker_lost",
    "worker_back",
]


@dataclass(frozen=True)
class Grant:
    """What lets one participant into one room: a LiveKit access token. Never logged."""

    token: str = field(repr=False)


@dataclass(frozen=True)
class WorkerAddress:
    """Where a worker's signal listener is (loopback)."""

    host: str
    port: int


@dataclass(frozen=True)
class TrackFigures:
    """One published track."""

    sid: str
    kind: str
    source: str
    muted: bool
    open: bool


@dataclass(frozen=True)
class ParticipantFigures:
    """One participant's line. Rates in bits per second, loss from 0 to 1, round trip in milliseconds.

    `quality` by LiveKit's numbers: POOR 0, GOOD 1, EXCELLENT 2, LOST 3. `path`: udp, tcp or empty.
    `closed_audio`: packets of sound it sent without the right to, dropped since it published; a cluster does
    not count them.
    """

    sid: str
    name: str = ""
    active: bool = True
    path: str = ""
    rtt_ms: float = 0.0
    loss_up: float = 0.0
    loss_down: float = 0.0
    up_bps: float = 0.0
    down_bps: float = 0.0
    quality: int = 2
    closed_audio: int = 0
    tracks: tuple[TrackFigures, ...] = ()


@dataclass(frozen=True)
class RoomStatistics:
    """Figures of one room, participants by identity."""

    room: str
    recording: bool
    participants: Mapping[str, ParticipantFigures]


@dataclass(frozen=True)
class PlaneEvent:
    """Something happened in the plane. `data` by name: room, identity, track, kind, source, quality, …"""

    name: EventName
    data: Mapping[str, object]


Listener = Callable[[PlaneEvent], None]
Unsubscribe = Callable[[], None]


class MediaPlane(Protocol):
    """The seam between the application and media. Every method raises PlaneError when it cannot be done."""

    async def start(self) -> None:
        """Bring the engine up."""

    async def stop(self, deadline_s: float) -> None:
        """End rooms and processes; whatever is left at the deadline is killed."""

    async def ensure_room(self, room: str) -> None:
        """Open a room if it is not."""

    async def close_room(self, room: str) -> None:
        """End a room for everyone in it and forget its rights; harmless when it is not open."""

    def mint_grant(
        self,
        room: str,
        identity: str,
        name: str,
        rights: PublishRights,
        *,
        hidden: bool = False,
        session: str = "",
        ttl_s: int = 6 * 3600,
    ) -> Grant:
        """A token for one identity in one room; `session` is kept in it as the token's id."""

    def now_s(self) -> float:
        """The time grants are dated and checked by, in seconds since 1970."""

    async def set_rights(self, room: str, identity: str, rights: PublishRights) -> None:
        """What an identity may send, present or not; in force for the next packet."""

    async def remove(self, room: str, identity: str, reason: str) -> None:
        """Send a participant away; tokens minted before are useless from now on."""

    async def set_layout(self, room: str, identity: str, hints: Mapping[str, int]) -> None:
        """For one viewer, the priority of each publisher's pictures (1 first)."""

    async def start_recording(self, room: str, tap_path: str) -> None:
        """Send every open up track to the recorder listening on this Unix socket."""

    async def stop_recording(self, room: str) -> None:
        """End the recording of a room."""

    async def statistics(self, room: str) -> RoomStatistics:
        """Figures of a room."""

    async def counters(self) -> Mapping[int, Mapping[str, int]]:
        """By worker: what its transport and its doors took, dropped and refused. Empty without workers."""

    def subscribe(self, listener: Listener) -> Unsubscribe:
        """Be told of events; call the result to end it."""

    def worker_for(self, room: str) -> WorkerAddress:
        """Where the room's signal listener is; raises PlaneError while there is none."""
