"""The line check: who is ready, who has to look again, and the alarms before opening."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import BadCommand, Patience, event_from_json, event_to_json, replay, reviews
from rooms.afterwards.checked import line_checks
from rooms.screens.line_check_words import FINDINGS, STEPS
from tests.rooms.chance import STEADY
from tests.rooms.table import (
    AN,
    CHAIR,
    CUALO,
    DEPUTY,
    KYSON,
    OBSERVER,
    PLAN,
    SECRETARY,
    SYSTEM,
    TECHNICIAN,
    VINH,
    Table,
)  # fmt: skip

OPENING = datetime.fromisoformat(PLAN["scheduled_at"])
GOOD = {step: "udp" if step == "round_trip" else "good" for step in STEPS}


@pytest.fixture
def check() -> Table:
    """A scheduled meeting, everybody connected, a run of every hall started by the technician."""
    table = Table().connect_everybody().to("scheduled")
    table.do(TECHNICIAN, "check.start")
    return table


def report(table: Table, viewer, step: str, code: str | None = None, **more) -> list[str]:
    code = code or GOOD[step]
    return table.do(viewer, "check.report", step=step, result=FINDINGS[step][code], code=code, **more)


def pass_all(table: Table, viewer) -> None:
    for step in STEPS:
        report(table, viewer, step)


def site(table: Table, viewer) -> dict:
    return table.sees(TECHNICIAN)["checks"]["sites"][viewer.seat]


def alarm_due(table: Table) -> dict[str, datetime]:
    return {one.command: one.at for one in reviews(table.state, Patience())}


def ring(table: Table, before_min: float) -> list[str]:
    """What the server does ``before_min`` minutes before opening: give every command that is due."""
    table.now = OPENING - timedelta(minutes=before_min)
    made = []
    for review in reviews(table.state, Patience()):
        if review.at <= table.now + timedelta(seconds=1):
            made += table.do(SYSTEM, review.command, **review.data)
    return made


def test_every_hall_is_asked_for_every_step(check: Table) -> None:
    assert check.sees(KYSON)["me"]["check"] == list(STEPS)
    assert check.sees(AN)["me"]["check"] == []
    assert check.sees(TECHNICIAN)["me"]["check"] == []


def test_a_hall_is_ready_once_every_step_has_passed_in_any_order(check: Table) -> None:
    for step in reversed(STEPS):
        assert not site(check, KYSON)["ready"]
        report(check, KYSON, step)
    assert site(check, KYSON)["ready"]
    assert check.sees(KYSON)["me"]["check"] == []
    assert not site(check, VINH)["ready"]


def test_a_result_keeps_its_figures_its_time_and_who_it_is_from(check: Table) -> None:
    figures = [{"name": "rate", "value": 25, "unit": "fps"}, {"name": "width", "value": 1280, "unit": "px"}]
    report(check, KYSON, "camera", value=720, unit="px", measures=figures)
    found = site(check, KYSON)["steps"]["camera"]
    assert (found["result"], found["code"], found["value"], found["unit"]) == ("passed", "good", 720, "px")
    assert found["measures"] == figures
    assert (found["by"], found["by_hand"], found["stale"]) == (KYSON.seat, False, False)
    assert datetime.fromisoformat(found["at"]) == check.now
    assert check.sees(KYSON)["me"]["checked"]["camera"] == found


def test_a_failed_step_keeps_a_hall_from_being_ready_until_it_passes(check: Table) -> None:
    pass_all(check, KYSON)
    report(check, KYSON, "camera", "black")
    assert not site(check, KYSON)["ready"]
    report(check, KYSON, "camera")
    assert site(check, KYSON)["ready"]


def test_a_step_left_out_counts_only_by_an_officers_word(check: Table) -> None:
    pass_all(check, KYSON)
    report(check, KYSON, "echo", "skipped")
    assert not site(check, KYSON)["ready"]
    check.do(SECRETARY, "check.confirm", seat=KYSON.seat, step="echo", result="skipped", note="Dùng tai nghe")
    assert site(check, KYSON)["ready"]
    found = site(check, KYSON)["steps"]["echo"]
    assert (found["by_hand"], found["by"], found["note"]) == (True, SECRETARY.seat, "Dùng tai nghe")
    check.do(SECRETARY, "check.confirm", seat=KYSON.seat, step="echo", result="failed", note="Vẫn vang")
    assert not site(check, KYSON)["ready"]


def test_a_hall_without_a_line_is_not_ready(check: Table) -> None:
    pass_all(check, KYSON)
    check.disconnect(KYSON)
    assert not site(check, KYSON)["ready"]


def test_a_hall_that_reconnects_is_not_silently_ready(check: Table) -> None:
    pass_all(check, KYSON)
    check.disconnect(KYSON)
    check.connect(KYSON, "c2")
    assert (site(check, KYSON)["ready"], site(check, KYSON)["stale"]) == (False, True)
    check.do(TECHNICIAN, "check.again", seat=KYSON.seat)
    assert check.sees(KYSON)["me"]["check"] == list(STEPS)
    pass_all(check, KYSON)
    assert (site(check, KYSON)["ready"], site(check, KYSON)["stale"]) == (True, False)


def test_another_machine_that_takes_the_halls_place_has_to_be_checked(check: Table) -> None:
    pass_all(check, KYSON)
    check.connect(KYSON, "c2")
    check.disconnect(KYSON, "c1")
    assert site(check, KYSON)["stale"]


def test_another_device_makes_what_was_found_with_the_last_one_stale(check: Table) -> None:
    pass_all(check, KYSON)
    assert check.do(KYSON, "check.change_device", device="microphone") == ["check.device_changed"]
    stale = {step for step, found in site(check, KYSON)["steps"].items() if found["stale"]}
    assert stale == {"microphone", "echo"}
    assert not site(check, KYSON)["ready"]
    report(check, KYSON, "microphone")
    report(check, KYSON, "echo")
    assert site(check, KYSON)["ready"]


def test_another_device_before_anything_was_found_changes_nothing(check: Table) -> None:
    assert check.do(KYSON, "check.change_device", device="camera") == []
    pass_all(check, KYSON)
    check.do(KYSON, "check.change_device", device="camera")
    assert check.do(KYSON, "check.change_device", device="camera") == []


def test_one_step_can_be_asked_again(check: Table) -> None:
    pass_all(check, KYSON)
    assert check.do(TECHNICIAN, "check.again", seat=KYSON.seat, step="echo") == ["check.asked"]
    assert check.sees(KYSON)["me"]["check"] == ["echo"]
    assert "echo" not in site(check, KYSON)["steps"]
    assert check.do(TECHNICIAN, "check.again", seat=KYSON.seat, step="echo") == []


def test_a_run_of_some_halls_leaves_the_others_alone() -> None:
    table = Table().connect_everybody().to("line_check")
    table.do(TECHNICIAN, "check.start", seats=[KYSON.seat, KYSON.seat])
    assert table.sees(VINH)["me"]["check"] == []
    table.refuses("check.not_yours", VINH, "check.report", step="page", result="passed", code="good")
    table.do(TECHNICIAN, "check.again", seat=VINH.seat)
    assert report(table, VINH, "page") == ["check.reported"]
    assert line_checks(table.log).runs[0].seats == (KYSON.seat, VINH.seat)


def test_a_later_run_keeps_what_other_halls_came_to(check: Table) -> None:
    pass_all(check, KYSON)
    pass_all(check, VINH)
    check.do(TECHNICIAN, "check.finish")
    check.do(SECRETARY, "check.start", seats=[VINH.seat])
    assert site(check, KYSON)["ready"]
    assert site(check, VINH)["steps"] == {}


def test_a_hall_added_during_the_run_is_asked_too(check: Table) -> None:
    check.do(SECRETARY, "site.add", code="500", name="Xã Mới", short_name="Mới", kind="commune")
    assert check.sees(TECHNICIAN)["checks"]["sites"]["site-500"]["todo"] == list(STEPS)
    check.do(SECRETARY, "site.remove", code="417")
    assert KYSON.seat not in check.sees(TECHNICIAN)["checks"]["sites"]
    assert KYSON.seat not in check.state.checks.sites


def test_after_the_run_nothing_is_taken(check: Table) -> None:
    check.refuses("check.running", SECRETARY, "check.start")
    assert check.do(SECRETARY, "check.finish") == ["check.finished"]
    assert check.sees(KYSON)["me"]["check"] == []
    report_of = {"step": "page", "result": "passed", "code": "good"}
    check.refuses("check.not_running", KYSON, "check.report", **report_of)
    check.refuses("check.not_running", TECHNICIAN, "check.again", seat=KYSON.seat)
    by_hand = {"seat": KYSON.seat, "step": "page", "result": "passed", "note": "Đã gọi điện"}
    check.refuses("check.not_running", TECHNICIAN, "check.confirm", **by_hand)
    check.refuses("check.not_running", TECHNICIAN, "check.finish")


def test_opening_the_meeting_ends_the_run(check: Table) -> None:
    assert check.do(CHAIR, "meeting.open")[:2] == ["check.finished", "meeting.opened"]
    assert check.sees(KYSON)["me"]["check"] == []
    assert check.sees(TECHNICIAN)["checks"]["run"]["finished_at"] is not None
    check.refuses("meeting.wrong_state", TECHNICIAN, "check.start")


def test_what_makes_no_sense_is_refused_by_its_code(check: Table) -> None:
    smell = {"step": "smell", "result": "passed", "code": "good"}
    check.refuses("check.unknown_step", KYSON, "check.report", **smell)
    check.refuses("check.unknown_step", TECHNICIAN, "check.again", seat=KYSON.seat, step="smell")
    udp = {"step": "camera", "result": "passed", "code": "udp"}
    check.refuses("check.unknown_finding", KYSON, "check.report", **udp)
    lied = {"step": "camera", "result": "passed", "code": "black"}
    check.refuses("check.unknown_finding", KYSON, "check.report", **lied)
    check.refuses("site.unknown", TECHNICIAN, "check.again", seat=AN.seat)
    check.refuses("site.unknown", TECHNICIAN, "check.again", seat="site-999")
    check.refuses("role.denied", AN, "check.report", step="page", result="passed", code="good")
    check.do(TECHNICIAN, "check.finish")
    check.refuses("check.nobody", TECHNICIAN, "check.start", seats=[])
    check.refuses("site.unknown", TECHNICIAN, "check.start", seats=["site-999"])


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("value", 10**7, "out_of_range"),
        ("value", 1.5, "not_whole"),
        ("unit", "parsec", "bad_pattern"),
        ("result", "perfect", "not_a_choice"),
        ("code", "<b>", "bad_pattern"),
        ("measures", [{"name": "rate", "value": 1}] * 7, "too_many"),
        ("seat", "site-417", "unknown_field"),
    ],
)
def test_reports_are_bounded_and_never_about_another_hall(
    check: Table, field: str, value: object, why: str
) -> None:
    with pytest.raises(BadCommand) as caught:
        check.do(KYSON, "check.report", **{"step": "page", "result": "passed", "code": "good", field: value})
    assert caught.value.details["why"] == why


def test_only_officers_see_the_board(check: Table) -> None:
    for viewer in (CHAIR, DEPUTY, SECRETARY, TECHNICIAN):
        assert check.sees(viewer)["checks"]["run"]["by"] == TECHNICIAN.seat
    for viewer in (KYSON, AN, OBSERVER):
        assert check.sees(viewer)["checks"] is None


def test_alarms_ring_at_60_15_and_10_minutes_once_each() -> None:
    table = Table({**PLAN, "scheduled_at": "2026-11-23T03:00:00Z"}).connect_everybody().to("scheduled")
    opening = table.state.scheduled_at
    heard = []
    for _ in range(200):
        due = alarm_due(table).get("check.alarm")
        table.now += timedelta(minutes=1)
        if due is not None and due <= table.now:
            table.do(SYSTEM, "check.alarm", minutes=60)
            heard.append(int((opening - table.now) / timedelta(minutes=1)))
    assert [alarm["minutes"] for alarm in table.sees(CHAIR)["checks"]["alarms"]] == [60, 15, 10]
    assert heard == [59, 14, 9]


def test_an_alarm_names_the_halls_that_are_not_ready(check: Table) -> None:
    pass_all(check, KYSON)
    assert ring(check, 15) == ["check.alarmed"]
    (alarm,) = check.sees(TECHNICIAN)["checks"]["alarms"]
    assert (alarm["minutes"], alarm["missing"]) == (15, [VINH.seat, CUALO.seat])


def test_a_server_that_was_down_rings_the_nearest_alarm_only() -> None:
    table = Table({**PLAN, "scheduled_at": "2026-11-23T03:00:00Z"}).connect_everybody().to("scheduled")
    table.now = table.state.scheduled_at - timedelta(minutes=12)
    (review,) = reviews(table.state, Patience())
    assert review.at == table.state.scheduled_at - timedelta(minutes=60)
    assert table.do(SYSTEM, review.command, **review.data) == ["check.alarmed"]
    assert table.state.checks.alarms[0].minutes == 15
    assert table.do(SYSTEM, "check.alarm", minutes=60) == []
    assert alarm_due(table) == {"check.alarm": table.state.scheduled_at - timedelta(minutes=10)}


def test_an_alarm_that_is_not_due_does_not_ring(check: Table) -> None:
    assert check.do(SYSTEM, "check.alarm", minutes=10) == []


def test_moments_that_had_passed_when_the_time_was_set_do_not_ring(check: Table) -> None:
    """The table's meeting is announced half an hour before it opens."""
    assert alarm_due(check) == {"check.alarm": OPENING - timedelta(minutes=15)}


def test_another_time_of_opening_brings_its_own_alarms(check: Table) -> None:
    ring(check, 10)
    check.do(SECRETARY, "meeting.edit", scheduled_at="2026-11-24T01:30:00Z")
    assert alarm_due(check) == {"check.alarm": OPENING + timedelta(days=1, minutes=-60)}
    check.now = OPENING + timedelta(days=1, minutes=-60)
    assert check.do(SYSTEM, "check.alarm", minutes=60) == ["check.alarmed"]


def test_a_meeting_under_way_has_no_alarms(check: Table) -> None:
    check.do(CHAIR, "meeting.open")
    assert "check.alarm" not in alarm_due(check)


def test_the_log_tells_runs_results_alarms_and_who_was_missing_at_the_opening(check: Table) -> None:
    report(check, KYSON, "camera", "black")
    pass_all(check, KYSON)
    check.do(TECHNICIAN, "check.confirm", seat=VINH.seat, step="page", result="passed", note="Đã gọi điện")
    ring(check, 10)
    check.do(CHAIR, "meeting.open")
    told = line_checks(check.log)
    (run,) = told.runs
    assert (run.by_name, run.finished_by) == ("Kỹ Thuật", CHAIR.seat)
    assert [one.found.code for one in run.results_of(KYSON.seat, "camera")] == ["black", "good"]
    (by_hand,) = run.results_of(VINH.seat, "page")
    assert (by_hand.by_name, by_hand.found.note) == ("Kỹ Thuật", "Đã gọi điện")
    assert [alarm.missing for alarm in told.alarms] == [(VINH.seat, CUALO.seat)]
    check.disconnect(KYSON)
    told = line_checks(check.log)
    assert [hall.seat for hall in told.missing] == [VINH.seat, CUALO.seat]
    assert told.opened_at is not None


def test_the_log_tells_which_halls_connected_again_after_their_check(check: Table) -> None:
    pass_all(check, KYSON)
    check.disconnect(KYSON)
    check.connect(KYSON, "c2")
    halls = {hall.seat: hall for hall in line_checks(check.log).halls}
    assert (halls[KYSON.seat].ready, halls[KYSON.seat].stale) == (False, True)


def test_an_empty_log_tells_nothing() -> None:
    assert line_checks([]) == line_checks(())
    assert line_checks([]).runs == ()


STEP = st.sampled_from(STEPS)
MOVE = st.one_of(
    st.tuples(st.just("report"), STEP, st.integers(0, 30)),
    st.tuples(st.just("again"), STEP | st.none(), st.just(0)),
    st.tuples(st.just("confirm"), STEP, st.integers(0, 2)),
    st.tuples(st.sampled_from(["reconnect", "camera", "microphone", "speaker"]), st.none(), st.just(0)),
)


def play(table: Table, move: tuple) -> None:
    kind, step, number = move
    if kind == "report":
        codes = sorted(FINDINGS[step])
        report(table, KYSON, step, codes[number % len(codes)])
    elif kind == "again":
        table.do(TECHNICIAN, "check.again", seat=KYSON.seat, step=step)
    elif kind == "confirm":
        result = ("passed", "failed", "skipped")[number]
        table.do(TECHNICIAN, "check.confirm", seat=KYSON.seat, step=step, result=result, note="x")
    elif kind == "reconnect":
        table.disconnect(KYSON)
        table.connect(KYSON)
    else:
        table.do(KYSON, "check.change_device", device=kind)


@STEADY
@given(st.lists(MOVE, max_size=40))
def test_ready_means_every_step_good_fresh_and_nothing_left_to_do(moves: list) -> None:
    table = Table().connect_everybody().to("scheduled")
    table.do(TECHNICIAN, "check.start")
    for move in moves:
        play(table, move)
        seen = site(table, KYSON)
        good = [
            found["result"] == "passed" or (found["by_hand"] and found["result"] == "skipped")
            for found in seen["steps"].values()
        ]
        fresh = not any(found["stale"] for found in seen["steps"].values())
        assert seen["ready"] == (len(good) == len(STEPS) and all(good) and fresh)
        assert not set(seen["todo"]) & set(seen["steps"])
        assert set(seen["todo"]) | set(seen["steps"]) == set(STEPS)
    again = replay(event_from_json(event_to_json(event)) for event in table.log)
    assert again.checks == table.state.checks
