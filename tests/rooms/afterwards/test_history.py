"""What the record is written from: projections of the log alone."""

import pytest

from rooms import GENESIS, BadEvent, seal_all
from rooms.afterwards import history
from tests.rooms.table import (
    AN,
    CHAIR,
    CUALO,
    DEPUTY,
    KYSON,
    OBSERVER,
    SECRETARY,
    SYSTEM,
    TECHNICIAN,
    VINH,
    Table,
)  # fmt: skip

PAPER = {"title": "Báo cáo", "pages": 9, "size": 1, "sha256": "0" * 64}


def test_turns_say_who_spoke_for_how_long_and_how_it_ended(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a1")
    session.give(KYSON, limit_s=60)
    session.do(CHAIR, "floor.extend", request=session.state.floor.holders[0], extra_s=30)
    session.wait(38).do(KYSON, "floor.release")
    session.do(CHAIR, "floor.invite", seat=AN.seat, topic="Bến cá")
    session.wait(9).do(CHAIR, "floor.revoke", request=session.state.floor.holders[0], reason="Hết giờ")
    session.give(VINH)
    first, second, third = history.turns(session.log)
    assert (first.name, first.site, first.item, first.limit_s) == ("Huyện Kỳ Sơn", KYSON.seat, "a1", 90)
    assert (first.ended_by, first.span.duration_ms(), first.phase) == ("released", 40_000, "in_session")
    assert (second.name, second.delegate, second.site, second.topic) == (
        "Nguyễn Thị An",
        "an",
        "site-413",
        "Bến cá",
    )
    assert (second.ended_by, second.cause, second.reason) == ("revoked", "officer", "Hết giờ")
    assert (third.ended_by, third.span.end) == (None, None)
    assert third.span.duration_ms(session.now) == 0


def test_line_check_turns_can_be_told_apart(table: Table) -> None:
    table.connect_everybody().to("line_check")
    table.give(KYSON)
    table.do(CHAIR, "meeting.open")
    (turn,) = history.turns(table.log)
    assert (turn.phase, turn.cause) == ("line_check", "opened")


def test_presence_has_every_stretch(table: Table) -> None:
    table.connect(KYSON, "a")
    table.connect(KYSON, "b")
    table.wait(8).disconnect(KYSON, "a")
    table.wait(9).disconnect(KYSON, "b")
    table.wait(4).connect(KYSON, "c")
    table.wait(2)
    (hall,) = history.presence(table.log)
    assert [span.duration_ms(table.now) for span in hall.spans] == [20_000, 2_000]
    assert hall.present_ms(table.now) == 22_000
    assert (hall.role, hall.name) == ("site", "Huyện Kỳ Sơn")


def test_who_was_removed_is_remembered(session: Table) -> None:
    session.do(SECRETARY, "roll.mark", subject=AN.seat, status="present", note="ghế 3")
    session.wait(9).do(SECRETARY, "site.remove", code="413")
    register = {one.seat: one for one in history.attendance(session.log)}
    assert register["site-413"].removed_at == session.state.at
    assert register["site-413"].spans[-1].end == session.state.at
    assert (register[AN.seat].roll, register[AN.seat].roll_note) == ("present", "ghế 3")
    assert register[KYSON.seat].removed_at is None


def test_who_came_without_a_device_counts_by_check_in_or_mark(table: Table) -> None:
    table.to("line_check").do(AN, "delegate.check_in")
    table.do(SECRETARY, "roll.mark", subject="delegate-cuc", status="late")
    table.do(SECRETARY, "roll.mark", subject="delegate-dung", status="absent")
    assert {one.seat for one in history.presence(table.log)} == {AN.seat, "delegate-cuc"}
    assert len(history.attendance(table.log)) == 12


def test_observers_are_on_the_register_once_seen(session: Table) -> None:
    session.wait(5).disconnect(OBSERVER)
    (seen,) = [one for one in history.attendance(session.log) if one.role == "observer"]
    assert seen.name == "Khách"
    assert seen.spans[0].end == session.state.at


def test_a_hall_invited_again_is_one_entry(session: Table) -> None:
    session.do(SECRETARY, "site.remove", code="417")
    session.do(SECRETARY, "site.add", code="417", name="Xã Kỳ Sơn", short_name="Kỳ Sơn", kind="commune")
    session.connect(KYSON)
    (hall,) = [one for one in history.attendance(session.log) if one.seat == KYSON.seat]
    assert (hall.name, hall.removed_at, len(hall.spans)) == ("Xã Kỳ Sơn", None, 2)


def test_pages_follow_the_front(session: Table) -> None:
    session.do(SYSTEM, "paper.add", paper="p1", **PAPER)
    session.do(CHAIR, "front.show", paper="p1", page=2)
    session.do(SECRETARY, "front.turn", page=3)
    session.do(SECRETARY, "paper.remove", paper="p1")
    shown = [(one.paper, one.title, one.page, one.by) for one in history.pages(session.log)]
    assert shown == [
        ("p1", "Báo cáo", 2, CHAIR.seat),
        ("p1", "Báo cáo", 3, SECRETARY.seat),
        (None, "", 1, None),
    ]


def test_pages_tell_the_version_that_was_in_front(session: Table) -> None:
    session.do(SYSTEM, "paper.add", paper="p1", **PAPER)
    session.do(CHAIR, "front.show", paper="p1", page=2)
    newer = {"pages": PAPER["pages"], "size": 2, "sha256": "f" * 64}
    session.do(SYSTEM, "paper.replace", paper="p1", version=2, **newer)
    session.do(CHAIR, "paper.withdraw", paper="p1", reason="Nhầm bản")
    shown = [(one.paper, one.page, one.version) for one in history.pages(session.log)]
    assert shown == [("p1", 2, 1), ("p1", 2, 2), (None, 1, 1)]


def test_agenda_time_leaves_recess_out(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a2")
    session.wait(9).do(CHAIR, "meeting.recess")
    session.wait(99).do(CHAIR, "meeting.resume")
    session.wait(4).do(CHAIR, "agenda.start", item="a1")
    session.wait(9).do(CHAIR, "chat.post", text="x")
    a1, a2, a3 = history.agenda_items(session.log)
    assert (a2.spent_s, [span.duration_ms() for span in a2.spans]) == (15, [10_000, 5_000])
    assert (a1.spent_s, a1.spans[0].end) == (10, None)
    assert (a3.spent_s, a3.spans) == (0, ())


def test_what_was_put_off_and_what_was_internal_is_told(session: Table) -> None:
    session.do(SECRETARY, "agenda.edit", item="a1", internal=True)
    session.do(CHAIR, "agenda.start", item="a1")
    session.give(KYSON)
    session.do(CHAIR, "agenda.start", item="a2")
    session.wait(8).do(CHAIR, "agenda.postpone", item="a2", reason="Chưa đủ tài liệu")
    a1, a3, a2 = history.agenda_items(session.log)
    assert (a1.internal, a1.postponed, a3.postponed) == (True, None, None)
    assert (a2.postponed, a2.spent_s, a2.spans[0].end is None) == ("Chưa đủ tài liệu", 9, False)
    told = [(one.title, one.internal) for one in history.chapters(session.log) if one.kind != "state"]
    assert told == [("Phòng chống thiên tai", True), ("Huyện Kỳ Sơn", True), ("Đầu tư công", False)]


def test_conclusions_keep_every_wording(session: Table) -> None:
    session.do(SECRETARY, "decision.record", text="Một", item="a1")
    session.do(CHAIR, "decision.amend", decision=f"k{session.state.seq}", text="Hai")
    (made,) = history.conclusions(session.log)
    assert (made.wordings, made.item, made.by) == (("Một", "Hai"), "a1", SECRETARY.seat)


def test_recordings_say_whose_decision_and_how_they_broke_off(session: Table) -> None:
    session.wait(9).do(SYSTEM, "recording.failed", reason="Đĩa đầy")
    session.do(CHAIR, "recording.start")
    session.wait(4).do(CHAIR, "meeting.close")
    first, second = history.recordings(session.log)
    assert (first.failure, first.decided_by, first.span.duration_ms()) == ("Đĩa đầy", CHAIR.seat, 10_000)
    assert (second.failure, second.span.duration_ms()) == (None, 5_000)


def test_who_presided_when(session: Table) -> None:
    session.do(CHAIR, "presiding.hand_over", seat=DEPUTY.seat)
    led = [(one.seat, one.name, one.why) for one in history.presided(session.log)]
    assert led == [(CHAIR.seat, "Lê Chủ Trì", "appointed"), (DEPUTY.seat, "Phó Một", "handed_over")]


def test_what_was_on_air_is_told_with_whose_choice_it_was(session: Table) -> None:
    request = session.give(KYSON)
    session.do(SECRETARY, "program.cut", layout="dialogue", sources=[VINH.seat, CUALO.seat])
    session.do(SECRETARY, "program.set_mode", mode="auto")
    session.do(CHAIR, "floor.revoke", request=request)
    seen = [(one.directed, one.layout, one.sources) for one in history.aired(session.log)]
    assert seen[-4:] == [
        (False, "speaker", (KYSON.seat,)),
        (True, "dialogue", (VINH.seat, CUALO.seat)),
        (False, "speaker", (KYSON.seat,)),
        (False, "speaker", (CHAIR.seat,)),
    ]


def test_sessions_leave_recess_out(session: Table) -> None:
    session.wait(9).do(CHAIR, "meeting.recess")
    session.wait(60).do(CHAIR, "meeting.resume")
    session.wait(4).do(CHAIR, "meeting.close")
    assert [span.duration_ms() for span in history.sessions(session.log)] == [10_000, 5_000]


def test_chapters_name_states_items_and_turns(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a1")
    session.give(TECHNICIAN)
    session.do(CHAIR, "meeting.close")
    assert [(one.kind, one.title, one.seat) for one in history.chapters(session.log)] == [
        ("state", "line_check", None),
        ("state", "in_session", None),
        ("agenda", "Phòng chống thiên tai", None),
        ("turn", "Kỹ Thuật", TECHNICIAN.seat),
        ("state", "closed", None),
    ]


def test_sealed_and_open_logs_tell_the_same(session: Table) -> None:
    session.give(KYSON)
    sealed = seal_all(session.state.id, GENESIS, session.log)
    assert history.turns(sealed) == history.turns(session.log)
    assert history.final(sealed) == session.state


def test_an_empty_log_tells_nothing() -> None:
    for projection in (
        history.turns,
        history.attendance,
        history.agenda_items,
        history.pages,
        history.aired,
        history.chapters,
    ):
        assert projection(()) == ()


def test_a_log_without_its_beginning_is_an_error(session: Table) -> None:
    with pytest.raises(BadEvent):
        history.turns(session.log[1:])
