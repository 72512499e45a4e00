import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling.sfu.allocator import (
    DELAY_FLOOR_BPS,
    FLOOR_BPS,
    NEEDED_SIGNS,
    UNLIMITED,
    ChannelEstimate,
    UplinkEstimate,
    Want,
    allocate,
)
from signaling.sfu.clock import PublisherClock, ntp32, ntp64, rtt_ms
from signaling.sfu.dynacast import Dynacast
from signaling.sfu.layers import OFF, best_live, wanted_quality
from signaling.sfu.quality import EXCELLENT, GOOD, LOST, POOR, ConnectionQuality, LineFigures, score
from signaling.sfu.specs import Encoding, TrackSettings
from tests.sfu.support import MS, SECOND

THREE = (
    Encoding(0, "q", width=320, height=180),
    Encoding(1, "h", width=640, height=360),
    Encoding(2, "f", width=1280, height=720),
)


# -- layers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "quality"),
    [
        (TrackSettings(), 2),
        (TrackSettings(disabled=True), OFF),
        (TrackSettings(quality=1), 1),
        (TrackSettings(width=200, height=112), 0),
        (TrackSettings(width=640, height=360), 1),
        (TrackSettings(width=700, height=390), 1),
        (TrackSettings(width=360, height=640), 1),
        (TrackSettings(width=1920, height=1080), 2),
    ],
)
def test_settings_name_a_layer(settings, quality):
    assert wanted_quality(settings, THREE) == quality


def test_no_more_is_wanted_than_is_published():
    assert wanted_quality(TrackSettings(), THREE[:2]) == 1


def test_the_best_live_layer_is_not_above_the_limit_unless_nothing_else_is_live():
    assert best_live(1, [0, 1, 2]) == 1
    assert best_live(1, [0]) == 0
    assert best_live(0, [1, 2]) == 1
    assert best_live(OFF, [0]) == OFF
    assert best_live(2, []) == OFF


# -- allocation ---------------------------------------------------------------------------------------

RATES = ((0, 150_000), (1, 500_000), (2, 1_700_000))
SPEAKER, HALL, LOBBY = Want("speaker", (3,), RATES), Want("hall", (2,), RATES), Want("lobby", (1,), RATES)


def test_with_enough_everyone_gets_the_best():
    given_ = allocate(10_000_000, 64_000, [LOBBY, HALL, SPEAKER])
    assert given_ == {"speaker": 2, "hall": 2, "lobby": 2}


def test_the_most_important_is_raised_first():
    assert allocate(1_000_000, 64_000, [LOBBY, HALL, SPEAKER]) == {"speaker": 1, "hall": 0, "lobby": 0}


def test_the_least_important_is_paused_first():
    assert allocate(400_000, 64_000, [LOBBY, HALL, SPEAKER]) == {"speaker": 0, "hall": 0, "lobby": OFF}


def test_sound_is_taken_off_before_any_picture():
    assert allocate(200_000, 192_000, [SPEAKER]) == {"speaker": OFF}


@given(
    st.integers(0, 5_000_000),
    st.lists(
        st.lists(st.integers(10_000, 2_000_000), min_size=1, max_size=3).map(sorted), min_size=1, max_size=8
    ),
)
def test_no_more_is_given_than_there_is_and_never_above_a_more_important_pause(budget, rates):
    wants = [
        Want(str(i), (i,), tuple((quality, rate) for quality, rate in enumerate(one)))
        for i, one in enumerate(rates)
    ]
    result = allocate(budget, 0, wants)
    spent = sum(wants[int(key)].rates[quality][1] for key, quality in result.items() if quality != OFF)
    assert spent <= budget
    for want in wants:
        if result[want.key] == OFF:
            others = [w for w in wants if w.importance < want.importance and result[w.key] != OFF]
            assert all(w.rates[0][1] < want.rates[0][1] for w in others)


# -- the channel --------------------------------------------------------------------------------------


def test_a_line_is_unlimited_until_it_complains_three_times():
    estimate = ChannelEstimate()
    estimate.on_remb(800_000, 150_000, SECOND)
    estimate.on_remb(700_000, 1_000_000, 2 * SECOND)
    estimate.on_remb(600_000, 1_000_000, 3 * SECOND)
    assert not estimate.limited
    estimate.on_remb(600_000, 1_000_000, 4 * SECOND)
    assert estimate.budget_bps == 600_000


def test_an_estimate_still_catching_up_with_a_new_picture_is_no_complaint():
    estimate = ChannelEstimate()
    estimate.on_remb(60_000, 50_000, SECOND)
    bitrate = 60_000.0
    for n in range(2, 40):
        bitrate *= 1.08
        estimate.on_remb(int(bitrate), 900_000, n * SECOND)
    assert not estimate.limited


def test_a_low_estimate_with_little_sent_is_no_complaint():
    estimate = ChannelEstimate()
    for n in range(10):
        estimate.on_remb(120_000, 100_000, n * SECOND)
    assert not estimate.limited


def test_lasting_loss_limits_a_line_but_never_below_speech():
    estimate = ChannelEstimate()
    for n in range(60):
        estimate.on_loss(0.5, 60_000, n * SECOND)
    assert estimate.budget_bps == FLOOR_BPS


def test_delay_without_loss_never_takes_the_lowest_picture():
    estimate = ChannelEstimate()
    for n in range(60):
        estimate.on_remb(30_000, 90_000, n * SECOND)
    assert estimate.budget_bps == DELAY_FLOOR_BPS


def test_a_step_after_lasting_loss_is_wide_enough_for_a_picture():
    estimate = ChannelEstimate()
    for n in range(60):
        estimate.on_loss(0.5, 60_000, n * SECOND)
    assert estimate.probe(1_000_000, 120 * SECOND)
    assert estimate.budget_bps >= FLOOR_BPS + 150_000


def test_a_little_loss_is_borne():
    estimate = ChannelEstimate()
    for n in range(10):
        estimate.on_loss(0.05, 1_000_000, n * SECOND)
    assert not estimate.limited


def _congest(estimate, bitrate, now):
    for _ in range(NEEDED_SIGNS):
        estimate.on_remb(bitrate, bitrate * 2, now)


def test_the_budget_is_raised_step_by_step_until_nothing_is_held_back():
    estimate = ChannelEstimate()
    _congest(estimate, 500_000, SECOND)
    assert not estimate.probe(1_000_000, SECOND + 100 * MS)
    now, steps = SECOND, 0
    while estimate.limited:
        now += SECOND
        steps += estimate.probe(1_000_000, now)
    assert steps == 4
    assert estimate.budget_bps == UNLIMITED


def test_each_failed_step_doubles_the_wait():
    estimate = ChannelEstimate()
    now, waits = SECOND, []
    for _ in range(4):
        _congest(estimate, 500_000, now)
        start = now
        while not estimate.probe(3_000_000, now):
            now += 100 * MS
        waits.append(now - start)
        now += 500 * MS
    assert waits == sorted(waits)
    assert waits[-1] >= 4 * waits[0]


def test_an_uplink_grows_while_clean_and_falls_with_loss():
    uplink = UplinkEstimate(1_000_000, 1_500_000)
    assert uplink.on_loss(0.0) == 1_080_000
    assert uplink.on_loss(0.05) == 1_080_000
    assert uplink.on_loss(0.5) == 810_000
    for _ in range(50):
        uplink.on_loss(0)
    assert uplink.bitrate_bps == 1_500_000
    for _ in range(50):
        uplink.on_loss(0.9)
    assert uplink.bitrate_bps == 150_000


# -- dynacast -----------------------------------------------------------------------------------------


def test_more_is_told_at_once_and_less_after_the_delay():
    dynacast = Dynacast((0, 1, 2), 5 * SECOND)
    assert dynacast.update(0, 0) == {0: True, 1: False, 2: False}
    assert dynacast.update(2, 1) == {0: True, 1: True, 2: True}
    assert dynacast.update(1, SECOND) is None
    assert dynacast.update(1, 5 * SECOND) is None
    assert dynacast.update(1, 6 * SECOND) == {0: True, 1: True, 2: False}
    assert dynacast.update(1, 60 * SECOND) is None


def test_a_passing_change_is_not_told():
    dynacast = Dynacast((0, 1), 5 * SECOND)
    dynacast.update(1, 0)
    assert dynacast.update(OFF, SECOND) is None
    assert dynacast.update(1, 4 * SECOND) is None
    assert dynacast.update(OFF, 5 * SECOND) is None
    assert dynacast.update(OFF, 9 * SECOND) is None
    assert dynacast.update(OFF, 10 * SECOND) == {0: False, 1: False}


def test_who_is_never_watched_is_told_after_the_delay():
    dynacast = Dynacast((0,), 5 * SECOND)
    assert dynacast.update(OFF, SECOND) is None
    assert dynacast.update(OFF, 6 * SECOND) == {0: False}


# -- quality ------------------------------------------------------------------------------------------


def test_quality_falls_with_loss_and_delay():
    assert (
        score(LineFigures(0, 20, 3, 0))
        > score(LineFigures(0.03, 20, 3, 0))
        > score(LineFigures(0.2, 20, 3, 0))
    )
    assert score(LineFigures(0, 20, 3, 0)) > score(LineFigures(0, 600, 3, 0))


def _settled(figures):
    quality = ConnectionQuality()
    for _ in range(12):
        quality.update(figures)
    return quality.quality


@pytest.mark.parametrize(
    ("figures", "word"),
    [
        (LineFigures(0.0, 20, 2, 0), EXCELLENT),
        (LineFigures(0.0, -1, -1, 0), EXCELLENT),
        (LineFigures(0.04, 80, 10, 0), GOOD),
        (LineFigures(0.2, 150, 30, 0), POOR),
        (LineFigures(0.0, 20, 2, 20 * SECOND), LOST),
    ],
)
def test_figures_have_a_word(figures, word):
    assert _settled(figures) == word


def test_a_change_of_word_is_told_once():
    quality = ConnectionQuality()
    good, lost = LineFigures(0, 20, 2, 0), LineFigures(0, 20, 2, 20 * SECOND)
    assert quality.update(good)
    assert not quality.update(good)
    assert quality.update(lost)
    assert not quality.update(lost)
    assert quality.update(good)
    assert quality.quality == EXCELLENT


# -- clocks -------------------------------------------------------------------------------------------


def test_a_round_trip_is_measured_from_a_report_on_our_own():
    sent = 5 * SECOND
    received = sent + 130 * MS
    measured = rtt_ms(received, ntp32(sent), int(0.1 * 65536))
    assert measured == pytest.approx(30, abs=0.1)
    assert rtt_ms(received, 0, 0) is None
    assert rtt_ms(received, ntp32(received + SECOND), 0) is None


def test_a_publishers_clock_follows_its_quickest_report():
    clock = PublisherClock()
    assert clock.at_ns(0) is None
    for n, delay in enumerate((40, 20, 90, 60)):
        clock.observe(ntp64(n * SECOND), 100 * SECOND + n * SECOND + delay * MS)
    at = clock.at_ns(ntp64(10 * SECOND))
    assert at == pytest.approx(110 * SECOND + 22 * MS, abs=MS)


def test_a_publishers_clock_that_is_set_anew_is_followed():
    clock = PublisherClock()
    clock.observe(ntp64(100 * SECOND), SECOND)
    clock.observe(ntp64(50 * SECOND), 2 * SECOND)
    assert clock.at_ns(ntp64(51 * SECOND)) == pytest.approx(3 * SECOND, abs=MS)
