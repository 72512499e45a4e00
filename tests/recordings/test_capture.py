"""A recording from packets to files: what is written, how it plays, what the manifest says."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from recordings.capture import Recorder, new_take
from recordings.errors import MalformedTrack, UnknownTrack
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


TAPPED = {
    "track": 3, "sid": "TR_x", "identity": "site-413", "name": "Cửa Lò", "kind": "audio",
    "source": "microphone", "codec": "audio/opus", "clock_rate": 48_000, "channels": 2,
}  # fmt: skip


@pytest.mark.parametrize("codec", ["opus", "audio/opus", "audio/OPUS", "opus/48000/2"])
def test_a_track_is_understood_however_its_codec_is_written(codec: str) -> None:
    assert TrackInfo.from_tap({**TAPPED, "codec": codec}).recordable


@pytest.mark.parametrize(
    "change",
    [
        {"track": -1}, {"track": 70_000}, {"track": True}, {"track": None}, {"identity": 7},
        {"identity": "x" * 999}, {"kind": "data"}, {"clock_rate": 0}, {"clock_rate": "48000"},
        {"codec": None}, {"channels": 999},
    ],
)  # fmt: skip
def test_a_description_that_is_none_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(MalformedTrack):
        TrackInfo.from_tap({**TAPPED, **change})


def test_a_codec_that_cannot_be_kept_raises_an_alarm_and_the_rest_goes_on(tmp_path: Path) -> None:
    recorder = start(tmp_path)
    refused = TrackInfo.from_tap({**TAPPED, "track": 8, "kind": "video", "codec": "video/H264"})
    assert recorder.track_started(refused, ORIGIN.mono_ns) is None
    assert recorder.track_started(VOICE, ORIGIN.mono_ns) == "t2"
    (alarm,) = recorder.take_alarms()
    assert (alarm.code, alarm.track) == ("recording.unsupported_codec", "t1")
    recorder.close(feed(recorder, {7: opus_packets(1), 8: vp8_packets(1)}))
    manifest = read_manifest(tmp_path / "take-001")
    assert manifest.tracks["t1"].refused == "recording.unsupported_codec"
    assert sum(segment.blocks for segment in manifest.tracks["t2"].segments) == 50


def test_a_number_used_again_is_another_track(tmp_path: Path) -> None:
    recorder = start(tmp_path)
    recorder.track_started(VOICE, ORIGIN.mono_ns)
    feed(recorder, {7: opus_packets(1)})
    recorder.track_started(VOICE, ORIGIN.mono_ns + SECOND)
    recorder.close(feed(recorder, {7: opus_packets(1, ssrc=5)}, shift_ns=2 * SECOND))
    tracks = read_manifest(tmp_path / "take-001").tracks
    first = [track.segments[0] for track in tracks.values()]
    assert [(segment.start_ms, segment.blocks) for segment in first] == [
        (0, 50),
        (2_000, 50),
    ]


def test_a_picture_that_changes_size_starts_a_new_segment(tmp_path: Path) -> None:
    recorder = start(tmp_path)
    recorder.track_started(PICTURE, ORIGIN.mono_ns)
    feed(recorder, {8: vp8_packets(3)})
    recorder.close(feed(recorder, {8: vp8_packets(1, ssrc=9, width=640, height=360)}, shift_ns=3 * SECOND))
    folder = tmp_path / "take-001"
    sizes = [
        probe(folder / one.file)["streams"][0]["width"] for one in read_manifest(folder).tracks["t1"].segments
    ]
    assert sizes == [320, 640]
    assert probe(join_track(folder, "t1"))["streams"][0]["width"] == 640


def test_a_right_taken_away_is_a_gap_in_the_manifest(tmp_path: Path) -> None:
    recorder = start(tmp_path)
    recorder.track_started(VOICE, ORIGIN.mono_ns)
    end = feed(recorder, {7: opus_packets(1)})
    recorder.gap(7, end)
    recorder.close(feed(recorder, {7: opus_packets(1)}, shift_ns=5 * SECOND))
    assert read_manifest(tmp_path / "take-001").tracks["t1"].gaps == [(1_000, 5_000, "rights")]


def test_syncing_in_another_thread_while_segments_close_is_safe(tmp_path: Path) -> None:
    recorder = start(tmp_path, segment_s=1)
    recorder.track_started(VOICE, ORIGIN.mono_ns)
    jobs = [recorder.sync_job()]
    for second in range(3):
        feed(recorder, {7: opus_packets(1, sequence=second * 50, timestamp=second * 48_000)}, second * SECOND)
        jobs.append(recorder.sync_job())
    recorder.close(ORIGIN.mono_ns + 3 * SECOND)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda job: job(), jobs))
    assert read_manifest(tmp_path / "take-001").state == "complete"
