"""Presence counted from the log: by delegate, by hall, by agenda item, and the course of the quorum."""

from rooms import GENESIS, seal_all
from rooms.afterwards import history, roster
from tests.rooms.table import AN, BINH, CHAIR, CUALO, CUC, KYSON, SECRETARY, VINH, Table

THAY = {"name": "Phạm Văn Thay", "office": "Phó phòng"}


def entry(table: Table, seat: str) -> history.Attendance:
    return next(one for one in history.attendance(table.log) if one.seat == seat)


def test_stays_have_every_coming_and_going(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    session.wait(59).do(AN, "delegate.leave", delegate="an")
    session.wait(9).do(CUALO, "delegate.return", delegate="an")
    session.wait(28).do(CHAIR, "meeting.close")
    found = entry(session, AN.seat)
    assert [span.duration_ms() for span in found.stays] == [60_000, 29_000]
    assert found.stayed_ms() == 89_000
    assert found.roll == "late"


def test_a_mark_taken_back_leaves_no_stay(session: Table) -> None:
    session.do(CUALO, "roll.mark", subject=AN.seat, status="present")
    session.wait(9).do(CUALO, "roll.mark", subject=AN.seat, status="absent")
    assert entry(session, AN.seat).stays == ()


def test_who_was_entered_after_the_end_came_for_no_known_time(session: Table) -> None:
    session.to("closed")
    session.do(SECRETARY, "roll.mark", subject=AN.seat, status="present")
    found = entry(session, AN.seat)
    assert (roster.came(found), found.stayed_ms()) == (True, 0)


def test_the_register_knows_the_substitute(session: Table) -> None:
    session.do(AN, "invitation.answer", answer="absent", reason="Ốm", substitute=THAY)
    found = entry(session, AN.seat)
    assert found.delegate is not None
    assert found.delegate.answer is not None
    assert (found.name, found.delegate.name) == ("Phạm Văn Thay (thay Nguyễn Thị An)", "Nguyễn Thị An")
    assert found.delegate.answer.reason == "Ốm"


def test_halls_are_counted(session: Table) -> None:
    session.do(AN, "invitation.answer", answer="absent", substitute=THAY)
    session.do(BINH, "invitation.answer", answer="attending")
    session.do(AN, "delegate.check_in")
    session.do(CUALO, "roll.mark", subject=BINH.seat, status="excused", note="Họp đột xuất")
    session.do(SECRETARY, "delegate.leave", delegate="an")
    vinh, cualo, kyson = roster.by_hall(session.log)
    assert (cualo.hall.seat, cualo.invited, cualo.attending, cualo.substituted) == (CUALO.seat, 2, 1, 1)
    assert (cualo.came, cualo.late, cualo.left, cualo.excused, cualo.missing) == (1, 1, 1, 1, 1)
    assert (kyson.hall.seat, kyson.unanswered, kyson.missing) == (KYSON.seat, 1, 1)
    assert (vinh.hall.seat, vinh.invited) == (VINH.seat, 1)


def test_presence_at_each_item(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    session.do(CHAIR, "agenda.start", item="a1")
    session.wait(29).do(AN, "delegate.leave", delegate="an")
    session.wait(9).do(CUC, "delegate.check_in")
    session.wait(19).do(CHAIR, "agenda.start", item="a2")
    session.wait(9).do(CHAIR, "meeting.close")
    first, second = roster.by_item(session.log)
    assert (first.item.item, first.spent_ms) == ("a1", 60_000)
    assert (first.present_ms[AN.seat], first.present_ms[CUC.seat]) == (30_000, 20_000)
    assert (second.present_ms[AN.seat], second.present_ms[CUC.seat]) == (0, 10_000)


def test_time_in_recess_is_nobodys_presence_at_an_item(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    session.do(CHAIR, "agenda.start", item="a1")
    session.do(CHAIR, "meeting.recess")
    session.wait(99).do(CHAIR, "meeting.resume")
    session.do(CHAIR, "meeting.close")
    (item,) = roster.by_item(session.log)
    assert item.present_ms[AN.seat] == item.spent_ms == 2_000


def test_the_course_of_the_quorum(table: Table) -> None:
    table.to("line_check").do(SECRETARY, "quorum.set", count=2)
    table.do(AN, "delegate.check_in")
    table.do(CHAIR, "meeting.open")
    table.do(BINH, "delegate.check_in")
    table.do(BINH, "delegate.leave", delegate="binh")
    table.do(CHAIR, "meeting.close")
    course = [(one.why, one.figures.here, one.figures.met) for one in roster.quorum_course(table.log)]
    assert course == [("opened", 1, False), ("met", 2, True), ("lost", 1, False), ("closed", 1, False)]


def test_a_sealed_log_tells_the_same(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    session.do(CHAIR, "agenda.start", item="a1")
    session.do(CHAIR, "meeting.close")
    sealed = seal_all(session.state.id, GENESIS, session.log)
    assert roster.by_hall(sealed) == roster.by_hall(session.log)
    assert roster.by_item(sealed) == roster.by_item(session.log)
    assert roster.quorum_course(sealed) == roster.quorum_course(session.log)


def test_who_is_off_the_list_is_not_counted(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    session.do(SECRETARY, "delegate.remove", id="an")
    assert AN.seat not in {one.seat for one in roster.delegates(session.log)}
    assert entry(session, AN.seat).stays[0].end == session.state.at
