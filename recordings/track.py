"""One track being recorded: frames into segment files, a new file when it is time, every step in the
journal.
"""

import errno
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from recordings.depacketise import Frame, TrackStream
from recordings.manifest import Journal, SegmentRecord
from recordings.model import Origin, TrackInfo
from recordings.segments import SegmentWriter
from recordings.webm import Format

#: Pictures that change size more often than this stay in one file (VP8 carries its size in every keyframe).
_SIZE_CHANGE_MS = 2_000


class TrackCapture:
    """Writes one track below `folder`. All OSErrors of the disk pass through to the caller."""

    def __init__(
        self, track: str, info: TrackInfo, folder: Path, origin: Origin, journal: Journal, segment_ms: int
    ) -> None:
        self.id, self.info = track, info
        self._folder, self._origin, self._journal, self._segment_ms = folder, origin, journal, segment_ms
        self._stream = TrackStream(info.codec, info.clock_rate)
        self._segment: SegmentWriter | None = None
        self._record: SegmentRecord | None = None
        self._count = 0
        self._unsynced: list[Path] = []

    @property
    def wants_keyframe(self) -> bool:
        """Whether the picture is lost, or a new segment is due, until the sender makes a keyframe."""
        segment = self._segment
        due = (
            segment is not None
            and segment.form.is_video
            and segment.end_ms - segment.start_ms >= self._segment_ms
        )
        return self._stream.wants_keyframe or due

    @property
    def figures(self) -> dict[str, int]:
        """The packet figures so far."""
        return self._stream.figures.as_dict()

    @property
    def handle(self) -> int | None:
        """The open segment file, for syncing."""
        return None if self._segment is None else self._segment.handle

    def packet(self, rtp: bytes, arrival_ns: int) -> None:
        """Take one RTP packet."""
        self._take(self._stream.push(rtp, arrival_ns))

    def interrupt(self, reason: str) -> None:
        """Note that the sender may not send (its right was closed)."""
        self._take(self._stream.interrupt(reason))

    def flush(self, now_ns: int) -> None:
        """Give up on late packets and write everything that is complete."""
        self._take(self._stream.tick(now_ns))
        self._write()

    def finish(self) -> None:
        """Write what is left and close the segment."""
        self._take(self._stream.drain())
        self._write()
        self.close_segment()

    def close_segment(self) -> None:
        """Close the open segment, if any, and say so in the journal; unflushed frames are dropped."""
        segment, self._segment = self._segment, None
        if segment is None or self._record is None:
            return
        record = self._closed_record(segment, self._record.file)
        segment.close()
        if record.blocks:
            self._journal.append("segment_closed", track=self.id, segment=asdict(record))
        else:
            (self._folder / record.file).unlink(missing_ok=True)
            self._journal.append("segment_discarded", track=self.id, file=record.file)

    def abandon(self) -> None:
        """Close the open file and write nothing."""
        segment, self._segment = self._segment, None
        if segment is not None:
            segment.close()

    def take_closed(self) -> list[Path]:
        """Return the files closed since the last call (they still need syncing)."""
        paths, self._unsynced = self._unsynced, []
        return paths

    def _closed_record(self, segment: SegmentWriter, file: str) -> SegmentRecord:
        if segment.blocks:
            self._unsynced.append(self._folder / file)
        return SegmentRecord(
            file, segment.start_ms, segment.end_ms, segment.size, segment.blocks, segment.sha256,
            segment.sequences.ranges,
        )  # fmt: skip

    def _take(self, frames: Iterable[Frame]) -> None:
        for frame in frames:
            time_ms = self._origin.to_ms(frame.time_ns)
            if self._needs_new_segment(frame, time_ms):
                self._roll(frame, time_ms)
            if self._segment is not None:
                self._segment.add(time_ms, frame)

    def _needs_new_segment(self, frame: Frame, time_ms: int) -> bool:
        if not frame.keyframe:
            return False
        segment = self._segment
        if segment is None:
            return True
        age_ms = time_ms - segment.start_ms
        resized = frame.width > 0 and (frame.width, frame.height) != (segment.form.width, segment.form.height)
        return age_ms >= self._segment_ms or (resized and age_ms >= _SIZE_CHANGE_MS)

    def _roll(self, frame: Frame, time_ms: int) -> None:
        if self._segment is not None:
            self._segment.flush()
            self.close_segment()
        self._count += 1
        file = f"{self.id}/{self._count}.webm"
        form = Format(self.info.codec, self.info.channels, frame.width, frame.height)
        self._record = SegmentRecord(file, time_ms)
        self._journal.append("segment_opened", track=self.id, file=file, start_ms=time_ms)
        began = self._origin.time_of(time_ms)
        self._segment = SegmentWriter(self._folder / file, form, time_ms, began)

    def _write(self) -> None:
        if self._segment is not None:
            self._segment.flush()
        for gap in self._stream.take_gaps():
            start_ms, end_ms = self._origin.to_ms(gap.start_ns), self._origin.to_ms(gap.end_ns)
            self._journal.append("gap", track=self.id, start_ms=start_ms, end_ms=end_ms, reason=gap.reason)


def is_disk_full(error: OSError) -> bool:
    """Return whether the disk, or the quota on it, has no room left."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def sync_paths(paths: Iterable[Path]) -> None:
    """Wait until files that were closed a moment ago are on the disk; one that is gone needs no syncing."""
    for path in paths:
        try:
            handle = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            continue
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
