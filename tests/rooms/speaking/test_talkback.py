"""A line between an officer and a hall that ends when the hall goes on air, and outlives short losses."""

from datetime import timedelta

from rooms import Patience, reviews
from rooms.speaking.talkback import LOST_S
from tests.rooms.table import CHAIR, CUALO, KYSON, OBSERVER, SECRETARY, SYSTEM, TECHNICIAN, VINH, Table


def opened(table: Table) -> Table:
    table.do(TECHNICIAN, "talkback.open", seat=KYSON.seat)
    return table


def lines(table: Table) -> dict[str, str]:
    return {seat: line["by"] for seat, line in table.sees(TECHNICIAN)["talkbacks"].items()}


def test_the_hall_and_the_control_room_see_the_line_and_nobody_else(session: Table) -> None:
    opened(session)
    mine = session.sees(KYSON)["me"]["talkback"]
    assert (mine["by"], mine["by_name"], mine["since"] is not None) == (TECHNICIAN.seat, "Kỹ Thuật", True)
    assert lines(session) == {KYSON.seat: TECHNICIAN.seat}
    for viewer in (CUALO, KYSON, OBSERVER):
        assert session.sees(viewer)["talkbacks"] == {}
    assert session.sees(CUALO)["me"]["talkback"] is None


def test_it_opens_no_microphone_in_the_meeting(session: Table) -> None:
    before = session.sees(KYSON)["me"]["rights"]
    assert opened(session).sees(KYSON)["me"]["rights"] == before


def test_it_is_closed_by_either_officer_and_closing_twice_is_nothing(session: Table) -> None:
    opened(session).do(SECRETARY, "talkback.close", seat=KYSON.seat)
    assert lines(session) == {}
    assert session.do(TECHNICIAN, "talkback.close", seat=KYSON.seat) == []


def test_a_hall_on_air_has_none(session: Table) -> None:
    session.give(KYSON)
    session.refuses("talkback.on_air", TECHNICIAN, "talkback.open", seat=KYSON.seat)


def test_the_grant_of_the_floor_ends_it_in_one_step(session: Table) -> None:
    opened(session)
    assert session.do(CHAIR, "floor.invite", seat=KYSON.seat) == ["floor.granted"]
    assert lines(session) == {}
    assert session.sees(KYSON)["me"]["talkback"] is None


def test_a_mute_lifted_in_mid_turn_ends_it_too(session: Table) -> None:
    session.give(KYSON)
    session.do(TECHNICIAN, "mic.mute", seat=KYSON.seat)
    opened(session).do(TECHNICIAN, "mic.unmute", seat=KYSON.seat)
    assert lines(session) == {}


def test_an_officer_speaks_to_one_hall_and_a_hall_hears_one_officer(session: Table) -> None:
    opened(session)
    assert session.do(TECHNICIAN, "talkback.open", seat=KYSON.seat) == []
    session.refuses("talkback.taken", SECRETARY, "talkback.open", seat=KYSON.seat)
    assert session.do(TECHNICIAN, "talkback.open", seat=VINH.seat) == ["talkback.closed", "talkback.opened"]
    assert lines(session) == {VINH.seat: TECHNICIAN.seat}
    session.do(SECRETARY, "talkback.open", seat=KYSON.seat)
    assert len(lines(session)) == 2


def test_only_halls_that_are_there_are_called(session: Table) -> None:
    session.refuses("site.unknown", TECHNICIAN, "talkback.open", seat=CHAIR.seat)
    session.disconnect(KYSON)
    session.refuses("talkback.absent", TECHNICIAN, "talkback.open", seat=KYSON.seat)


def test_a_short_loss_is_outlived_and_a_long_one_ends_it(session: Table) -> None:
    opened(session).disconnect(KYSON)
    (due,) = (one for one in reviews(session.state, Patience()) if one.command == "talkback.review")
    assert due.at == session.state.at + timedelta(seconds=LOST_S)
    session.wait(30).connect(KYSON, "c2")
    assert session.do(SYSTEM, "talkback.review") == []
    session.disconnect(TECHNICIAN)
    session.wait(LOST_S)
    assert session.do(SYSTEM, "talkback.review") == ["talkback.closed"]
    assert lines(session) == {}


def test_it_goes_with_the_hall_the_officer_and_the_meeting(session: Table) -> None:
    opened(session).do(CHAIR, "site.remove", code="417")
    assert lines(session) == {}
    session.do(SECRETARY, "talkback.open", seat=VINH.seat)
    session.do(CHAIR, "officer.remove", seat=SECRETARY.seat)
    assert lines(session) == {}
    session.do(TECHNICIAN, "talkback.open", seat=VINH.seat)
    session.do(CHAIR, "meeting.close")
    assert session.state.talkbacks == {}
