from dataclasses import dataclass, field

from signaling.sfu.nack import MAX_MISSING, MAX_PER_TICK, NackGenerator
from tests.sfu.support import MS, SECOND


@dataclass
class FakeStream:
    gaps: list = field(default_factory=list)
    had: set = field(default_factory=set)

    def has(self, sequence):
        return sequence in self.had


def _lose(stream, first, end):
    stream.gaps.append((first, end))


def test_what_is_lost_is_asked_for_at_once():
    stream = FakeStream()
    nack = NackGenerator(stream)
    _lose(stream, 0x1FFFE, 0x20001)
    assert nack.due(SECOND) == [0xFFFE, 0xFFFF, 0]
    assert stream.gaps == []


def test_what_arrived_meanwhile_is_not_asked_for():
    stream = FakeStream(had={101})
    nack = NackGenerator(stream)
    _lose(stream, 100, 103)
    assert nack.due(SECOND) == [100, 102]
    assert nack.recovered == 1


def test_it_is_asked_for_again_after_a_while_and_not_for_ever():
    stream = FakeStream()
    nack = NackGenerator(stream)
    _lose(stream, 5, 6)
    asked = [tick for tick in range(200) if nack.due(SECOND + tick * 20 * MS)]
    assert asked[:3] == [0, 4, 8]
    assert len(asked) == 6
    assert nack.missing == 0
    assert nack.abandoned == 1


def test_a_large_hole_is_given_up():
    stream = FakeStream()
    nack = NackGenerator(stream)
    _lose(stream, 1, MAX_MISSING + 10)
    assert nack.due(SECOND) == []
    assert nack.missing == 0


def test_one_tick_asks_for_a_bounded_number():
    stream = FakeStream()
    nack = NackGenerator(stream)
    _lose(stream, 1, 1 + MAX_MISSING)
    assert len(nack.due(SECOND)) == MAX_PER_TICK
    assert len(nack.due(SECOND + MS)) == MAX_PER_TICK


def test_a_closed_track_forgets_its_losses():
    stream = FakeStream()
    nack = NackGenerator(stream)
    _lose(stream, 1, 3)
    nack.due(SECOND)
    nack.forget()
    assert nack.due(2 * SECOND) == []
