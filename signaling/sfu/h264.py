"""H.264 keyframes in RTP payloads (RFC 6184): single NAL, STAP-A and FU-A. No state."""

from signaling.sfu.errors import MalformedPacket

_IDR, _SPS, _STAP_A, _FU_A = 5, 7, 24, 28


def starts_keyframe(payload: memoryview | bytes) -> bool:
    """Tell whether decoding can start here: an SPS, or the first part of an IDR; raises MalformedPacket."""
    if not payload:
        raise MalformedPacket("H.264 payload empty")
    kind = payload[0] & 0x1F
    if kind == _FU_A:
        if len(payload) < 2:
            raise MalformedPacket("H.264 FU-A truncated")
        return payload[1] & 0x80 != 0 and payload[1] & 0x1F in (_IDR, _SPS)
    if kind == _STAP_A:
        return _aggregate_starts(payload)
    return kind in (_IDR, _SPS)


def _aggregate_starts(payload: memoryview | bytes) -> bool:
    at = 1
    while at + 2 < len(payload):
        size = payload[at] << 8 | payload[at + 1]
        if size == 0 or at + 2 + size > len(payload):
            raise MalformedPacket("H.264 STAP-A truncated")
        if payload[at + 2] & 0x1F in (_IDR, _SPS):
            return True
        at += 2 + size
    return False
