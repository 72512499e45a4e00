"""What every hall sees: by itself and directed, and what is written over it."""

from datetime import timedelta
from typing import Any

import pytest

from rooms import Patience, Refused, Viewer, event_from_json, event_to_json, replay, reviews
from rooms.base.clock import iso
from tests.rooms.table import (
    AN,
    BINH,
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
)

HALLS = [VINH.seat, CUALO.seat, KYSON.seat]


def program(table: Table, viewer: Viewer = VINH) -> dict[str, Any]:
    return table.sees(viewer)["program"]


def scene(table: Table, viewer: Viewer = VINH) -> tuple[str, list[str]]:
    """Layout and sources on air."""
    seen = program(table, viewer)
    return seen["layout"], seen["sources"]


def paper_in_front(table: Table) -> None:
    paper = {"paper": "p1", "title": "Báo cáo", "pages": 5, "size": 1000, "sha256": "0" * 64}
    table.do(SYSTEM, "paper.add", **paper)
    table.do(SECRETARY, "front.show", paper="p1")


def why_refused(table: Table, command: str, /, **data: Any) -> object:
    with pytest.raises(Refused) as caught:
        table.do(TECHNICIAN, command, **data)
    return caught.value.details["why"]


def bad_scene(table: Table, command: str, why: str, /, **data: Any) -> None:
    table.refuses("program.bad_scene", TECHNICIAN, command, **data)
    assert why_refused(table, command, **data) == why


def third(table: Table, place: int = 0) -> dict[str, Any]:
    return program(table)["third"]["lines"][place]


# -- by itself


def test_nobody_speaks_and_no_page_who_presides_is_seen(session: Table) -> None:
    assert scene(session) == ("speaker", [CHAIR.seat])
    session.do(CHAIR, "presiding.hand_over", seat=DEPUTY.seat)
    assert scene(session) == ("speaker", [DEPUTY.seat])


def test_a_page_stands_beside_who_presides_and_beside_who_speaks(session: Table) -> None:
    paper_in_front(session)
    assert scene(session) == ("page_chair", [CHAIR.seat])
    session.give(KYSON)
    assert scene(session) == ("speaker_page", [KYSON.seat])
    assert program(session)["page"] is True
    session.do(SECRETARY, "front.hide")
    assert scene(session) == ("speaker", [KYSON.seat])
    assert program(session)["page"] is False


def test_two_turns_are_a_dialogue_and_more_are_a_grid(session: Table) -> None:
    session.do(CHAIR, "floor.set_max", max_open=3)
    session.give(KYSON)
    session.give(VINH)
    assert scene(session) == ("dialogue", [KYSON.seat, VINH.seat])
    session.give(CUALO)
    assert scene(session) == ("grid", [KYSON.seat, VINH.seat, CUALO.seat])


def test_two_delegates_of_one_hall_are_one_picture(session: Table) -> None:
    session.do(CHAIR, "floor.set_max", max_open=2)
    session.give(AN)
    session.give(BINH)
    assert scene(session) == ("speaker", [CUALO.seat])


def test_the_end_of_a_turn_undoes_exactly_what_it_brought_on_air(session: Table) -> None:
    paper_in_front(session)
    before = program(session, CHAIR)
    turn = session.give(AN, limit_s=60)
    assert program(session, CHAIR) != before
    session.do(CHAIR, "floor.revoke", request=turn)
    assert program(session, CHAIR) == before


def test_a_lost_line_changes_no_picture(session: Table) -> None:
    session.give(KYSON)
    session.disconnect(KYSON)
    assert scene(session) == ("speaker", [KYSON.seat])


def test_who_comes_later_sees_the_same(session: Table) -> None:
    session.do(TECHNICIAN, "program.cut", layout="dialogue", sources=[VINH.seat, KYSON.seat])
    session.do(TECHNICIAN, "program.message", text="Nghỉ giải lao 10 phút")
    late = Viewer("observer-2", "observer")
    session.connect(late)
    assert program(session, late) == program(session, CUALO)


# -- directed


def test_going_directed_keeps_the_picture_whatever_the_floor_does(session: Table) -> None:
    session.give(KYSON)
    assert session.do(TECHNICIAN, "program.set_mode", mode="directed") == ["program.mode_set"]
    session.do(KYSON, "floor.release")
    session.give(VINH)
    assert scene(session) == ("speaker", [KYSON.seat])
    assert program(session)["mode"] == "directed"
    session.do(TECHNICIAN, "program.set_mode", mode="auto")
    assert (program(session)["mode"], scene(session)) == ("auto", ("speaker", [VINH.seat]))


def test_the_mode_it_has_is_no_change(session: Table) -> None:
    assert session.do(TECHNICIAN, "program.set_mode", mode="auto") == []
    session.do(TECHNICIAN, "program.set_mode", mode="directed")
    assert session.do(TECHNICIAN, "program.set_mode", mode="directed") == []


def test_what_is_prepared_is_seen_by_officers_only(session: Table) -> None:
    session.do(TECHNICIAN, "program.preview", layout="grid", sources=HALLS)
    for officer in (CHAIR, DEPUTY, SECRETARY, TECHNICIAN):
        assert program(session, officer)["preview"] == {"layout": "grid", "sources": HALLS}
    for other in (VINH, AN, OBSERVER):
        assert "preview" not in program(session, other)
    assert (program(session)["mode"], scene(session)) == ("auto", ("speaker", [CHAIR.seat]))


def test_the_same_prepared_again_is_no_change(session: Table) -> None:
    session.do(TECHNICIAN, "program.preview", layout="grid", sources=HALLS)
    assert session.do(CHAIR, "program.preview", layout="grid", sources=HALLS) == []


def test_taking_exchanges_what_is_prepared_and_what_is_on_air(session: Table) -> None:
    session.do(TECHNICIAN, "program.preview", layout="dialogue", sources=[VINH.seat, KYSON.seat])
    assert session.do(TECHNICIAN, "program.take") == ["program.aired"]
    assert (program(session)["mode"], scene(session)) == ("directed", ("dialogue", [VINH.seat, KYSON.seat]))
    assert program(session, CHAIR)["preview"] == {"layout": "speaker", "sources": [CHAIR.seat]}
    session.do(TECHNICIAN, "program.take")
    assert scene(session) == ("speaker", [CHAIR.seat])


def test_nothing_prepared_cannot_be_taken(session: Table) -> None:
    bad_scene(session, "program.take", "nothing_prepared")


def test_a_cut_goes_on_air_and_leaves_what_is_prepared(session: Table) -> None:
    session.do(TECHNICIAN, "program.preview", layout="grid", sources=HALLS)
    session.do(SECRETARY, "program.cut", layout="speaker", sources=[CUALO.seat])
    assert scene(session) == ("speaker", [CUALO.seat])
    assert program(session, CHAIR)["preview"] == {"layout": "grid", "sources": HALLS}
    assert session.do(CHAIR, "program.cut", layout="speaker", sources=[CUALO.seat]) == []


def test_a_page_without_a_chosen_source_stands_beside_who_presides(session: Table) -> None:
    session.do(TECHNICIAN, "program.cut", layout="page_chair")
    session.do(CHAIR, "presiding.hand_over", seat=DEPUTY.seat)
    assert scene(session) == ("page_chair", [DEPUTY.seat])
    assert program(session)["page"] is False


@pytest.mark.parametrize(
    ("layout", "sources", "why"),
    [
        ("speaker", [], "too_few"),
        ("speaker", HALLS[:2], "too_many"),
        ("speaker_page", [], "too_few"),
        ("page_chair", HALLS[:2], "too_many"),
        ("dialogue", HALLS[:1], "too_few"),
        ("dialogue", HALLS, "too_many"),
        ("dialogue", [VINH.seat, VINH.seat], "twice"),
        ("grid", [], "too_few"),
        ("grid", [f"site-{code}" for code in range(26)], "too_many"),
        ("grid", [VINH.seat, "site-999"], "not_here"),
        ("speaker", [AN.seat], "no_picture"),
        ("speaker", [OBSERVER.seat], "no_picture"),
    ],
)
@pytest.mark.parametrize("command", ["program.preview", "program.cut"])
def test_a_scene_that_cannot_be_shown_is_refused_with_what_is_wrong(
    session: Table, command: str, layout: str, sources: list[str], why: str
) -> None:
    bad_scene(session, command, why, layout=layout, sources=sources)


def test_a_grid_takes_twenty_five(session: Table) -> None:
    for code in range(500, 522):
        session.do(SECRETARY, "site.add", code=str(code), name=f"Xã {code}", short_name=str(code))
    seats = list(session.state.sites)[:25]
    assert len(seats) == 25
    session.do(TECHNICIAN, "program.cut", layout="grid", sources=seats)
    assert scene(session) == ("grid", seats)


# -- sources that leave


def test_a_hall_that_leaves_the_meeting_drops_out_of_every_scene(session: Table) -> None:
    session.do(TECHNICIAN, "program.preview", layout="grid", sources=HALLS)
    session.do(TECHNICIAN, "program.cut", layout="dialogue", sources=[KYSON.seat, VINH.seat])
    session.do(SECRETARY, "site.remove", code="417")
    assert scene(session) == ("speaker", [VINH.seat])
    assert program(session, CHAIR)["preview"] == {"layout": "grid", "sources": HALLS[:2]}


def test_with_nothing_left_to_show_the_program_follows_the_meeting(session: Table) -> None:
    session.do(TECHNICIAN, "program.cut", layout="speaker", sources=[KYSON.seat])
    session.do(TECHNICIAN, "program.preview", layout="speaker_page", sources=[KYSON.seat])
    session.do(SECRETARY, "site.remove", code="417")
    assert (program(session)["mode"], scene(session)) == ("auto", ("speaker", [CHAIR.seat]))
    assert program(session, CHAIR)["preview"] is None


def test_what_was_for_a_hall_alone_goes_with_it(session: Table) -> None:
    session.do(TECHNICIAN, "program.message", text="Chỉnh lại máy quay", to=[KYSON.seat])
    session.do(TECHNICIAN, "program.message", text="Giữ trật tự", to=[KYSON.seat, VINH.seat])
    session.do(TECHNICIAN, "program.third", show=True, seat=KYSON.seat, line1="Kỳ Sơn")
    session.do(SECRETARY, "site.remove", code="417")
    assert [one["to"] for one in program(session, CHAIR)["messages"]] == [[VINH.seat]]
    session.do(SECRETARY, "site.add", code="417", name="Huyện Kỳ Sơn", short_name="Kỳ Sơn")
    session.do(TECHNICIAN, "program.cut", layout="speaker", sources=[KYSON.seat])
    assert third(session)["line1"] == "Huyện Kỳ Sơn"


# -- lower thirds


def test_a_lower_third_says_who_speaks_for_which_hall_on_what(session: Table) -> None:
    request = session.ask(AN, topic="Đê điều")
    session.do(CHAIR, "floor.grant", request=request)
    assert third(session) == {
        "seat": CUALO.seat,
        "line1": "Nguyễn Thị An",
        "line2": "Chủ tịch · Thị xã Cửa Lò",
        "label": "speaking",
        "topic": "Đê điều",
    }
    session.do(AN, "floor.release")
    assert third(session) == {
        "seat": CHAIR.seat,
        "line1": "Lê Chủ Trì",
        "line2": "Chủ tịch",
        "label": "presiding",
        "topic": "",
    }


def test_a_hall_that_speaks_itself_is_named_once(session: Table) -> None:
    session.give(KYSON)
    assert (third(session)["line1"], third(session)["line2"]) == ("Huyện Kỳ Sơn", "")


def test_every_source_on_air_has_its_lower_third(session: Table) -> None:
    session.do(TECHNICIAN, "program.cut", layout="grid", sources=HALLS)
    assert [one["seat"] for one in program(session)["third"]["lines"]] == HALLS


def test_a_lower_third_reads_as_written_until_it_is_given_back(session: Table) -> None:
    session.give(KYSON)
    session.do(
        TECHNICIAN, "program.third", show=True, seat=KYSON.seat, line1="Ông Vừ Bá Xồng", line2="Bí thư"
    )
    assert (third(session)["line1"], third(session)["line2"]) == ("Ông Vừ Bá Xồng", "Bí thư")
    assert session.do(TECHNICIAN, "program.third", show=True, seat=KYSON.seat) == ["program.third_set"]
    assert third(session)["line1"] == "Huyện Kỳ Sơn"


def test_lines_without_a_seat_are_for_the_first_on_air(session: Table) -> None:
    session.do(TECHNICIAN, "program.cut", layout="dialogue", sources=[VINH.seat, KYSON.seat])
    session.do(TECHNICIAN, "program.third", show=True, line1="Trường Đại học Vinh")
    assert third(session)["line1"] == "Trường Đại học Vinh"
    assert third(session, 1)["line1"] == "Huyện Kỳ Sơn"


def test_lower_thirds_can_be_hidden(session: Table) -> None:
    session.do(TECHNICIAN, "program.third", show=False)
    assert program(session)["third"] == {"show": False, "lines": []}
    assert session.do(TECHNICIAN, "program.third", show=False) == []


def test_a_lower_third_needs_a_seat_with_a_picture(session: Table) -> None:
    session.refuses("seat.unknown", TECHNICIAN, "program.third", show=True, seat="site-999", line1="x")
    session.refuses("seat.no_media", TECHNICIAN, "program.third", show=True, seat=AN.seat, line1="x")


# -- messages and countdowns


def test_a_message_is_for_everyone_or_for_single_screens(session: Table) -> None:
    session.do(TECHNICIAN, "program.message", text="Họp tiếp lúc 14 giờ")
    session.do(TECHNICIAN, "program.message", text="Tắt quạt trần", to=[KYSON.seat, KYSON.seat])
    assert [one["text"] for one in program(session)["messages"]] == ["Họp tiếp lúc 14 giờ"]
    assert [one["text"] for one in session.sees(KYSON)["me"]["messages"]] == ["Tắt quạt trần"]
    assert session.sees(VINH)["me"]["messages"] == []
    assert [one["to"] for one in program(session, SECRETARY)["messages"]] == [None, [KYSON.seat]]


def test_a_message_stays_until_it_is_cleared(session: Table) -> None:
    session.do(TECHNICIAN, "program.message", text="Nghỉ trưa")
    (message,) = program(session)["messages"]
    assert (message["kind"], message["ends_at"]) == ("message", None)
    session.do(SECRETARY, "program.clear", message=message["id"])
    assert program(session)["messages"] == []
    session.refuses("program.unknown_message", SECRETARY, "program.clear", message=message["id"])


def test_what_has_run_out_goes_by_itself_and_the_rest_stays(session: Table) -> None:
    session.do(TECHNICIAN, "program.message", text="Nghỉ trưa")
    session.do(TECHNICIAN, "program.message", text="Một phút", for_s=60)
    session.do(TECHNICIAN, "program.countdown", text="Họp tiếp sau", for_s=30, to=[KYSON.seat])
    (due,) = (one for one in reviews(session.state, Patience()) if one.command == "program.review")
    assert due.at == session.state.at + timedelta(seconds=30)
    assert session.do(SYSTEM, "program.review") == []
    session.wait(30)
    assert session.do(SYSTEM, "program.review") == ["program.notice_cleared"]
    assert session.sees(KYSON)["me"]["messages"] == []
    session.wait(60)
    session.do(SYSTEM, "program.review")
    assert [one["text"] for one in program(session)["messages"]] == ["Nghỉ trưa"]
    assert "program.review" not in [one.command for one in reviews(session.state, Patience())]


def test_a_countdown_ends_at_a_time_or_after_some_seconds(session: Table) -> None:
    session.do(TECHNICIAN, "program.countdown", text="Khai mạc", until="2026-11-23T01:05:00Z")
    session.do(TECHNICIAN, "program.countdown", for_s=90)
    first, second = program(session)["messages"]
    assert (first["kind"], first["text"]) == ("countdown", "Khai mạc")
    assert first["ends_at"] == "2026-11-23T01:05:00.000Z"
    assert second["ends_at"] == iso(session.state.at + timedelta(seconds=90))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({}, "neither"),
        ({"for_s": 10, "until": "2026-11-23T02:00:00Z"}, "both"),
        ({"until": "2026-11-22T02:00:00Z"}, "past"),
        ({"until": "2026-11-25T02:00:00Z"}, "too_far"),
    ],
)
def test_a_countdown_without_a_proper_end_is_refused(session: Table, data: dict, why: str) -> None:
    session.refuses("program.bad_time", TECHNICIAN, "program.countdown", **data)
    assert why_refused(session, "program.countdown", **data) == why


@pytest.mark.parametrize("seat", ["site-999", OBSERVER.seat])
def test_a_message_to_nobody_there_is_refused(session: Table, seat: str) -> None:
    session.refuses("seat.unknown", TECHNICIAN, "program.message", text="x", to=[VINH.seat, seat])


def test_there_is_an_end_to_messages(session: Table) -> None:
    for number in range(10):
        session.do(TECHNICIAN, "program.message", text=f"Thông báo {number}")
    session.refuses("meeting.too_many", TECHNICIAN, "program.message", text="Thông báo nữa")
    session.refuses("meeting.too_many", TECHNICIAN, "program.countdown", for_s=5)


def test_a_chair_who_has_been_replaced_directs_nothing(session: Table) -> None:
    session.do(CHAIR, "presiding.hand_over", seat=DEPUTY.seat)
    for command, data in (
        ("program.cut", {"layout": "speaker", "sources": [VINH.seat]}),
        ("program.take", {}),
        ("program.message", {"text": "x"}),
    ):
        session.refuses("presiding.not_you", CHAIR, command, **data)
    session.do(DEPUTY, "program.cut", layout="speaker", sources=[VINH.seat])


def test_a_killed_server_comes_back_with_the_same_picture(session: Table) -> None:
    session.do(TECHNICIAN, "program.preview", layout="grid", sources=HALLS)
    session.do(TECHNICIAN, "program.take")
    session.do(TECHNICIAN, "program.countdown", text="Nghỉ", for_s=600)
    session.do(TECHNICIAN, "program.third", show=True, seat=VINH.seat, line1="Vinh")
    again = replay(event_from_json(event_to_json(event)) for event in session.log)
    assert again.program == session.state.program


# -- questions and interruptions


def test_both_sides_of_a_question_are_seen_and_named(session: Table) -> None:
    session.do(AN, "question.ask", to=KYSON.seat, text="Bao giờ xong kè?")
    (question,) = session.state.questions.order
    session.do(CHAIR, "question.call", question=question)
    assert scene(session) == ("dialogue", [CUALO.seat, KYSON.seat])
    assert (third(session)["label"], third(session)["line1"]) == ("asking", "Nguyễn Thị An")
    assert (third(session, 1)["label"], third(session, 1)["line1"]) == ("answering", "Huyện Kỳ Sơn")
    asking = session.state.floor.holders[0]
    session.do(CHAIR, "question.answer", question=question, instead_of=asking)
    assert scene(session) == ("dialogue", [CUALO.seat, KYSON.seat])
    assert (third(session)["label"], third(session)["line2"]) == ("asking", "Chủ tịch · Thị xã Cửa Lò")
    assert third(session, 1)["label"] == "answering"
    session.do(CHAIR, "floor.revoke", request=session.state.floor.holders[0])
    assert scene(session) == ("speaker", [CHAIR.seat])


def test_who_is_interrupted_is_off_air_until_it_goes_on(session: Table) -> None:
    session.give(KYSON)
    session.do(VINH, "floor.request", kind="point_of_order")
    session.do(CHAIR, "floor.grant", request=session.state.floor.queue[-1], interrupt=True)
    assert scene(session) == ("speaker", [VINH.seat])
    session.do(VINH, "floor.release")
    assert scene(session) == ("speaker", [KYSON.seat])
