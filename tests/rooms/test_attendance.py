"""Roll-call and check-in."""

from tests.rooms.table import AN, CHAIR, KYSON, OBSERVER, SECRETARY, TECHNICIAN, VINH, Table


def test_a_delegate_checks_in_before_the_opening(table: Table) -> None:
    table.to("line_check").do(AN, "delegate.check_in")
    seen = table.sees(CHAIR)["delegates"]["an"]
    assert (seen["present"], seen["roll"]) == (True, "present")
    assert seen["checked_in_at"] is not None


def test_after_the_opening_a_delegate_is_late(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    assert session.sees(CHAIR)["delegates"]["an"]["roll"] == "late"


def test_a_mark_of_presence_stands_at_check_in(session: Table) -> None:
    session.do(SECRETARY, "roll.mark", subject=AN.seat, status="present", note="qua điện thoại")
    session.do(AN, "delegate.check_in")
    assert session.sees(SECRETARY)["delegates"]["an"]["roll"] == "present"


def test_who_was_marked_absent_comes_late_and_the_note_stays(session: Table) -> None:
    session.do(SECRETARY, "roll.mark", subject=AN.seat, status="absent", note="kẹt xe")
    session.do(AN, "delegate.check_in")
    seen = session.sees(SECRETARY)["delegates"]["an"]
    assert (seen["roll"], seen["roll_note"]) == ("late", "kẹt xe")


def test_nobody_checks_in_twice(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    session.refuses("delegate.checked_in", AN, "delegate.check_in")


def test_halls_do_not_check_in(session: Table) -> None:
    session.refuses("role.denied", KYSON, "delegate.check_in")


def test_the_secretary_marks_halls_officers_and_delegates(session: Table) -> None:
    for seat in (KYSON.seat, TECHNICIAN.seat, AN.seat):
        assert session.do(SECRETARY, "roll.mark", subject=seat, status="excused", note="x") == ["roll.marked"]
        assert session.do(SECRETARY, "roll.mark", subject=seat, status="excused", note="x") == []
    seen = session.sees(VINH)
    assert seen["sites"][KYSON.seat]["roll"] == seen["officers"][TECHNICIAN.seat]["roll"] == "excused"


def test_observers_and_strangers_are_not_on_the_roll(session: Table) -> None:
    session.refuses("seat.unknown", SECRETARY, "roll.mark", subject=OBSERVER.seat, status="present")
    session.refuses("seat.unknown", SECRETARY, "roll.mark", subject="site-999", status="present")


def test_the_roll_call_runs_once_at_a_time(session: Table) -> None:
    session.refuses("roll.not_running", SECRETARY, "roll.finish")
    session.do(SECRETARY, "roll.start")
    session.refuses("roll.running", CHAIR, "roll.start")
    session.do(SECRETARY, "roll.finish")
    session.refuses("roll.not_running", CHAIR, "roll.finish")
    assert session.do(CHAIR, "roll.start") == ["roll.started"]
    assert session.sees(VINH)["roll"]["finished_at"] is None


def test_marks_can_be_corrected_after_the_end(session: Table) -> None:
    session.to("closed")
    assert session.do(SECRETARY, "roll.mark", subject=AN.seat, status="excused") == ["roll.marked"]
