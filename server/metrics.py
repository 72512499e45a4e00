"""Prometheus figures of this process. Labels never hold names, tokens or ids of people."""

from __future__ import annotations

import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector


class Metrics:
    """The figures, in a registry of their own (no global state)."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._started = time.monotonic()
        self.sockets = Gauge("giaoban_sockets", "Open meeting sockets.", registry=self.registry)
        self.sockets_ended = Counter(
            "giaoban_sockets_ended",
            "Meeting sockets the server ended, by reason.",
            ["code"],
            registry=self.registry,
        )
        self.events = Counter("giaoban_events", "Events stored, by type.", ["type"], registry=self.registry)
        self.refused = Counter(
            "giaoban_refused", "Messages and commands refused.", ["where", "code"], registry=self.registry
        )
        self.command_seconds = Histogram(
            "giaoban_command_seconds",
            "Time from a command's arrival to its answer.",
            buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5),
            registry=self.registry,
        )
        self.media_errors = Counter(
            "giaoban_media_errors", "Calls to the media plane that failed.", registry=self.registry
        )
        self.media_transport = Gauge(
            "giaoban_media_transport",
            "Datagrams, packets and signal messages of the media workers since each began, by fate.",
            ["worker", "fate"],
            registry=self.registry,
        )
        self.clock_jumps = Counter(
            "giaoban_clock_jumps", "Times the machine's clock was set while running.", registry=self.registry
        )
        self.recorders = Gauge("giaoban_recorders", "Recorder processes running.", registry=self.registry)

    def gauge(self, name: str, text: str, read: Callable[[], float]) -> None:
        """A figure read when asked for."""
        Gauge(name, text, registry=self.registry).set_function(read)

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)
