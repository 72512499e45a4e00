"""Checks a record offline: the files against the manifest, the manifest against its journal, the event chain
against its head. Only reads; says everything it finds, each with a stable code, and nothing when all is well.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recordings.errors import MalformedManifest
from recordings.manifest import JOURNAL, MANIFEST, Manifest, read_journal, read_manifest
from recordings.segments import file_sha256
from rooms import Envelope, Head, RoomsError, envelope_from_json, verify_chain

_MAX_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `where` is a file or `event N`; `detail` says what was expected."""

    code: str
    where: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what was found. `manifests` maps each recording to the hash of its manifest file:
    keep these and the head elsewhere, for whoever can change all files can also make them fit each other."""

    findings: tuple[Finding, ...]
    files: int = 0
    events: int = 0
    head: Head | None = None
    manifests: tuple[tuple[str, str], ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def verify_meeting(meeting_folder: Path, events: Path | None = None, head: Head | None = None) -> Report:
    """Check every recording below a meeting's folder and, if given, its `events.jsonl` against `head`."""
    reports = [verify_recording(folder) for folder in recordings_of(meeting_folder)]
    if events is not None:
        reports.append(verify_events(events, head))
    return Report(
        tuple(finding for report in reports for finding in report.findings),
        sum(report.files for report in reports),
        sum(report.events for report in reports),
        next((report.head for report in reports if report.head), None),
        tuple(pair for report in reports for pair in report.manifests),
    )


def recordings_of(meeting_folder: Path) -> list[Path]:
    """The folders of a meeting's recordings, finished or not."""
    return sorted({path.parent for name in (JOURNAL, MANIFEST) for path in meeting_folder.glob(f"*/{name}")})


def verify_recording(folder: Path) -> Report:
    """Check one recording: its manifest, its journal, every segment, and that nothing was added."""
    if not (folder / MANIFEST).exists():
        return Report((Finding("recording.unfinished", folder.name, "no manifest; recover it first"),))
    try:
        manifest = read_manifest(folder)
    except MalformedManifest as error:
        return Report((Finding("manifest.malformed", f"{folder.name}/{MANIFEST}", str(error)),))
    segments = [segment for track in manifest.tracks.values() for segment in track.segments]
    findings = [*_journal_findings(folder, manifest), *_segment_findings(folder, manifest)]
    digest = file_sha256(folder / MANIFEST)
    return Report(tuple(findings), len(segments), manifests=((folder.name, digest),))


def verify_events(path: Path, head: Head | None = None) -> Report:
    """Check an exported event log (one envelope a line) from its first event to its head."""
    try:
        envelopes = list(read_events(path))
    except (OSError, ValueError, RoomsError) as error:
        return Report((Finding("events.malformed", path.name, str(error)[:200]),))
    return verify_envelopes(envelopes, head)


def verify_envelopes(envelopes: Iterable[Envelope], head: Head | None = None) -> Report:
    """Check a chain of envelopes; with the head known from elsewhere also a cut or replaced end is found."""
    chain = list(envelopes)
    broken = verify_chain(chain, head)
    found = Head(chain[-1].seq, chain[-1].hash) if chain else None
    findings = () if broken is None else (Finding(f"events.{broken.why}", f"event {broken.seq}"),)
    return Report(findings, events=len(chain), head=found)


def read_events(path: Path) -> Iterator[Envelope]:
    """The envelopes of an exported event log. Raises OSError, ValueError or RoomsError for no such log."""
    with path.open("rb") as file:
        while line := file.readline(_MAX_LINE):
            yield envelope_from_json(_object(line))


def _object(line: bytes) -> dict[str, Any]:
    value = json.loads(line)
    if not isinstance(value, dict):
        raise ValueError("a line that is no object")
    return value


def _journal_findings(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    where = f"{folder.name}/{JOURNAL}"
    if not (folder / JOURNAL).exists():
        yield Finding("journal.missing", where)
        return
    if hashlib.sha256((folder / JOURNAL).read_bytes()).hexdigest() != manifest.journal_sha256:
        yield Finding("journal.changed", where, "its hash is not the one in the manifest")
    try:
        journal = read_journal(folder)
    except MalformedManifest as error:
        yield Finding("journal.malformed", where, str(error))
        return
    if {**journal.as_json(), "journal_sha256": ""} != {**manifest.as_json(), "journal_sha256": ""}:
        yield Finding("manifest.changed", f"{folder.name}/{MANIFEST}", "it is not what its journal says")


def _segment_findings(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    listed = set()
    for track in manifest.tracks.values():
        for segment in track.segments:
            path, where = folder / segment.file, f"{folder.name}/{segment.file}"
            listed.add(path)
            if not path.resolve().is_relative_to(folder.resolve()):
                yield Finding("segment.outside", where)
            elif not path.is_file():
                yield Finding("segment.missing", where)
            elif path.stat().st_size != segment.size:
                yield Finding("segment.size", where, f"{segment.size} bytes expected")
            elif file_sha256(path) != segment.sha256:
                yield Finding("segment.changed", where, f"SHA-256 {segment.sha256} expected")
    for path in sorted(folder.glob("t*/*")):
        if path not in listed:
            yield Finding("segment.unlisted", f"{folder.name}/{path.parent.name}/{path.name}")
