"""A recording from packets to files: what is written, how it plays, what the manifest says."""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from recordings.capture import Recorder, new_take
from recordings.errors import UnknownTrack
from recordings.joined import find_track, join_track
from recordings.manifest import read_manifest
from recordings.model import Origin, TrackInfo
from recordings.segments import file_sha256
from tests.recordings.media import MS, SECOND, opus_packets, vp8_packets
from tests.recordings.probe import decodes, probe, times_ms

ORIGIN = Origin(datetime(2026, 3, 2, 1, 0, tzinfo=UTC), 5_000 * SECOND)
VOICE = TrackInfo(7, "TR_a", "site-413", "Cửa Lò", "audio", "microphone", "opus", 48_000)
PICTURE = TrackInfo(8, "TR_v", "site-413", "Cửa Lò", "video", "camera", "vp8", 90_000)


def start(tmp_path: Path, segment_s: int = 300) -> Recorder:
    return Recorder(new_take(tmp_path), "demo", ORIGIN, segment_s=segment_s)


def feed(recorder: Recorder, streams: dict[int, list[tuple[int, bytes]]], shift_ns: int = 0) -> int:
    """Play packets by arrival with a flush every 200 ms; return the time reached."""
    merged = sorted(
        (at + shift_ns, number, data) for number, packets in streams.items() for at, data in packets
    )
    next_flush = 200 * MS
    for at, number, data in merged:
        while at >= next_flush:
            recorder.flush(ORIGIN.mono_ns + next_flush)
            next_flush += 200 * MS
        recorder.packet(number, ORIGIN.mono_ns + at, data)
    return ORIGIN.mono_ns + merged[-1][0]


@pytest.fixture
def briefing(tmp_path: Path) -> Path:
    """Eight seconds of one site's voice and picture in segments of three seconds."""
    recorder = start(tmp_path, segment_s=3)
    recorder.track_started(VOICE, ORIGIN.mono_ns)
    recorder.track_started(PICTURE, ORIGIN.mono_ns)
    end = feed(recorder, {7: opus_packets(8), 8: vp8_packets(8)})
    recorder.close(end)
    return tmp_path / "take-001"


def test_every_frame_sent_is_in_the_segments_unchanged(briefing: Path) -> None:
    manifest = read_manifest(briefing)
    assert manifest.state == "complete"
    assert [track.info.identity for track in manifest.tracks.values()] == ["site-413", "site-413"]
    assert sum(segment.blocks for segment in manifest.tracks["t1"].segments) == 400
    assert sum(segment.blocks for segment in manifest.tracks["t2"].segments) == 120
    for track in manifest.tracks.values():
        assert len(track.segments) >= 2
        for segment in track.segments:
            assert file_sha256(briefing / segment.file) == segment.sha256
            assert decodes(briefing / segment.file) == segment.blocks


def test_a_segment_of_pictures_starts_with_a_keyframe(briefing: Path) -> None:
    for segment in read_manifest(briefing).tracks["t2"].segments:
        assert "K" in probe(briefing / segment.file)["packets"][0]["flags"]


def test_sequence_numbers_of_a_track_have_no_hole_across_segments(briefing: Path) -> None:
    ranges = [part for segment in read_manifest(briefing).tracks["t1"].segments for part in segment.sequences]
    assert ranges[0][0] == 65_500
    assert all(later[0] == earlier[1] + 1 for earlier, later in pairwise(ranges))
    assert ranges[-1][1] == 65_500 + 399


def test_the_joined_copy_plays_from_start_to_end_and_knows_its_length(briefing: Path) -> None:
    for track, frames, length in (("t1", 400, 8.0), ("t2", 120, 7.95)):
        path = join_track(briefing, track)
        assert decodes(path) == frames
        assert float(probe(path)["format"]["duration"]) == pytest.approx(length, abs=0.05)
        assert times_ms(path) == sorted(times_ms(path))


def test_joining_twice_gives_the_same_file_and_leaves_nothing_beside_it(briefing: Path) -> None:
    first = join_track(briefing, "t2")
    before = first.stat().st_mtime_ns
    assert join_track(briefing, "t2") == first
    assert first.stat().st_mtime_ns == before
    assert [path.name for path in first.parent.iterdir()] == ["t2.webm"]


def test_a_track_is_found_by_its_name_and_by_nothing_else(briefing: Path) -> None:
    folder, track = find_track(briefing.parent, "take-001.t2")
    assert (folder, track.info.kind) == (briefing, "video")
    for name in ("take-001.t9", "take-002.t1", "../take-001.t1", "take-001.t1\n", "t1", ""):
        with pytest.raises(UnknownTrack):
            find_track(briefing.parent, name)
