"""Recordings on a test server's disk, looked at from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from recordings.manifest import Manifest, TrackRecord, read_manifest
from tests.support.server import RunningServer

HEAD_BYTES = 800


def takes(server: RunningServer, meeting: str = "demo") -> list[Path]:
    """The folders of a meeting's recordings, oldest first."""
    return sorted((server.data / "records" / meeting).glob("take-*"))


def finished(take: Path) -> bool:
    """Whether the recording is complete: its manifest is written, with every segment's hash."""
    return (take / "manifest.json").exists()


def written(take: Path) -> list[Path]:
    """Segment files that hold more than their head."""
    return [path for path in take.glob("*/*.webm") if path.stat().st_size > HEAD_BYTES]


def with_media(take: Path) -> tuple[Manifest, list[TrackRecord]]:
    """The manifest, and its tracks that hold anything."""
    manifest = read_manifest(take)
    return manifest, [t for t in manifest.tracks.values() if any(s.blocks for s in t.segments)]


def probe(path: Path) -> dict[str, Any]:
    """What ffprobe reads; fails when it complains about anything."""
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", "-show_streams", "-count_packets", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, (path, done.stderr[-500:])
    assert not done.stderr, (path, done.stderr[-500:])
    (stream,) = json.loads(done.stdout)["streams"]
    return dict(stream)


def verified(server: RunningServer, meeting: str = "demo") -> dict[str, Any]:
    """What `giaoban verify` finds; fails when it finds something wrong."""
    done = subprocess.run(
        [sys.executable, "-m", "server", "verify", meeting],
        env={**os.environ, **server.settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found
