"""Lists of speakers: a list for each item, its order, its times, and who is told why not."""

import pytest

from tests.rooms.table import AN, BINH, CHAIR, CUALO, CUC, DEPUTY, KYSON, SECRETARY, SYSTEM, VINH, Table


def ask(table: Table, viewer, **data: object) -> str:
    table.do(viewer, "floor.request", **data)
    return table.state.floor.queue[-1]


def speak(table: Table, viewer, seconds: int) -> None:
    table.do(CHAIR, "floor.invite", seat=viewer.seat)
    table.wait(seconds - 1)
    table.do(viewer, "floor.release")


def floor(table: Table) -> dict:
    return table.sees(KYSON)["floor"]


def test_each_item_has_its_list_and_the_current_one_is_the_queue(session: Table) -> None:
    general = ask(session, VINH)
    session.do(CHAIR, "agenda.start", item="a1")
    first, later = ask(session, KYSON), ask(session, CUALO, item="a2")
    seen = floor(session)
    assert (seen["current_list"], seen["queue"]) == ("a1", [first])
    assert {key: one["queue"] for key, one in seen["lists"].items()} == {
        "-": [general], "a1": [first], "a2": [later],
    }  # fmt: skip
    assert (seen["lists"]["-"]["item"], seen["lists"]["a2"]["item"]) == (None, "a2")
    session.do(CHAIR, "agenda.start", item="a2")
    assert floor(session)["queue"] == [later]
    assert session.do(CHAIR, "floor.grant", request=general) == ["floor.granted"]


def test_a_request_to_no_item_can_be_named_so(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a1")
    request = ask(session, KYSON, item="-")
    assert session.state.floor.requests[request].item is None
    session.refuses("agenda.unknown_item", VINH, "floor.request", item="a9")


def test_what_waits_for_an_item_taken_off_waits_for_none(session: Table) -> None:
    request = ask(session, KYSON, item="a3")
    session.do(CHAIR, "speakers.close", item="a3")
    session.do(CHAIR, "agenda.remove", item="a3")
    assert floor(session)["lists"] == {"-": {**floor(session)["lists"]["-"], "queue": [request]}}


def test_points_of_order_come_first_then_answers_back_then_speeches(session: Table) -> None:
    speak(session, CUALO, 5)
    speech = ask(session, KYSON)
    back = ask(session, VINH, kind="answer_back")
    point = ask(session, AN, kind="point_of_order")
    assert floor(session)["queue"] == [point, back, speech]


def test_a_seat_has_one_request_of_each_kind(session: Table) -> None:
    speak(session, CUALO, 5)
    made = [ask(session, KYSON, kind=kind) for kind in ("speech", "point_of_order", "answer_back")]
    assert session.sees(KYSON)["me"]["requests"] == made
    session.refuses("floor.already_asked", KYSON, "floor.request", kind="point_of_order")
    session.do(CHAIR, "floor.grant", request=made[2])
    me = session.sees(KYSON)["me"]
    assert (me["request"], me["requests"]) == (made[2], [made[2], made[0], made[1]])


def test_there_is_nothing_to_answer_before_somebody_spoke_to_the_item(session: Table) -> None:
    speak(session, CUALO, 5)
    session.do(CHAIR, "agenda.start", item="a1")
    session.refuses("floor.nothing_to_answer", KYSON, "floor.request", kind="answer_back")
    session.do(CHAIR, "floor.grant", request=ask(session, VINH, kind="point_of_order"))
    session.refuses("floor.nothing_to_answer", KYSON, "floor.request", kind="answer_back")
    session.do(VINH, "floor.release")
    session.do(CHAIR, "floor.invite", seat=CUALO.seat)
    assert session.do(KYSON, "floor.request", kind="answer_back") == ["floor.requested"]


def test_a_closed_list_takes_points_of_order_only(session: Table) -> None:
    speak(session, CUALO, 5)
    waiting = ask(session, KYSON)
    assert session.do(SECRETARY, "speakers.close") == ["speakers.closed"]
    assert session.do(SECRETARY, "speakers.close") == []
    session.refuses("floor.list_closed", VINH, "floor.request")
    session.refuses("floor.list_closed", VINH, "floor.request", kind="answer_back")
    ask(session, VINH, kind="point_of_order")
    assert waiting in floor(session)["queue"], "who waits stays"
    assert session.do(VINH, "floor.request", item="a1") == ["floor.requested"], "another list is another list"
    assert session.do(CHAIR, "speakers.open") == ["speakers.opened"]
    assert session.do(CHAIR, "speakers.open") == []
    session.do(CUALO, "floor.request")


def test_least_goes_by_what_was_spoken_today_then_recently_then_by_request(session: Table) -> None:
    session.do(
        SYSTEM, "spoken.note_recent", meetings=3,
        entries=[{"site": VINH.seat, "spoken_s": 900, "turns": 5}],
    )  # fmt: skip
    speak(session, CUALO, 60)
    vinh, cualo, kyson = ask(session, VINH), ask(session, CUALO), ask(session, KYSON)
    assert floor(session)["queue"] == [vinh, cualo, kyson]
    session.do(CHAIR, "speakers.set", rule="least")
    assert floor(session)["queue"] == [kyson, vinh, cualo]


def test_rank_goes_by_the_person_else_the_hall_and_none_comes_last(session: Table) -> None:
    session.do(SECRETARY, "delegate.edit", id="an", rank=2)
    session.do(SECRETARY, "site.add", code="500", name="Sở Tài chính", short_name="TC", rank=5)
    session.do(SECRETARY, "officer.add", seat="officer-x", name="Ủy viên", role="deputy", rank=1)
    session.do(SECRETARY, "delegate.add", id="em", name="Em", site="500")
    order = [ask(session, KYSON), ask(session, BINH)]
    for seat, role in (("delegate-em", "delegate"), ("officer-x", "deputy")):
        order.append(ask(session, type(AN)(seat, role)))
    order.append(ask(session, AN))
    session.do(CHAIR, "speakers.set", rule="rank")
    kyson, binh, em, officer, an = order
    assert floor(session)["queue"] == [officer, an, em, kyson, binh]
    ranks = {key: one["rank"] for key, one in floor(session)["requests"].items()}
    assert [ranks[key] for key in (officer, an, em, kyson)] == [1, 2, 5, 0]


def test_moving_by_hand_keeps_the_order_there_was(session: Table) -> None:
    first, second, third = ask(session, KYSON), ask(session, VINH), ask(session, CUALO)
    assert session.do(CHAIR, "speakers.move", request=third, position=0) == ["speakers.moved"]
    assert floor(session)["queue"] == [third, first, second]
    assert floor(session)["lists"]["-"]["rule"] == "hand"
    assert session.do(CHAIR, "speakers.move", request=third, position=0) == []
    later = ask(session, AN)
    assert floor(session)["queue"] == [third, first, second, later]
    session.do(CHAIR, "speakers.set", rule="request")
    assert floor(session)["queue"][:3] == [first, second, third]


def test_hands_do_not_move_a_speech_before_a_point_of_order(session: Table) -> None:
    point = ask(session, AN, kind="point_of_order")
    first, second = ask(session, KYSON), ask(session, VINH)
    session.do(CHAIR, "speakers.move", request=second, position=0)
    assert floor(session)["queue"] == [point, second, first]
    session.do(CHAIR, "speakers.move", request=point, position=2)
    assert floor(session)["queue"] == [point, second, first]


def test_only_what_waits_is_moved(session: Table) -> None:
    session.refuses("floor.already_granted", CHAIR, "speakers.move", request=session.give(KYSON), position=0)
    session.refuses("floor.unknown_request", CHAIR, "speakers.move", request="r1", position=0)


def test_what_is_left_out_of_a_list_stays_and_the_same_says_nothing(session: Table) -> None:
    session.do(CHAIR, "speakers.set", turn_s=180, site_s=600, warn_s=20)
    session.do(SECRETARY, "speakers.set", rule="least", turn_s=0)
    seen = floor(session)["lists"]["-"]
    assert (seen["rule"], seen["turn_s"], seen["site_s"], seen["warn_s"]) == ("least", None, 600, 20)
    assert session.do(CHAIR, "speakers.set", rule="least") == []
    session.refuses("agenda.unknown_item", CHAIR, "speakers.set", item="a9", turn_s=5)


def test_lists_can_be_prepared_before_the_meeting(table: Table) -> None:
    table.do(SECRETARY, "speakers.set", item="a1", turn_s=120)
    table.connect_everybody().to("in_session").do(CHAIR, "agenda.start", item="a1")
    table.do(CHAIR, "floor.invite", seat=KYSON.seat)
    (request,) = table.state.floor.requests.values()
    assert request.limit_s == 120


def test_a_turn_takes_the_time_of_its_list_unless_another_is_named(session: Table) -> None:
    session.do(CHAIR, "speakers.set", turn_s=180, warn_s=25)
    request = session.give(KYSON)
    seen = floor(session)["requests"][request]
    assert (seen["limit_s"], seen["warn_s"]) == (180, 25)
    session.do(KYSON, "floor.release")
    shorter = session.give(VINH, limit_s=60)
    assert floor(session)["requests"][shorter]["limit_s"] == 60


def test_a_turn_is_cut_to_what_the_site_has_left(session: Table) -> None:
    session.do(CHAIR, "speakers.set", turn_s=60, site_s=100)
    speak(session, CUALO, 70)
    request = session.give(AN)
    assert floor(session)["requests"][request]["limit_s"] == 30, "a delegate uses the hall's time"
    session.wait(30)
    session.do(AN, "floor.release")
    request = session.ask(BINH)
    session.refuses("floor.site_time_spent", CHAIR, "floor.grant", request=request)
    session.refuses("floor.site_time_spent", CHAIR, "floor.invite", seat=CUALO.seat)
    assert session.do(CHAIR, "floor.grant", request=request, limit_s=45) == ["floor.granted"]


def test_a_turn_under_way_uses_its_sites_time(session: Table) -> None:
    session.do(CHAIR, "floor.set_max", max_open=2)
    session.do(CHAIR, "speakers.set", site_s=100)
    session.do(CHAIR, "floor.invite", seat=AN.seat)
    session.wait(39)
    session.do(CHAIR, "floor.invite", seat=BINH.seat)
    assert session.state.floor.turns[1].limit_s == 60


def test_points_of_order_and_officers_do_not_use_a_sites_time(session: Table) -> None:
    session.do(CHAIR, "speakers.set", turn_s=60, site_s=30)
    speak(session, CUALO, 30)
    point = ask(session, CUALO, kind="point_of_order")
    session.do(CHAIR, "floor.grant", request=point)
    session.do(CUALO, "floor.release")
    session.do(CHAIR, "floor.invite", seat=DEPUTY.seat)
    assert session.state.floor.turns[0].limit_s == 60


def test_time_spent_on_one_item_is_not_taken_from_another(session: Table) -> None:
    for item in ("a1", "a2"):
        session.do(CHAIR, "speakers.set", item=item, site_s=30)
    session.do(CHAIR, "agenda.start", item="a1")
    speak(session, CUALO, 30)
    session.refuses("floor.site_time_spent", CHAIR, "floor.invite", seat=CUALO.seat)
    session.do(CHAIR, "agenda.start", item="a2")
    assert session.do(CHAIR, "floor.invite", seat=CUALO.seat) == ["floor.granted"]


def test_what_each_site_spoke_is_shown(session: Table) -> None:
    session.do(
        SYSTEM, "spoken.note_recent", meetings=10,
        entries=[{"site": CUALO.seat, "spoken_s": 340, "turns": 4}],
    )  # fmt: skip
    speak(session, AN, 20)
    session.do(CHAIR, "agenda.start", item="a1")
    speak(session, CUALO, 15)
    assert floor(session)["spoken"][CUALO.seat] == {
        "today_s": 35, "turns": 2, "item_s": 15, "recent_s": 340, "recent_turns": 4, "recent_meetings": 10,
    }  # fmt: skip
    assert floor(session)["spoken"][KYSON.seat]["today_s"] == 0
    session.do(CHAIR, "meeting.close")
    assert floor(session)["spoken"][CUALO.seat]["today_s"] == 35


def test_tests_of_the_line_check_are_not_speeches(table: Table) -> None:
    table.connect_everybody().to("line_check")
    speak(table, CUALO, 30)
    table.to("in_session")
    assert floor(table)["spoken"][CUALO.seat]["turns"] == 0
    table.refuses("floor.nothing_to_answer", KYSON, "floor.request", kind="answer_back")


def test_the_same_recent_figures_say_nothing(session: Table) -> None:
    data = {"meetings": 1, "entries": [{"site": CUALO.seat, "spoken_s": 3, "turns": 1}]}
    assert session.do(SYSTEM, "spoken.note_recent", **data) == ["spoken.recent_noted"]
    assert session.do(SYSTEM, "spoken.note_recent", **data) == []


# -- a hall asking for its delegate


def test_a_hall_asks_for_its_delegate_and_may_take_it_back(session: Table) -> None:
    asked = ask(session, CUALO, delegate="an", topic="Bến cá")
    seen = floor(session)["requests"][asked]
    assert (seen["seat"], seen["by"], seen["name"]) == (AN.seat, CUALO.seat, "Nguyễn Thị An")
    assert session.sees(AN)["me"]["request"] == asked
    session.refuses("floor.already_asked", AN, "floor.request")
    assert session.do(CUALO, "floor.withdraw", request=asked) == ["floor.withdrawn"]


def test_the_delegate_takes_back_what_the_hall_asked_but_not_the_other_way(session: Table) -> None:
    asked = ask(session, CUALO, delegate="an")
    session.do(AN, "floor.withdraw", request=asked)
    own = ask(session, BINH)
    session.refuses("floor.not_waiting", CUALO, "floor.withdraw", request=own)
    ask(session, CUALO)
    session.refuses("floor.not_yours", CUALO, "floor.withdraw", request=own)


@pytest.mark.parametrize(
    ("viewer", "delegate", "code"),
    [
        (CUALO, "cuc", "site.not_yours"),
        (CUALO, "nobody", "delegate.unknown"),
        (AN, "binh", "delegate.not_you"),
    ],
)
def test_nobody_asks_for_somebody_elses_delegate(session: Table, viewer, delegate: str, code: str) -> None:
    session.refuses(code, viewer, "floor.request", delegate=delegate)


def test_a_turn_asked_for_by_the_hall_is_the_delegates(session: Table) -> None:
    asked = ask(session, KYSON, delegate="cuc")
    session.do(CHAIR, "floor.grant", request=asked)
    seen = floor(session)["requests"][asked]
    assert (seen["name"], seen["by"]) == ("Hồ Cúc", KYSON.seat)
    assert session.sees(CUC)["me"]["microphone"] == "open"
    assert session.sees(KYSON)["program"]["third"]["lines"][0]["line1"] == "Hồ Cúc"


@pytest.mark.parametrize("kind", ["point_of_order", "question"])
def test_what_is_outside_the_list_takes_nothing_of_a_sites_time(session: Table, kind: str) -> None:
    session.do(CHAIR, "speakers.set", site_s=30)
    if kind == "question":
        session.do(CUALO, "question.ask", to=KYSON.seat, text="Bao giờ xong?")
        session.do(CHAIR, "question.call", question=session.state.questions.order[-1])
    else:
        session.do(CHAIR, "floor.grant", request=ask(session, CUALO, kind=kind))
    session.wait(100)
    session.do(CUALO, "floor.release")
    session.do(CHAIR, "floor.invite", seat=CUALO.seat)
    assert session.state.floor.turns[0].limit_s == 30
