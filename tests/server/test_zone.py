"""Vietnam's time wherever the server stands."""

from __future__ import annotations

import time as clock
from datetime import UTC, date, datetime, time

import pytest

from server.zone import local, local_day, moment


@pytest.fixture(params=["UTC", "America/New_York", "Pacific/Kiritimati"])
def machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("TZ", request.param)
    clock.tzset()
    yield request.param
    monkeypatch.undo()
    clock.tzset()


def test_a_local_time_is_kept_as_utc(machine_zone: str) -> None:
    assert moment(date(2026, 11, 30), time(8, 0)) == datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
    assert moment(date(2026, 11, 30), time(6, 30)).date() == date(2026, 11, 29)


def test_a_moment_belongs_to_the_day_people_in_vietnam_live_in(machine_zone: str) -> None:
    assert local_day(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == date(2027, 1, 1)
    assert local_day(datetime(2026, 12, 31, 16, 59, tzinfo=UTC)) == date(2026, 12, 31)


def test_a_time_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zone"):
        local(datetime(2026, 1, 1))
