"""What every hot path must do, whatever it is written in. Add an implementation to IMPLEMENTATIONS."""

import itertools
import random
from dataclasses import dataclass, field

import pytest
from pylibsrtp import Policy

from signaling.sfu.hotpath import HotPath, LegSpec, Limits, StreamSpec
from signaling.sfu.packets import build_rtp, find_extension, parse_rtp
from signaling.sfu.pyhot import PythonHotPath
from signaling.sfu.rtcp import KeyframeRequest, build_pli
from signaling.sfu.specs import Extensions
from signaling.sfu.vp8 import parse_vp8
from tests.sfu.support import MS, SECOND, Client, audio, join, video, vp8_payload

IMPLEMENTATIONS = {"python": PythonHotPath}
LOW, HIGH, VOICE = 1001, 1002, 1003


@dataclass
class Bench:
    """One publisher with two video layers and a voice; viewers are added by tests."""

    hot: HotPath
    now: int = SECOND
    publisher: Client = field(default_factory=lambda: Client(("publisher", 1)))

    def __post_init__(self):
        self.up = self.hot.add_connection("publisher")
        join(self.hot, self.up, self.publisher)
        self.hot.set_extensions(self.up, Extensions(mid=4, audio_level=1, abs_send_time=2))
        types = {96: "video/vp8"}
        self.low = self.hot.add_stream(self.up, StreamSpec("video", LOW, 90_000, types))
        self.high = self.hot.add_stream(self.up, StreamSpec("video", HIGH, 90_000, types))
        self.voice = self.hot.add_stream(self.up, StreamSpec("audio", VOICE, 48_000, {111: "audio/opus"}, 1))
        for stream in (self.low, self.high, self.voice):
            self.hot.gate(stream, True)

    def viewer(self, number=1, *, rtx=0, extensions=None, **kinds):
        client = Client(("viewer", number), **kinds)
        conn = self.hot.add_connection(f"viewer {number}")
        join(self.hot, conn, client)
        spec = LegSpec(
            9000 + number, {96: 120, 111: 63}, rtx, {120: 121} if rtx else {}, "7", extensions or Extensions()
        )
        return client, conn, self.hot.add_leg(conn, spec)

    def send(self, packet, after=10 * MS):
        self.now += after
        self.hot.receive(self.publisher.address, self.publisher.protect(packet), self.now)

    def frame(self, ssrc, sequence, picture, *, timestamp=None, keyframe=False, after=33 * MS):
        stamp = picture * 3000 if timestamp is None else timestamp
        payload = vp8_payload(picture, picture, picture, keyframe=keyframe) + sequence.to_bytes(8, "big")
        self.send(video(ssrc, sequence & 0xFFFF, stamp & 0xFFFFFFFF, payload), after)


@pytest.fixture(params=IMPLEMENTATIONS, name="make")
def _make(request):
    return IMPLEMENTATIONS[request.param]


@pytest.fixture(name="bench")
def _bench(make):
    return Bench(make())


def sequences(client):
    return [header.sequence for header in client.headers()]


def pictures(client):
    return [parse_vp8(payload).picture_id for payload in client.payloads()]


# -- in and out ---------------------------------------------------------------------------------------


def test_a_voice_reaches_every_follower_with_its_own_ssrc_and_payload_type(bench):
    viewers = [bench.viewer(n) for n in (1, 2, 3)]
    for _, _, leg in viewers:
        bench.hot.select(leg, bench.voice)
    for n in range(5):
        bench.send(audio(VOICE, n, n * 960, payload=b"frame %d" % n))
    for number, (client, _, _) in enumerate(viewers, 1):
        assert client.payloads() == [b"frame %d" % n for n in range(5)]
        assert {(h.ssrc, h.payload_type) for h in client.headers()} == {(9000 + number, 63)}
        assert [h.timestamp for h in client.headers()] == [n * 960 for n in range(5)]
    assert bench.hot.counters.forwarded == 15


def test_who_follows_nothing_gets_nothing(bench):
    client, _, _ = bench.viewer()
    bench.send(audio(VOICE, 0, 0))
    assert client.received == []


def test_strangers_are_dropped(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    bench.hot.receive(("stranger", 9), bench.publisher.protect(audio(VOICE, 0, 0)), bench.now)
    assert client.received == []
    assert bench.hot.counters.strangers == 1


def test_a_forgotten_address_is_a_stranger_and_another_proved_one_is_not(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    bench.hot.admit(bench.up, ("publisher", 2))
    bench.hot.forget(("publisher", 1))
    bench.send(audio(VOICE, 0, 0))
    assert bench.hot.counters.strangers == 1
    bench.hot.receive(("publisher", 2), bench.publisher.protect(audio(VOICE, 1, 960)), bench.now)
    assert len(client.received) == 1


def test_a_packet_under_another_key_is_refused(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    impostor = Client(("publisher", 1), up_key=b"x" * 44)
    bench.hot.receive(("publisher", 1), impostor.protect(audio(VOICE, 0, 0)), bench.now)
    assert client.received == []
    assert bench.hot.counters.refused == 1


def test_nothing_passes_before_the_keys_are_there(make):
    hot = make()
    conn = hot.add_connection("early")
    hot.admit(conn, ("early", 1))
    hot.receive(("early", 1), Client(("early", 1)).protect(audio(VOICE, 0, 0)), SECOND)
    hot.receive(("early", 1), Client(("early", 1)).protect(build_pli(1, 2)), SECOND)
    assert hot.counters.refused + hot.counters.rtcp_dropped == 2
    assert hot.send_rtcp(conn, build_pli(1, 2)) is False


@pytest.mark.parametrize(
    "profile",
    [
        Policy.SRTP_PROFILE_AES128_CM_SHA1_80,
        Policy.SRTP_PROFILE_AEAD_AES_128_GCM,
        Policy.SRTP_PROFILE_AEAD_AES_256_GCM,
    ],
)
def test_every_negotiable_profile_works(bench, profile):
    client, _, leg = bench.viewer(profile=profile)
    bench.hot.select(leg, bench.voice)
    bench.send(audio(VOICE, 0, 0, payload=b"hello"))
    assert client.payloads() == [b"hello"]


def test_a_removed_connection_neither_sends_nor_receives(bench):
    client, conn, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    bench.hot.remove_connection(conn)
    bench.send(audio(VOICE, 0, 0))
    assert client.received == []
    other, _, leg = bench.viewer(2)
    bench.hot.select(leg, bench.voice)
    bench.hot.remove_connection(bench.up)
    bench.send(audio(VOICE, 1, 960))
    assert other.received == []


# -- rights -------------------------------------------------------------------------------------------


def test_a_closed_stream_is_neither_forwarded_resent_tapped_nor_heard(bench):
    client, _, leg = bench.viewer()
    tapped = []
    tap = bench.hot.add_tap(1, lambda *packet: tapped.append(packet))
    bench.hot.select(leg, bench.voice)
    bench.hot.select(tap, bench.voice)
    bench.send(audio(VOICE, 0, 0, level=10))
    assert bench.voice.take_level() == 10
    bench.hot.gate(bench.voice, False)
    for n in range(1, 20):
        bench.send(audio(VOICE, n, n * 960, level=5))
    bench.hot.resend(leg, (0, 1, 2), bench.now)
    assert len(client.received) == 1
    assert len(tapped) == 1
    assert bench.voice.take_level() is None
    assert bench.hot.counters.closed == bench.voice.closed == 19


def test_a_stream_is_closed_until_it_is_opened(bench):
    client, _, leg = bench.viewer()
    stream = bench.hot.add_stream(bench.up, StreamSpec("audio", 77, 48_000, {111: "audio/opus"}))
    bench.hot.select(leg, stream)
    bench.send(audio(77, 0, 0))
    assert client.received == []


def test_a_reopened_voice_goes_on_without_a_hole_and_keeps_its_time(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    for n in range(3):
        bench.send(audio(VOICE, n, n * 960))
    bench.hot.gate(bench.voice, False)
    for n in range(3, 50):
        bench.send(audio(VOICE, n, n * 960))
    bench.hot.gate(bench.voice, True)
    for n in range(50, 53):
        bench.send(audio(VOICE, n, n * 960))
    assert sequences(client) == [0, 1, 2, 3, 4, 5]
    assert [h.timestamp // 960 for h in client.headers()] == [0, 1, 2, 50, 51, 52]


def test_a_reopened_picture_waits_for_a_keyframe(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.low)
    bench.frame(LOW, 10, 1, keyframe=True)
    bench.hot.gate(bench.low, False)
    bench.frame(LOW, 11, 2)
    bench.hot.gate(bench.low, True)
    assert bench.low.awaited
    bench.frame(LOW, 12, 3)
    assert len(client.received) == 1
    bench.frame(LOW, 13, 4, keyframe=True)
    bench.frame(LOW, 14, 5)
    assert sequences(client) == [10, 11, 12]
    assert pictures(client) == [1, 2, 3]
    assert not bench.low.awaited


# -- order --------------------------------------------------------------------------------------------


def test_sequence_numbers_wrap_without_a_hole(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    for n in range(65_530, 65_546):
        bench.send(audio(VOICE, n & 0xFFFF, n * 960 & 0xFFFFFFFF))
    assert sequences(client) == [n & 0xFFFF for n in range(65_530, 65_546)]
    assert bench.voice.received == 16
    assert bench.voice.highest_sequence - bench.voice.first_sequence == 15
    assert bench.voice.gaps == []


def test_late_packets_are_forwarded_in_their_place_and_duplicates_once(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    for n in (0, 1, 4, 2, 2, 3, 4, 5, 1):
        bench.send(audio(VOICE, n, n * 960, payload=b"%d" % n))
    assert sequences(client) == [0, 1, 4, 2, 3, 5]
    assert client.payloads() == [b"0", b"1", b"4", b"2", b"3", b"5"]


def test_gaps_are_told_and_filled_packets_are_had(bench):
    _, _, leg = bench.viewer()
    bench.hot.select(leg, bench.low)
    for n in (0, 1, 5, 3):
        bench.frame(LOW, n, n, keyframe=n == 0)
    ((first, end),) = bench.low.gaps
    assert end - first == 3
    assert [bench.low.has(s) for s in range(first, end)] == [False, True, False]


def test_a_gap_that_nobody_follows_is_not_told(bench):
    for n in (0, 5):
        bench.send(audio(VOICE, n, n))
    assert bench.voice.gaps == []


def test_a_gap_is_told_over_the_wrap(bench):
    _, _, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    for n in (65_534, 2):
        bench.send(audio(VOICE, n, n))
    ((first, end),) = bench.voice.gaps
    assert [s & 0xFFFF for s in range(first, end)] == [65_535, 0, 1]


def test_a_sender_that_starts_again_elsewhere_is_followed_after_two_packets(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    for n in (0, 1, 2, 30_000, 30_001, 30_002):
        bench.send(audio(VOICE, n, n * 960, payload=b"%d" % n))
    assert client.payloads() == [b"0", b"1", b"2", b"30001", b"30002"]
    assert sequences(client) == [0, 1, 2, 3, 4]
    assert bench.voice.gaps == []


def test_padding_alone_is_not_forwarded_and_leaves_no_hole(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.low)
    bench.frame(LOW, 0, 0, keyframe=True)
    for n in (1, 2):
        bench.send(bytes([0xA0]) + build_rtp(96, n, 0, LOW, bytes(9) + b"\x0a")[1:])
    bench.frame(LOW, 3, 1)
    bench.send(bytes([0xA0]) + build_rtp(96, 4, 0, LOW, b"\x01")[1:])
    bench.frame(LOW, 5, 2)
    assert sequences(client) == [0, 1, 2]
    assert pictures(client) == [0, 1, 2]
    bench.hot.resend(leg, (1,), bench.now)
    assert client.wire[-1] == client.wire[1]


# -- layers -------------------------------------------------------------------------------------------


def test_a_picture_starts_at_a_keyframe(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.low)
    assert bench.low.awaited
    bench.frame(LOW, 1, 1)
    bench.frame(LOW, 2, 2, keyframe=True)
    bench.frame(LOW, 3, 3)
    assert sequences(client) == [2, 3]


def test_a_layer_switch_happens_at_the_keyframe_and_is_invisible(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.low)
    for n in range(5):
        bench.frame(LOW, 60_000 + n, 100 + n, keyframe=n == 0, timestamp=4_000_000_000 + n * 3000)
    bench.hot.select(leg, bench.high)
    bench.frame(HIGH, 7, 900, timestamp=555)
    bench.frame(LOW, 60_005, 105, timestamp=4_000_000_000 + 5 * 3000)
    bench.frame(HIGH, 8, 901, timestamp=555 + 3000, keyframe=True)
    bench.frame(LOW, 60_006, 106, timestamp=4_000_000_000 + 6 * 3000)
    bench.frame(HIGH, 9, 902, timestamp=555 + 6000)
    assert sequences(client) == [60_000 + n for n in range(8)]
    assert pictures(client) == [100 + n for n in range(8)]
    descriptors = [parse_vp8(payload) for payload in client.payloads()]
    assert [d.tl0 for d in descriptors] == [100 + n for n in range(8)]
    assert [d.key_index for d in descriptors] == [100 + n & 31 for n in range(8)]
    steps = [
        b.timestamp - a.timestamp & 0xFFFFFFFF
        for a, b in zip(client.headers(), client.headers()[1:], strict=False)
    ]
    assert all(0 < step <= 3 * 3000 for step in steps)
    assert leg.following is bench.high


def test_picture_ids_wrap_across_a_switch(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.low)
    for n in range(3):
        bench.frame(LOW, n, 0x7FFE + n, keyframe=n == 0, timestamp=n)
    bench.hot.select(leg, bench.high)
    bench.frame(HIGH, 50, 5, keyframe=True, timestamp=0)
    bench.frame(HIGH, 51, 6, timestamp=3000)
    assert pictures(client) == [0x7FFE, 0x7FFF, 0, 1, 2]


def test_switching_back_and_forth_keeps_one_unbroken_stream(bench):
    client, _, leg = bench.viewer()
    streams = {LOW: bench.low, HIGH: bench.high}
    numbers = {LOW: 65_000, HIGH: 30}
    choice = random.Random(7)  # noqa: S311
    picture = {LOW: 32_000, HIGH: 1}
    for turn in range(40):
        ssrc = choice.choice((LOW, HIGH))
        bench.hot.select(leg, streams[ssrc])
        for n in range(choice.randrange(1, 9)):
            for each in (LOW, HIGH):
                numbers[each] += 1
                picture[each] += 1
                bench.frame(
                    each, numbers[each], picture[each] & 0x7FFF, keyframe=n == 0 and each == ssrc,
                    timestamp=picture[each] * 3000 + each * 99_999_999, after=16 * MS,
                )  # fmt: skip
        assert leg.following is streams[ssrc], turn
    got = sequences(client)
    assert [b - a & 0xFFFF for a, b in itertools.pairwise(got)] == [1] * (len(got) - 1)
    got = pictures(client)
    assert [b - a & 0x7FFF for a, b in itertools.pairwise(got)] == [1] * (len(got) - 1)
    stamps = [h.timestamp for h in client.headers()]
    assert all(0 < (b - a & 0xFFFFFFFF) < 9000 for a, b in itertools.pairwise(stamps))


def test_a_late_packet_of_the_layer_left_behind_is_not_forwarded_but_can_be_asked_for(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.low)
    bench.frame(LOW, 1, 1, keyframe=True)
    bench.frame(LOW, 3, 3)
    bench.hot.select(leg, bench.high)
    bench.frame(HIGH, 500, 9, keyframe=True)
    bench.frame(LOW, 2, 2)
    assert sequences(client) == [1, 3, 4]
    bench.hot.resend(leg, (2,), bench.now)
    assert sequences(client) == [1, 3, 4, 2]
    assert pictures(client)[-1] == 2


def test_a_paused_picture_resumes_where_it_stopped(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.low)
    for n in range(3):
        bench.frame(LOW, n, n, keyframe=n == 0)
    bench.hot.select(leg, None)
    for n in range(3, 200):
        bench.frame(LOW, n, n)
    bench.hot.select(leg, bench.low)
    bench.frame(LOW, 200, 200, keyframe=True)
    assert sequences(client) == [0, 1, 2, 3]
    assert pictures(client) == [0, 1, 2, 3]
    assert client.headers()[-1].timestamp == 200 * 3000


def test_sender_reports_place_the_two_layers_on_one_time_line(bench):
    client, _, leg = bench.viewer()
    bench.low.sender_clock = (1000 << 32, 5000, bench.now)
    bench.high.sender_clock = (1000 << 32, 800_000, bench.now)
    bench.hot.select(leg, bench.low)
    bench.frame(LOW, 0, 0, keyframe=True, timestamp=5000 + 9000)
    bench.hot.select(leg, bench.high)
    bench.frame(HIGH, 0, 0, keyframe=True, timestamp=800_000 + 9000 + 4500, after=90 * MS)
    first, second = client.headers()
    assert second.timestamp - first.timestamp == 4500


def test_a_removed_stream_leaves_its_followers_idle(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.low)
    bench.frame(LOW, 0, 0, keyframe=True)
    bench.hot.remove_stream(bench.low)
    bench.frame(LOW, 1, 1)
    assert len(client.received) == 1
    assert leg.following is None
    bench.hot.select(leg, bench.high)
    bench.frame(HIGH, 9, 9, keyframe=True)
    assert sequences(client) == [0, 1]


# -- header extensions --------------------------------------------------------------------------------


def test_extensions_are_rewritten_to_the_viewers_ids(bench):
    wanted = Extensions(mid=9, audio_level=3, abs_send_time=5)
    client, _, leg = bench.viewer(extensions=wanted)
    bench.hot.select(leg, bench.voice)
    bench.send(audio(VOICE, 0, 0, level=33))
    packet = client.received[0]
    header = parse_rtp(packet)
    assert find_extension(packet, header, 9) == b"7"
    assert find_extension(packet, header, 3) == bytes([0x80 | 33])
    sent = int.from_bytes(find_extension(packet, header, 5), "big")
    assert sent == bench.now * (1 << 18) // SECOND & 0xFFFFFF
    assert find_extension(packet, header, 1) is None


def test_without_negotiated_extensions_none_are_sent(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    bench.send(audio(VOICE, 0, 0, level=33))
    assert client.headers()[0].extension_end == 0


def test_the_loudest_level_since_the_last_look_is_kept(bench):
    for n, level in enumerate((60, 20, 40)):
        bench.send(audio(VOICE, n, n, level=level))
    assert bench.voice.take_level() == 20
    assert bench.voice.take_level() is None


# -- retransmission -----------------------------------------------------------------------------------


def test_rtx_from_a_publisher_is_forwarded_as_the_original(bench):
    client, _, leg = bench.viewer()
    bench.hot.bind_repair(bench.up, 555, bench.low, {97: 96})
    bench.hot.select(leg, bench.low)
    bench.frame(LOW, 0, 0, keyframe=True)
    bench.frame(LOW, 2, 2)
    payload = vp8_payload(1, 1, 1)
    bench.send(build_rtp(97, 1, 3000, 555, (1).to_bytes(2, "big") + payload, marker=True))
    assert sequences(client) == [0, 2, 1]
    assert client.payloads()[-1] == payload
    bench.send(build_rtp(97, 2, 3000, 555, (1).to_bytes(2, "big") + payload, marker=True))
    assert len(client.received) == 3


def test_a_nack_is_answered_by_rtx_where_negotiated(bench):
    client, _, leg = bench.viewer(rtx=8888, extensions=Extensions(mid=4))
    bench.hot.select(leg, bench.low)
    for n in range(4):
        bench.frame(LOW, n, n, keyframe=n == 0)
    bench.hot.resend(leg, (1, 2), bench.now)
    first, second = client.headers()[-2:]
    assert (first.ssrc, first.payload_type) == (8888, 121)
    assert second.sequence - first.sequence == 1
    for offset, number in ((-2, 1), (-1, 2)):
        assert client.payloads()[offset][:2] == number.to_bytes(2, "big")
        assert client.payloads()[offset][2:] == client.payloads()[number]
        assert client.headers()[offset].timestamp == client.headers()[number].timestamp
    assert bench.hot.counters.retransmitted == 2


def test_without_rtx_the_very_same_bytes_are_sent_again(bench):
    client, _, leg = bench.viewer(extensions=Extensions(abs_send_time=5))
    bench.hot.select(leg, bench.low)
    for n in range(3):
        bench.frame(LOW, n, n, keyframe=n == 0)
    bench.hot.resend(leg, (1,), bench.now + 80 * MS)
    assert client.repeats == 1
    assert client.wire[-1] == client.wire[1]


def test_a_nack_storm_is_bounded(make):
    bench = Bench(make(Limits(resend_rate=10, resend_burst=20)))
    _client, _, leg = bench.viewer(rtx=8888)
    bench.hot.select(leg, bench.low)
    for n in range(100):
        bench.frame(LOW, n, n, keyframe=n == 0, after=MS)
    for _ in range(50):
        bench.hot.resend(leg, tuple(range(100)), bench.now)
    assert bench.hot.counters.retransmitted == 20
    bench.hot.resend(leg, (50,), bench.now + SECOND)
    assert bench.hot.counters.retransmitted == 21


def test_the_same_packet_is_not_sent_twice_within_a_moment(bench):
    _, _, leg = bench.viewer(rtx=8888)
    bench.hot.select(leg, bench.low)
    bench.frame(LOW, 0, 0, keyframe=True)
    bench.hot.resend(leg, (0, 0), bench.now)
    bench.hot.resend(leg, (0,), bench.now + 5 * MS)
    assert bench.hot.counters.retransmitted == 1
    bench.hot.resend(leg, (0,), bench.now + 50 * MS)
    assert bench.hot.counters.retransmitted == 2


def test_what_is_no_longer_cached_or_never_was_is_not_resent(bench):
    client, _, leg = bench.viewer(rtx=8888)
    bench.hot.resend(leg, (0,), bench.now)
    bench.hot.select(leg, bench.low)
    for n in range(1500):
        bench.frame(LOW, n, n & 0x7FFF, keyframe=n == 0, after=2 * MS)
    before = len(client.received)
    bench.hot.resend(leg, (3, 40_000), bench.now)
    assert len(client.received) == before
    bench.hot.resend(leg, (1499 - 500,), bench.now)
    assert len(client.received) == before + 1


# -- unknown, hostile ---------------------------------------------------------------------------------


def test_an_unknown_ssrc_is_reported_once_and_its_first_packets_are_kept(bench):
    client, _, leg = bench.viewer()
    for n in range(3):
        bench.frame(4242, n, n, keyframe=n == 0, after=MS)
    (unknown,) = bench.hot.drain_unknown()
    assert unknown.ssrc == 4242
    assert unknown.conn is bench.up
    assert parse_rtp(unknown.packet).sequence == 0
    stream = bench.hot.add_stream(bench.up, StreamSpec("video", 4242, 90_000, {96: "video/vp8"}))
    bench.hot.gate(stream, True)
    bench.hot.select(leg, stream)
    bench.hot.release_held(bench.up, bench.now)
    assert sequences(client) == [0, 1, 2]
    assert bench.hot.drain_unknown() == []


def test_inventing_ssrcs_is_bounded(bench):
    for ssrc in range(10_000, 10_500):
        bench.send(audio(ssrc, 0, 0), after=MS // 10)
    assert len(bench.hot.drain_unknown()) <= 40


def test_an_unaccepted_payload_type_is_dropped(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    bench.send(build_rtp(13, 0, 0, VOICE, b"x"))
    assert client.received == []
    assert bench.hot.counters.unknown_payload == 1


def test_a_malformed_payload_is_counted_and_the_rest_goes_on(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.low)
    bench.frame(LOW, 0, 0, keyframe=True)
    bench.send(video(LOW, 1, 0, b"\x90\x80"))
    bench.frame(LOW, 2, 2)
    assert sequences(client) == [0, 2]
    assert bench.hot.counters.malformed == 1
    bench.hot.resend(leg, (1,), bench.now)
    assert len(client.received) == 2


def test_ten_thousand_pieces_of_garbage_harm_nobody(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    dice = random.Random(3)  # noqa: S311
    troll = Client(("troll", 1))
    troll_conn = bench.hot.add_connection("troll")
    join(bench.hot, troll_conn, troll)
    for n in range(10_000):
        data = dice.randbytes(dice.randrange(2, 200))
        if n % 3 == 0:
            head = bytes([0x80 | dice.randrange(64), dice.choice((96, 111, 200, 205, 206))])
            data = head + dice.randbytes(dice.randrange(10, 100))
        elif n % 3 == 1:
            first = bytes([0x80 | dice.randrange(64), dice.choice((96, 111, 224))])
            try:
                data = troll.protect(first + dice.randbytes(dice.randrange(10, 60)))
            except Exception:  # noqa: S112 - the library refuses to protect some garbage itself
                continue
        bench.hot.receive(dice.choice((("troll", 1), ("nobody", 2))), data, bench.now + n * MS)
        bench.hot.drain_rtcp()
        bench.hot.drain_unknown()
    bench.send(audio(VOICE, 0, 0, payload=b"still here"))
    assert client.payloads() == [b"still here"]
    counters = bench.hot.counters
    assert counters.strangers
    assert counters.refused


def test_a_flooding_sender_does_not_starve_the_others(bench):
    flooder = Client(("flooder", 1))
    conn = bench.hot.add_connection("flooder")
    join(bench.hot, conn, flooder)
    stream = bench.hot.add_stream(conn, StreamSpec("video", 66, 90_000, {96: "video/vp8"}))
    bench.hot.gate(stream, True)
    client, _, leg = bench.viewer()
    victim, _, victim_leg = bench.viewer(2)
    bench.hot.select(victim_leg, stream)
    bench.hot.select(leg, bench.voice)
    for n in range(20_000):
        bench.now += 50_000
        packet = flooder.protect(video(66, n & 0xFFFF, n, vp8_payload(n, keyframe=n == 0)))
        bench.hot.receive(flooder.address, packet, bench.now)
        if n % 400 == 0:
            bench.send(audio(VOICE, n // 400, n), after=0)
    assert len(client.received) == 50
    limits = bench.hot.limits
    assert len(victim.received) <= limits.video_rate + limits.video_burst
    assert bench.hot.counters.flooded > 17_000 - limits.video_rate - limits.video_burst


def test_pictures_are_not_lost_in_the_padding_their_sender_probes_with(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.low)
    limits = bench.hot.limits
    bench.frame(LOW, 0, 0, keyframe=True)
    padding = 2 * limits.video_rate
    for n in range(1, 2 * padding):
        bench.now += 1_000_000_000 // padding
        if n % 100 == 0:
            bench.frame(LOW, n, n // 100, after=0)
        else:
            bench.send(bytes([0xA0]) + build_rtp(96, n & 0xFFFF, 0, LOW, b"\x01")[1:], after=0)
    assert sequences(client) == list(range(2 * padding // 100))


# -- a socket that would block ------------------------------------------------------------------------


def test_what_cannot_be_sent_waits_in_order_and_the_oldest_media_go_first(make):
    bench = Bench(make(Limits(queue=10)))
    client, conn, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    client.blocked = True
    for n in range(25):
        bench.send(audio(VOICE, n, n * 960))
    assert bench.hot.send_rtcp(conn, build_pli(1, 2))
    assert bench.hot.blocked
    assert bench.hot.counters.queue_dropped == 15
    client.blocked = False
    bench.hot.flush(conn)
    assert not bench.hot.blocked
    assert sequences(client) == list(range(15, 25))
    assert client.parts(KeyframeRequest) == [KeyframeRequest(1, 2)]
    bench.send(audio(VOICE, 25, 25 * 960))
    assert sequences(client)[-1] == 25


def test_one_blocked_viewer_does_not_hold_back_another(bench):
    slow, _, slow_leg = bench.viewer(1)
    quick, _, quick_leg = bench.viewer(2)
    for leg in (slow_leg, quick_leg):
        bench.hot.select(leg, bench.voice)
    slow.blocked = True
    for n in range(2000):
        bench.send(audio(VOICE, n, n))
    assert len(quick.received) == 2000
    slow.blocked = False
    bench.hot.flush_all()
    assert sequences(slow)[-1] == 1999


def test_an_unreachable_viewer_is_counted(bench):
    client, _, leg = bench.viewer()
    bench.hot.select(leg, bench.voice)
    client.broken = True
    bench.send(audio(VOICE, 0, 0))
    assert bench.hot.counters.send_errors == 1


# -- RTCP, tap ----------------------------------------------------------------------------------------


def test_rtcp_is_unprotected_and_kept_for_policy(bench):
    assert not bench.hot.pending
    bench.send(build_pli(1, 2))
    assert bench.hot.pending
    (received,) = bench.hot.drain_rtcp()
    assert received.conn is bench.up
    assert received.data == build_pli(1, 2)
    assert not bench.hot.pending


def test_waiting_rtcp_is_bounded(make):
    bench = Bench(make(Limits(rtcp_inbox=5)))
    for _ in range(9):
        bench.send(build_pli(1, 2))
    assert len(bench.hot.drain_rtcp()) == 5
    assert bench.hot.counters.rtcp_dropped == 4


def test_a_tap_gets_the_packets_as_they_were_sent(bench):
    tapped = []
    tap = bench.hot.add_tap(7, lambda *packet: tapped.append(packet))
    bench.hot.select(tap, bench.voice)
    sent = [audio(VOICE, n, n * 960, level=20) for n in range(3)]
    for packet in sent:
        bench.send(packet)
    assert [packet for _, _, packet in tapped] == sent
    assert {number for number, _, _ in tapped} == {7}
    assert tapped[-1][1] == bench.now
    bench.hot.remove_leg(tap)
    bench.send(audio(VOICE, 3, 0))
    assert len(tapped) == 3


def test_a_tap_sees_one_unbroken_stream_over_a_layer_switch(bench):
    tapped = []
    tap = bench.hot.add_tap(7, lambda _number, _now, packet: tapped.append(packet))
    bench.hot.select(tap, bench.low)
    bench.frame(LOW, 10, 10, keyframe=True)
    bench.hot.select(tap, bench.high)
    bench.frame(HIGH, 900, 500, keyframe=True)
    bench.frame(HIGH, 901, 501)
    headers = [parse_rtp(packet) for packet in tapped]
    assert {header.ssrc for header in headers} == {LOW}
    assert [header.sequence for header in headers] == [10, 11, 12]
    ids = [parse_vp8(p[h.payload_start :]).picture_id for p, h in zip(tapped, headers, strict=True)]
    assert ids == [10, 11, 12]
