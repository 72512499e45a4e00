"""Who presides when the chair's line is lost, and afterwards."""

from datetime import timedelta

from rooms import Patience, Viewer, publish_rights, reviews
from tests.rooms.table import CHAIR, DEPUTY, DEPUTY2, KYSON, PLAN, SECRETARY, SYSTEM, Table

GRACE_S = 15


def due(table: Table):
    """When presiding would be passed on, or None."""
    found = reviews(table.state, Patience(GRACE_S))
    return next((one.at for one in found if one.command == "presiding.review"), None)


def review(table: Table) -> list[str]:
    return table.do(SYSTEM, "presiding.review", grace_s=GRACE_S)


def lose_chair(table: Table) -> None:
    table.disconnect(CHAIR)
    table.wait(GRACE_S)
    review(table)


def test_the_chair_presides_from_the_beginning(table: Table) -> None:
    assert table.sees(KYSON)["presiding"] == CHAIR.seat
    assert table.sees(CHAIR)["me"]["presides"]


def test_the_first_deputy_by_order_takes_over(session: Table) -> None:
    lose_chair(session)
    assert session.sees(KYSON)["presiding"] == DEPUTY.seat
    assert publish_rights(session.state, DEPUTY.seat).microphone


def test_within_the_grace_time_nothing_changes(session: Table) -> None:
    session.disconnect(CHAIR)
    session.wait(GRACE_S - 2)
    assert review(session) == []
    assert review(session) == ["presiding.changed"]


def test_a_deputy_who_is_not_there_is_passed_over(session: Table) -> None:
    session.disconnect(DEPUTY)
    lose_chair(session)
    assert session.state.presiding.seat == DEPUTY2.seat


def test_with_nobody_there_the_chair_keeps_the_meeting(session: Table) -> None:
    session.disconnect(DEPUTY)
    session.disconnect(DEPUTY2)
    lose_chair(session)
    assert session.state.presiding.seat == CHAIR.seat
    assert due(session) is None


def test_the_chair_returning_presides_again(session: Table) -> None:
    lose_chair(session)
    assert session.connect(CHAIR, "c9") == ["seat.connected", "presiding.changed"]
    assert session.state.presiding.seat == CHAIR.seat
    assert not publish_rights(session.state, DEPUTY.seat).microphone


def test_a_deputy_returning_does_not_take_over_from_another(session: Table) -> None:
    session.disconnect(DEPUTY)
    lose_chair(session)
    session.connect(DEPUTY)
    session.wait(60)
    assert review(session) == []
    assert session.state.presiding.seat == DEPUTY2.seat


def test_the_next_deputy_follows_when_the_first_is_lost_too(session: Table) -> None:
    lose_chair(session)
    session.disconnect(DEPUTY)
    session.wait(GRACE_S)
    review(session)
    assert session.state.presiding.seat == DEPUTY2.seat


def test_a_presiding_deputy_leads_and_stops_leading(session: Table) -> None:
    session.refuses("presiding.not_you", DEPUTY, "meeting.recess")
    lose_chair(session)
    request = session.ask(KYSON)
    assert session.do(DEPUTY, "floor.grant", request=request) == ["floor.granted"]
    assert session.do(DEPUTY, "meeting.recess")
    session.connect(CHAIR)
    session.refuses("presiding.not_you", DEPUTY, "meeting.resume")


def test_a_replaced_chair_is_told_that_somebody_else_presides(session: Table) -> None:
    request = session.ask(KYSON)
    session.do(CHAIR, "presiding.hand_over", seat=DEPUTY.seat)
    session.refuses("presiding.not_you", CHAIR, "floor.grant", request=request)
    session.refuses("presiding.not_you", CHAIR, "meeting.close")
    assert "floor.grant" not in session.sees(CHAIR)["me"]["can"]
    session.do(CHAIR, "presiding.hand_over", seat=CHAIR.seat)
    assert session.do(CHAIR, "floor.grant", request=request) == ["floor.granted"]


def test_a_hand_over_outlives_the_chairs_reconnection(session: Table) -> None:
    session.do(CHAIR, "presiding.hand_over", seat=DEPUTY2.seat)
    session.disconnect(CHAIR)
    session.connect(CHAIR)
    assert session.state.presiding.seat == DEPUTY2.seat
    session.do(CHAIR, "presiding.hand_over", seat=CHAIR.seat)
    assert session.state.presiding.seat == CHAIR.seat


def test_after_a_hand_over_a_lost_deputy_gives_back_to_the_chair(session: Table) -> None:
    session.do(CHAIR, "presiding.hand_over", seat=DEPUTY.seat)
    session.disconnect(DEPUTY)
    session.wait(GRACE_S)
    review(session)
    assert session.state.presiding.seat == CHAIR.seat


def test_only_a_deputy_or_the_chair_can_be_given_the_meeting(session: Table) -> None:
    session.refuses("presiding.not_deputy", CHAIR, "presiding.hand_over", seat=SECRETARY.seat)
    session.refuses("presiding.not_deputy", CHAIR, "presiding.hand_over", seat="officer-nobody")
    session.refuses("presiding.already", CHAIR, "presiding.hand_over", seat=CHAIR.seat)
    session.refuses("presiding.not_you", DEPUTY, "presiding.hand_over", seat=DEPUTY.seat)


def test_a_chair_who_never_came_lets_a_deputy_open(table: Table) -> None:
    table.connect(DEPUTY)
    table.do(SECRETARY, "meeting.schedule")
    table.do(SECRETARY, "meeting.start_line_check")
    table.wait(GRACE_S)
    review(table)
    assert table.do(DEPUTY, "meeting.open")[0] == "meeting.opened"


def test_the_grace_time_begins_no_earlier_than_the_line_check(table: Table) -> None:
    table.connect(DEPUTY)
    table.connect(CHAIR)
    table.disconnect(CHAIR)
    table.to("scheduled").wait(3600)
    table.do(SECRETARY, "meeting.start_line_check")
    assert review(table) == []


def test_the_server_is_told_when_to_look(session: Table) -> None:
    assert due(session) is None
    session.disconnect(CHAIR)
    assert due(session) == session.state.at + timedelta(seconds=GRACE_S)
    session.wait(GRACE_S)
    review(session)
    assert due(session) is None


def test_a_removed_presiding_deputy_is_followed_at_once(session: Table) -> None:
    lose_chair(session)
    kinds = session.do(CHAIR, "officer.remove", seat=DEPUTY.seat)
    assert kinds == ["presiding.changed", "officer.removed"]
    assert session.state.presiding.seat == CHAIR.seat
    session.refuses("seat.not_admitted", DEPUTY, "meeting.recess")


def test_a_meeting_without_deputies_waits_for_its_chair() -> None:
    alone = Table({**PLAN, "officers": PLAN["officers"][:1]})
    alone.connect(CHAIR)
    alone.to("in_session").disconnect(CHAIR)
    alone.wait(3600)
    assert review(alone) == []
    assert alone.state.presiding.seat == CHAIR.seat


def test_an_impostor_at_the_presiding_seat_is_nobody(session: Table) -> None:
    session.refuses("seat.not_admitted", Viewer(CHAIR.seat, "deputy"), "meeting.recess")


def test_a_lost_chair_presides_again_also_after_the_deputy_handed_the_meeting_on(session: Table) -> None:
    lose_chair(session)
    session.do(DEPUTY, "presiding.hand_over", seat=DEPUTY2.seat)
    assert session.connect(CHAIR) == ["seat.connected", "presiding.changed"]
    assert session.state.presiding.seat == CHAIR.seat
