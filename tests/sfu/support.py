"""Hand-written stand-ins for the network around the forwarding plane: SRTP both ways, no sockets."""

from dataclasses import dataclass, field

from pylibsrtp import Policy, Session

from signaling.sfu.packets import build_rtp, is_rtcp, parse_rtp
from signaling.sfu.rtcp import parse_rtcp
from signaling.sfu.specs import CodecSpec

MS = 1_000_000
SECOND = 1_000_000_000
OPUS = CodecSpec(111, "audio/opus", 48_000)
VP8 = CodecSpec(96, "video/VP8", 90_000, rtx_payload_type=97)
VIEWER_OPUS = CodecSpec(63, "audio/opus", 48_000)
VIEWER_VP8 = CodecSpec(120, "video/VP8", 90_000, rtx_payload_type=121)


def session(key: bytes, kind: int, profile: int = Policy.SRTP_PROFILE_AEAD_AES_128_GCM) -> Session:
    policy = Policy(key=key, ssrc_type=kind, srtp_profile=profile)
    policy.allow_repeat_tx = True
    policy.window_size = 1024
    return Session(policy)


@dataclass
class Client:
    """A remote end: protects what it sends, unprotects what it is sent, keeps it."""

    address: tuple[str, int]
    up_key: bytes = b"u" * 44
    down_key: bytes = b"d" * 44
    profile: int = Policy.SRTP_PROFILE_AEAD_AES_128_GCM
    received: list[bytes] = field(default_factory=list)
    reports: list[bytes] = field(default_factory=list)
    wire: list[bytes] = field(default_factory=list)
    repeats: int = 0
    blocked: bool = False
    broken: bool = False

    def __post_init__(self) -> None:
        self._seal = session(self.up_key, Policy.SSRC_ANY_OUTBOUND, self.profile)
        self._open = session(self.down_key, Policy.SSRC_ANY_INBOUND, self.profile)

    def server_sessions(self) -> tuple[Session, Session]:
        """(rx, tx) for HotPath.secure."""
        return (
            session(self.up_key, Policy.SSRC_ANY_INBOUND, self.profile),
            session(self.down_key, Policy.SSRC_ANY_OUTBOUND, self.profile),
        )

    def sendto(self, datagram: memoryview, address: object) -> int:
        assert address == self.address
        if self.blocked:
            raise BlockingIOError
        if self.broken:
            raise OSError("unreachable")
        data = bytes(datagram)
        if is_rtcp(data):
            self.reports.append(self._open.unprotect_rtcp(data))
        elif data in self.wire:
            self.repeats += 1
        else:
            self.received.append(self._open.unprotect(data))
        self.wire.append(data)
        return len(data)

    def protect(self, packet: bytes) -> bytes:
        return self._seal.protect_rtcp(packet) if is_rtcp(packet) else self._seal.protect(packet)

    def headers(self):
        return [parse_rtp(packet) for packet in self.received]

    def payloads(self):
        return [
            p[h.payload_start : h.payload_end] for p, h in zip(self.received, self.headers(), strict=True)
        ]

    def parts(self, kind):
        """Every RTCP part of one class that came."""
        return [part for report in self.reports for part in parse_rtcp(report) if isinstance(part, kind)]


def join(hot, conn, client: Client) -> None:
    hot.admit(conn, client.address)
    hot.set_path(conn, client.sendto, client.address)
    hot.secure(conn, *client.server_sessions())


def vp8_payload(
    picture: int, tl0: int = 0, key: int = 0, *, keyframe: bool = False, start: bool = True, wide=True
):
    """X=1 with I, L, T and K present."""
    first = 0x80 | (0x10 if start else 0)
    number = (0x8000 | picture & 0x7FFF).to_bytes(2, "big") if wide else bytes([picture & 0x7F])
    frame = bytes([0x00 if keyframe else 0x01]) + b"\x9d\x01\x2a frame"
    return bytes([first, 0xF0]) + number + bytes([tl0 & 0xFF, key & 0x1F]) + frame


def video(ssrc: int, sequence: int, timestamp: int, payload: bytes, *, marker=True, elements=None) -> bytes:
    return build_rtp(96, sequence, timestamp, ssrc, payload, marker=marker, elements=elements)


def audio(
    ssrc: int, sequence: int, timestamp: int, *, level: int | None = None, payload=b"opus frame"
) -> bytes:
    elements = None if level is None else [(1, bytes([0x80 | level]))]
    return build_rtp(111, sequence, timestamp, ssrc, payload, elements=elements)
