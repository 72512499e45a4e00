"""A disk that fills up: the recording ends cleanly, says so once, and what was written is whole."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from recordings.capture import Recorder, new_take
from recordings.joined import join_track
from recordings.manifest import MANIFEST, read_manifest
from recordings.recover import recover
from recordings.segments import file_sha256
from tests.recordings.media import MS, opus_packets, vp8_packets
from tests.recordings.probe import decodes
from tests.recordings.test_capture import ORIGIN, PICTURE, VOICE, feed


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    if os.geteuid() != 0:
        pytest.skip("mounting a small tmpfs needs root")
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine does not let us mount a tmpfs")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path) -> None:
    """Take all the room there is."""
    with (folder / "hog").open("wb", buffering=0) as hog, contextlib.suppress(OSError):
        while True:
            hog.write(bytes(4_096))


def record_until_full(folder: Path) -> Recorder:
    recorder = Recorder(new_take(folder), "demo", ORIGIN, segment_s=3)
    recorder.track_started(VOICE, ORIGIN.mono_ns)
    recorder.track_started(PICTURE, ORIGIN.mono_ns)
    feed(recorder, {7: opus_packets(30), 8: vp8_packets(30)})
    return recorder


def test_a_full_disk_ends_the_recording_with_one_alarm_and_whole_files(small_disk: Path) -> None:
    recorder = record_until_full(small_disk)
    assert recorder.failed
    assert [alarm.code for alarm in recorder.take_alarms()] == ["recording.disk_full"]
    assert recorder.take_alarms() == []
    manifest = read_manifest(small_disk / "take-001")
    assert manifest.state == "disk_full"
    assert [alarm["code"] for alarm in manifest.alarms] == ["recording.disk_full"]
    for track in manifest.tracks.values():
        assert track.recorded_end_ms > 5_000
        for segment in track.segments:
            path = small_disk / "take-001" / segment.file
            assert path.stat().st_size == segment.size
            assert file_sha256(path) == segment.sha256
            assert decodes(path) == segment.blocks


def test_everything_after_a_full_disk_is_ignored_without_complaint(small_disk: Path) -> None:
    recorder = record_until_full(small_disk)
    recorder.take_alarms()
    before = (small_disk / "take-001" / MANIFEST).read_bytes()
    assert recorder.track_started(VOICE, ORIGIN.mono_ns) is None
    feed(recorder, {7: opus_packets(1)}, shift_ns=90_000 * MS)
    recorder.sync_job()()
    recorder.close(ORIGIN.mono_ns)
    assert recorder.take_alarms() == []
    assert (small_disk / "take-001" / MANIFEST).read_bytes() == before


def test_a_disk_without_room_even_for_the_manifest_is_left_to_recovery(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recordings.capture._RESERVE_BYTES", 4_096)
    recorder = Recorder(new_take(small_disk), "demo", ORIGIN)
    recorder.track_started(VOICE, ORIGIN.mono_ns)
    feed(recorder, {7: opus_packets(1)})
    recorder.flush(ORIGIN.mono_ns)
    (small_disk / "take-001" / "reserve.bin").unlink()
    fill(small_disk)
    feed(recorder, {7: opus_packets(30)}, shift_ns=1_000 * MS)
    recorder.close(ORIGIN.mono_ns)
    assert [alarm.code for alarm in recorder.take_alarms()] == ["recording.disk_full"]
    (small_disk / "hog").unlink()
    manifest = recover(small_disk / "take-001")
    assert manifest.state in ("recovered", "disk_full")
    assert decodes(join_track(small_disk / "take-001", "t1")) >= 50


def test_a_disk_that_is_full_from_the_start_is_refused_by_an_error(small_disk: Path) -> None:
    fill(small_disk)
    with pytest.raises(OSError, match="space"):
        Recorder(new_take(small_disk), "demo", ORIGIN)
    assert not list(small_disk.glob("take-*"))
