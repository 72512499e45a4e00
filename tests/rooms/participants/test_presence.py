"""Lines come and go; seats stay."""

from rooms import Viewer
from tests.rooms.table import AN, CHAIR, KYSON, OBSERVER, STRANGER, SYSTEM, VINH, Table


def test_a_seat_is_there_from_its_first_connection(table: Table) -> None:
    assert not table.sees(CHAIR)["sites"][KYSON.seat]["present"]
    table.connect(KYSON)
    seen = table.sees(CHAIR)["sites"][KYSON.seat]
    assert seen["present"]
    assert seen["since"] == "2026-11-23T01:00:02.000Z"
    assert seen["lost_at"] is None


def test_a_delegate_on_two_devices_is_there_until_both_are_gone(table: Table) -> None:
    table.connect(AN, "tablet")
    table.connect(AN, "phone")
    table.disconnect(AN, "tablet")
    assert table.sees(CHAIR)["delegates"]["an"]["present"]
    table.disconnect(AN, "phone")
    assert not table.sees(CHAIR)["delegates"]["an"]["present"]


def test_a_second_device_does_not_change_since_when(table: Table) -> None:
    table.connect(KYSON, "a")
    since = table.sees(CHAIR)["sites"][KYSON.seat]["since"]
    table.wait(60).connect(KYSON, "b")
    assert table.sees(CHAIR)["sites"][KYSON.seat]["since"] == since


def test_a_lost_line_says_when(table: Table) -> None:
    table.connect(KYSON)
    table.disconnect(KYSON)
    seen = table.sees(CHAIR)["sites"][KYSON.seat]
    assert (seen["present"], seen["since"], seen["lost_at"]) == (False, None, "2026-11-23T01:00:03.000Z")


def test_a_connection_known_already_changes_nothing(table: Table) -> None:
    table.connect(KYSON)
    assert table.connect(KYSON) == []


def test_a_connection_not_known_cannot_close(table: Table) -> None:
    table.connect(KYSON, "a")
    assert table.disconnect(KYSON, "b") == []
    assert table.sees(CHAIR)["sites"][KYSON.seat]["present"]


def test_strangers_and_wrong_roles_stay_out(table: Table) -> None:
    for viewer in (
        STRANGER,
        Viewer(KYSON.seat, "chair"),
        Viewer(CHAIR.seat, "secretary"),
        Viewer("delegate-x", "delegate"),
    ):
        table.refuses(
            "seat.not_admitted", SYSTEM, "seat.connect", seat=viewer.seat, role=viewer.role, connection="c"
        )


def test_an_observer_cannot_take_a_listed_seat(table: Table) -> None:
    table.refuses(
        "seat.not_admitted", SYSTEM, "seat.connect", seat=KYSON.seat, role="observer", connection="c"
    )


def test_an_observer_is_known_while_connected(table: Table) -> None:
    table.connect(OBSERVER)
    assert table.sees(OBSERVER)["me"]["name"] == "Khách"
    assert table.sees(OBSERVER)["me"]["admitted"]
    table.disconnect(OBSERVER)
    assert not table.sees(OBSERVER)["me"]["admitted"]
    assert OBSERVER.seat not in table.state.lines


def test_a_seat_cannot_pile_up_connections(table: Table) -> None:
    for number in range(16):
        table.connect(KYSON, f"c{number}")
    table.refuses(
        "seat.too_many_connections",
        SYSTEM,
        "seat.connect",
        seat=KYSON.seat,
        role="site",
        connection="one-more",
    )


def test_after_a_kill_every_connection_is_closed_at_once(session: Table) -> None:
    session.connect(VINH, "second")
    kinds = session.do(SYSTEM, "seat.disconnect_all")
    assert set(kinds) == {"seat.disconnected"}
    seen = session.sees(CHAIR)
    assert not any(one["present"] for one in {**seen["sites"], **seen["officers"]}.values())
    assert session.state.observers == {}


def test_nobody_reports_lines_but_the_server(session: Table) -> None:
    session.refuses("role.denied", CHAIR, "seat.disconnect", seat=KYSON.seat, connection="c1")


def test_an_archived_meeting_lets_nobody_in(table: Table) -> None:
    table.to("archived")
    table.refuses("meeting.over", SYSTEM, "seat.connect", seat=KYSON.seat, role="site", connection="c")
