"""Packets to frames: any order, any wrap, any loss, any garbage."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordings.depacketise import (
    PacketFigures,
    ReorderBuffer,
    RtpPacket,
    TimelineClock,
    TrackStream,
    Unwrapper,
    opus,
    parse_rtp,
)
from recordings.depacketise.reorder import MAX_HELD, WAIT_NS
from recordings.errors import MalformedRtp, UnsupportedCodec
from tests.recordings.media import (
    MS,
    SECOND,
    layered_payload,
    opus_packets,
    rtp,
    seeded,
    vp8_frames,
    vp8_packets,
)


def packet(sequence: int) -> RtpPacket:
    return RtpPacket(sequence & 0xFFFF, 0, 1, False, 96, b"x")


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(-30_000, 30_000), max_size=200))
def test_a_counter_that_wraps_is_followed_both_ways(first: int, steps: list[int]) -> None:
    unwrapper, true = Unwrapper(16), first
    offset = unwrapper.unwrap(first & 0xFFFF) - first
    highest = first
    for step in steps:
        true = highest + step
        assert unwrapper.unwrap(true & 0xFFFF) - true == offset
        highest = max(highest, true)


@given(st.integers(0, 65_535), st.integers(0, 10**6))
def test_a_restarted_counter_goes_on_above_everything_before(value: int, last: int) -> None:
    unwrapper = Unwrapper(16)
    unwrapper._last = last
    restarted = unwrapper.restart_at(value)
    assert restarted % 65_536 == value
    assert last < restarted <= last + 65_536


@given(
    first=st.integers(0, 65_535), count=st.integers(1, 400), seed=st.integers(), reach=st.integers(0, 30),
    lost=st.sets(st.integers(1, 399), max_size=40), copies=st.sets(st.integers(0, 399), max_size=20),
)  # fmt: skip
def test_packets_come_out_in_order_once_and_every_hole_is_counted(
    first: int, count: int, seed: int, reach: int, lost: set[int], copies: set[int]
) -> None:
    rng = seeded(seed)
    sent = [index for index in range(count) if index not in lost or index == 0]
    sent += [index for index in copies if index in sent]
    order = [0, *sorted((index for index in sent if index), key=lambda index: index + rng.uniform(0, reach))]
    figures = PacketFigures()
    buffer = ReorderBuffer(figures)
    out = []
    for index in order:
        out += buffer.push(packet(first + index), index * MS)
    out += buffer.drain()
    assert [item.sequence - first for item in out] == sorted(set(sent))
    assert figures.received == len(order)
    assert figures.lost == max(sent) + 1 - len(set(sent))
    assert sum(item.lost_before for item in out) == figures.lost
    assert figures.late + figures.duplicate == len(order) - len(set(sent))


def test_a_missing_packet_is_waited_for_half_a_second_and_no_longer() -> None:
    buffer = ReorderBuffer(PacketFigures())
    assert [item.sequence for item in buffer.push(packet(10), 0)] == [10]
    assert buffer.push(packet(12), 20 * MS) == []
    assert buffer.expire(20 * MS + WAIT_NS - 1) == []
    (item,) = buffer.expire(20 * MS + WAIT_NS)
    assert (item.sequence, item.lost_before) == (12, 1)
    assert buffer.push(packet(11), SECOND) == []


def test_no_more_packets_are_held_than_the_limit() -> None:
    buffer = ReorderBuffer(PacketFigures())
    buffer.push(packet(0), 0)
    out = [item for index in range(2, MAX_HELD + 3) for item in buffer.push(packet(index), 0)]
    assert len(out) == MAX_HELD + 1
    assert out[0].lost_before == 1


def test_a_single_stray_number_is_dropped_and_two_in_a_row_are_a_restart() -> None:
    figures = PacketFigures()
    buffer = ReorderBuffer(figures)
    buffer.push(packet(50_000), 0)
    assert buffer.push(packet(20_000), 0) == []
    assert [item.sequence for item in buffer.push(packet(50_001), 0)] == [50_001]
    buffer.push(packet(20_000), 0)
    (item,) = buffer.push(packet(20_001), 0)
    assert (item.sequence, item.lost_before) == (65_536 + 20_001, 1)
    assert [again.sequence for again in buffer.push(packet(20_002), 0)] == [65_536 + 20_002]
    assert (figures.foreign, figures.resyncs) == (2, 1)


@given(st.integers(0, 2**32 - 1), st.sampled_from([-200, -50, 0, 50, 200]), st.integers())
@settings(max_examples=30)
def test_two_hours_of_a_drifting_clock_stay_within_50_ms_of_arrival(first: int, ppm: int, seed: int) -> None:
    clock, rng, last = TimelineClock(48_000), seeded(seed), 0
    for index in range(0, 2 * 3_600 * 2):
        true_ns = index * 500 * MS
        samples = true_ns * 48_000 // SECOND * (1_000_000 + ppm) // 1_000_000
        placed = clock.place((first + samples) & 0xFFFFFFFF, true_ns + rng.randrange(0, 40) * MS)
        assert placed >= last
        assert abs(placed - true_ns) < 50 * MS
        last = placed
    assert clock.steps == 0


def test_a_pause_in_which_the_senders_clock_stood_still_is_a_gap_on_the_timeline() -> None:
    stream = TrackStream("opus", 48_000)
    packets = opus_packets(4)
    frames = [frame for at, data in packets[:100] for frame in stream.push(data, at)]
    frames += [frame for at, data in packets[100:] for frame in stream.push(data, at + 30 * SECOND)]
    assert frames[99].time_ns == 1_980 * MS
    assert frames[100].time_ns == 32_000 * MS
    (gap,) = stream.take_gaps()
    assert (gap.start_ns, gap.end_ns, gap.reason) == (2_000 * MS, 32_000 * MS, "pause")


def test_silence_that_is_not_sent_is_no_gap() -> None:
    stream = TrackStream("opus", 48_000)
    sent = [
        packet for index, packet in enumerate(opus_packets(4)) if index < 50 or index % 20 == 0 or index > 150
    ]
    frames = []
    for index, (at, data) in enumerate(sent):
        renumbered = data[:2] + index.to_bytes(2, "big") + data[4:]
        frames += stream.push(renumbered, at)
    assert [frame.time_ns for frame in frames] == [at for at, _ in sent]
    assert stream.take_gaps() == []
    assert stream.figures.lost == 0


def test_lost_sound_is_counted_and_a_long_hole_is_listed() -> None:
    stream = TrackStream("opus", 48_000)
    frames = []
    for index, (at, data) in enumerate(opus_packets(4)):
        if index != 10 and not 50 <= index < 75:
            frames += stream.push(data, at)
    frames += stream.drain()
    assert len(frames) == 174
    assert stream.figures.lost == 26
    (gap,) = stream.take_gaps()
    assert (gap.start_ns, gap.end_ns, gap.reason) == (1_000 * MS, 1_500 * MS, "loss")


def test_pictures_are_whole_and_unchanged_whatever_the_order() -> None:
    stream, rng, frames = TrackStream("vp8", 90_000), seeded(4), []
    packets = vp8_packets(4)
    head, rest = packets[:1], packets[1:]
    shuffled = head + sorted(rest, key=lambda item: item[0] + rng.randrange(200) * MS)
    for at, data in shuffled:
        frames += stream.push(data, at)
    frames += stream.drain()
    assert [frame.data for frame in frames] == [frame.data for frame in vp8_frames(4)]
    assert [frame.keyframe for frame in frames] == [frame.keyframe for frame in vp8_frames(4)]
    assert (frames[0].width, frames[0].height) == (320, 180)


def test_a_lost_picture_freezes_the_track_until_a_keyframe_and_says_so() -> None:
    stream = TrackStream("vp8", 90_000)
    packets = vp8_packets(6)
    start = next(index for index, (at, _) in enumerate(packets) if at >= SECOND)
    frames, wanted = [], []
    for index, (at, data) in enumerate(packets):
        if index != start:
            frames += stream.push(data, at)
            frames += stream.tick(at + WAIT_NS)
            wanted.append(stream.wants_keyframe)
    times = [frame.time_ns // MS for frame in frames]
    assert max(time for time in times if time < 1_000) == 933
    assert min(time for time in times if time > 933) == 2_000
    assert True in wanted
    assert not stream.wants_keyframe
    assert [gap.reason for gap in stream.take_gaps()] == ["loss"]


def layered(stream: TrackStream, rows: list[tuple[int, int, int, bool, bool]]) -> list[int]:
    """(sequence, layer, running index, sync, keyframe) rows; return the sequences that were kept."""
    key, delta = vp8_frames(1)[0].data, vp8_frames(1)[1].data
    kept = []
    for sequence, layer, index, sync, keyframe in rows:
        payload = layered_payload(key if keyframe else delta, layer=layer, tl0_index=index, sync=sync)
        for frame in stream.push(rtp(sequence, sequence * 3_000, payload, marker=True), sequence * 33 * MS):
            kept.append(frame.first_sequence)
    return kept + [frame.first_sequence for frame in stream.drain()]


def test_losing_an_upper_temporal_layer_costs_only_that_layer() -> None:
    rows = [
        (1, 0, 7, False, True), (2, 2, 7, True, False), (3, 1, 7, True, False),  # 4 (layer 2) is lost
        (5, 0, 8, False, False), (6, 2, 8, False, False), (7, 1, 8, True, False), (8, 2, 8, True, False),
    ]  # fmt: skip
    assert layered(TrackStream("vp8", 90_000), rows) == [1, 2, 3, 5, 7, 8]


def test_losing_a_base_layer_picture_needs_a_keyframe() -> None:
    rows = [
        (1, 0, 255, False, True), (3, 0, 1, False, False), (4, 1, 1, True, False),  # index 0 is lost
        (5, 0, 2, False, True), (6, 0, 3, False, False),
    ]  # fmt: skip
    assert layered(TrackStream("vp8", 90_000), rows) == [1, 5, 6]


def test_a_right_that_was_closed_is_a_gap_with_that_reason() -> None:
    stream = TrackStream("opus", 48_000)
    for at, data in opus_packets(1):
        stream.push(data, at)
    stream.interrupt("rights")
    for at, data in opus_packets(1, sequence=5, timestamp=9):
        stream.push(data, at + 20 * SECOND)
    (gap,) = stream.take_gaps()
    assert (gap.start_ns, gap.end_ns, gap.reason) == (SECOND, 20 * SECOND, "rights")


def test_a_restarted_sender_is_followed_and_a_strange_stream_is_not() -> None:
    stream = TrackStream("opus", 48_000)
    for at, data in opus_packets(1):
        stream.push(data, at)
        stream.push(rtp(9, 9, data[12:], ssrc=666), at)
    assert (stream.figures.frames, stream.figures.foreign) == (50, 50)
    for at, data in opus_packets(1, ssrc=9, sequence=1, timestamp=1):
        stream.push(data, at + 2 * SECOND)
    assert stream.figures.frames == 100


def test_a_layer_switch_is_followed_at_its_keyframe() -> None:
    stream, frames = TrackStream("vp8", 90_000), []
    for at, data in vp8_packets(1):
        frames += stream.push(data, at)
    for at, data in vp8_packets(1, ssrc=77, sequence=3, timestamp=5):
        frames += stream.push(data, at + SECOND)
    assert len(frames) == 30
    assert [frame.time_ns for frame in frames] == sorted(frame.time_ns for frame in frames)


@pytest.mark.parametrize(
    ("first", "length_ms"), [(0x00, 10), (0x18, 60), (0x60, 10), (0x80, 2.5), (0xF8, 20), (0xF9, 40)]
)
def test_the_length_of_an_opus_packet_is_read_from_its_first_byte(first: int, length_ms: float) -> None:
    assert opus.duration_ns(bytes([first, 1])) == length_ms * MS


@given(st.binary(max_size=80))
def test_garbage_is_refused_with_one_typed_error(data: bytes) -> None:
    for parse in (parse_rtp, opus.duration_ns):
        with contextlib.suppress(MalformedRtp):
            parse(data)


@settings(max_examples=200, deadline=None)
@given(
    codec=st.sampled_from(["opus", "vp8"]), seed=st.integers(),
    junk=st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=60)), max_size=40),
)  # fmt: skip
def test_hostile_packets_are_counted_and_the_good_ones_go_on(
    codec: str, seed: int, junk: list[tuple[int, bytes]]
) -> None:
    """Random bytes, and random bodies behind good heads of another stream, among a second of real media."""
    good = opus_packets(1) if codec == "opus" else vp8_packets(1)
    stream, rng = TrackStream(codec, 48_000 if codec == "opus" else 90_000), seeded(seed)
    hostile = {}
    for at, body in junk:
        raw = body if rng.random() < 0.5 else rtp(rng.randrange(65_536), rng.randrange(2**32), body, ssrc=99)
        hostile.setdefault(1 + at % len(good), []).append(raw)
    frames = []
    for index, (at, data) in enumerate(good):
        for raw in hostile.get(index, []):
            frames += stream.push(raw, at)
        frames += stream.push(data, at)
    frames += stream.drain()
    assert len(frames) == (50 if codec == "opus" else 15)


@settings(max_examples=100, deadline=None)
@given(
    codec=st.sampled_from(["opus", "vp8"]),
    rows=st.lists(
        st.tuples(st.integers(0, 65_535), st.integers(0, 2**32 - 1), st.booleans(), st.binary(max_size=40)),
        max_size=60,
    ),
)
def test_nothing_a_sender_does_raises_or_turns_time_back(
    codec: str, rows: list[tuple[int, int, bool, bytes]]
) -> None:
    stream, frames = TrackStream(codec, 48_000), []
    for index, (sequence, timestamp, marker, body) in enumerate(rows):
        frames += stream.push(rtp(sequence, timestamp, body, marker=marker), index * 50 * MS)
        frames += stream.tick(index * 50 * MS)
    frames += stream.drain()
    assert [frame.time_ns for frame in frames] == sorted(frame.time_ns for frame in frames)


def test_a_codec_that_cannot_be_recorded_is_refused() -> None:
    with pytest.raises(UnsupportedCodec):
        TrackStream("h264", 90_000)
