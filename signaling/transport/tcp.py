"""ICE-TCP, passive (RFC 6544): one listening port, datagrams framed by RFC 4571, bounded writes.

A connection that has proved nothing within a few seconds is closed. May not know rooms or tracks.
"""

from __future__ import annotations

import asyncio
import itertools
import socket
from collections.abc import Hashable
from typing import cast

from signaling.transport.bind import bind_port
from signaling.transport.endpoint import Endpoint
from signaling.transport.framing import BadFrame, Deframer, frame

MAX_CONNECTIONS = 512
MAX_WRITE_BUFFER_BYTES = 256 * 1024
PROOF_TIMEOUT_S = 10.0


class TcpListener:
    """Accepts ICE-TCP connections and feeds the endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.connections: set[TcpConnection] = set()
        self.numbers = itertools.count(1)
        self._servers: list[asyncio.Server] = []

    async def open(self, addresses: tuple[str, ...], port: int) -> int:
        """Listen on `port` (0: any) for every advertised address; gives the port. Raises TransportClosed."""
        loop = asyncio.get_running_loop()
        bound, sockets = bind_port(addresses, port, socket.SOCK_STREAM)
        for sock in sockets:
            self._servers.append(await loop.create_server(lambda: TcpConnection(self), sock=sock))
        return bound

    async def close(self) -> None:
        """Stop listening and drop every connection."""
        for server in self._servers:
            server.close()
        for connection in list(self.connections):
            connection.abort()


class TcpConnection(asyncio.Protocol):
    """One client's stream: whole datagrams in, framed datagrams out."""

    def __init__(self, listener: TcpListener) -> None:
        self._listener = listener
        self._endpoint = listener.endpoint
        self._deframer = Deframer()
        self._transport: asyncio.Transport | None = None
        self._proof_timer: asyncio.TimerHandle | None = None
        self.key: tuple[str, str, int, int] = ("tcp", "", 0, 0)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection, or refuse it when there are too many."""
        self._transport = cast(asyncio.Transport, transport)
        if len(self._listener.connections) >= MAX_CONNECTIONS:
            self._endpoint.counters.tcp_refused += 1
            self.abort()
            return
        address, port = transport.get_extra_info("peername")[:2]
        self.key = ("tcp", address, port, next(self._listener.numbers))
        self._listener.connections.add(self)
        loop = asyncio.get_running_loop()
        self._proof_timer = loop.call_later(PROOF_TIMEOUT_S, self._unproven)

    def _unproven(self) -> None:
        if not self._endpoint.knows(self.key):
            self.abort()

    def data_received(self, data: bytes) -> None:
        """Stream bytes from the client."""
        try:
            datagrams = self._deframer.feed(data)
        except BadFrame:
            self._endpoint.counters.dropped_unknown += 1
            self.abort()
            return
        for datagram in datagrams:
            if datagram and 128 <= datagram[0] <= 191:
                self._endpoint.media_datagram(self.key, datagram)
            else:
                self._endpoint.control(datagram, self.key, "tcp", self.sendto)

    def sendto(self, datagram: bytes | memoryview, _key: Hashable) -> None:
        """Frame and write one datagram; raises OSError when the client does not keep up (it is dropped)."""
        transport = self._transport
        if transport is None or transport.get_write_buffer_size() > MAX_WRITE_BUFFER_BYTES:
            self._endpoint.counters.dropped_send += 1
            raise OSError("stream is full")
        transport.write(frame(bytes(datagram)))

    def connection_lost(self, exc: Exception | None) -> None:
        """The stream ended."""
        if self._proof_timer is not None:
            self._proof_timer.cancel()
        self._transport = None
        self._listener.connections.discard(self)
        self._endpoint.path_lost(self.key)

    def abort(self) -> None:
        """Cut the connection."""
        if self._transport is not None:
            self._transport.abort()
