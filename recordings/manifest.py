"""The journal of a recording (one JSON object a line, only appended to) and the manifest folded from it.

A manifest is nothing but its journal read from the first line to the last, so a recording that was killed is
completed by appending the lines it did not come to write. A torn last line does not count.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from recordings.errors import MalformedManifest
from recordings.model import TrackInfo, iso, parse_iso

JOURNAL, MANIFEST = "journal.jsonl", "manifest.json"
VERSION = 1
_MAX_GAPS = 10_000
Entry = Mapping[str, Any]


@dataclass(slots=True)
class SegmentRecord:
    """One segment file, relative to the recording's folder. Times in ms of the timeline; `sha256` is
    empty while it is open; `recovered` says that it was completed after a kill.
    """

    file: str
    start_ms: int
    end_ms: int = 0
    size: int = 0
    blocks: int = 0
    sha256: str = ""
    sequences: list[list[int]] = field(default_factory=list)
    recovered: bool = False


@dataclass(slots=True)
class TrackRecord:
    """One track: what it was, its segments, its gaps `[start_ms, end_ms, reason]` and its packet figures."""

    id: str
    info: TrackInfo
    start_ms: int
    end_ms: int | None = None
    refused: str | None = None
    segments: list[SegmentRecord] = field(default_factory=list)
    gaps: list[tuple[int, int, str]] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)

    @property
    def recorded_end_ms(self) -> int:
        """Where the last recorded frame ends."""
        return max((segment.end_ms for segment in self.segments), default=self.start_ms)


@dataclass(slots=True)
class Manifest:
    """Everything known about one recording. `state`: recording, complete, recovered, disk_full or
    write_failed.
    """

    recording: str
    meeting: str
    origin: datetime
    state: str = "recording"
    end_ms: int = 0
    tracks: dict[str, TrackRecord] = field(default_factory=dict)
    alarms: list[dict[str, Any]] = field(default_factory=list)
    journal_sha256: str = ""

    @property
    def finished(self) -> bool:
        """Whether nothing will be added any more."""
        return self.state != "recording"

    def as_json(self) -> dict[str, Any]:
        """Return the manifest as it is written to `manifest.json`."""
        return {
            "version": VERSION,
            "recording": self.recording,
            "meeting": self.meeting,
            "origin": iso(self.origin),
            "state": self.state,
            "end_ms": self.end_ms,
            "completeness": completeness(self.tracks.values()),
            "tracks": [asdict(track) for track in self.tracks.values()],
            "alarms": self.alarms,
            "journal_sha256": self.journal_sha256,
        }


def completeness(tracks: Iterable[TrackRecord]) -> dict[str, Any]:
    """Return packets, lost packets and listed gaps, in all and for each track. `lost_ppm` is parts per
    million.
    """
    each = {}
    for track in tracks:
        received, lost = track.figures.get("received", 0), track.figures.get("lost", 0)
        missing_ms = sum(end - start for start, end, _ in track.gaps)
        each[track.id] = {"packets": received, "packets_lost": lost, "missing_ms": missing_ms}
    packets, lost = (sum(item[name] for item in each.values()) for name in ("packets", "packets_lost"))
    lost_ppm = lost * 1_000_000 // (packets + lost) if packets + lost else 0
    return {"packets": packets, "packets_lost": lost, "lost_ppm": lost_ppm, "tracks": each}


class Journal:
    """The open journal of a recording. The lock on it says that the recording is alive; a kill lets it go."""

    def __init__(self, folder: Path) -> None:
        self._handle = os.open(folder / JOURNAL, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o640)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._handle)
            raise

    @property
    def handle(self) -> int:
        """The open file, for syncing (duplicate it first)."""
        return self._handle

    def append(self, kind: str, **values: object) -> None:
        """Append one line; raises OSError and then leaves no part of the line behind."""
        line = json.dumps({"e": kind, **values}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        size = os.fstat(self._handle).st_size
        if os.write(self._handle, line) != len(line):
            os.ftruncate(self._handle, size)
            raise OSError(28, "no space left for the journal")

    def cut_torn_line(self) -> None:
        """Remove what stands after the last whole line."""
        size = os.fstat(self._handle).st_size
        data = os.pread(self._handle, size, 0)
        os.ftruncate(self._handle, data.rfind(b"\n") + 1)

    @property
    def empty(self) -> bool:
        """Whether not one line was written."""
        return os.fstat(self._handle).st_size == 0

    def sync(self) -> None:
        """Wait until the journal is on the disk."""
        os.fsync(self._handle)

    def close(self) -> None:
        """Close the journal and let go of its lock."""
        os.close(self._handle)


def read_journal(folder: Path) -> Manifest:
    """Fold the journal of a recording; raises `MalformedManifest` when it does not even begin."""
    try:
        data = (folder / JOURNAL).read_bytes()
    except FileNotFoundError as error:
        raise MalformedManifest(f"{folder.name} holds no journal") from error
    whole = data[: data.rfind(b"\n") + 1]
    manifest = fold(folder.name, [_parse_line(line) for line in whole.splitlines()])
    manifest.journal_sha256 = hashlib.sha256(whole).hexdigest()
    return manifest


def fold(recording: str, entries: Sequence[Entry]) -> Manifest:
    """Make the manifest that the entries of a journal describe; raises `MalformedManifest`."""
    try:
        first = entries[0]
        manifest = Manifest(recording, first["meeting"], parse_iso(first["origin"]))
        for entry in entries[1:]:
            handler = _FOLDERS.get(entry["e"])
            if handler is not None:
                handler(manifest, entry)
    except (LookupError, TypeError, ValueError) as error:
        raise MalformedManifest(f"{recording}: {error}") from error
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write `manifest.json` so that it is there whole or not at all."""
    data = json.dumps(manifest.as_json(), ensure_ascii=False, indent=1).encode()
    write_atomically(folder / MANIFEST, data)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file beside its place, sync it and move it there."""
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_manifest(folder: Path) -> Manifest:
    """Read `manifest.json`, or fold the journal of a recording that has none yet; raises
    `MalformedManifest`.
    """
    path = folder / MANIFEST
    if not path.exists():
        return read_journal(folder)
    try:
        return _from_json(json.loads(path.read_bytes()))
    except (LookupError, TypeError, ValueError) as error:
        raise MalformedManifest(f"{folder.name}: {error}") from error


def _from_json(data: Mapping[str, Any]) -> Manifest:
    manifest = Manifest(
        data["recording"], data["meeting"], parse_iso(data["origin"]), data["state"], data["end_ms"]
    )
    manifest.alarms, manifest.journal_sha256 = data["alarms"], data["journal_sha256"]
    for item in data["tracks"]:
        manifest.tracks[item["id"]] = TrackRecord(
            item["id"], TrackInfo(**item["info"]), item["start_ms"], item["end_ms"], item["refused"],
            [SegmentRecord(**segment) for segment in item["segments"]],
            [(start, end, reason) for start, end, reason in item["gaps"]], item["figures"],
        )  # fmt: skip
    return manifest


def _parse_line(line: bytes) -> Entry:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise MalformedManifest("a line that is not JSON") from error
    if not isinstance(entry, dict):
        raise MalformedManifest("a line that is not an object")
    return entry


def _track_started(manifest: Manifest, entry: Entry) -> None:
    info = TrackInfo(**{item.name: entry["info"][item.name] for item in fields(TrackInfo)})
    manifest.tracks[entry["track"]] = TrackRecord(
        entry["track"], info, entry["at_ms"], None, entry["refused"]
    )


def _segment_opened(manifest: Manifest, entry: Entry) -> None:
    record = SegmentRecord(entry["file"], entry["start_ms"], entry["start_ms"])
    manifest.tracks[entry["track"]].segments.append(record)


def _segment_closed(manifest: Manifest, entry: Entry) -> None:
    track = manifest.tracks[entry["track"]]
    closed = SegmentRecord(**entry["segment"])
    track.segments = [closed if segment.file == closed.file else segment for segment in track.segments]


def _segment_discarded(manifest: Manifest, entry: Entry) -> None:
    track = manifest.tracks[entry["track"]]
    track.segments = [segment for segment in track.segments if segment.file != entry["file"]]


def _gap(manifest: Manifest, entry: Entry) -> None:
    gaps = manifest.tracks[entry["track"]].gaps
    if len(gaps) < _MAX_GAPS:
        gaps.append((entry["start_ms"], entry["end_ms"], entry["reason"]))


def _figures(manifest: Manifest, entry: Entry) -> None:
    manifest.end_ms = max(manifest.end_ms, entry["at_ms"])
    for track, figures in entry["tracks"].items():
        manifest.tracks[track].figures = dict(figures)


def _track_ended(manifest: Manifest, entry: Entry) -> None:
    track = manifest.tracks[entry["track"]]
    track.end_ms, track.figures = entry["at_ms"], dict(entry["figures"])


def _alarm(manifest: Manifest, entry: Entry) -> None:
    manifest.alarms.append({name: entry[name] for name in ("code", "detail", "track", "at_ms")})


def _recording_ended(manifest: Manifest, entry: Entry) -> None:
    manifest.state, manifest.end_ms = entry["state"], entry["at_ms"]


_FOLDERS = {
    "track_started": _track_started,
    "segment_opened": _segment_opened,
    "segment_closed": _segment_closed,
    "segment_discarded": _segment_discarded,
    "gap": _gap,
    "figures": _figures,
    "track_ended": _track_ended,
    "alarm": _alarm,
    "recording_ended": _recording_ended,
}
