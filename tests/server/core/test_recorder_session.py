"""The recorder's end of the tap while it is being closed."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

from recordings.capture import Recorder, new_take
from recordings.manifest import read_manifest
from recordings.model import Origin
from server.media.recorder import Session
from signaling import tap


def sound(sequence: int) -> bytes:
    """An Opus packet of 20 ms as the tap carries it."""
    header = bytes((0x80, 111)) + sequence.to_bytes(2, "big") + (960 * sequence).to_bytes(4, "big") + b"ssrc"
    return tap.rtp_frame(1, time.monotonic_ns(), header + b"\xf8\xff\xfe")


def test_what_the_tap_brings_while_the_record_is_closed_is_left_out(tmp_path: Path) -> None:
    now = time.monotonic_ns()
    recorder = Recorder(new_take(tmp_path), "demo", Origin(datetime.now(UTC), now))
    session = Session(recorder)
    started = {
        "number": 1, "track": "TR_A", "identity": "site-415", "name": "Quế Phong", "source": 2,
        "kind": "audio", "codec": "opus", "clock_rate": 48000, "channels": 2, "mono_ns": now,
    }  # fmt: skip
    session.feed(tap.event_frame(tap.TRACK_STARTED, started))
    for sequence in range(100):
        session.feed(sound(sequence))
    recorder.flush(time.monotonic_ns())
    session.end()
    for sequence in range(100, 200):  # in the loop's thread, while another one is closing the record
        session.feed(sound(sequence))
    assert session.wishes() == b""
    recorder.close(time.monotonic_ns())
    assert recorder.take_alarms() == []
    manifest = read_manifest(tmp_path / "take-001")
    assert manifest.state == "complete"
    assert [segment.blocks for segment in manifest.tracks["t1"].segments] == [100]
