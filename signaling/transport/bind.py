"""Sockets for the advertised addresses, all on one port number.

Each local address gets its own socket: an answer must come from the address the client asked, and a wildcard
socket lets the routing table choose. An address that is not on this machine (behind NAT) is served by a
wildcard socket.
"""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Iterable

from signaling.errors import TransportClosed

ATTEMPTS = 20


def bind_port(
    addresses: Iterable[str], port: int, kind: socket.SocketKind
) -> tuple[int, list[socket.socket]]:
    """Non-blocking sockets bound for every address on one port (0: any free); raises TransportClosed."""
    wanted = list(addresses)
    for attempt in range(ATTEMPTS):
        try:
            return _bind_all(wanted, port, kind)
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            if port == 0 and taken and attempt < ATTEMPTS - 1:
                continue  # the number the first address got is taken on another: draw again
            raise TransportClosed(f"port {port}: {error.strerror}") from error
    raise TransportClosed(f"port {port}")


def _bind_all(addresses: list[str], port: int, kind: socket.SocketKind) -> tuple[int, list[socket.socket]]:
    sockets: list[socket.socket] = []
    bound: set[str] = set()
    try:
        for address in addresses:
            for host in _hosts(address):
                if host in bound:
                    break
                try:
                    sock = _bind(host, port, kind)
                except OSError as error:
                    if error.errno == errno.EADDRNOTAVAIL and host == address:
                        continue
                    raise
                bound.add(host)
                sockets.append(sock)
                port = int(sock.getsockname()[1])
                break
    except OSError:
        for sock in sockets:
            sock.close()
        raise
    return port, sockets


def _hosts(address: str) -> tuple[str, str]:
    return address, "0.0.0.0" if ipaddress.ip_address(address).version == 4 else "::"  # noqa: S104


def _bind(host: str, port: int, kind: socket.SocketKind) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, kind)
    try:
        sock.setblocking(False)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if kind == socket.SOCK_STREAM:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
    except OSError:
        sock.close()
        raise
    return sock
