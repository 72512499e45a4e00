"""Key log, clock and roles."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import Viewer, decide, parse_command
from rooms.base.clock import elapsed_ms, elapsed_s, from_iso, iso, to_utc_ms
from rooms.base.keylog import KeyLog, Use
from tests.rooms.chance import STEADY
from tests.rooms.table import CHAIR, START, Table

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))
ENTRIES = st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=2), st.integers()), max_size=60)


@STEADY
@given(ENTRIES)
def test_the_key_log_is_a_dictionary_that_forgets_nothing(entries: list) -> None:
    log, plain, older = KeyLog(), {}, []
    for seat, key, seq in entries:
        older.append((log, dict(plain)))
        log, plain[seat, key] = log.add(seat, key, Use(seq)), Use(seq)
    for kept, expected in [*older, (log, plain)]:
        assert len(kept) == len(expected)
        assert {entry: kept.find(*entry) for entry in expected} == expected
        assert kept.find("z", "") is None


def test_the_key_log_stays_shallow() -> None:
    log = KeyLog()
    for number in range(5000):
        log = log.add("site-1", f"k{number}", Use(number))
    assert len(log.layers) <= 13
    assert log.find("site-1", "k0") == Use(0)


@STEADY
@given(MOMENTS)
def test_times_survive_json(moment: datetime) -> None:
    cut = to_utc_ms(moment)
    assert from_iso(iso(cut)) == cut
    assert iso(cut) == iso(moment)


@STEADY
@given(MOMENTS, MOMENTS)
def test_durations_are_never_negative(start: datetime, end: datetime) -> None:
    assert elapsed_ms(start, end) == max(0, (end - start) // timedelta(milliseconds=1))
    assert elapsed_s(start, end) == elapsed_ms(start, end) // 1000


def test_times_are_shown_in_utc() -> None:
    hanoi = datetime(2026, 11, 23, 8, 0, 0, 123999, tzinfo=timezone(timedelta(hours=7)))
    assert iso(hanoi) == "2026-11-23T01:00:00.123Z"


def test_a_time_without_a_zone_is_a_mistake_of_the_caller(table: Table) -> None:
    command = parse_command("meeting.schedule", {}, key="k", actor=CHAIR)
    with pytest.raises(ValueError, match="zone"):
        decide(table.state, command, START.replace(tzinfo=None))


def test_a_role_that_does_not_exist_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="boss"):
        Viewer("officer-1", "boss")
