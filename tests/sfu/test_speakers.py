from signaling.sfu.speakers import SpeakerDetector
from tests.sfu.support import MS, SECOND

TICK = 20 * MS


class Hall:
    """Drives a detector with constant levels."""

    def __init__(self, count, *names):
        self.detector = SpeakerDetector(count)
        self.now = SECOND
        for name in names:
            self.detector.add(name, f"site-{name}")

    def talk(self, ms, **levels):
        chosen = frozenset()
        for _ in range(ms // 20):
            self.now += TICK
            for name, level in levels.items():
                self.detector.observe(name, level, self.now)
            chosen = self.detector.choose(self.now)
        return chosen


def test_all_are_heard_while_no_more_than_the_count_are_open():
    hall = Hall(3, "a", "b", "c")
    assert hall.talk(20, a=127, b=127, c=127) == {"a", "b", "c"}


def test_only_the_loudest_are_heard_when_more_are_open():
    hall = Hall(2, "a", "b", "c", "d")
    assert hall.talk(1000, a=60, b=20, c=15, d=90) == {"b", "c"}


def test_a_new_voice_is_heard_within_two_ticks_when_a_heard_one_is_silent():
    hall = Hall(1, "a", "b")
    hall.talk(3000, a=20, b=127)
    hall.talk(1000, a=127, b=127)
    assert hall.talk(40, a=127, b=15) == {"b"}


def test_two_equal_voices_do_not_flap():
    hall = Hall(1, "a", "b")
    first = hall.talk(1000, a=20, b=20)
    seen = {hall.talk(20, a=20 + n % 3, b=20 + (n + 1) % 3) for n in range(300)}
    assert seen == {first}


def test_a_much_louder_voice_takes_over_after_the_hold():
    hall = Hall(1, "a", "b")
    assert hall.talk(200, a=28, b=127) == {"a"}
    assert hall.talk(500, a=28, b=8) == {"a"}
    assert hall.talk(3000, a=28, b=8) == {"b"}


def test_a_cough_displaces_nobody_who_is_speaking():
    hall = Hall(1, "a", "b")
    hall.talk(1000, a=20, b=127)
    assert hall.talk(60, a=20, b=30) == {"a"}


def test_a_closed_microphone_is_neither_heard_nor_called_speaking():
    hall = Hall(1, "a", "b")
    hall.talk(1000, a=10, b=40)
    hall.detector.changes(hall.now)
    hall.detector.remove("a")
    assert hall.talk(20, b=40) == {"b"}
    changes = hall.detector.changes(hall.now)
    assert ("site-a", False) in {(one.participant, one.active) for one in changes}


def test_speaking_starts_and_stops_are_told_once():
    hall = Hall(3, "a", "b")
    hall.talk(400, a=20, b=127)
    (start,) = hall.detector.changes(hall.now)
    assert (start.participant, start.active) == ("site-a", True)
    assert 0 < start.level <= 1
    hall.talk(400, a=20, b=127)
    assert hall.detector.changes(hall.now) == ()
    hall.talk(1000, a=None, b=127)
    (stop,) = hall.detector.changes(hall.now)
    assert (stop.participant, stop.active, stop.level) == ("site-a", False, 0.0)


def test_the_loudest_is_told_first():
    hall = Hall(3, "a", "b")
    hall.talk(400, a=30, b=10)
    assert [one.participant for one in hall.detector.changes(hall.now)] == ["site-b", "site-a"]


def test_levels_of_an_unknown_microphone_are_ignored():
    hall = Hall(3)
    hall.detector.observe("ghost", 5, SECOND)
    assert hall.detector.choose(SECOND) == frozenset()
