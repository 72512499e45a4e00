"""What the parts of one worker share: settings, ports, the forwarding plane, clocks. Plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from signaling.auth import ApiKey
from signaling.steady import SteadyTime

if TYPE_CHECKING:  # the supervisor reads the settings below and must not load the media libraries for it
    from signaling.sfu.node import MediaNode
    from signaling.transport.endpoint import Endpoint
    from signaling.transport.link import LinkServices


@dataclass(frozen=True)
class IceServer:
    """A TURN or STUN server that clients are told of."""

    urls: tuple[str, ...]
    username: str = ""
    credential: str = ""


@dataclass(frozen=True)
class WorkerConfig:
    """Settings of one worker process; times in seconds, sizes in bytes. Built from JSON by the supervisor."""

    name: str
    api: ApiKey
    addresses: tuple[str, ...] = ("127.0.0.1",)
    udp_port: int = 0
    tcp_port: int | None = 0
    signal_host: str = "127.0.0.1"
    signal_port: int = 0
    max_participants: int = 100
    max_tracks: int = 16
    max_message_bytes: int = 256 * 1024
    resume_grace_s: float = 20.0
    join_timeout_s: float = 20.0
    origins: tuple[str, ...] = ()
    ice_servers: tuple[IceServer, ...] = ()
    time: SteadyTime = field(default_factory=SteadyTime.begin)


Notify = Callable[[str, Mapping[str, Any]], None]


@dataclass(frozen=True)
class WorkerContext:
    """Handed to every room of the worker."""

    config: WorkerConfig
    node: MediaNode
    endpoint: Endpoint
    services: LinkServices
    clock: Callable[[], float]
    wall_ms: Callable[[], int]
    notify: Notify
    counters: dict[str, int] = field(default_factory=dict)

    def count(self, name: str) -> None:
        """One more of something worth a statistic."""
        self.counters[name] = self.counters.get(name, 0) + 1
