"""One peer connection's transport: its proven paths, its DTLS and its data channels.

The owner of a link is a participant; the endpoint only looks links up. Media never passes here: the
forwarding plane is told which paths are proven and given the SRTP sessions. May not know rooms or tracks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Protocol

from signaling.errors import TransportClosed
from signaling.sfu.specs import Address, ConnHandle, SendTo
from signaling.transport.aiortc_adapter import Certificate, DataChannel, DtlsAssociation, SrtpSession
from signaling.transport.counters import Counters
from signaling.transport.stun import IceCredentials

MAX_PATHS = 8
PATH_EXPIRY_S = 30.0


@dataclass(eq=False)
class Path:
    """A 5-tuple that passed an authenticated binding request."""

    key: Hashable
    kind: str  # "udp" or "tcp"
    sendto: Callable[[Any, Any], Any]
    heard_at: float = 0.0
    link: Link | None = None

    def send(self, datagram: bytes) -> None:
        """Send one datagram; never blocks, drops when the way is full (DTLS and STUN repeat theirs)."""
        try:
            self.sendto(datagram, self.key)
        except OSError:
            return


class MediaPort(Protocol):
    """What a link tells the forwarding plane (`signaling.sfu` HotPath has these)."""

    def admit(self, conn: ConnHandle, address: Address) -> None:
        """Take media from this proven 5-tuple as the connection's."""

    def forget(self, address: Address) -> None:
        """Take nothing from this 5-tuple any more."""

    def set_path(self, conn: ConnHandle, sendto: SendTo, address: Address) -> None:
        """Send the connection's datagrams this way."""

    def secure(self, conn: ConnHandle, rx_srtp: SrtpSession, tx_srtp: SrtpSession) -> None:
        """The keys of a finished handshake."""


class LinkOwner(Protocol):
    """What a link tells its owner."""

    def link_connected(self, link: Link) -> None:
        """DTLS is up and the forwarding plane has the keys."""

    def link_closed(self, link: Link, reason: str) -> None:
        """The transport ended and will not come back."""

    def link_channel(self, link: Link, channel: DataChannel) -> None:
        """The client opened a data channel."""

    def link_ready(self, link: Link) -> None:
        """SCTP was started: channels towards the client can be created."""


@dataclass(frozen=True)
class RemoteParameters:
    """What the client's description says about its transport."""

    ufrag: str
    fingerprints: tuple[tuple[str, str], ...]
    sctp_port: int | None


@dataclass(frozen=True)
class LinkServices:
    """What every link of a worker shares."""

    certificate: Certificate
    counters: Counters
    media: MediaPort
    clock: Callable[[], float]


class Link:
    """Paths, DTLS and data channels of one peer connection; `conn` is the forwarding plane's handle."""

    def __init__(self, name: str, owner: LinkOwner, services: LinkServices, conn: ConnHandle) -> None:
        self.name = name
        self.conn = conn
        self.credentials = IceCredentials.generate()
        self.former_credentials: IceCredentials | None = None
        self.selected: Path | None = None
        self._sendto: Callable[[Any, Any], Any] | None = None
        self.connected = False
        self.closed = False
        self.heard_at = services.clock()
        self._owner = owner
        self._services = services
        self._paths: list[Path] = []
        self._remote: RemoteParameters | None = None
        self._dtls = DtlsAssociation(services.certificate, self._send_record)
        self._task: asyncio.Task[None] | None = None

    # -- negotiation -------------------------------------------------------

    @property
    def fingerprint(self) -> str:
        """SHA-256 fingerprint of our certificate."""
        return self._services.certificate.fingerprint

    def remote_described(self, remote: RemoteParameters) -> bool:
        """Note the client's parameters; True when its user fragment changed, which restarts ICE."""
        restarted = self._remote is not None and self._remote.ufrag != remote.ufrag
        self._remote = remote
        if restarted:
            self.restart_ice()
        self._maybe_handshake()
        return restarted

    def restart_ice(self) -> None:
        """New credentials; the old ones stay good so that media flows until the new path is proven."""
        self.former_credentials = self.credentials
        self.credentials = IceCredentials.generate()

    def password_of(self, ufrag: str) -> str | None:
        """The password for one of our user fragments, current or just replaced."""
        for credentials in (self.credentials, self.former_credentials):
            if credentials is not None and credentials.ufrag == ufrag:
                return credentials.password
        return None

    # -- paths -------------------------------------------------------------

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every proven path, oldest first."""
        return tuple(self._paths)

    def prove(self, path: Path, *, nominated: bool) -> tuple[Path, ...]:
        """A binding request on `path` passed; gives the paths this pushed out."""
        path.heard_at = self.heard_at = self._services.clock()
        if path.link is not self:
            path.link = self
            self._paths.append(path)
            self._services.media.admit(self.conn, path.key)
        if nominated or self.selected is None:
            self._select(path)
        pushed_out = self._stale()
        for one in pushed_out:
            self.forget(one)
        return pushed_out

    def _select(self, path: Path) -> None:
        if self.selected is path and self._sendto is path.sendto:
            return
        self.selected, self._sendto = path, path.sendto
        self._services.media.set_path(self.conn, path.sendto, path.key)
        self._maybe_handshake()

    def _stale(self) -> tuple[Path, ...]:
        others = [path for path in self._paths if path is not self.selected]
        stale = [path for path in others if self.heard_at - path.heard_at > PATH_EXPIRY_S]
        fresh = [path for path in others if path not in stale]
        return (*stale, *fresh[: max(0, len(fresh) + 1 - MAX_PATHS)])

    def forget(self, path: Path) -> None:
        """A path is gone (TCP closed, expired)."""
        if path in self._paths:
            self._paths.remove(path)
            self._services.media.forget(path.key)
        path.link = None
        if self.selected is path:
            self.selected = None
            if self._paths:
                self._select(self._paths[-1])

    # -- DTLS and data -----------------------------------------------------

    def record(self, data: bytes) -> None:
        """A DTLS record from a proven path."""
        if not self._dtls.feed(data):
            self._services.counters.dropped_dtls += 1

    def _send_record(self, data: bytes) -> None:
        if self.selected is not None:
            self.selected.send(data)

    def create_channel(self, label: str, *, reliable: bool) -> DataChannel:
        """Open a data channel towards the client; raises TransportClosed before SCTP is up."""
        return self._dtls.create_channel(label, reliable=reliable)

    def _maybe_handshake(self) -> None:
        if self._task is None and self.selected is not None and self._remote is not None and not self.closed:
            self._task = asyncio.create_task(self._run(self._remote), name=f"link {self.name}")

    async def _run(self, remote: RemoteParameters) -> None:
        try:
            inbound, outbound = await self._dtls.handshake(list(remote.fingerprints))
        except TransportClosed as error:
            self._ended(str(error))
            return
        self._dtls.on_closed(lambda: self._ended("DTLS closed"))
        self._secured(inbound, outbound)
        if remote.sctp_port is not None:
            await self._dtls.open_sctp(remote.sctp_port, self._channel_opened)
            self._owner.link_ready(self)

    def _secured(self, inbound: SrtpSession, outbound: SrtpSession) -> None:
        self._services.media.secure(self.conn, inbound, outbound)
        self.connected = True
        self._owner.link_connected(self)

    def _channel_opened(self, channel: DataChannel) -> None:
        self._owner.link_channel(self, channel)

    def _ended(self, reason: str) -> None:
        if not self.closed:
            self.closed = True
            self._owner.link_closed(self, reason)

    async def close(self) -> None:
        """End the transport and its tasks; the owner is not told again."""
        self.closed = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._dtls.close()
        for path in self.paths:
            self._paths.remove(path)
            self._services.media.forget(path.key)
            path.link = None
        self.selected = None
