"""SRTP sessions as two plain functions each way; the only file that knows pylibsrtp's inside.

`Session.protect` copies a packet three times and looks up its library function each time. Calling the
library on our own buffer saves about 1.2 µs a packet; where that inside is missing (another version) the
public methods do the same work more slowly.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from pylibsrtp import Error, Session

from signaling.sfu.errors import SfuError
from signaling.sfu.packets import MAX_PACKET

TRAILER = 16 + 4
"""Room for the longest authentication tag and the SRTCP index."""
BUFFER = MAX_PACKET + 256

CData = Any
"""A cffi pointer."""
Seal = Callable[["PacketBuffer", int], int]
"""Protect the first n bytes of a buffer in place; returns the new length; raises SrtpRefused."""
Open = Callable[[bytes], bytes]
"""Unprotect one RTP packet; raises SrtpRefused."""


class SrtpRefused(SfuError):
    """The library refused a packet: wrong key, replayed, too long, no session yet."""

    code = "sfu.srtp_refused"


class PacketBuffer:
    """A bytearray with the view to send from and the C pointer to encrypt in."""

    __slots__ = ("data", "pointer", "view")

    def __init__(self) -> None:
        self.data = bytearray(BUFFER)
        self.view = memoryview(self.data)
        self.pointer: CData = _pointer(self.data)


def _binding() -> ModuleType | None:
    try:
        from pylibsrtp import _binding
    except ImportError:
        return None
    return _binding if hasattr(_binding.lib, "srtp_protect") else None


_BINDING: Any = _binding()


def _pointer(data: bytearray) -> CData:
    return _BINDING.ffi.from_buffer("char[]", data) if _BINDING else None


def sealer(session: Session, *, direct: bool = True) -> Seal:
    """The fastest way to protect with `session`; `direct=False` forces the public API."""
    raw = getattr(session, "_srtp", None)
    if direct and _BINDING and raw is not None:
        return _direct_sealer(session, raw[0])
    return _public_sealer(session)


def _direct_sealer(session: Session, raw: CData) -> Seal:
    length = _BINDING.ffi.new("int *")
    protect = _BINDING.lib.srtp_protect

    def seal(buffer: PacketBuffer, size: int, _keep: Session = session) -> int:
        if size > MAX_PACKET:
            raise SrtpRefused("packet is too long")
        length[0] = size
        if protect(raw, buffer.pointer, length):
            raise SrtpRefused("protect failed")
        return int(length[0])

    return seal


def _public_sealer(session: Session) -> Seal:
    def seal(buffer: PacketBuffer, size: int) -> int:
        try:
            packet = session.protect(bytes(buffer.view[:size]))
        except (Error, ValueError) as failure:
            raise SrtpRefused(str(failure)) from None
        buffer.data[: len(packet)] = packet
        return len(packet)

    return seal


def opener(session: Session, *, direct: bool = True) -> Open:
    """The fastest way to unprotect RTP with `session`; `direct=False` forces the public API."""
    raw = getattr(session, "_srtp", None)
    if direct and _BINDING and raw is not None:
        return _direct_opener(session, raw[0])

    def unseal(datagram: bytes) -> bytes:
        try:
            return session.unprotect(bytes(datagram))
        except (Error, ValueError) as failure:
            raise SrtpRefused(str(failure)) from None

    return unseal


def _direct_opener(session: Session, raw: CData) -> Open:
    length = _BINDING.ffi.new("int *")
    unprotect = _BINDING.lib.srtp_unprotect
    buffer = PacketBuffer()
    data, pointer = buffer.data, buffer.pointer

    def unseal(datagram: bytes, _keep: Session = session) -> bytes:
        size = len(datagram)
        if size > MAX_PACKET:
            raise SrtpRefused("packet is too long")
        data[:size] = datagram
        length[0] = size
        if unprotect(raw, pointer, length):
            raise SrtpRefused("unprotect failed")
        return bytes(data[: length[0]])

    return unseal


def open_rtcp(session: Session, datagram: bytes) -> bytes:
    """Unprotect one RTCP compound; raises SrtpRefused."""
    try:
        return session.unprotect_rtcp(bytes(datagram))
    except (Error, ValueError) as failure:
        raise SrtpRefused(str(failure)) from None


def seal_rtcp(session: Session, compound: bytes) -> bytes:
    """Protect one RTCP compound; raises SrtpRefused."""
    try:
        return session.protect_rtcp(compound)
    except (Error, ValueError) as failure:
        raise SrtpRefused(str(failure)) from None
