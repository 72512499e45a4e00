"""Questioning (chất vấn): a queue of its own, question and answer tied together everywhere."""

import pytest

from rooms import publish_rights
from rooms.afterwards import history
from tests.rooms.table import AN, BINH, CHAIR, CUALO, CUC, DEPUTY, KYSON, OBSERVER, SECRETARY, VINH, Table


def ask(table: Table, viewer, to=KYSON, text: str = "Bao giờ xong hồ Vực Mấu?", **data: object) -> str:
    table.do(viewer, "question.ask", to=to.seat, text=text, **data)
    return table.state.questions.order[-1]


def seen(table: Table, question: str) -> dict:
    return table.sees(VINH)["questions"]["items"][question]


def test_a_question_is_called_answered_and_closed(session: Table) -> None:
    question = ask(session, AN)
    assert seen(session, question)["state"] == "waiting"
    assert session.do(CHAIR, "question.call", question=question, limit_s=60) == ["floor.granted"]
    assert seen(session, question)["state"] == "asking"
    (asking,) = session.state.floor.holders
    session.do(AN, "floor.release")
    assert seen(session, question)["state"] == "asked"
    assert session.do(SECRETARY, "question.answer", question=question, limit_s=300) == ["floor.granted"]
    assert seen(session, question)["state"] == "answering"
    (answering,) = session.state.floor.holders
    session.do(KYSON, "floor.release")
    assert seen(session, question)["state"] == "answered"
    assert seen(session, question)["turns"] == [asking, answering]
    assert session.do(CHAIR, "question.close", question=question) == ["question.closed"]
    assert seen(session, question)["state"] == "closed"


def test_the_turns_name_the_question_its_speakers_and_both_pictures(session: Table) -> None:
    question = ask(session, AN, to=CUC)
    session.do(CHAIR, "question.call", question=question)
    turn = session.sees(VINH)["floor"]["requests"][session.state.floor.holders[0]]
    assert (turn["kind"], turn["question"], turn["name"]) == ("question", question, "Nguyễn Thị An")
    assert publish_rights(session.state, CUALO.seat).microphone
    assert session.sees(VINH)["program"]["sources"] == [CUALO.seat, KYSON.seat]
    session.do(CHAIR, "question.answer", question=question, instead_of=turn["id"])
    turn = session.sees(VINH)["floor"]["requests"][session.state.floor.holders[0]]
    assert (turn["kind"], turn["name"], turn["topic"]) == ("answer", "Hồ Cúc", "Bao giờ xong hồ Vực Mấu?")
    assert session.sees(VINH)["program"]["layout"] == "dialogue"


def test_the_office_of_both_sides_is_kept(session: Table) -> None:
    one = seen(session, ask(session, CUC, to=AN))
    assert (one["name"], one["to_name"], one["to_office"]) == ("Hồ Cúc", "Nguyễn Thị An", "Chủ tịch")
    assert (one["site"], one["to_site"], one["delegate"]) == (KYSON.seat, CUALO.seat, "cuc")


def test_questions_wait_in_a_queue_of_their_own_that_can_be_moved(session: Table) -> None:
    first, second = ask(session, AN), ask(session, VINH)
    assert session.state.floor.queue == ()
    assert session.do(SECRETARY, "question.move", question=second, position=0) == ["question.moved"]
    assert session.sees(KYSON)["questions"]["order"] == [second, first]
    assert session.do(SECRETARY, "question.move", question=second, position=0) == []


def test_a_written_question_may_be_answered_without_being_read(session: Table) -> None:
    question = ask(session, AN)
    session.do(CHAIR, "question.answer", question=question)
    assert seen(session, question)["state"] == "answering"


def test_who_answers_may_be_the_chair(session: Table) -> None:
    question = ask(session, AN, to=CHAIR)
    session.do(CHAIR, "question.answer", question=question)
    assert session.sees(AN)["program"]["sources"] == [CUALO.seat, CHAIR.seat]


def test_a_hall_puts_a_question_for_its_delegate_and_takes_it_back(session: Table) -> None:
    question = ask(session, CUALO, delegate="an")
    assert (seen(session, question)["seat"], seen(session, question)["by"]) == (AN.seat, CUALO.seat)
    assert session.do(CUALO, "question.withdraw", question=question) == ["question.withdrawn"]
    assert session.sees(AN)["questions"] == {"order": [], "items": {}}
    session.refuses("site.not_yours", CUALO, "question.ask", to=VINH.seat, text="?", delegate="cuc")


def test_a_denied_question_is_told_to_its_seat_and_hall_alone(session: Table) -> None:
    question = ask(session, AN)
    session.do(CHAIR, "question.deny", question=question, reason="Đã trả lời bằng văn bản")
    for viewer, delegate in ((AN, None), (CUALO, "Nguyễn Thị An")):
        denied = session.sees(viewer)["me"]["denied"]
        assert (denied["question"], denied["delegate"]) == (question, delegate)
        assert denied["reason"] == "Đã trả lời bằng văn bản"
    assert session.sees(VINH)["me"]["denied"] is None
    assert (seen(session, question)["state"], seen(session, question)["denied"]) == ("closed", True)
    assert "văn bản" not in str(session.sees(VINH)["questions"])
    ask(session, AN)
    assert session.sees(AN)["me"]["denied"] is None


@pytest.mark.parametrize(
    ("to", "code"),
    [(AN.seat, "question.to_oneself"), ("site-999", "seat.unknown"), (OBSERVER.seat, "floor.cannot_speak")],
)
def test_a_question_goes_to_somebody_who_can_answer(session: Table, to: str, code: str) -> None:
    session.refuses(code, AN, "question.ask", to=to, text="?")


def test_a_question_to_an_item_there_is(session: Table) -> None:
    session.refuses("agenda.unknown_item", AN, "question.ask", to=KYSON.seat, text="?", item="a9")
    question = ask(session, AN, item="a3")
    session.do(CHAIR, "agenda.remove", item="a3")
    assert seen(session, question)["item"] is None


def test_what_was_heard_is_neither_taken_back_nor_refused(session: Table) -> None:
    question = ask(session, AN)
    session.do(CHAIR, "question.call", question=question)
    session.refuses("question.not_waiting", AN, "question.withdraw", question=question)
    session.refuses("question.not_waiting", CHAIR, "question.deny", question=question)
    session.refuses("question.under_way", CHAIR, "question.close", question=question)
    session.refuses("floor.already_granted", SECRETARY, "question.call", question=question)


def test_a_closed_question_stays_closed(session: Table) -> None:
    question = ask(session, AN)
    session.do(CHAIR, "question.close", question=question)
    for command in ("question.call", "question.answer", "question.close", "question.deny"):
        session.refuses("question.closed", CHAIR, command, question=question)
    session.refuses("question.unknown", CHAIR, "question.call", question="q1")
    session.refuses("question.not_yours", VINH, "question.withdraw", question=question)


def test_the_rules_of_the_floor_hold_for_questions(session: Table) -> None:
    question = ask(session, AN)
    session.disconnect(CUALO)
    session.refuses("floor.speaker_absent", CHAIR, "question.call", question=question)
    session.connect(CUALO)
    speaker = session.give(VINH)
    session.refuses("floor.taken", CHAIR, "question.call", question=question)
    session.refuses("floor.changed", CHAIR, "question.call", question=question, instead_of="r1")
    session.do(CHAIR, "presiding.hand_over", seat=DEPUTY.seat)
    session.refuses("presiding.not_you", CHAIR, "question.call", question=question)
    assert session.do(DEPUTY, "question.call", question=question, instead_of=speaker) == ["floor.granted"]


def test_a_question_of_somebody_removed_is_closed(session: Table) -> None:
    by, to = ask(session, AN), ask(session, VINH, to=AN)
    other = ask(session, VINH)
    session.do(CHAIR, "question.call", question=by)
    session.do(SECRETARY, "delegate.remove", id="an")
    assert [seen(session, one)["state"] for one in (by, to, other)] == ["closed", "closed", "waiting"]


def test_a_seat_cannot_flood_the_list(session: Table) -> None:
    for _ in range(20):
        ask(session, AN)
    session.refuses("meeting.too_many", AN, "question.ask", to=KYSON.seat, text="?")
    ask(session, VINH)


def test_the_log_tells_question_and_answer_together(session: Table) -> None:
    heard, refused, dropped = ask(session, AN), ask(session, VINH), ask(session, VINH)
    session.do(CHAIR, "question.call", question=heard)
    session.wait(10).do(AN, "floor.release")
    session.do(CHAIR, "question.answer", question=heard)
    session.wait(20).do(KYSON, "floor.release")
    session.do(CHAIR, "question.deny", question=refused, reason="Trùng")
    session.do(VINH, "question.withdraw", question=dropped)
    first, second = history.questionings(session.log)
    assert [(turn.kind, turn.spoken_ms) for turn in first.turns] == [("question", 11000), ("answer", 21000)]
    assert (first.state, first.to_name, first.denied) == ("answered", "Huyện Kỳ Sơn", None)
    assert (second.state, second.denied) == ("closed", "Trùng")
    asked, answered = history.chapters(session.log)[-2:]
    assert (asked.kind, asked.title, asked.other) == ("question", "Nguyễn Thị An", "Huyện Kỳ Sơn")
    assert (answered.kind, answered.title, answered.other) == ("answer", "Huyện Kỳ Sơn", "Nguyễn Thị An")
    assert asked.question == answered.question == heard


def test_the_question_of_a_delegate_who_moved_is_tied_to_the_new_hall(session: Table) -> None:
    session.do(AN, "question.ask", to=CUC.seat, text="Bao giờ xong?")
    question = session.state.questions.order[-1]
    session.do(SECRETARY, "delegate.edit", id="an", site="VINH")
    session.do(CHAIR, "question.answer", question=question)
    seen = session.sees(CUALO)
    assert seen["questions"]["items"][question]["site"] == VINH.seat
    labels = {line["seat"]: line["label"] for line in seen["program"]["third"]["lines"]}
    assert labels == {VINH.seat: "asking", KYSON.seat: "answering"}
    session.do(CUC, "floor.release")


def test_an_answer_goes_on_when_who_asked_is_removed_and_is_shown_until_it_ends(session: Table) -> None:
    session.do(AN, "question.ask", to=KYSON.seat, text="Bao giờ xong?")
    question = session.state.questions.order[-1]
    session.do(CHAIR, "question.answer", question=question)
    session.do(SECRETARY, "delegate.remove", id="an")
    assert session.sees(VINH)["questions"]["items"][question]["state"] == "answering"
    session.do(KYSON, "floor.release")
    assert session.sees(VINH)["questions"]["items"][question]["state"] == "closed"


def test_taking_back_is_offered_only_to_whom_it_would_not_be_refused(session: Table) -> None:
    assert "question.withdraw" not in session.sees(AN)["me"]["can"]
    session.do(CUALO, "question.ask", to=KYSON.seat, text="Bao giờ xong?", delegate="an")
    for viewer in (AN, CUALO):
        assert "question.withdraw" in session.sees(viewer)["me"]["can"]
    assert "question.withdraw" not in session.sees(BINH)["me"]["can"]
    session.do(CHAIR, "question.call", question=session.state.questions.order[-1])
    assert "question.withdraw" not in session.sees(AN)["me"]["can"]
