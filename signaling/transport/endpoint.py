"""The worker's media port: sockets, the demultiplexer by first byte (RFC 7983) and the directory of links.

Only datagrams from a path that passed an authenticated binding request reach DTLS or the forwarding plane;
others are counted and dropped. May not know rooms, participants or tracks.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import Callable, Hashable
from typing import Any, Protocol

from signaling.sfu.hotpath import HotPath
from signaling.transport.addresses import Candidate, host_candidates
from signaling.transport.bind import bind_port
from signaling.transport.counters import Counters
from signaling.transport.link import Link, Path
from signaling.transport.stun import (
    BindingRequest,
    StunRefused,
    binding_response,
    parse_binding_request,
    role_conflict,
)

BATCH = 64
DATAGRAM_BYTES = 2048
SOCKET_BUFFER_BYTES = 4 * 1024 * 1024


class MediaInput(Protocol):
    """Where SRTP goes (`signaling.sfu` MediaNode)."""

    hot: HotPath

    def poll(self, now_ns: int) -> None:
        """Called after each batch of datagrams."""


class Endpoint:
    """UDP sockets of one port (IPv4 and IPv6), and the paths and links of the worker."""

    def __init__(self, media: MediaInput, counters: Counters) -> None:
        self.counters = counters
        self.candidates: tuple[Candidate, ...] = ()
        self._media = media
        self._links: dict[str, Link] = {}
        self._paths: dict[Hashable, Path] = {}
        self._sockets: list[socket.socket] = []
        self._writing: set[socket.socket] = set()

    # -- life --------------------------------------------------------------

    def open(self, addresses: tuple[str, ...], udp_port: int, tcp_port: int | None) -> int:
        """Bind the port for every advertised address and start reading; gives the bound port.

        Raises TransportClosed when the port cannot be bound.
        """
        loop = asyncio.get_running_loop()
        port, self._sockets = bind_port(addresses, udp_port, socket.SOCK_DGRAM)
        for sock in self._sockets:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SOCKET_BUFFER_BYTES)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SOCKET_BUFFER_BYTES)
            loop.add_reader(sock, self._reader(sock))
        self.candidates = host_candidates(addresses, port, tcp_port)
        return port

    def close(self) -> None:
        """Stop reading and close the sockets."""
        loop = asyncio.get_running_loop()
        for sock in self._sockets:
            loop.remove_reader(sock)
            if sock in self._writing:
                loop.remove_writer(sock)
            sock.close()
        self._sockets.clear()
        self._writing.clear()
        self._paths.clear()
        self._links.clear()

    # -- links -------------------------------------------------------------

    def register(self, link: Link) -> None:
        """Make the link's current user fragment known (again after an ICE restart)."""
        self._links[link.credentials.ufrag] = link

    def unregister(self, link: Link) -> None:
        """Forget every user fragment and path of the link."""
        for ufrag in [ufrag for ufrag, known in self._links.items() if known is link]:
            del self._links[ufrag]
        for path in link.paths:
            self._paths.pop(path.key, None)

    # -- datagrams ---------------------------------------------------------

    def _reader(self, sock: socket.socket) -> Callable[[], None]:
        recvfrom, sendto = sock.recvfrom, sock.sendto
        media, counters, control = self._media, self.counters, self.control
        hot = media.hot
        receive, monotonic_ns = hot.receive, time.monotonic_ns

        def readable() -> None:
            now_ns = monotonic_ns()
            for _ in range(BATCH):
                try:
                    data, addr = recvfrom(DATAGRAM_BYTES)
                except BlockingIOError:
                    break
                except OSError:
                    continue  # an ICMP error about an earlier datagram
                counters.received += 1
                if data and 128 <= data[0] <= 191:
                    receive(addr, data, now_ns)
                else:
                    control(data, addr, "udp", sendto)
            media.poll(now_ns)
            if hot.blocked:
                self.await_writable()

        return readable

    def await_writable(self) -> None:
        """Some datagram waits for its socket: flush when writable again."""
        loop = asyncio.get_running_loop()
        for sock in self._sockets:
            if sock not in self._writing:
                self._writing.add(sock)
                loop.add_writer(sock, self._writable, sock)

    def _writable(self, sock: socket.socket) -> None:
        self._media.hot.flush_all()
        if not self._media.hot.blocked:
            self._writing.discard(sock)
            asyncio.get_running_loop().remove_writer(sock)

    def media_datagram(self, key: Hashable, data: bytes) -> None:
        """SRTP that came by a stream transport."""
        self.counters.received += 1
        now_ns = time.monotonic_ns()
        self._media.hot.receive(key, data, now_ns)
        self._media.poll(now_ns)

    def control(self, data: bytes, key: Hashable, kind: str, sendto: Callable[[Any, Any], Any]) -> None:
        """Anything that is not SRTP: STUN by anyone, DTLS by proven paths, the rest counted and dropped."""
        first = data[0] if data else 255
        if first <= 3:
            self._stun(data, key, kind, sendto)
            return
        path = self._paths.get(key)
        if path is None or path.link is None:
            self.counters.strangers += 1
        elif 20 <= first <= 63:
            path.link.record(data)
        else:
            self.counters.dropped_unknown += 1

    def _stun(self, data: bytes, key: Hashable, kind: str, sendto: Callable[[Any, Any], Any]) -> None:
        try:
            request = parse_binding_request(data, self._password_of)
        except StunRefused:
            self.counters.stun_refused += 1
            return
        link = self._links[request.ufrag]
        password = link.password_of(request.ufrag) or ""
        path = self._path(key, kind, sendto, link)
        if request.claims_controlled:
            path.send(role_conflict(request, password))
            return
        if request.nominates or path.link is None:
            path.sendto = sendto
        self._proven(link, path, request)
        with contextlib.suppress(OSError):  # the client asks again
            sendto(binding_response(request, password, _source_of(key)), key)
        self.counters.stun_answered += 1

    def _path(self, key: Hashable, kind: str, sendto: Callable[[Any, Any], Any], link: Link) -> Path:
        path = self._paths.get(key)
        if path is None or path.link is not link:
            if path is not None and path.link is not None:
                path.link.forget(path)  # the same 5-tuple now serves another peer connection
            path = Path(key, kind, sendto)
        return path

    def _proven(self, link: Link, path: Path, request: BindingRequest) -> None:
        self._paths[path.key] = path
        for pushed_out in link.prove(path, nominated=request.nominates):
            self._paths.pop(pushed_out.key, None)

    def knows(self, key: Hashable) -> bool:
        """Whether the 5-tuple has been proved."""
        return key in self._paths

    def path_lost(self, key: Hashable) -> None:
        """A stream transport's connection ended."""
        path = self._paths.pop(key, None)
        if path is not None and path.link is not None:
            path.link.forget(path)

    def _password_of(self, ufrag: str) -> str | None:
        link = self._links.get(ufrag)
        return None if link is None else link.password_of(ufrag)


def _source_of(key: Hashable) -> tuple[str, int]:
    # UDP keys are (address, port[, flow, scope]); TCP keys are ("tcp", address, port, number).
    parts = key[1:3] if isinstance(key, tuple) and key[0] == "tcp" else key[:2]  # type: ignore[index]
    address, port = parts
    return str(address).partition("%")[0], int(port)
