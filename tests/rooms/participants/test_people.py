"""Inviting and removing, before and during the meeting."""

import pytest

from rooms import publish_rights
from tests.rooms.table import (
    AN,
    BINH,
    CHAIR,
    CUALO,
    DEPUTY,
    KYSON,
    SECRETARY,
    SYSTEM,
    TECHNICIAN,
    VINH,
    Table,
)  # fmt: skip


def test_a_hall_can_be_added_while_in_session(session: Table) -> None:
    session.do(
        SECRETARY, "site.add", code="414", name="Thị xã Thái Hòa", short_name="Thái Hòa", kind="district"
    )
    assert session.sees(KYSON)["sites"]["site-414"]["name"] == "Thị xã Thái Hòa"
    session.refuses("site.exists", SECRETARY, "site.add", code="414", name="x", short_name="x")


def test_a_removed_hall_loses_its_turn_at_once(session: Table) -> None:
    session.give(CUALO)
    session.ask(AN)
    kinds = session.do(SECRETARY, "site.remove", code="413")
    assert kinds == [
        "floor.revoked",
        "floor.withdrawn",
        "delegate.removed",
        "delegate.removed",
        "site.removed",
    ]
    assert session.state.floor.requests == {}
    assert not publish_rights(session.state, CUALO.seat).camera
    for gone in (CUALO, AN, BINH):
        session.refuses("seat.not_admitted", gone, "floor.request")
        assert not session.sees(gone)["me"]["admitted"]
        assert session.sees(gone)["me"]["can"] == []


def test_a_removed_delegate_closes_the_halls_microphone(session: Table) -> None:
    session.give(AN)
    assert session.do(SECRETARY, "delegate.remove", id="an") == ["floor.revoked", "delegate.removed"]
    assert not publish_rights(session.state, CUALO.seat).microphone


def test_a_hall_invited_again_begins_afresh(session: Table) -> None:
    session.do(CHAIR, "screen.allow", seat=KYSON.seat)
    session.do(CHAIR, "mic.mute", seat=KYSON.seat)
    session.do(SECRETARY, "roll.mark", subject=KYSON.seat, status="absent")
    session.do(SECRETARY, "site.remove", code="417")
    session.do(SECRETARY, "site.add", code="417", name="Kỳ Sơn", short_name="Kỳ Sơn", kind="district")
    seen = session.sees(SECRETARY)["sites"][KYSON.seat]
    assert (seen["present"], seen["screen_allowed"], seen["microphone"], seen["roll"]) == (
        False, False, "closed", "unknown",
    )  # fmt: skip


def test_delegates_are_added_edited_and_removed(session: Table) -> None:
    session.do(SECRETARY, "delegate.add", id="em", name="Lô Em", office="", site="417")
    assert session.sees(CHAIR)["sites"][KYSON.seat]["delegates"] == ["cuc", "em"]
    session.do(SECRETARY, "delegate.edit", id="em", office="Trưởng phòng", site="VINH")
    seen = session.sees(CHAIR)["delegates"]["em"]
    assert (seen["name"], seen["office"], seen["site"]) == ("Lô Em", "Trưởng phòng", VINH.seat)
    assert session.do(SECRETARY, "delegate.edit", id="em", name="Lô Em") == []
    session.do(SECRETARY, "delegate.remove", id="em")
    assert "em" not in session.sees(CHAIR)["delegates"]


@pytest.mark.parametrize(
    ("code", "command", "data"),
    [
        ("delegate.exists", "delegate.add", {"id": "an", "name": "x", "site": "413"}),
        ("site.unknown", "delegate.add", {"id": "new", "name": "x", "site": "999"}),
        ("delegate.unknown", "delegate.edit", {"id": "nobody", "name": "x"}),
        ("site.unknown", "delegate.edit", {"id": "an", "site": "999"}),
        ("delegate.unknown", "delegate.remove", {"id": "nobody"}),
        ("site.unknown", "site.remove", {"code": "999"}),
    ],
)
def test_what_is_not_there_is_named(session: Table, code: str, command: str, data: dict) -> None:
    session.refuses(code, SECRETARY, command, **data)


def test_a_delegate_does_not_change_halls_while_speaking_or_waiting(session: Table) -> None:
    session.ask(AN)
    session.refuses("delegate.has_floor", SECRETARY, "delegate.edit", id="an", site="417")
    assert session.do(SECRETARY, "delegate.edit", id="an", office="Chủ tịch UBND") == ["delegate.edited"]


def test_moving_a_delegate_keeps_the_check_in(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    session.do(SECRETARY, "delegate.edit", id="an", site="417")
    assert session.sees(CHAIR)["delegates"]["an"]["checked_in_at"] is not None


def test_officers_come_and_go_but_not_the_chair(session: Table) -> None:
    session.do(CHAIR, "officer.add", seat="officer-n", name="Mới", role="technician")
    session.refuses("seat.exists", CHAIR, "officer.add", seat="officer-n", name="Mới", role="deputy")
    session.refuses("meeting.second_chair", SYSTEM, "officer.add", seat="officer-m", name="Mới", role="chair")
    session.do(CHAIR, "officer.remove", seat="officer-n")
    session.refuses("officer.unknown", CHAIR, "officer.remove", seat="officer-n")
    session.refuses("officer.is_chair", SYSTEM, "officer.remove", seat=CHAIR.seat)


def test_the_secretary_appoints_everybody_but_the_chair(session: Table) -> None:
    session.do(SECRETARY, "officer.add", seat="officer-n", name="Mới", role="deputy")
    session.do(SECRETARY, "officer.remove", seat="officer-n")
    session.refuses("role.denied", SECRETARY, "officer.add", seat="officer-n", name="Mới", role="chair")
    session.refuses("role.denied", SECRETARY, "officer.remove", seat=CHAIR.seat)


def test_a_removed_officer_loses_the_floor(session: Table) -> None:
    session.give(TECHNICIAN)
    assert session.do(SYSTEM, "officer.remove", seat=TECHNICIAN.seat) == ["floor.revoked", "officer.removed"]


def test_a_draft_without_its_chair_is_led_by_nobody_or_a_deputy(table: Table) -> None:
    table.do(SYSTEM, "officer.remove", seat=CHAIR.seat)
    assert table.state.presiding.seat == DEPUTY.seat
    table.refuses("meeting.no_chair", SECRETARY, "meeting.schedule")


def test_lists_are_bounded(table: Table) -> None:
    for number in range(45):
        table.do(SYSTEM, "officer.add", seat=f"officer-x{number}", name="x", role="technician")
    table.refuses("meeting.too_many", SYSTEM, "officer.add", seat="officer-y", name="y", role="technician")


def test_two_codes_for_one_seat_are_one_hall(session: Table) -> None:
    session.refuses("site.exists", SECRETARY, "site.add", code="site-417", name="x", short_name="x")
