"""Completes recordings that were killed: cuts torn files after their last whole cluster, hashes, writes the
manifest.

Idempotent, and safe to be killed itself: it only appends to the journal what the recorder did not come to
write.
"""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from recordings.errors import MalformedManifest, MalformedSegment
from recordings.manifest import (
    JOURNAL,
    MANIFEST,
    Journal,
    Manifest,
    SegmentRecord,
    TrackRecord,
    read_journal,
    read_manifest,
    sync_folder,
    write_manifest,
)
from recordings.model import TrackInfo, is_track_id
from recordings.segments import SegmentContents, examine
from recordings.track import sync_paths


def unfinished(root: Path) -> list[Path]:
    """Return the folders below `root` that hold a recording without a manifest, alive or not."""
    return sorted(path.parent for path in root.rglob(JOURNAL) if not (path.parent / MANIFEST).exists())


def recover_all(root: Path) -> list[Manifest]:
    """Complete every recording below `root` that nobody is writing; return their manifests.

    A recording whose journal cannot be read is left as it is for a person to look at; it stays in
    `unfinished`.
    """
    manifests = []
    for folder in unfinished(root):
        try:
            manifests.append(recover(folder))
        except (BlockingIOError, MalformedManifest):
            continue
    return manifests


def recover(folder: Path) -> Manifest:
    """Complete one recording and return its manifest; a complete one is returned as it is.

    Raises BlockingIOError while a recorder is still writing it, `MalformedManifest` when there is no
    journal or not a line in it (then the empty folder is removed).
    """
    if (folder / MANIFEST).exists():
        _sweep(folder)
        return read_manifest(folder)
    if not (folder / JOURNAL).exists():
        raise MalformedManifest(f"{folder.name} holds no journal")
    journal = Journal(folder)
    try:
        journal.cut_torn_line()
        if journal.empty and not any(_segment_files(folder)):
            shutil.rmtree(folder)
            raise MalformedManifest(f"{folder.name} was killed before it began, and is gone")
        _complete(folder, journal)
    finally:
        journal.close()
    _sweep(folder)
    return read_manifest(folder)


def _complete(folder: Path, journal: Journal) -> None:
    _adopt(folder, journal)
    for track in read_journal(folder).tracks.values():
        for segment in track.segments:
            if not segment.sha256:
                _close_segment(folder, journal, track, segment)
    manifest = read_journal(folder)
    for track in manifest.tracks.values():
        if track.end_ms is None:
            journal.append("track_ended", track=track.id, at_ms=track.recorded_end_ms, figures=track.figures)
    if not manifest.finished:
        end_ms = max([manifest.end_ms, *(track.recorded_end_ms for track in manifest.tracks.values())])
        journal.append("recording_ended", state="recovered", at_ms=end_ms)
    journal.sync()
    write_manifest(folder, read_journal(folder))


def _close_segment(folder: Path, journal: Journal, track: TrackRecord, segment: SegmentRecord) -> None:
    path = folder / segment.file
    contents = _cut(path)
    if contents is None:
        path.unlink(missing_ok=True)
        journal.append("segment_discarded", track=track.id, file=segment.file)
        return
    sync_paths([path])
    sync_folder(path.parent)
    closed = SegmentRecord(
        segment.file, segment.start_ms, segment.start_ms + contents.length_ms, contents.whole_bytes,
        contents.blocks, contents.sha256, [], True,
    )  # fmt: skip
    journal.append("segment_closed", track=track.id, segment=asdict(closed))


def _cut(path: Path) -> SegmentContents | None:
    """Cut a segment file after its last whole cluster; None when it holds no frame at all."""
    try:
        contents = examine(path)
    except (MalformedSegment, FileNotFoundError):
        return None
    if not contents.blocks:
        return None
    if path.stat().st_size > contents.whole_bytes:
        with path.open("r+b") as file:
            file.truncate(contents.whole_bytes)
    return contents


def _adopt(folder: Path, journal: Journal) -> None:
    """Enter files that the journal does not know (its last lines did not reach the disk)."""
    manifest = read_journal(folder)
    known = {segment.file for track in manifest.tracks.values() for segment in track.segments}
    for path in _segment_files(folder):
        file = f"{path.parent.name}/{path.name}"
        if file in known:
            continue
        contents = _cut(path)
        if contents is None or contents.began is None:
            continue
        start_ms = max(0, (contents.began - manifest.origin) // timedelta(milliseconds=1))
        if path.parent.name not in manifest.tracks:
            manifest.tracks[path.parent.name] = _enter_track(journal, path.parent.name, contents, start_ms)
        journal.append("segment_opened", track=path.parent.name, file=file, start_ms=start_ms)


def _enter_track(journal: Journal, track: str, contents: SegmentContents, start_ms: int) -> TrackRecord:
    form = contents.form
    info = TrackInfo(
        0, "", "", "", "video" if form.is_video else "audio", "unknown", form.codec,
        90_000 if form.is_video else 48_000, form.channels,
    )  # fmt: skip
    journal.append("track_started", track=track, at_ms=start_ms, info=asdict(info), refused=None)
    return TrackRecord(track, info, start_ms)


def _segment_files(folder: Path) -> Iterator[Path]:
    for track in sorted(folder.iterdir()):
        if track.is_dir() and is_track_id(track.name):
            yield from sorted(track.glob("*.webm"), key=lambda path: (len(path.name), path.name))


def _sweep(folder: Path) -> None:
    """Remove what a kill left behind and nothing refers to: temporary and reserve files, segments
    without frames.
    """
    manifest = read_manifest(folder)
    known = {folder / segment.file for track in manifest.tracks.values() for segment in track.segments}
    leftovers: Iterable[Path] = [
        *folder.glob("*.tmp"),
        *folder.glob("reserve.bin"),
        *(path for path in _segment_files(folder) if path not in known),
    ]
    for path in leftovers:
        path.unlink()
