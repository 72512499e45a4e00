"""When each item is due: what takes longer or shorter, pauses, moves or goes away shifts what follows."""

from datetime import timedelta

import pytest

from rooms import Patience, Review, reviews
from rooms.base.clock import from_iso, iso
from tests.rooms.table import AN, CHAIR, CUALO, KYSON, PLAN, SECRETARY, SYSTEM, Table

MINUTE = 60


def minutes(table: Table, key: str, which: str = "expected_at") -> float | None:
    """Minutes from the opening, or from the appointed time before it, to an item's time."""
    at = table.sees(KYSON)["agenda"]["items"][key][which]
    begin = table.state.opened_at or table.state.scheduled_at
    return None if at is None else (from_iso(at) - begin) / timedelta(minutes=1)


def due(table: Table) -> Review | None:
    """The next ``agenda.review`` if nothing else happens."""
    return next((one for one in reviews(table.state, Patience()) if one.command == "agenda.review"), None)


def let_pass(table: Table, seconds: float) -> Table:
    """Let time pass as the server does: each review is given when it is due."""
    end = table.now + timedelta(seconds=seconds)
    while (found := due(table)) is not None and found.at <= end:
        table.now = found.at - timedelta(seconds=1)
        table.do(SYSTEM, "agenda.review")
    table.now = end
    return table


@pytest.fixture
def running(session: Table) -> Table:
    """A meeting whose first item (20 minutes) began 60 seconds after the opening."""
    session.now = session.state.opened_at + timedelta(seconds=59)
    session.do(CHAIR, "agenda.start", item="a1")
    return session


def test_before_the_opening_the_plan_counts_from_the_appointed_time(table: Table) -> None:
    at = [table.sees(KYSON)["agenda"]["items"][key]["planned_at"][11:16] for key in ("a1", "a2", "a3")]
    assert at == ["01:30", "01:50", "02:05"]
    table.do(SECRETARY, "agenda.move", item="a3", position=0)
    assert minutes(table, "a1") == minutes(table, "a1", "planned_at") == 5


def test_the_plan_is_kept_as_it_was_at_the_opening(session: Table) -> None:
    before = session.sees(KYSON)["agenda"]["items"]["a3"]["planned_at"]
    session.do(SECRETARY, "agenda.move", item="a3", position=0)
    session.do(SECRETARY, "agenda.edit", item="a1", planned_s=60)
    assert session.sees(KYSON)["agenda"]["items"]["a3"]["planned_at"] == before
    assert minutes(session, "a3") == 0


def test_opening_late_moves_everything(session: Table) -> None:
    assert [minutes(session, key) for key in ("a1", "a2", "a3")] == [0, 20, 35]


def test_nothing_is_known_without_planned_times() -> None:
    plan = {**PLAN, "agenda": [{"title": "Một"}, {"title": "Hai"}]}
    table = Table(plan).connect_everybody().to("in_session")
    table.do(CHAIR, "agenda.start", item="a1")
    assert (minutes(table, "a2"), minutes(table, "a2", "planned_at")) == (None, None)
    assert due(table) is None


def test_an_item_within_its_time_moves_nothing(running: Table) -> None:
    assert [minutes(running, key) for key in ("a1", "a2", "a3")] == [None, 21, 36]
    let_pass(running, 20 * MINUTE)
    assert minutes(running, "a2") == 21
    assert running.sees(CHAIR)["agenda"]["items"]["a1"]["over_s"] == 0


def test_an_overrun_moves_what_follows_minute_by_minute(running: Table) -> None:
    let_pass(running, 23 * MINUTE + 30)
    assert [minutes(running, key) for key in ("a2", "a3")] == [24, 39]
    assert running.sees(CHAIR)["agenda"]["items"]["a1"]["over_s"] == 180
    overran = [event.body for event in running.log if event.type == "agenda.overran"]
    assert [(one.item, one.over_s) for one in overran[-3:]] == [("a1", 60), ("a1", 120), ("a1", 180)]


def test_a_review_between_two_minutes_changes_nothing(running: Table) -> None:
    let_pass(running, 21 * MINUTE + 10)
    assert running.do(SYSTEM, "agenda.review") == []


def test_reviews_missed_are_caught_up_at_once(running: Table) -> None:
    running.wait(25 * MINUTE + 10).do(SYSTEM, "agenda.review")
    assert minutes(running, "a2") == 26


def test_finishing_early_brings_what_follows_forward(running: Table) -> None:
    running.wait(10 * MINUTE - 1).do(CHAIR, "agenda.finish", item="a1")
    assert [minutes(running, key) for key in ("a2", "a3")] == [11, 26]


def test_after_an_overrun_what_follows_counts_from_the_real_end(running: Table) -> None:
    let_pass(running, 22 * MINUTE + 29).do(CHAIR, "agenda.start", item="a2")
    assert minutes(running, "a3") == 23.5 + 15


def test_while_nothing_is_discussed_what_follows_moves_too(session: Table) -> None:
    let_pass(session, 2 * MINUTE + 10)
    assert [minutes(session, key) for key in ("a1", "a2")] == [2, 22]
    session.do(CHAIR, "agenda.start", item="a1")
    assert due(session).at == session.now + timedelta(minutes=21)


def test_a_recess_moves_what_follows(running: Table) -> None:
    running.wait(5 * MINUTE - 1).do(CHAIR, "meeting.recess")
    assert minutes(running, "a2") == 21
    let_pass(running, 10 * MINUTE)
    assert minutes(running, "a2") == 31
    running.wait(29).do(CHAIR, "meeting.resume")
    assert [minutes(running, key) for key in ("a2", "a3")] == [31.5, 46.5]


def test_a_recess_in_an_overrun_forgets_none_of_it(running: Table) -> None:
    let_pass(running, 22 * MINUTE - 1).do(CHAIR, "meeting.recess")
    assert running.sees(CHAIR)["agenda"]["items"]["a1"]["over_s"] == 120
    running.wait(10 * MINUTE - 1).do(CHAIR, "meeting.resume")
    let_pass(running, MINUTE)
    assert running.sees(CHAIR)["agenda"]["items"]["a1"]["over_s"] == 180
    assert minutes(running, "a2") == 34


def test_an_item_ended_in_recess_leaves_the_recess_running(running: Table) -> None:
    running.wait(5 * MINUTE - 1).do(CHAIR, "meeting.recess")
    let_pass(running, 3 * MINUTE).do(SECRETARY, "agenda.finish", item="a1")
    assert minutes(running, "a2") == 9
    let_pass(running, 59)
    assert minutes(running, "a2") == 10


def test_moving_an_item_changes_who_is_next(running: Table) -> None:
    running.do(CHAIR, "agenda.move", item="a3", position=0)
    assert [minutes(running, key) for key in ("a3", "a2")] == [21, 26]


def test_postponing_makes_room_and_restoring_takes_it(running: Table) -> None:
    running.do(CHAIR, "agenda.postpone", item="a2", reason="Chờ số liệu")
    seen = running.sees(KYSON)["agenda"]
    assert (seen["order"], seen["postponed"]) == (["a1", "a3"], ["a2"])
    assert (seen["items"]["a2"]["state"], seen["items"]["a2"]["postponed_reason"]) == (
        "postponed",
        "Chờ số liệu",
    )
    assert (minutes(running, "a3"), minutes(running, "a2")) == (21, None)
    running.do(SECRETARY, "agenda.restore", item="a2", position=1)
    assert [minutes(running, key) for key in ("a2", "a3")] == [21, 36]
    assert (
        running.sees(KYSON)["agenda"]["items"]["a2"] | {"postponed_reason": "", "state": "pending"}
        == (running.sees(KYSON)["agenda"]["items"]["a2"])
    )


def test_an_item_added_in_session_is_planned_for_when_it_is_expected(running: Table) -> None:
    running.do(SECRETARY, "agenda.add", title="Phát sinh", planned_s=300, position=1)
    assert minutes(running, "a4", "planned_at") == minutes(running, "a4") == 21
    assert minutes(running, "a2") == 26


def test_a_longer_time_given_to_the_current_item_takes_the_delay_back(running: Table) -> None:
    let_pass(running, 22 * MINUTE + 10)
    running.do(SECRETARY, "agenda.edit", item="a1", planned_s=30 * MINUTE)
    assert minutes(running, "a2") == 31
    assert running.sees(CHAIR)["agenda"]["items"]["a1"]["over_s"] == 0


def test_a_shorter_time_is_noticed_by_the_next_review(running: Table) -> None:
    running.wait(12 * MINUTE).do(SECRETARY, "agenda.edit", item="a1", planned_s=10 * MINUTE)
    assert due(running).at <= running.now
    let_pass(running, 0)
    assert minutes(running, "a2") == 13


def test_the_last_item_still_tells_that_it_runs_over(session: Table) -> None:
    session.do(CHAIR, "agenda.postpone", item="a1")
    session.do(CHAIR, "agenda.postpone", item="a2")
    session.do(CHAIR, "agenda.start", item="a3")
    let_pass(session, 7 * MINUTE)
    assert session.sees(CHAIR)["agenda"]["items"]["a3"]["over_s"] == 120


def test_nothing_is_due_once_everything_is_done_or_over(session: Table) -> None:
    for key in ("a1", "a2", "a3"):
        session.do(CHAIR, "agenda.postpone", item=key)
    assert due(session) is None
    session.do(CHAIR, "agenda.restore", item="a1")
    assert due(session) is not None
    session.do(CHAIR, "meeting.close")
    assert (due(session), minutes(session, "a1")) == (None, None)


def test_who_reports_is_told_when(running: Table) -> None:
    running.do(SECRETARY, "agenda.edit", item="a3", seats=[CUALO.seat, CUALO.seat])
    expected = running.state.opened_at + timedelta(minutes=36)
    for viewer in (CUALO, AN):
        assert running.sees(viewer)["me"]["next_item"] == {
            "item": "a3",
            "planned_at": "2026-11-23T02:05:00.000Z",
            "expected_at": iso(expected),
        }
    assert running.sees(KYSON)["me"]["next_item"] is None
    assert running.sees(CHAIR)["agenda"]["items"]["a3"]["seats"] == [CUALO.seat]
    running.do(SECRETARY, "agenda.edit", item="a2", seats=[AN.seat])
    assert running.sees(AN)["me"]["next_item"]["item"] == "a2"
    assert running.sees(CUALO)["me"]["next_item"]["item"] == "a3"


def test_a_site_that_was_removed_does_not_report(running: Table) -> None:
    running.do(SECRETARY, "agenda.edit", item="a2", seats=[KYSON.seat])
    running.do(CHAIR, "site.remove", code="417")
    assert running.sees(CHAIR)["agenda"]["items"]["a2"]["seats"] == []
    running.do(SECRETARY, "agenda.edit", item="a2", seats=[KYSON.seat, CUALO.seat])
    running.refuses("seat.unknown", SECRETARY, "agenda.edit", item="a2", seats=["site-999"])
