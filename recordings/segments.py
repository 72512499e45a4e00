"""Segment files: appended whole clusters only, hashed as they are written, readable after a cut at any byte.

The one place that writes media to disk. It never waits for the disk: `handles` tells what to sync elsewhere.
"""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from recordings import webm
from recordings.depacketise import Frame
from recordings.errors import MalformedSegment

_HEAD_READ = 4_096
_MAX_RANGES = 2_000
_PENDING_BYTES = 1 << 20
_PENDING_MS = 5_000


class SequenceRanges:
    """The RTP sequence numbers (without wrap-around) that went into a file, as closed ranges."""

    def __init__(self) -> None:
        self.ranges: list[list[int]] = []

    def add(self, first: int, last: int) -> None:
        """Add one frame's numbers; a hole starts a new range until there are too many, then they are
        merged.
        """
        if self.ranges:
            previous = self.ranges[-1]
            if previous[1] < first and (first == previous[1] + 1 or len(self.ranges) >= _MAX_RANGES):
                previous[1] = last
                return
        if len(self.ranges) < _MAX_RANGES:
            self.ranges.append([first, last])


class SegmentWriter:
    """One open segment file. Times are milliseconds of the recording's timeline.

    Frames are kept until `flush`, which writes them as one whole cluster. An OSError leaves the file as it
    was after the last whole cluster.
    """

    def __init__(self, path: Path, form: webm.Format, start_ms: int, began: datetime) -> None:
        self.form, self.start_ms, self.end_ms = form, start_ms, start_ms
        self.size, self.blocks = 0, 0
        self.sequences = SequenceRanges()
        self._hash = hashlib.sha256()
        self._pending: list[tuple[int, Frame]] = []
        self._pending_bytes = 0
        path.parent.mkdir(exist_ok=True)
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o640)
        try:
            self._write(webm.live_head(form, began))
        except OSError:
            os.close(self._handle)
            path.unlink(missing_ok=True)
            raise

    @property
    def handle(self) -> int:
        """The open file, for syncing (duplicate it first)."""
        return self._handle

    @property
    def sha256(self) -> str:
        """The hash of everything written so far."""
        return self._hash.hexdigest()

    def add(self, time_ms: int, frame: Frame) -> None:
        """Take a frame that belongs at `time_ms`; it is written by the next `flush`."""
        if self._pending and (
            self._pending_bytes >= _PENDING_BYTES or time_ms - self._pending[0][0] >= _PENDING_MS
        ):
            self.flush()
        self._pending.append((time_ms, frame))
        self._pending_bytes += len(frame.data)

    def flush(self) -> None:
        """Write what is pending as one cluster; raises OSError with the file still whole."""
        pending, self._pending, self._pending_bytes = self._pending, [], 0
        if not pending:
            return
        first_ms = pending[0][0]
        blocks = [
            webm.simple_block(time_ms - first_ms, frame.keyframe, frame.data) for time_ms, frame in pending
        ]
        self._write(webm.cluster(first_ms - self.start_ms, blocks))
        self.blocks += len(pending)
        for time_ms, frame in pending:
            self.end_ms = max(self.end_ms, time_ms + frame.duration_ns // 1_000_000)
            self.sequences.add(frame.first_sequence, frame.last_sequence)

    def close(self) -> None:
        """Close the file; what was not flushed is dropped."""
        os.close(self._handle)

    def _write(self, data: bytes) -> None:
        written = 0
        try:
            while written < len(data):
                written += os.write(self._handle, data[written:])
        except OSError:
            os.ftruncate(self._handle, self.size)
            raise
        self.size += len(data)
        self._hash.update(data)


@dataclass(frozen=True, slots=True)
class SegmentContents:
    """What a look through a segment file found. `whole_bytes` ends after the last whole cluster."""

    form: webm.Format
    began: datetime | None
    whole_bytes: int
    blocks: int
    length_ms: int
    sha256: str


def examine(path: Path) -> SegmentContents:
    """Read a segment file through and hash its whole clusters; raises `MalformedSegment` or OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        head = webm.read_head(file.read(_HEAD_READ))
        file.seek(0)
        digest.update(file.read(head.size))
        size, blocks, length_ms = head.size, 0, 0
        for raw, payload_at in _raw_clusters(file.fileno(), head.size):
            digest.update(raw)
            size += len(raw)
            for block in webm.read_blocks(raw[payload_at:]):
                blocks += 1
                length_ms = max(length_ms, block.time_ms)
    return SegmentContents(head.form, head.began, size, blocks, length_ms, digest.hexdigest())


def read_segment(path: Path) -> tuple[webm.Head, Iterator[webm.Block]]:
    """Return the head of a segment file and its blocks; times count from the segment's start."""
    with path.open("rb") as file:
        head = webm.read_head(file.read(_HEAD_READ))
    return head, _blocks(path, head.size)


def _blocks(path: Path, start: int) -> Iterator[webm.Block]:
    with path.open("rb") as file:
        for raw, payload_at in _raw_clusters(file.fileno(), start):
            yield from webm.read_blocks(raw[payload_at:])


def _raw_clusters(handle: int, at: int) -> Iterator[tuple[bytes, int]]:
    """Yield (whole cluster, where its payload starts) one after the other, until the file ends or is cut."""
    while True:
        bounds = webm.cluster_bounds(os.pread(handle, 16, at))
        if bounds is None:
            return
        raw = os.pread(handle, bounds[1], at)
        if len(raw) < bounds[1]:
            return
        yield raw, bounds[0]
        at += bounds[1]


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


__all__ = [
    "MalformedSegment",
    "SegmentContents",
    "SegmentWriter",
    "SequenceRanges",
    "examine",
    "file_sha256",
    "read_segment",
]
