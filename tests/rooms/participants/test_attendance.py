"""The roll: marks of the secretary and of halls for their own, and names called out one after another."""

from tests.rooms.table import (
    AN,
    BINH,
    CHAIR,
    CUALO,
    CUC,
    DUNG,
    KYSON,
    OBSERVER,
    SECRETARY,
    TECHNICIAN,
    VINH,
    Table,
)  # fmt: skip


def called(table: Table) -> str | None:
    now = table.sees(KYSON)["roll"]["called"]
    return now["seat"] if now else None


def test_the_secretary_marks_halls_officers_and_delegates(session: Table) -> None:
    for seat in (KYSON.seat, TECHNICIAN.seat, AN.seat):
        assert session.do(SECRETARY, "roll.mark", subject=seat, status="excused", note="x") == ["roll.marked"]
        assert session.do(SECRETARY, "roll.mark", subject=seat, status="excused", note="x") == []
    seen = session.sees(VINH)
    assert seen["sites"][KYSON.seat]["roll"] == seen["officers"][TECHNICIAN.seat]["roll"] == "excused"


def test_observers_and_strangers_are_not_on_the_roll(session: Table) -> None:
    session.refuses("seat.unknown", SECRETARY, "roll.mark", subject=OBSERVER.seat, status="present")
    session.refuses("seat.unknown", SECRETARY, "roll.mark", subject="site-999", status="present")
    session.do(SECRETARY, "roll.start")
    session.refuses("seat.unknown", SECRETARY, "roll.call", subject=OBSERVER.seat)


def test_a_hall_marks_its_own_delegates_only(session: Table) -> None:
    assert session.do(CUALO, "roll.mark", subject=AN.seat, status="present") == ["roll.marked"]
    for seat in (CUC.seat, KYSON.seat, CUALO.seat, TECHNICIAN.seat):
        session.refuses("site.not_yours", CUALO, "roll.mark", subject=seat, status="present")
    assert session.sees(SECRETARY)["delegates"]["an"]["roll_by"] == CUALO.seat


def test_marking_who_speaks_as_not_here_ends_the_turn(session: Table) -> None:
    for status in ("absent", "excused"):
        request = session.ask(AN)
        session.do(CHAIR, "floor.grant", request=request)
        facts = session.do(SECRETARY, "roll.mark", subject=AN.seat, status=status)
        assert facts == ["floor.revoked", "roll.marked"]
        assert session.sees(CUALO)["sites"][CUALO.seat]["microphone"] == "closed"
        assert session.sees(AN)["me"]["ended"]["cause"] == "absent"


def test_who_is_not_here_waits_no_longer_and_who_is_late_speaks_on(session: Table) -> None:
    session.ask(BINH)
    request = session.ask(AN)
    session.do(CHAIR, "floor.grant", request=request)
    assert session.do(CUALO, "roll.mark", subject=AN.seat, status="late") == ["roll.marked"]
    facts = session.do(CUALO, "roll.mark", subject=BINH.seat, status="absent")
    assert facts == ["floor.withdrawn", "roll.marked"]
    seen = session.sees(CHAIR)["floor"]
    assert (seen["holders"], seen["queue"]) == ([request], [])


def test_a_hall_neither_calls_the_roll_nor_corrects_it_afterwards(session: Table) -> None:
    session.do(SECRETARY, "roll.start")
    session.refuses("role.denied", CUALO, "roll.call", subject=AN.seat)
    session.refuses("role.denied", CUALO, "roll.mark", subject=AN.seat, status="late", call_next=True)
    session.to("closed")
    session.refuses("meeting.over", CUALO, "roll.mark", subject=AN.seat, status="present")


def test_a_hall_marks_nobody_before_the_lines_are_open(table: Table) -> None:
    table.to("scheduled").refuses("meeting.not_open", CUALO, "roll.mark", subject=AN.seat, status="present")


def test_the_roll_call_runs_once_at_a_time(session: Table) -> None:
    session.refuses("roll.not_running", SECRETARY, "roll.finish")
    session.refuses("roll.not_running", SECRETARY, "roll.call")
    session.do(SECRETARY, "roll.start")
    session.refuses("roll.running", CHAIR, "roll.start")
    session.do(SECRETARY, "roll.finish")
    session.refuses("roll.not_running", CHAIR, "roll.finish")
    assert session.do(CHAIR, "roll.start") == ["roll.started"]
    assert session.sees(VINH)["roll"]["finished_at"] is None


def test_names_are_called_hall_by_hall_and_every_screen_shows_them(session: Table) -> None:
    session.do(SECRETARY, "roll.start")
    order = []
    session.do(SECRETARY, "roll.call")
    while (seat := called(session)) is not None:
        order.append(seat)
        session.do(SECRETARY, "roll.mark", subject=seat, status="present", call_next=True)
    assert order == [DUNG.seat, AN.seat, BINH.seat, CUC.seat]
    assert session.sees(SECRETARY)["roll"]["next"] is None


def test_a_hall_without_delegates_is_called_itself(session: Table) -> None:
    session.do(SECRETARY, "delegate.remove", id="cuc")
    session.do(SECRETARY, "roll.start")
    session.do(SECRETARY, "roll.call", subject=BINH.seat)
    assert session.sees(SECRETARY)["roll"]["next"] == KYSON.seat


def test_marking_and_calling_the_next_is_one_command(session: Table) -> None:
    session.refuses(
        "roll.not_running", SECRETARY, "roll.mark", subject=AN.seat, status="late", call_next=True
    )
    session.do(SECRETARY, "roll.start")
    session.do(SECRETARY, "roll.call", subject=AN.seat)
    done = session.do(SECRETARY, "roll.mark", subject=AN.seat, status="absent", note="ốm", call_next=True)
    assert done == ["roll.marked", "roll.called"]
    assert session.sees(CHAIR)["roll"]["called"] == {
        "seat": BINH.seat, "name": "Trần Bình", "office": "Phó CT", "site": CUALO.seat,
    }  # fmt: skip


def test_calling_skips_who_is_marked_and_comes_round_to_the_top(session: Table) -> None:
    session.do(CUALO, "roll.mark", subject=BINH.seat, status="present")
    session.do(SECRETARY, "roll.start")
    session.do(SECRETARY, "roll.call", subject=AN.seat)
    assert session.sees(SECRETARY)["roll"]["next"] == CUC.seat
    session.do(SECRETARY, "roll.call", subject=CUC.seat)
    assert session.sees(SECRETARY)["roll"]["next"] == DUNG.seat
    assert session.do(SECRETARY, "roll.call", subject=CUC.seat) == []


def test_no_name_stays_on_the_screens(session: Table) -> None:
    session.do(SECRETARY, "roll.start")
    session.do(SECRETARY, "roll.call", subject=AN.seat)
    session.do(SECRETARY, "roll.finish")
    assert called(session) is None
    session.do(SECRETARY, "roll.start")
    session.do(SECRETARY, "roll.call", subject=AN.seat)
    session.do(SECRETARY, "delegate.remove", id="an")
    assert called(session) is None
    session.do(SECRETARY, "roll.call", subject=BINH.seat)
    session.to("closed")
    assert called(session) is None


def test_a_mark_says_who_is_here(session: Table) -> None:
    def presence() -> str:
        return str(session.sees(CHAIR)["delegates"]["an"]["presence"])

    for status, expected in (
        ("excused", "absent"), ("present", "here"), ("late", "here"), ("absent", "absent"), ("late", "here"),
    ):  # fmt: skip
        session.do(SECRETARY, "roll.mark", subject=AN.seat, status=status)
        assert presence() == expected, status


def test_who_checked_in_is_not_unmade_by_a_mark_of_absence(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    session.do(SECRETARY, "roll.mark", subject=AN.seat, status="absent")
    seen = session.sees(CHAIR)["delegates"]["an"]
    assert (seen["presence"], seen["roll"]) == ("left", "absent")
    assert seen["entered_at"] is not None
    session.do(SECRETARY, "roll.mark", subject=AN.seat, status="present")
    assert session.sees(CHAIR)["delegates"]["an"]["presence"] == "here"


def test_a_corrected_note_brings_nobody_back(session: Table) -> None:
    session.do(SECRETARY, "roll.mark", subject=AN.seat, status="present")
    session.do(SECRETARY, "delegate.leave", delegate="an")
    session.do(SECRETARY, "roll.mark", subject=AN.seat, status="late", note="về sớm")
    assert session.sees(CHAIR)["delegates"]["an"]["presence"] == "left"


def test_marks_can_be_corrected_after_the_end(session: Table) -> None:
    session.to("closed")
    assert session.do(SECRETARY, "roll.mark", subject=AN.seat, status="excused") == ["roll.marked"]
