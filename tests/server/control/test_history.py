"""The last hour of a line: averaged into points, holes kept as holes, never more than an hour."""

from __future__ import annotations

from server.control.history import POINTS, SERIES, STEP_S, History


def test_what_falls_into_ten_seconds_becomes_one_point() -> None:
    history = History()
    assert history.note(1, {"up_bps": 100, "loss_up": 0.1}) is None
    assert history.note(7, {"up_bps": 300, "loss_up": 0.2}) is None
    slot = history.note(12, {"up_bps": 900})
    assert slot is not None
    assert slot.number == 0
    assert dict(zip(SERIES, slot.point, strict=True)) == {
        "up_bps": 200,
        "down_bps": None,
        "loss_up": 0.15,
        "loss_down": None,
        "rtt_ms": None,
    }
    assert history.series()["up_bps"] == [200]


def test_a_point_that_was_not_measured_is_unknown_and_keeps_its_place() -> None:
    history = History()
    for now in (5, 15, 55, 65):
        history.note(now, {"rtt_ms": now})
    assert history.series()["rtt_ms"] == [5, 15, None, None, None, 55]
    assert history.first == 0


def test_no_more_than_an_hour_is_kept() -> None:
    history = History()
    for n in range(2 * POINTS + 1):
        history.note(n * STEP_S, {"rtt_ms": n})
    assert len(history.series()["rtt_ms"]) == POINTS
    assert history.series()["rtt_ms"][-1] == 2 * POINTS - 1
    assert history.first == POINTS


def test_a_day_of_silence_costs_no_more_than_an_hour() -> None:
    history = History()
    history.note(0, {"rtt_ms": 1})
    history.note(10, {"rtt_ms": 2})
    history.note(86_400, {"rtt_ms": 3})
    history.note(86_410, {"rtt_ms": 4})
    points = history.series()["rtt_ms"]
    assert len(points) == POINTS
    assert points[-1] == 3
    assert points[:-1] == [None] * (POINTS - 1)
