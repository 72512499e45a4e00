"""VP8 over RTP (RFC 7741): packets to whole pictures. A picture that lacks a packet is never handed on,
nor are the pictures that need it: the record freezes and says so, rather than showing broken pictures.
"""

from dataclasses import dataclass, field

from recordings.depacketise.reorder import Released
from recordings.errors import MalformedRtp

_MAX_PICTURE = 4 << 20
_START_CODE = b"\x9d\x01\x2a"


@dataclass(frozen=True, slots=True)
class Descriptor:
    """The VP8 payload descriptor. Fields the sender left out are None."""

    start: bool
    size: int
    tl0_index: int | None
    layer: int | None
    layer_sync: bool


def parse_descriptor(payload: bytes) -> Descriptor:
    """Read the descriptor in front of a VP8 payload; raises `MalformedRtp`."""
    try:
        return _parse_descriptor(payload)
    except IndexError as error:
        raise MalformedRtp("the VP8 payload descriptor is cut off") from error


def _parse_descriptor(payload: bytes) -> Descriptor:
    first, at = payload[0], 1
    tl0_index = layer = None
    layer_sync = False
    if first & 0x80:
        extension, at = payload[1], 2
        if extension & 0x80:
            at += 2 if payload[at] & 0x80 else 1
        if extension & 0x40:
            tl0_index, at = payload[at], at + 1
        if extension & 0x30:
            if extension & 0x20:
                layer, layer_sync = payload[at] >> 6, bool(payload[at] & 0x20)
            at += 1
    if at >= len(payload):
        raise MalformedRtp("a VP8 packet without VP8")
    return Descriptor(bool(first & 0x10) and not first & 0x07, at, tl0_index, layer, layer_sync)


@dataclass(slots=True)
class Picture:
    """A whole VP8 picture. `width` and `height` are 0 unless it is a keyframe."""

    data: bytes
    timestamp: int
    arrival_ns: int
    first_sequence: int
    last_sequence: int
    packets: int
    keyframe: bool
    width: int
    height: int


@dataclass(slots=True)
class _Partial:
    first: Released
    descriptor: Descriptor
    chunks: list[bytes] = field(default_factory=list)
    size: int = 0
    last_sequence: int = 0

    def add(self, released: Released, chunk: bytes) -> None:
        self.chunks.append(chunk)
        self.size += len(chunk)
        self.last_sequence = released.sequence
        if self.size > _MAX_PICTURE:
            raise MalformedRtp("a VP8 picture larger than any camera makes")

    def finish(self) -> Picture:
        data = b"".join(self.chunks)
        keyframe, width, height = _picture_head(data)
        return Picture(
            data, self.first.packet.timestamp, self.first.arrival_ns, self.first.sequence,
            self.last_sequence, len(self.chunks), keyframe, width, height,
        )  # fmt: skip


def _picture_head(data: bytes) -> tuple[bool, int, int]:
    """Return (keyframe, width, height) of a VP8 picture (RFC 6386 section 9.1)."""
    if len(data) < 3 or data[0] & 1:
        return False, 0, 0
    if len(data) < 10 or data[3:6] != _START_CODE:
        raise MalformedRtp("a VP8 keyframe without its start code")
    width = int.from_bytes(data[6:8], "little") & 0x3FFF
    height = int.from_bytes(data[8:10], "little") & 0x3FFF
    if not width or not height:
        raise MalformedRtp("a VP8 keyframe without a size")
    return True, width, height


class ReferenceChain:
    """Tells which pictures can still be decoded after one was lost.

    A keyframe repairs everything. Without one, the base temporal layer goes on when its running index shows
    that no base picture was lost; an upper layer goes on at a picture marked as synchronising with the base.
    """

    def __init__(self) -> None:
        self._broken = True
        self._tl0_index: int | None = None
        self._sound_layers: set[int] = set()

    @property
    def broken(self) -> bool:
        """Whether only a keyframe (or proof that the base layer is whole) brings the picture back."""
        return self._broken

    def loss(self) -> None:
        """Something was lost: doubt everything until proven sound."""
        self._broken = True
        self._sound_layers.clear()

    def admits(self, descriptor: Descriptor, keyframe: bool) -> bool:
        """Return whether a picture can be decoded with what was kept before it."""
        if descriptor.layer is None or descriptor.tl0_index is None:
            self._broken = self._broken and not keyframe
            return not self._broken
        return self._admits_layered(descriptor, descriptor.layer, keyframe)

    def _admits_layered(self, descriptor: Descriptor, layer: int, keyframe: bool) -> bool:
        if keyframe:
            self._broken, self._sound_layers = False, {0, 1, 2, 3}
        elif self._broken:
            behind = None if self._tl0_index is None else (self._tl0_index + (layer == 0)) & 0xFF
            if behind != descriptor.tl0_index:
                return False
            self._broken, self._sound_layers = False, {0}
        if descriptor.layer_sync:
            self._sound_layers.add(layer)
        if layer not in self._sound_layers:
            return False
        if layer == 0:
            self._tl0_index = descriptor.tl0_index
        return True


class Vp8Assembler:
    """Builds pictures from packets in order. Malformed ones raise and cost the picture they belong to."""

    def __init__(self) -> None:
        self._partial: _Partial | None = None
        self._chain = ReferenceChain()
        self.dropped = 0

    @property
    def waits_for_keyframe(self) -> bool:
        """Whether nothing can be recorded before the next keyframe."""
        return self._chain.broken

    def lose(self) -> None:
        """Note that packets before the next one are missing."""
        if self._partial is not None:
            self.dropped += 1
        self._partial = None
        self._chain.loss()

    def push(self, released: Released) -> Picture | None:
        """Take the next packet; return a picture when it is whole and can be decoded. Raises
        `MalformedRtp`.
        """
        if released.lost_before:
            self.lose()
        if not released.packet.payload:
            return None
        try:
            return self._push(released)
        except MalformedRtp:
            self.lose()
            raise

    def _push(self, released: Released) -> Picture | None:
        packet = released.packet
        descriptor = parse_descriptor(packet.payload)
        partial = self._partial
        if partial is not None and partial.first.packet.timestamp != packet.timestamp:
            self.lose()
            partial = None
        if partial is None:
            if not descriptor.start:
                self._chain.loss()
                return None
            partial = self._partial = _Partial(released, descriptor)
        partial.add(released, packet.payload[descriptor.size :])
        return self._finish(partial) if packet.marker else None

    def _finish(self, partial: _Partial) -> Picture | None:
        self._partial = None
        picture = partial.finish()
        if self._chain.admits(partial.descriptor, picture.keyframe):
            return picture
        self.dropped += 1
        return None


def starts_keyframe(payload: bytes) -> bool:
    """Return whether a payload is the first packet of a keyframe (used to accept a change of stream)."""
    try:
        descriptor = parse_descriptor(payload)
        return descriptor.start and _picture_head(payload[descriptor.size :])[0]
    except MalformedRtp:
        return False
