"""The only file that touches aiortc: DTLS handshakes, SRTP keys and SCTP data channels over our datagrams.

aiortc's own ICE, receivers and senders are not used. Its private names appear here and nowhere else, so
that a new aiortc version is judged by reading this file; `pyproject.toml` pins the minor version.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Protocol, cast

from aiortc.exceptions import InvalidStateError
from aiortc.rtcdatachannel import RTCDataChannel, RTCDataChannelParameters
from aiortc.rtcdtlstransport import (
    SRTP_AEAD_AES_128_GCM,
    SRTP_AES128_CM_SHA1_80,
    SRTP_PROFILES,
    RTCCertificate,
    RTCDtlsFingerprint,
    RTCDtlsParameters,
    RTCDtlsTransport,
)
from aiortc.rtcicetransport import RTCIceTransport
from aiortc.rtcsctptransport import RTCSctpCapabilities, RTCSctpTransport
from pylibsrtp import Error as SrtpError

from signaling.errors import TransportClosed

MAX_QUEUED_RECORDS = 256
MAX_DATA_MESSAGE_BYTES = 65536
HANDSHAKE_TIMEOUT_S = 15.0
SCTP_PORT = 5000

# AES-128-GCM first: libwebrtc accepts it and it costs less per packet than AES-256-GCM.
_PREFERRED = [
    profile for profile in (SRTP_AEAD_AES_128_GCM, SRTP_AES128_CM_SHA1_80) if profile in SRTP_PROFILES
]

__all__ = ["Certificate", "DataChannel", "DtlsAssociation", "SrtpError", "SrtpSession"]


class SrtpSession(Protocol):
    """One direction of SRTP; every method raises SrtpError for a packet that does not verify."""

    def protect(self, packet: bytes) -> bytes: ...  # noqa: D102 - named by the protocol
    def protect_rtcp(self, packet: bytes) -> bytes: ...  # noqa: D102
    def unprotect(self, packet: bytes) -> bytes: ...  # noqa: D102
    def unprotect_rtcp(self, packet: bytes) -> bytes: ...  # noqa: D102


class Certificate:
    """The self-signed DTLS certificate of this process."""

    def __init__(self) -> None:
        self.native = RTCCertificate.generateCertificate()
        self.fingerprint = next(
            value.value for value in self.native.getFingerprints() if value.algorithm == "sha-256"
        )


class _DatagramPort:
    """What RTCDtlsTransport sees as its ICE transport: a bounded queue in, a function out."""

    role = "controlled"

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._out = send
        self.queue: asyncio.Queue[bytes | None] = asyncio.Queue(MAX_QUEUED_RECORDS)

    async def _recv(self) -> bytes:
        data = await self.queue.get()
        if data is None:
            raise ConnectionError
        return data

    async def _send(self, data: bytes) -> None:
        self._out(data)


class DataChannel:
    """One open data channel; `send` never blocks and says whether the message was taken."""

    def __init__(self, native: RTCDataChannel, buffer_limit: int) -> None:
        self._native = native
        self._buffer_limit = buffer_limit
        self.label = native.label

    def on_message(self, listener: Callable[[bytes], None]) -> None:
        """Call `listener` with each binary message; texts are given as UTF-8 bytes."""

        def deliver(message: bytes | str) -> None:
            listener(message.encode() if isinstance(message, str) else message)

        self._native.on("message", deliver)

    @property
    def is_open(self) -> bool:
        """Whether messages can be sent now."""
        return bool(self._native.readyState == "open")

    def send(self, message: bytes) -> bool:
        """Queue a message; False when the channel is not open or its buffer is at the limit."""
        if self._native.bufferedAmount > self._buffer_limit:
            return False
        try:
            self._native.send(message)
        except InvalidStateError:
            return False
        return True


class DtlsAssociation:
    """DTLS (server role) with the SRTP sessions and the SCTP association on top of it."""

    def __init__(self, certificate: Certificate, send: Callable[[bytes], None]) -> None:
        self._port = _DatagramPort(send)
        self._dtls = RTCDtlsTransport(cast(RTCIceTransport, self._port), [certificate.native])
        self._dtls._set_role("server")
        self._dtls._srtp_profiles = list(_PREFERRED)
        self._sctp: RTCSctpTransport | None = None
        self._channel_buffer_limit = 4 * 1024 * 1024

    def feed(self, record: bytes) -> bool:
        """Hand over one DTLS datagram; False when the queue is full and it was dropped."""
        try:
            self._port.queue.put_nowait(record)
        except asyncio.QueueFull:
            return False
        return True

    async def handshake(self, fingerprints: list[tuple[str, str]]) -> tuple[SrtpSession, SrtpSession]:
        """Complete the handshake and give the (inbound, outbound) SRTP sessions.

        `fingerprints` are (algorithm, value) pairs from the remote description. Raises TransportClosed.
        """
        parameters = RTCDtlsParameters([RTCDtlsFingerprint(name, value) for name, value in fingerprints])
        try:
            await asyncio.wait_for(self._dtls.start(parameters), HANDSHAKE_TIMEOUT_S)
        except TimeoutError as error:
            raise TransportClosed("DTLS handshake timed out") from error
        if self._dtls.state != "connected":
            raise TransportClosed("DTLS handshake failed")
        return cast(SrtpSession, self._dtls._rx_srtp), cast(SrtpSession, self._dtls._tx_srtp)

    def on_closed(self, listener: Callable[[], None]) -> None:
        """Call `listener` once DTLS has ended (close_notify from the client, or our own close)."""

        def changed() -> None:
            if self._dtls.state in ("closed", "failed"):
                listener()

        self._dtls.on("statechange", changed)

    async def open_sctp(self, remote_port: int, on_channel: Callable[[DataChannel], None]) -> None:
        """Start SCTP and report each channel the client opens."""
        sctp = RTCSctpTransport(self._dtls, SCTP_PORT)
        self._sctp = sctp

        def opened(channel: RTCDataChannel) -> None:
            on_channel(DataChannel(channel, self._channel_buffer_limit))

        sctp.on("datachannel", opened)
        await sctp.start(RTCSctpCapabilities(maxMessageSize=MAX_DATA_MESSAGE_BYTES), remote_port)

    def create_channel(self, label: str, *, reliable: bool) -> DataChannel:
        """Open a channel towards the client (two peer connections: the server opens them)."""
        if self._sctp is None:
            raise TransportClosed("no SCTP association")
        parameters = RTCDataChannelParameters(
            label=label, ordered=reliable, maxRetransmits=None if reliable else 0
        )
        return DataChannel(RTCDataChannel(self._sctp, parameters), self._channel_buffer_limit)

    async def close(self) -> None:
        """Stop SCTP and DTLS and end their tasks."""
        task = cast("asyncio.Future[Any] | None", self._dtls._task)
        if self._sctp is not None:
            await self._sctp.stop()
        await self._dtls.stop()
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)
