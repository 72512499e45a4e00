"""Addresses a worker listens on and tells clients, and their ICE candidate lines.

Only literal IP addresses are ever accepted: no name is resolved, `.local` ones least of all.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

from signaling.errors import SignalingError

HOST_PREFERENCE = 126
UDP_LOCAL_PREFERENCE = 65535
TCP_LOCAL_PREFERENCE = 8191  # below every UDP candidate (RFC 6544 section 4.2)
LOOPBACK_PENALTY = 4096


class BadAddress(SignalingError):
    """An advertised address that is not a literal IP address."""

    code = "address.malformed"


@dataclass(frozen=True)
class Candidate:
    """One host candidate of the server."""

    address: str
    port: int
    protocol: str
    priority: int
    foundation: str

    def line(self) -> str:
        """The value after `a=candidate:` (RFC 8839 section 5.1)."""
        tail = " tcptype passive" if self.protocol == "tcp" else ""
        return (
            f"{self.foundation} 1 {self.protocol} {self.priority} {self.address} {self.port} typ host"
            f"{tail} generation 0"
        )


def parse_addresses(texts: Iterable[str]) -> tuple[str, ...]:
    """Literal addresses in the order given, without repeats; raises BadAddress."""
    addresses: list[str] = []
    for text in texts:
        try:
            address = str(ipaddress.ip_address(text.strip()))
        except ValueError as error:
            raise BadAddress(f"not an IP address: {text!r}") from error
        if address not in addresses:
            addresses.append(address)
    if not addresses:
        raise BadAddress("no address to advertise")
    return tuple(addresses)


def host_candidates(addresses: Iterable[str], udp_port: int, tcp_port: int | None) -> tuple[Candidate, ...]:
    """Candidates of every advertised address: UDP first, passive TCP when there is a port for it."""
    found: list[Candidate] = []
    for index, address in enumerate(addresses):
        found.append(_candidate(address, udp_port, "udp", UDP_LOCAL_PREFERENCE - index, index))
    for index, address in enumerate(addresses):
        if tcp_port is not None:
            found.append(_candidate(address, tcp_port, "tcp", TCP_LOCAL_PREFERENCE - index, 100 + index))
    return tuple(found)


def _candidate(address: str, port: int, protocol: str, preference: int, foundation: int) -> Candidate:
    if ipaddress.ip_address(address).is_loopback:
        preference -= LOOPBACK_PENALTY
    priority = (HOST_PREFERENCE << 24) | (preference << 8) | 255
    return Candidate(address, port, protocol, priority, str(foundation + 1))
