"""Rules of recurrence count days in Vietnam as RFC 5545 says, and what is no rule is refused."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from dateutil.rrule import rrulestr

from server.errors import Invalid
from server.planning.days import days_of
from server.planning.picks import Picks
from server.planning.records import Occurrence, Series
from server.planning.recurrence import parse, upcoming
from server.planning.series import clock_time

BEGINS = date(2026, 1, 1)


def days(rule: str, *, begins: date = BEGINS, last: date = date(2026, 12, 31)) -> list[str]:
    return [f"{day:%m-%d}" for day in parse(rule).days(begins, last)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", ["01-05", "01-12", "01-19"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", ["01-01", "01-12", "01-15"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["01-30", "02-27", "03-27"]),
        ("FREQ=MONTHLY;BYDAY=1MO", ["01-05", "02-02", "03-02"]),
        ("FREQ=MONTHLY;BYDAY=5FR", ["01-30", "05-29", "07-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["01-31", "03-31", "05-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", ["01-31", "02-28", "03-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["01-30", "02-27", "03-31"]),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", ["01-15", "04-15", "07-15"]),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1,-1", ["01-02", "01-05", "01-09"]),
        ("FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=2", ["09-02"]),
        ("RRULE:freq=weekly;byday=mo;count=2", ["01-05", "01-12"]),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20260112", ["01-05", "01-12"]),
    ],
)
def test_a_rule_meets_on_its_days(rule: str, expected: list[str]) -> None:
    assert days(rule)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("until", "at", "expected"),
    [
        ("20260112T000000Z", "07:00", ["01-05", "01-12"]),  # 07:00 on 12 January in Vietnam
        ("20260112T000000Z", "08:00", ["01-05"]),
        ("20260111T180000Z", "00:30", ["01-05", "01-12"]),  # 01:00 on 12 January in Vietnam
        ("20260111T180000Z", "08:00", ["01-05"]),
        ("20260112T170000Z", "23:59", ["01-05", "01-12"]),  # 00:00 on 13 January in Vietnam
        ("20260112T080000", "08:00", ["01-05", "01-12"]),
        ("20260112T075959", "08:00", ["01-05"]),
        ("20260112", "23:59", ["01-05", "01-12"]),
    ],
)
def test_a_rule_that_ends_at_a_moment_meets_up_to_it_in_vietnams_time(
    until: str, at: str, expected: list[str]
) -> None:
    rule = parse(f"FREQ=WEEKLY;BYDAY=MO;UNTIL={until}", clock_time(at))
    assert [f"{day:%m-%d}" for day in rule.days(BEGINS, date(2026, 12, 31))] == expected
    assert parse(rule.whole) == rule


def test_a_leap_day_comes_every_fourth_year() -> None:
    rule = parse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    assert [day.year for day in rule.days(BEGINS, date(2040, 1, 1))] == [2028, 2032, 2036]
    assert parse("FREQ=MONTHLY;BYMONTHDAY=-1").days(date(2028, 2, 1), date(2028, 3, 1)).__next__().day == 29


def test_a_count_is_counted_from_the_beginning_whatever_is_looked_at() -> None:
    rule = parse("FREQ=WEEKLY;BYDAY=MO;COUNT=3")
    assert list(upcoming(rule, BEGINS, date(2026, 1, 13), date(2026, 12, 31))) == [date(2026, 1, 19)]


def test_a_rule_that_meets_on_no_day_comes_to_an_end() -> None:
    assert days("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31", last=date(2199, 12, 31)) == []


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYSETPOS=2",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
    ],
)
def test_a_rule_that_never_meets_is_followed_to_the_end_asked_for_and_no_further(rule: str) -> None:
    walked = []
    picks = Picks.of(rule).begun(BEGINS)
    for period in picks.periods(BEGINS, date(2030, 12, 31)):
        walked += period
        assert not picks.of_period(period)
    assert walked[-1] <= date(2031, 1, 6)
    assert days(rule, last=date(2199, 12, 31)) == []


@pytest.mark.parametrize("begins", [date(2024, 2, 29), date(2026, 1, 31), date(2026, 12, 30)])
@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;BYMONTH=2,12;BYDAY=TU,SU;BYMONTHDAY=1,-1,15,29",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=5;BYDAY=WE,SU;BYMONTH=1,3,5",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;INTERVAL=5",
        "FREQ=MONTHLY;BYMONTH=2,4",
        "FREQ=MONTHLY;BYDAY=-5SU,2TU",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYMONTHDAY=-31,30",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2,-3",
        "FREQ=YEARLY",
        "FREQ=YEARLY;INTERVAL=3",
        "FREQ=YEARLY;BYMONTH=6,2",
        "FREQ=YEARLY;BYDAY=2MO,-1FR",
        "FREQ=YEARLY;BYDAY=2MO,-1FR;BYMONTH=3,11",
        "FREQ=YEARLY;BYMONTHDAY=31;BYSETPOS=-2",
        "FREQ=YEARLY;BYDAY=SA;BYSETPOS=10,-10",
    ],
)
def test_rules_meet_on_the_days_another_reader_of_them_finds(rule: str, begins: date) -> None:
    theirs = rrulestr(f"{rule};UNTIL=20450101T000000", dtstart=datetime.combine(begins, time()))
    assert list(parse(rule).days(begins, date(2045, 1, 1))) == [at.date() for at in theirs]


def test_the_whole_rule_is_read_back_as_it_was() -> None:
    for text in ("FREQ=WEEKLY;BYDAY=MO;COUNT=3", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231"):
        assert parse(text).whole == text
        assert parse(parse(text).whole) == parse(text)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "BYDAY=MO",
        "FREQ=HOURLY",
        "FREQ=SECONDLY;COUNT=10",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=MO;BYHOUR=8",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=-1",
        "FREQ=WEEKLY;INTERVAL=1000",
        "FREQ=WEEKLY;COUNT=99999",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20261231",
        "FREQ=WEEKLY;UNTIL=20261332",
        "FREQ=WEEKLY;UNTIL=2026123",
        "FREQ=WEEKLY;UNTIL=20261231T250000Z",
        "FREQ=WEEKLY;UNTIL=00010101T000000",
        "FREQ=WEEKLY;UNTIL=99991231T230000Z",
        "FREQ=WEEKLY;FREQ=MONTHLY",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=WEEKLY;DTSTART=20260101",
        "FREQ=WEEKLY\nDTSTART:20260101T000000",
        "FREQ=WEEKLY;" + "X" * 300,
        "FREQ=WEEKLY;BYDAY=5FR",
        "FREQ=DAILY;BYDAY=-1MO",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=DAILY;BYSETPOS=2",
    ],
)
def test_what_is_no_rule_of_days_is_refused(rule: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse(rule)
    assert caught.value.code == "series.bad_rule"


def series(rule: str, **more: object) -> Series:
    given = {"id": "s", "name": "", "skeleton": {}, "begins": BEGINS, "at": clock_time("08:00"), "owner": "o"}
    return Series(**{**given, "rule": parse(rule), **more})


def test_holidays_and_days_taken_out_are_told_apart_from_days_to_meet_on() -> None:
    one = series("FREQ=WEEKLY;BYDAY=TU", without=(date(2026, 2, 24),))
    found = days_of(one, (), date(2026, 2, 10), date(2026, 3, 3))
    assert [(f"{day.day:%m-%d}", day.state, bool(day.holiday)) for day in found] == [
        ("02-10", "", False),
        ("02-17", "skipped", True),  # mùng một Tết
        ("03-03", "", False),
    ]


def test_holidays_may_be_worked_through() -> None:
    one = series("FREQ=WEEKLY;BYDAY=TU", skip_holidays=False)
    (day,) = days_of(one, (), date(2026, 2, 17), date(2026, 2, 17))
    assert (day.state, day.holiday) == ("", "")


def test_a_day_that_was_moved_is_told_with_its_new_time() -> None:
    one = series("FREQ=WEEKLY;BYDAY=TU")
    moved = Occurrence("s", date(2026, 1, 6), "moved", one.moment(date(2026, 1, 8)))
    (day, _) = days_of(one, [moved], date(2026, 1, 5), date(2026, 1, 13))
    assert (day.day, day.state, day.starts_at.day) == (date(2026, 1, 6), "moved", 8)


def test_the_hour_is_vietnams_and_kept_in_utc() -> None:
    at = series("FREQ=DAILY", at=clock_time("06:30")).moment(date(2026, 7, 1))
    assert at.isoformat() == "2026-06-30T23:30:00+00:00"


@pytest.mark.parametrize("text", ["8:00", "25:00", "0800", "08:00:00", "08:00+07:00", ""])
def test_what_is_no_hour_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        clock_time(text)
    assert caught.value.code == "series.bad_time"
