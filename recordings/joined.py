"""One seekable WebM for each track, made from its segments without touching a frame. A copy for playing;
the segments stay the record.

The copy counts time from the first frame of the track, so a gap in the record is a gap in the copy. Silence
is put into gaps of sound (browsers otherwise play what follows a gap too early); pictures stand still.
"""

import os
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from recordings import ebml, webm
from recordings.depacketise import opus
from recordings.errors import EmptyTrack, MalformedRtp, UnknownTrack
from recordings.manifest import Manifest, SegmentRecord, TrackRecord, read_manifest, sync_folder
from recordings.segments import read_segment

_CLUSTER_MS = 2_000
_SILENCE_MS = 20
#: Silence begins this long after sound should have come; network jitter never leaves so much.
_TOLERANCE_MS = 40
_NAME = re.compile(r"(take-[0-9]{3})\.(t[1-9][0-9]{0,4})")
#: Room for Duration and SeekHead, written when they are known.
_SEEK_ROOM = 128


def track_name(manifest: Manifest, track: TrackRecord) -> str:
    """Return the name of a track among all recordings of a meeting, fit for a URL: `take-001.t3`."""
    return f"{manifest.recording}.{track.id}"


def find_track(meeting_folder: Path, name: str) -> tuple[Path, TrackRecord]:
    """Return (folder of the recording, track) for a name that `track_name` made; raises `UnknownTrack`."""
    match = _NAME.fullmatch(name)
    folder = meeting_folder / match[1] if match else meeting_folder
    if match is None or not folder.is_dir():
        raise UnknownTrack("no such track")
    track = read_manifest(folder).tracks.get(match[2])
    if track is None:
        raise UnknownTrack("no such track")
    return folder, track


def joined_path(folder: Path, track: str) -> Path:
    """Return where the joined copy of a track lies once it is made."""
    return folder / "joined" / f"{track}.webm"


def join_track(folder: Path, track: str) -> Path:
    """Return the joined copy of a track of a finished recording, making it if need be.

    It is there whole or not at all; two callers at once both get a whole one. Raises `UnknownTrack`,
    `EmptyTrack`.
    """
    path = joined_path(folder, track)
    if path.exists():
        return path
    manifest = read_manifest(folder)
    record = manifest.tracks.get(track)
    if record is None:
        raise UnknownTrack(track)
    segments = [segment for segment in record.segments if segment.blocks]
    if not segments:
        raise EmptyTrack(track)
    if not manifest.finished:
        raise UnknownTrack(f"{track} is still being recorded")
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_name(f"{track}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            _write_joined(
                file, folder, segments, manifest.origin + timedelta(milliseconds=segments[0].start_ms)
            )
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)
    return path


class _Writer:
    """Writes head, clusters and Cues one after the other, then fills in what only the end knows."""

    def __init__(self, file: BinaryIO, form: webm.Format, began: datetime) -> None:
        self._file, self._began = file, began
        file.write(webm.ebml_head() + ebml.id_bytes(webm.SEGMENT))
        self._size_at = file.tell()
        file.write(ebml.UNKNOWN_SIZE)
        self._base = file.tell()
        file.write(bytes(_SEEK_ROOM))
        self._info_at = file.tell()
        file.write(webm.info(began, 0))
        self._tracks_at = file.tell()
        file.write(webm.tracks(form))
        self._cues: list[tuple[int, int]] = []
        self._blocks: list[webm.Block] = []

    def add(self, block: webm.Block) -> None:
        """Append a block; a keyframe of a picture and every second or two of sound start a cluster."""
        if self._blocks:
            age_ms = block.time_ms - self._blocks[0].time_ms
            if age_ms >= _CLUSTER_MS or (block.keyframe and age_ms >= _CLUSTER_MS // 2):
                self._flush()
        self._blocks.append(block)

    def finish(self, duration_ms: int) -> None:
        """Write what is left, the Cues, and fill in the head."""
        self._flush()
        cues_at = self._file.tell()
        self._file.write(webm.cues(self._cues))
        end = self._file.tell()
        self._file.seek(self._size_at)
        self._file.write(ebml.size_field(end - self._base, 8))
        places = ((webm.INFO, self._info_at), (webm.TRACKS, self._tracks_at), (webm.CUES, cues_at))
        self._file.write(webm.seek_head([(ident, at - self._base) for ident, at in places], _SEEK_ROOM))
        self._file.write(webm.info(self._began, duration_ms))

    def _flush(self) -> None:
        blocks, self._blocks = self._blocks, []
        if not blocks:
            return
        start_ms = blocks[0].time_ms
        if blocks[0].keyframe:
            self._cues.append((start_ms, self._file.tell() - self._base))
        raw = [webm.simple_block(block.time_ms - start_ms, block.keyframe, block.data) for block in blocks]
        self._file.write(webm.cluster(start_ms, raw))


def _write_joined(file: BinaryIO, folder: Path, segments: list[SegmentRecord], began: datetime) -> None:
    form = _largest(folder, segments)
    writer = _Writer(file, form, began)
    origin_ms, end_ms = segments[0].start_ms, 0
    blocks = _blocks(folder, segments, origin_ms)
    for block in blocks if form.is_video else _filled(blocks):
        writer.add(block)
        end_ms = max(end_ms, block.time_ms)
    last = segments[-1].end_ms - origin_ms
    writer.finish(max(end_ms + _SILENCE_MS, last))


def _largest(folder: Path, segments: list[SegmentRecord]) -> webm.Format:
    """Return the format for the whole: the largest picture of all segments."""
    forms = [read_segment(folder / segment.file)[0].form for segment in segments]
    width, height = max((form.width * form.height, (form.width, form.height)) for form in forms)[1]
    return webm.Format(forms[0].codec, forms[0].channels, width, height)


def _blocks(folder: Path, segments: list[SegmentRecord], origin_ms: int) -> Iterator[webm.Block]:
    for segment in segments:
        offset = segment.start_ms - origin_ms
        for block in read_segment(folder / segment.file)[1]:
            yield webm.Block(block.time_ms + offset, block.data, block.keyframe)


def _filled(blocks: Iterator[webm.Block]) -> Iterator[webm.Block]:
    """Put silence where sound is missing (loss, pauses, discontinuous transmission)."""
    covered_ms: int | None = None
    for block in blocks:
        if covered_ms is not None and block.time_ms - covered_ms >= _TOLERANCE_MS:
            for time_ms in range(covered_ms, block.time_ms - _SILENCE_MS + 1, _SILENCE_MS):
                yield webm.Block(time_ms, opus.SILENCE_20_MS, True)
        yield block
        covered_ms = block.time_ms + _length_ms(block.data)


def _length_ms(data: bytes) -> int:
    try:
        return opus.duration_ns(data) // 1_000_000
    except MalformedRtp:
        return _SILENCE_MS
