"""RTCP compounds (RFC 3550, 4585, 5104, REMB draft-alvestrand-rmcat-remb-03): parse and build. No state."""

from dataclasses import dataclass
from struct import Struct, error

from signaling.sfu.errors import MalformedPacket

SR, RR, SDES, BYE, RTPFB, PSFB = 200, 201, 202, 203, 205, 206
NACK_FORMAT = 1
PLI_FORMAT, FIR_FORMAT, AFB_FORMAT = 1, 4, 15
MAX_PARTS = 64
"""More packets than this in one compound is an attack, not feedback."""

_HEAD = Struct("!BBH")
_WORD = Struct("!I")
_TWO_WORDS = Struct("!II")
_SENDER = Struct("!IIIIII")
_BLOCK = Struct("!IB3sIIII")
_NACK = Struct("!HH")


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """RFC 3550 6.4.1. `lost` is signed, `jitter` in timestamp units, `lsr`/`dlsr` in 1/65536 s."""

    ssrc: int
    fraction_lost: int
    lost: int
    highest: int
    jitter: int
    lsr: int
    dlsr: int


@dataclass(frozen=True, slots=True)
class SenderReport:
    """RFC 3550 6.4.1; `ntp` is the 64-bit NTP timestamp."""

    ssrc: int
    ntp: int
    rtp: int
    packets: int
    octets: int
    blocks: tuple[ReportBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiverReport:
    """RFC 3550 6.4.2."""

    ssrc: int
    blocks: tuple[ReportBlock, ...]


@dataclass(frozen=True, slots=True)
class Nack:
    """RFC 4585 6.2.1: the lost sequence numbers, in the order asked."""

    sender: int
    media: int
    lost: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KeyframeRequest:
    """PLI (RFC 4585 6.3.1), or FIR (RFC 5104 4.3.1) when `sequence` is not None."""

    sender: int
    media: int
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Remb:
    """Receiver Estimated Maximum Bitrate, over all `media`."""

    sender: int
    bitrate_bps: int
    media: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bye:
    """RFC 3550 6.6."""

    ssrcs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """RFC 3550 6.5, only the CNAME: (ssrc, cname)."""

    names: tuple[tuple[int, str], ...]


Part = SenderReport | ReceiverReport | Nack | KeyframeRequest | Remb | Bye | SourceDescription


def parse_rtcp(data: bytes) -> list[Part]:
    """Read a compound packet; parts of unknown type are skipped. Raises MalformedPacket."""
    parts: list[Part] = []
    at = 0
    try:
        for _ in range(MAX_PARTS):
            if at >= len(data):
                return parts
            at = _parse_part(data, at, parts)
    except (error, IndexError):
        raise MalformedPacket("RTCP truncated") from None
    raise MalformedPacket("RTCP compound of too many parts")


def _parse_part(data: bytes, at: int, parts: list[Part]) -> int:
    first, kind, words = _HEAD.unpack_from(data, at)
    end: int = at + 4 + 4 * words
    if first >> 6 != 2 or end > len(data):
        raise MalformedPacket("RTCP header wrong")
    body = data[at + 4 : end]
    if first & 0x20:
        body = _without_padding(body)
    count = first & 0x1F
    if kind == SR:
        parts.append(_sender_report(body, count))
    elif kind == RR:
        parts.append(ReceiverReport(_WORD.unpack_from(body)[0], _blocks(body, 4, count)))
    elif kind == SDES:
        parts.append(_source_description(body, count))
    elif kind == BYE:
        parts.append(Bye(tuple(_WORD.unpack_from(body, 4 * i)[0] for i in range(count))))
    elif kind == RTPFB and count == NACK_FORMAT:
        parts.append(_nack(body))
    elif kind == PSFB:
        parts.extend(_payload_feedback(body, count))
    return end


def _without_padding(body: bytes) -> bytes:
    if not body or not 0 < body[-1] <= len(body):
        raise MalformedPacket("RTCP padding wrong")
    return body[: -body[-1]]


def _sender_report(body: bytes, count: int) -> SenderReport:
    ssrc, high, low, rtp, packets, octets = _SENDER.unpack_from(body)
    return SenderReport(ssrc, high << 32 | low, rtp, packets, octets, _blocks(body, 24, count))


def _blocks(body: bytes, at: int, count: int) -> tuple[ReportBlock, ...]:
    return tuple(_block(body, at + 24 * i) for i in range(count))


def _block(body: bytes, at: int) -> ReportBlock:
    ssrc, fraction, lost, highest, jitter, lsr, dlsr = _BLOCK.unpack_from(body, at)
    return ReportBlock(ssrc, fraction, int.from_bytes(lost, "big", signed=True), highest, jitter, lsr, dlsr)


def _nack(body: bytes) -> Nack:
    sender, media = _TWO_WORDS.unpack_from(body)
    lost: list[int] = []
    for at in range(8, len(body) - 3, 4):
        first, mask = _NACK.unpack_from(body, at)
        lost.append(first)
        lost.extend(first + 1 + bit & 0xFFFF for bit in range(16) if mask >> bit & 1)
    return Nack(sender, media, tuple(lost))


def _payload_feedback(body: bytes, kind: int) -> list[Part]:
    sender, media = _TWO_WORDS.unpack_from(body)
    if kind == PLI_FORMAT:
        return [KeyframeRequest(sender, media)]
    if kind == FIR_FORMAT:
        targets = ((_WORD.unpack_from(body, at)[0], body[at + 4]) for at in range(8, len(body) - 7, 8))
        return [KeyframeRequest(sender, ssrc, sequence) for ssrc, sequence in targets]
    if kind == AFB_FORMAT and body[8:12] == b"REMB":
        return [_remb(sender, body)]
    return []


def _remb(sender: int, body: bytes) -> Remb:
    count = body[12]
    exponent, mantissa = body[13] >> 2, (body[13] & 0x03) << 16 | body[14] << 8 | body[15]
    if exponent > 46:
        raise MalformedPacket("REMB of more than 64 bits")
    media = tuple(_WORD.unpack_from(body, 16 + 4 * i)[0] for i in range(count))
    return Remb(sender, mantissa << exponent, media)


def _source_description(body: bytes, count: int) -> SourceDescription:
    names: list[tuple[int, str]] = []
    at = 0
    for _ in range(count):
        (ssrc,) = _WORD.unpack_from(body, at)
        at += 4
        while body[at]:
            stop = at + 2 + body[at + 1]
            if stop > len(body):
                raise MalformedPacket("SDES item truncated")
            if body[at] == 1:
                names.append((ssrc, body[at + 2 : stop].decode("utf-8", "replace")))
            at = stop
        at += 4 - at % 4
    return SourceDescription(tuple(names))


def _wrap(kind: int, count: int, body: bytes) -> bytes:
    return _HEAD.pack(0x80 | count, kind, len(body) // 4) + body


def _pack_blocks(blocks: tuple[ReportBlock, ...]) -> bytes:
    return b"".join(
        _BLOCK.pack(
            b.ssrc,
            b.fraction_lost,
            max(-0x800000, min(0x7FFFFF, b.lost)).to_bytes(3, "big", signed=True),
            b.highest & 0xFFFFFFFF,
            min(b.jitter, 0xFFFFFFFF),
            b.lsr,
            b.dlsr & 0xFFFFFFFF,
        )
        for b in blocks
    )


def build_sr(report: SenderReport) -> bytes:
    """One SR of at most 31 blocks."""
    head = _SENDER.pack(
        report.ssrc,
        report.ntp >> 32,
        report.ntp & 0xFFFFFFFF,
        report.rtp & 0xFFFFFFFF,
        report.packets & 0xFFFFFFFF,
        report.octets & 0xFFFFFFFF,
    )
    return _wrap(SR, len(report.blocks), head + _pack_blocks(report.blocks))


def build_rr(report: ReceiverReport) -> bytes:
    """One RR of at most 31 blocks."""
    return _wrap(RR, len(report.blocks), _WORD.pack(report.ssrc) + _pack_blocks(report.blocks))


def build_sdes(ssrc: int, cname: str) -> bytes:
    """One chunk with a CNAME of at most 255 bytes."""
    name = cname.encode()[:255]
    chunk = _WORD.pack(ssrc) + bytes([1, len(name)]) + name
    return _wrap(SDES, 1, chunk + bytes(4 - len(chunk) % 4))


def build_bye(ssrcs: tuple[int, ...]) -> bytes:
    """The end of up to 31 sources."""
    return _wrap(BYE, len(ssrcs), b"".join(_WORD.pack(ssrc) for ssrc in ssrcs))


def build_nack(sender: int, media: int, lost: list[int]) -> bytes:
    """Ask again for `lost` (16-bit), packed into masks; an empty list makes no packet."""
    if not lost:
        return b""
    entries: list[list[int]] = []
    for sequence in lost:
        ahead = sequence - entries[-1][0] - 1 & 0xFFFF if entries else 0x10000
        if ahead < 16:
            entries[-1][1] |= 1 << ahead
        else:
            entries.append([sequence & 0xFFFF, 0])
    body = b"".join(_NACK.pack(first, mask) for first, mask in entries)
    return _wrap(RTPFB, NACK_FORMAT, _TWO_WORDS.pack(sender, media) + body)


def build_pli(sender: int, media: int) -> bytes:
    """Picture loss indication."""
    return _wrap(PSFB, PLI_FORMAT, _TWO_WORDS.pack(sender, media))


def build_fir(sender: int, media: int, sequence: int) -> bytes:
    """Full intra request; `sequence` grows by one for each new request."""
    body = _TWO_WORDS.pack(sender, 0) + _WORD.pack(media) + bytes([sequence & 0xFF, 0, 0, 0])
    return _wrap(PSFB, FIR_FORMAT, body)


def build_remb(sender: int, bitrate_bps: int, media: tuple[int, ...]) -> bytes:
    """The sender may send `bitrate_bps` over all `media` together."""
    exponent = max(0, bitrate_bps.bit_length() - 18)
    mantissa = bitrate_bps >> exponent
    numbers = bytes([len(media), exponent << 2 | mantissa >> 16, mantissa >> 8 & 0xFF, mantissa & 0xFF])
    body = _TWO_WORDS.pack(sender, 0) + b"REMB" + numbers + b"".join(_WORD.pack(ssrc) for ssrc in media)
    return _wrap(PSFB, AFB_FORMAT, body)
