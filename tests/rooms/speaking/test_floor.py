"""The floor: one speaker unless the chair opens more."""

import pytest

from rooms import publish_rights
from tests.rooms.table import (
    AN,
    BINH,
    CHAIR,
    CUALO,
    DEPUTY,
    KYSON,
    OBSERVER,
    SECRETARY,
    STRANGER,
    SYSTEM,
    TECHNICIAN,
    VINH,
    Table,
)


def test_requests_queue_in_the_order_they_came(session: Table) -> None:
    first, second = session.ask(KYSON, "Sạt lở"), session.ask(AN, "Bến cá")
    assert session.sees(CHAIR)["floor"]["queue"] == [first, second]
    request = session.sees(CHAIR)["floor"]["requests"][second]
    assert (request["seat"], request["site"], request["delegate"]) == ("delegate-an", "site-413", "an")
    assert (request["topic"], request["state"], request["granted_at"]) == ("Bến cá", "waiting", None)


def test_the_id_of_a_request_is_made_from_its_event(session: Table) -> None:
    request = session.ask(KYSON)
    assert request == f"r{session.log[-1].seq}"


def test_a_grant_opens_the_halls_microphone_and_nobody_elses(session: Table) -> None:
    session.give(KYSON)
    assert publish_rights(session.state, KYSON.seat).microphone
    assert not publish_rights(session.state, CUALO.seat).microphone


def test_a_delegates_turn_opens_the_microphone_of_the_hall(session: Table) -> None:
    session.give(AN)
    assert publish_rights(session.state, CUALO.seat).microphone
    assert not publish_rights(session.state, AN.seat).microphone
    assert session.sees(AN)["me"]["microphone"] == "open"
    assert session.sees(BINH)["me"]["microphone"] == "closed"
    assert session.sees(CUALO)["me"]["holds_floor"]


def test_a_second_request_of_the_same_seat_is_refused(session: Table) -> None:
    session.ask(KYSON)
    session.refuses("floor.already_asked", KYSON, "floor.request", topic="lại")


def test_a_hall_and_its_delegates_may_all_wait(session: Table) -> None:
    assert len({session.ask(CUALO), session.ask(AN), session.ask(BINH)}) == 3


def test_who_presides_need_not_ask(session: Table) -> None:
    session.refuses("floor.not_needed", CHAIR, "floor.request")
    session.refuses("floor.not_needed", SECRETARY, "floor.invite", seat=CHAIR.seat)


def test_two_operators_granting_at_once_move_nothing_twice(session: Table) -> None:
    request = session.ask(KYSON)
    session.do(CHAIR, "floor.grant", request=request, limit_s=60)
    session.refuses("floor.already_granted", SECRETARY, "floor.grant", request=request)
    assert session.sees(CHAIR)["floor"]["requests"][request]["limit_s"] == 60


def test_a_denial_that_comes_after_the_grant_is_refused(session: Table) -> None:
    request = session.give(KYSON)
    session.refuses("floor.already_granted", SECRETARY, "floor.deny", request=request, reason="hết giờ")


def test_the_floor_is_taken_until_it_is_given_back(session: Table) -> None:
    session.give(KYSON)
    waiting = session.ask(VINH)
    session.refuses("floor.taken", CHAIR, "floor.grant", request=waiting)
    session.refuses("floor.taken", CHAIR, "floor.invite", seat=CUALO.seat)
    session.do(KYSON, "floor.release")
    assert session.do(CHAIR, "floor.grant", request=waiting) == ["floor.granted"]


def test_a_grant_may_replace_the_speaker(session: Table) -> None:
    session.give(KYSON)
    waiting = session.ask(VINH)
    assert session.do(CHAIR, "floor.grant", request=waiting, replace=True) == ["floor.granted"]
    assert session.state.floor.holders == (waiting,)
    assert session.sees(KYSON)["me"]["ended"]["cause"] == "replaced"


def test_an_invitation_that_replaces_names_its_own_event(session: Table) -> None:
    session.give(KYSON)
    session.do(CHAIR, "floor.invite", seat=VINH.seat, replace=True)
    assert session.state.floor.holders == (f"r{session.log[-1].seq}",)


def test_with_replace_and_room_nobody_is_replaced(session: Table) -> None:
    session.do(CHAIR, "floor.set_max", max_open=2)
    session.give(KYSON)
    assert session.do(CHAIR, "floor.invite", seat=VINH.seat, replace=True) == ["floor.granted"]


def test_the_chair_may_open_more(session: Table) -> None:
    session.do(CHAIR, "floor.set_max", max_open=2)
    session.give(KYSON)
    session.give(VINH)
    assert len(session.state.floor.holders) == 2
    session.refuses("floor.taken", CHAIR, "floor.invite", seat=CUALO.seat)


def test_opening_fewer_ends_the_latest_turns(session: Table) -> None:
    session.do(CHAIR, "floor.set_max", max_open=3)
    kept = session.give(KYSON)
    session.give(VINH)
    session.give(CUALO)
    assert session.do(CHAIR, "floor.set_max", max_open=1) == [
        "floor.revoked",
        "floor.revoked",
        "floor.max_set",
    ]
    assert session.state.floor.holders == (kept,)


def test_setting_the_same_number_says_nothing(session: Table) -> None:
    assert session.do(CHAIR, "floor.set_max", max_open=1) == []


def test_the_secretary_may_not_open_more(session: Table) -> None:
    session.refuses("role.denied", SECRETARY, "floor.set_max", max_open=2)


def test_an_invitation_needs_no_request(session: Table) -> None:
    assert session.do(SECRETARY, "floor.invite", seat=AN.seat, topic="Trả lời", limit_s=90) == [
        "floor.granted"
    ]
    me = session.sees(AN)["me"]
    assert me["holds_floor"]
    request = session.sees(AN)["floor"]["requests"][me["request"]]
    assert (request["topic"], request["limit_s"], request["state"]) == ("Trả lời", 90, "granted")


def test_an_invitation_uses_the_waiting_request(session: Table) -> None:
    request = session.ask(KYSON, "Sạt lở")
    session.do(CHAIR, "floor.invite", seat=KYSON.seat)
    assert session.state.floor.holders == (request,)
    assert session.state.floor.queue == ()
    assert session.state.floor.requests[request].topic == "Sạt lở"


def test_an_invited_speaker_is_not_invited_twice(session: Table) -> None:
    session.do(CHAIR, "floor.set_max", max_open=2)
    session.give(KYSON)
    session.refuses("floor.already_granted", CHAIR, "floor.invite", seat=KYSON.seat)


@pytest.mark.parametrize(
    ("seat", "code"), [(OBSERVER.seat, "floor.cannot_speak"), (STRANGER.seat, "seat.unknown")]
)
def test_who_cannot_speak_is_not_invited(session: Table, seat: str, code: str) -> None:
    session.refuses(code, CHAIR, "floor.invite", seat=seat)


def test_a_denial_is_told_to_its_seat_alone(session: Table) -> None:
    request = session.ask(KYSON, "Sạt lở")
    session.do(SECRETARY, "floor.deny", request=request, reason="Ngoài chương trình")
    denied = session.sees(KYSON)["me"]["denied"]
    assert (denied["request"], denied["topic"], denied["reason"]) == (request, "Sạt lở", "Ngoài chương trình")
    assert session.sees(VINH)["me"]["denied"] is None
    session.ask(KYSON)
    assert session.sees(KYSON)["me"]["denied"] is None


def test_a_hall_is_told_of_its_delegates_denial_by_name(session: Table) -> None:
    request = session.ask(AN, "Cảng cá")
    session.do(CHAIR, "floor.deny", request=request, reason="Để phiên sau")
    told = session.sees(CUALO)["me"]["denied"]
    assert (told["request"], told["delegate"]) == (request, "Nguyễn Thị An")
    assert (told["topic"], told["reason"]) == ("Cảng cá", "Để phiên sau")
    assert session.sees(AN)["me"]["denied"]["delegate"] is None
    assert session.sees(KYSON)["me"]["denied"] is session.sees(BINH)["me"]["denied"] is None


def test_a_hall_is_told_that_its_delegates_turn_was_ended(session: Table) -> None:
    session.give(AN)
    session.do(CHAIR, "floor.invite", seat=VINH.seat, replace=True)
    told = session.sees(CUALO)["me"]["ended"]
    assert (told["delegate"], told["cause"]) == ("Nguyễn Thị An", "replaced")
    assert session.sees(AN)["me"]["ended"]["delegate"] is None


def test_what_a_hall_was_told_stands_until_whom_it_is_about_asks_again(session: Table) -> None:
    session.do(CHAIR, "floor.deny", request=session.ask(AN))
    session.ask(BINH)
    assert session.sees(CUALO)["me"]["denied"]["delegate"] == "Nguyễn Thị An"
    session.ask(AN)
    assert session.sees(CUALO)["me"]["denied"] is None


def test_a_halls_own_denial_is_its_own(session: Table) -> None:
    session.do(CHAIR, "floor.deny", request=session.ask(CUALO))
    assert session.sees(CUALO)["me"]["denied"]["delegate"] is None
    session.ask(AN)
    assert session.sees(CUALO)["me"]["denied"], "another seat's request does not hide it"


def test_only_the_owner_withdraws(session: Table) -> None:
    request = session.ask(KYSON)
    session.refuses("floor.not_waiting", VINH, "floor.withdraw", request=request)
    session.ask(VINH)
    session.refuses("floor.not_yours", VINH, "floor.withdraw", request=request)
    assert session.do(KYSON, "floor.withdraw", request=request) == ["floor.withdrawn"]
    session.refuses("floor.unknown_request", CHAIR, "floor.grant", request=request)


def test_a_turn_is_not_withdrawn_but_released(session: Table) -> None:
    request = session.give(KYSON)
    session.refuses("floor.not_waiting", KYSON, "floor.withdraw", request=request)
    assert session.do(KYSON, "floor.release") == ["floor.released"]
    assert not publish_rights(session.state, KYSON.seat).microphone


def test_who_does_not_speak_cannot_release(session: Table) -> None:
    request = session.give(KYSON)
    session.refuses("floor.not_holder", VINH, "floor.release")
    session.refuses("floor.not_holder", VINH, "floor.release", request=request)


def test_a_hall_may_release_its_delegates_turn_but_not_anothers(session: Table) -> None:
    session.do(CHAIR, "floor.set_max", max_open=3)
    other, an = session.give(KYSON), session.give(AN)
    session.refuses("floor.not_yours", CUALO, "floor.release", request=other)
    assert session.do(CUALO, "floor.release", request=an) == ["floor.released"]


def test_a_hall_releases_its_own_turn_before_its_delegates(session: Table) -> None:
    session.do(CHAIR, "floor.set_max", max_open=2)
    session.give(AN)
    own = session.give(CUALO)
    session.do(CUALO, "floor.release")
    assert session.log[-1].body.request == own
    assert publish_rights(session.state, CUALO.seat).microphone, "the delegate still speaks"


def test_a_delegate_cannot_release_the_halls_turn(session: Table) -> None:
    session.give(CUALO)
    session.refuses("floor.not_holder", AN, "floor.release")


def test_a_revoked_speaker_is_told_why(session: Table) -> None:
    request = session.give(KYSON)
    session.do(CHAIR, "floor.revoke", request=request, reason="Hết giờ")
    ended = session.sees(KYSON)["me"]["ended"]
    assert (ended["cause"], ended["reason"]) == ("officer", "Hết giờ")
    assert not publish_rights(session.state, KYSON.seat).microphone


def test_a_waiting_request_cannot_be_revoked_or_extended(session: Table) -> None:
    request = session.ask(KYSON)
    session.refuses("floor.not_granted", CHAIR, "floor.revoke", request=request)
    session.refuses("floor.not_granted", CHAIR, "floor.extend", request=request, extra_s=5)


def test_a_limit_is_extended_from_where_it_was(session: Table) -> None:
    request = session.give(KYSON, limit_s=120)
    session.do(SECRETARY, "floor.extend", request=request, extra_s=60)
    assert session.sees(KYSON)["floor"]["requests"][request]["limit_s"] == 180
    session.refuses("floor.limit_too_long", CHAIR, "floor.extend", request=request, extra_s=14400)


def test_a_turn_without_limit_cannot_be_extended(session: Table) -> None:
    request = session.give(KYSON)
    session.refuses("floor.no_limit", CHAIR, "floor.extend", request=request, extra_s=60)


def test_a_hall_that_drops_keeps_its_turn_and_rights(session: Table) -> None:
    request = session.give(KYSON, limit_s=60)
    session.disconnect(KYSON)
    assert session.state.floor.holders == (request,)
    assert publish_rights(session.state, KYSON.seat).microphone
    session.connect(KYSON, "c2")
    assert session.sees(KYSON)["me"]["holds_floor"]


def test_a_hall_that_drops_keeps_its_place(session: Table) -> None:
    requests = (session.ask(VINH), session.ask(KYSON), session.ask(CUALO))
    session.disconnect(KYSON)
    session.connect(KYSON)
    assert session.state.floor.queue == requests


def test_a_turn_whose_hall_is_gone_can_be_ended(session: Table) -> None:
    request = session.give(KYSON)
    session.disconnect(KYSON)
    assert session.do(CHAIR, "floor.revoke", request=request) == ["floor.revoked"]


def test_an_officer_without_the_chair_speaks_by_the_floor(session: Table) -> None:
    assert not publish_rights(session.state, DEPUTY.seat).microphone
    session.give(DEPUTY)
    assert publish_rights(session.state, DEPUTY.seat).microphone


def test_recess_ends_turns_and_keeps_the_queue(session: Table) -> None:
    session.give(KYSON)
    waiting = session.ask(VINH)
    assert session.do(CHAIR, "meeting.recess") == ["floor.revoked", "meeting.recessed"]
    assert session.state.floor.queue == (waiting,)
    session.refuses("meeting.wrong_state", CHAIR, "floor.grant", request=waiting)
    session.do(CHAIR, "meeting.resume")
    assert session.do(CHAIR, "floor.grant", request=waiting) == ["floor.granted"]


def test_turns_of_the_line_check_do_not_reach_the_session(table: Table) -> None:
    table.connect_everybody().to("line_check")
    table.give(KYSON)
    assert "floor.revoked" in table.do(CHAIR, "meeting.open")
    assert not publish_rights(table.state, KYSON.seat).microphone


def test_nobody_asks_before_the_line_check_or_after_the_end(table: Table) -> None:
    table.to("scheduled").refuses("meeting.not_open", KYSON, "floor.request")
    table.to("closed").refuses("meeting.over", KYSON, "floor.request")


def test_technicians_neither_grant_nor_deny(session: Table) -> None:
    request = session.ask(KYSON)
    session.refuses("role.denied", TECHNICIAN, "floor.grant", request=request)
    session.refuses("role.denied", TECHNICIAN, "floor.deny", request=request)
    session.refuses("role.denied", SYSTEM, "floor.grant", request=request)


def test_a_request_remembers_the_item_under_discussion(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a2")
    request = session.ask(KYSON)
    assert session.sees(CHAIR)["floor"]["requests"][request]["item"] == "a2"
