"""Counts of what the transport took and dropped; one instance per worker, read by statistics."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass
class Counters:
    """Datagrams by fate. Every drop has a name; none is fatal."""

    received: int = 0
    sent: int = 0
    strangers: int = 0
    stun_refused: int = 0
    stun_answered: int = 0
    dropped_dtls: int = 0
    dropped_early: int = 0
    dropped_srtp: int = 0
    dropped_ssrc: int = 0
    dropped_out: int = 0
    dropped_unknown: int = 0
    dropped_send: int = 0
    tcp_refused: int = 0

    def snapshot(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)
