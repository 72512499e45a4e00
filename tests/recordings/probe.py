"""Looks at media files with ffprobe, as a stranger would."""

import json
import subprocess
from pathlib import Path
from typing import Any


def probe(path: Path) -> dict[str, Any]:
    """Format, streams and packets as ffprobe sees them; fails when it cannot open the file."""
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-print_format", "json", "-show_format", "-show_streams",
         "-show_packets", path],
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    assert not done.stderr, done.stderr.decode()
    return json.loads(done.stdout)


def times_ms(path: Path) -> list[int]:
    return [round(float(packet["pts_time"]) * 1_000) for packet in probe(path)["packets"]]


def decodes(path: Path) -> int:
    """Decode the whole file; return how many frames came out. Any complaint of the decoder fails."""
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-count_frames", "-show_entries", "stream=nb_read_frames",
         "-of", "csv=p=0", path],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    assert not done.stderr, done.stderr.decode()
    return int(done.stdout)
