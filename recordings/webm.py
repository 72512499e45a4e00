"""The WebM that recordings are made of: one track a file, clusters of whole blocks. Bytes in and out, no
files.

A live file is only ever appended to: a head with a Segment of unknown size, then clusters of known size
that are written whole. So a file cut at any byte loses nothing before its last whole cluster.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from recordings import ebml
from recordings.errors import MalformedSegment

EBML_HEAD, SEGMENT, CLUSTER, TIMESTAMP, SIMPLE_BLOCK = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0xE7, 0xA3
SEEK_HEAD, SEEK, SEEK_ID, SEEK_POSITION = 0x114D9B74, 0x4DBB, 0x53AB, 0x53AC
INFO, TIMESTAMP_SCALE, DURATION, MUXING_APP, WRITING_APP = 0x1549A966, 0x2AD7B1, 0x4489, 0x4D80, 0x5741
DATE_UTC = 0x4461
TRACKS, TRACK_ENTRY, CUES, CUE_POINT, CUE_TIME = 0x1654AE6B, 0xAE, 0x1C53BB6B, 0xBB, 0xB3
CUE_TRACK_POSITIONS, CUE_TRACK, CUE_CLUSTER_POSITION, VOID = 0xB7, 0xF7, 0xF1, 0xEC

_APP = "Giao Ban"
_OPUS_RATE = 48_000
_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)
_SEEK_PRE_ROLL_NS = 80_000_000
_MAX_CLUSTER = 64 << 20
#: Largest distance in ms of a block from the start of its cluster (a signed 16-bit field).
MAX_RELATIVE_MS = 32_767


@dataclass(frozen=True, slots=True)
class Format:
    """What the head of a file says about its one track. `width` and `height` are 0 for sound."""

    codec: str
    channels: int = 1
    width: int = 0
    height: int = 0

    @property
    def is_video(self) -> bool:
        """Whether the track is a picture."""
        return self.codec == "vp8"


@dataclass(frozen=True, slots=True)
class Block:
    """One frame of a file. `time_ms` counts from the start of the file."""

    time_ms: int
    data: bytes
    keyframe: bool


def ebml_head() -> bytes:
    """Return the EBML head that names the document WebM, version 4 readable by 2."""
    return ebml.element(
        EBML_HEAD,
        ebml.uint(0x4286, 1) + ebml.uint(0x42F7, 1) + ebml.uint(0x42F2, 4) + ebml.uint(0x42F3, 8)
        + ebml.text(0x4282, "webm") + ebml.uint(0x4287, 4) + ebml.uint(0x4285, 2),
    )  # fmt: skip


def info(began: datetime, duration_ms: int | None = None) -> bytes:
    """Return the Info element: milliseconds, the wall-clock time of the start, the duration when it is
    known.
    """
    body = ebml.uint(TIMESTAMP_SCALE, 1_000_000) + ebml.text(MUXING_APP, _APP) + ebml.text(WRITING_APP, _APP)
    since_epoch = (began - _EPOCH) // timedelta(microseconds=1) * 1_000
    body += ebml.element(DATE_UTC, since_epoch.to_bytes(8, "big", signed=True))
    return ebml.element(INFO, body if duration_ms is None else body + ebml.real(DURATION, float(duration_ms)))


def tracks(form: Format) -> bytes:
    """Return the Tracks element with the one track, number 1."""
    entry = ebml.uint(0xD7, 1) + ebml.uint(0x73C5, 1) + ebml.uint(0x9C, 0) + ebml.text(0x22B59C, "und")
    entry += _video_entry(form) if form.is_video else _audio_entry(form)
    return ebml.element(TRACKS, ebml.element(TRACK_ENTRY, entry))


def live_head(form: Format, began: datetime) -> bytes:
    """Return everything in front of the first cluster of a file that will be appended to."""
    return ebml_head() + ebml.id_bytes(SEGMENT) + ebml.UNKNOWN_SIZE + info(began) + tracks(form)


def simple_block(relative_ms: int, keyframe: bool, data: bytes) -> bytes:
    """Return a SimpleBlock of track 1; `relative_ms` counts from the start of its cluster."""
    head = b"\x81" + relative_ms.to_bytes(2, "big", signed=True) + (b"\x80" if keyframe else b"\x00")
    return ebml.element(SIMPLE_BLOCK, head + data)


def cluster(time_ms: int, blocks: Sequence[bytes]) -> bytes:
    """Return a whole cluster of known size that starts at `time_ms`."""
    return ebml.element(CLUSTER, ebml.uint(TIMESTAMP, time_ms) + b"".join(blocks))


def cues(points: Sequence[tuple[int, int]]) -> bytes:
    """Return the Cues: (time in ms, position of the cluster inside the Segment) each."""
    return ebml.element(CUES, b"".join(_cue(time_ms, position) for time_ms, position in points))


def seek_head(places: Sequence[tuple[int, int]], room: int) -> bytes:
    """Return a SeekHead, filled up with a Void to exactly `room` bytes: (id, position inside the
    Segment) each.
    """
    entries = b"".join(
        ebml.element(SEEK, ebml.element(SEEK_ID, ebml.id_bytes(ident)) + ebml.uint(SEEK_POSITION, position))
        for ident, position in places
    )
    head = ebml.element(SEEK_HEAD, entries)
    return head + ebml.id_bytes(VOID) + ebml.size_field(room - len(head) - 9, 8) + bytes(room - len(head) - 9)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in front of the clusters of a file; `size` is where the first cluster starts."""

    form: Format
    began: datetime | None
    size: int


def read_head(buffer: bytes) -> Head:
    """Read the head of a file from its first bytes; raises `MalformedSegment`."""
    head = ebml.read_element(buffer, 0)
    if head is None or head.ident != EBML_HEAD or head.end is None:
        raise MalformedSegment("no EBML head")
    segment = ebml.read_element(buffer, head.end)
    if segment is None or segment.ident != SEGMENT:
        raise MalformedSegment("no Segment")
    began = None
    for found in ebml.children(buffer, segment.data, len(buffer)):
        end = found.end or found.data
        if found.ident == INFO:
            began = _read_date(buffer, found.data, end)
        elif found.ident == TRACKS:
            return Head(_read_format(buffer, found.data, end), began, end)
    raise MalformedSegment("no Tracks")


def cluster_bounds(head: bytes) -> tuple[int, int] | None:
    """Return (payload start, whole size) of the cluster whose first bytes are `head`; None when there is
    none.
    """
    found = ebml.read_element(head, 0)
    if found is None or found.ident != CLUSTER or found.end is None or found.end > _MAX_CLUSTER:
        return None
    return found.data, found.end


def read_blocks(payload: bytes) -> Iterator[Block]:
    """Yield the blocks of a whole cluster's payload."""
    start_ms = 0
    for found in ebml.children(payload, 0, len(payload)):
        end = found.end or found.data
        if found.ident == TIMESTAMP:
            start_ms = int.from_bytes(payload[found.data : end], "big")
        elif found.ident == SIMPLE_BLOCK and end - found.data >= 4:
            relative = int.from_bytes(payload[found.data + 1 : found.data + 3], "big", signed=True)
            flags = payload[found.data + 3]
            yield Block(start_ms + relative, payload[found.data + 4 : end], bool(flags & 0x80))


def _read_date(buffer: bytes, at: int, end: int) -> datetime | None:
    for found in ebml.children(buffer, at, end):
        if found.ident == DATE_UTC:
            since_epoch = int.from_bytes(buffer[found.data : found.end], "big", signed=True)
            try:
                return _EPOCH + timedelta(microseconds=since_epoch // 1_000)
            except OverflowError:
                return None
    return None


def _video_entry(form: Format) -> bytes:
    size = ebml.uint(0xB0, form.width) + ebml.uint(0xBA, form.height)
    return ebml.uint(0x83, 1) + ebml.text(0x86, "V_VP8") + ebml.element(0xE0, size)


def _audio_entry(form: Format) -> bytes:
    # RFC 7845 section 5.1; no pre-skip, because the stream was joined while it was running.
    opus_head = (
        b"OpusHead\x01"
        + bytes([form.channels])
        + b"\x00\x00"
        + _OPUS_RATE.to_bytes(4, "little")
        + b"\x00\x00\x00"
    )
    sound = ebml.real(0xB5, float(_OPUS_RATE)) + ebml.uint(0x9F, form.channels)
    return (
        ebml.uint(0x83, 2) + ebml.text(0x86, "A_OPUS") + ebml.element(0x63A2, opus_head)
        + ebml.uint(0x56AA, 0) + ebml.uint(0x56BB, _SEEK_PRE_ROLL_NS) + ebml.element(0xE1, sound)
    )  # fmt: skip


def _cue(time_ms: int, position: int) -> bytes:
    where = ebml.uint(CUE_TRACK, 1) + ebml.uint(CUE_CLUSTER_POSITION, position)
    return ebml.element(CUE_POINT, ebml.uint(CUE_TIME, time_ms) + ebml.element(CUE_TRACK_POSITIONS, where))


def _read_format(buffer: bytes, at: int, end: int) -> Format:
    values: dict[int, bytes] = {}
    pending = [(at, end)]
    while pending:
        for found in ebml.children(buffer, *pending.pop()):
            if found.ident in (TRACK_ENTRY, 0xE0, 0xE1):
                pending.append((found.data, found.end or found.data))
            values[found.ident] = buffer[found.data : found.end]
    codec = {b"V_VP8": "vp8", b"A_OPUS": "opus"}.get(values.get(0x86, b""))
    if codec is None:
        raise MalformedSegment("neither VP8 nor Opus")
    number = {key: int.from_bytes(values.get(key, b""), "big") for key in (0x9F, 0xB0, 0xBA)}
    return Format(codec, number[0x9F] or 1, number[0xB0], number[0xBA])
