"""A machine whose clock is set: meeting time goes on evenly, and the jump is told once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from server.clock import SteadyClock

START = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
HOUR = 3600


class Machine:
    """A machine's two clocks, moved by hand."""

    def __init__(self) -> None:
        self.wall_s = int(START.timestamp())
        self.passed_s = 5000

    def run(self, seconds: int) -> None:
        self.wall_s += seconds
        self.passed_s += seconds

    def clock(self) -> SteadyClock:
        return SteadyClock(lambda: self.wall_s * 10**9, lambda: self.passed_s * 10**9)


@pytest.mark.parametrize("by", [HOUR, -HOUR])
def test_time_neither_leaps_nor_goes_back_when_the_machines_clock_is_set(by: int) -> None:
    machine = Machine()
    clock = machine.clock()
    machine.run(60)
    machine.wall_s += by
    assert clock() == START + timedelta(seconds=60)
    machine.run(30)
    assert clock() == START + timedelta(seconds=90)
    assert clock.ahead_s == by


@pytest.mark.parametrize("by", [HOUR, -HOUR])
def test_a_jump_is_told_once_with_its_size(by: int) -> None:
    machine = Machine()
    clock = machine.clock()
    assert clock.look() is None
    machine.run(10)
    machine.wall_s += by
    jump = clock.look()
    assert jump is not None
    assert (jump.at, jump.by_s) == (START + timedelta(seconds=10), by)
    machine.run(10)
    assert clock.look() is None


def test_a_clock_that_is_trimmed_has_not_jumped() -> None:
    machine = Machine()
    clock = machine.clock()
    for _ in range(10):
        machine.run(60)
        machine.wall_s += 1
        assert clock.look() is None


def test_the_machines_clock_is_followed_again_when_nothing_depends_on_it() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.wall_s += HOUR
    clock.look()
    clock.adopt()
    assert clock() == START + timedelta(seconds=HOUR)
    assert clock.look() is None
    assert clock.ahead_s == 0
