"""Agenda items, their order and their time."""

import pytest

from tests.rooms.table import CHAIR, KYSON, SECRETARY, SYSTEM, TECHNICIAN, Table


def item(table: Table, key: str) -> dict:
    return table.sees(CHAIR)["agenda"]["items"][key]


def test_starting_an_item_runs_its_clock(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a1")
    assert session.sees(KYSON)["agenda"]["current"] == "a1"
    assert item(session, "a1")["state"] == "current"
    assert item(session, "a1")["started_at"] is not None
    session.wait(59).do(CHAIR, "agenda.finish", item="a1")
    assert (item(session, "a1")["spent_s"], item(session, "a1")["started_at"]) == (60, None)
    assert item(session, "a1")["state"] == "done"


def test_starting_another_item_finishes_the_current_one(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a1")
    assert session.do(CHAIR, "agenda.start", item="a2") == ["agenda.finished", "agenda.started"]
    assert (item(session, "a1")["state"], item(session, "a2")["state"]) == ("done", "current")


def test_recess_is_nobodys_time(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a1")
    session.wait(29).do(CHAIR, "meeting.recess")
    assert item(session, "a1") | {"spent_s": 30, "started_at": None, "state": "current"} == item(
        session, "a1"
    )
    session.wait(600).do(CHAIR, "meeting.resume")
    session.wait(29).do(CHAIR, "agenda.finish", item="a1")
    assert item(session, "a1")["spent_s"] == 60


def test_an_item_may_be_finished_in_recess(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a1")
    session.wait(9).do(CHAIR, "meeting.recess")
    session.wait(600).do(SECRETARY, "agenda.finish", item="a1")
    assert item(session, "a1")["spent_s"] == 10
    session.do(CHAIR, "meeting.resume")
    assert session.state.agenda.current is None


def test_an_item_taken_up_again_adds_to_its_time(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a1")
    session.wait(9).do(CHAIR, "agenda.finish", item="a1")
    session.do(CHAIR, "agenda.start", item="a1")
    session.wait(4).do(CHAIR, "agenda.finish", item="a1")
    assert item(session, "a1")["spent_s"] == 15


def test_parts_of_seconds_are_not_lost_by_pausing(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a1")
    for _ in range(4):
        session.wait(-0.5).do(CHAIR, "meeting.recess")
        session.do(CHAIR, "meeting.resume")
    session.do(CHAIR, "agenda.finish", item="a1")
    assert item(session, "a1")["spent_s"] == 3


def test_items_start_in_session_only(table: Table) -> None:
    table.to("line_check").refuses("meeting.wrong_state", CHAIR, "agenda.start", item="a1")


def test_items_are_added_where_they_belong(table: Table) -> None:
    table.do(SECRETARY, "agenda.add", title="Phát sinh", position=1)
    table.do(SECRETARY, "agenda.add", title="Cuối")
    table.do(SECRETARY, "agenda.add", title="Rất xa", position=1000)
    assert table.sees(CHAIR)["agenda"]["order"] == ["a1", "a4", "a2", "a3", "a5", "a6"]


def test_ids_are_never_used_twice(table: Table) -> None:
    table.do(SECRETARY, "agenda.add", title="Tạm")
    table.do(SECRETARY, "agenda.remove", item="a4")
    table.do(SECRETARY, "agenda.add", title="Mới")
    assert table.sees(CHAIR)["agenda"]["order"][-1] == "a5"


def test_items_move(table: Table) -> None:
    table.do(SECRETARY, "agenda.move", item="a3", position=0)
    assert table.sees(CHAIR)["agenda"]["order"] == ["a3", "a1", "a2"]
    table.do(SECRETARY, "agenda.move", item="a3", position=99)
    assert table.sees(CHAIR)["agenda"]["order"] == ["a1", "a2", "a3"]
    assert table.do(SECRETARY, "agenda.move", item="a3", position=2) == []


def test_items_are_reworded(table: Table) -> None:
    table.do(SECRETARY, "agenda.edit", item="a1", rapporteur="")
    assert item(table, "a1")["rapporteur"] == ""
    assert item(table, "a1")["title"] == "Phòng chống thiên tai"
    assert table.do(SECRETARY, "agenda.edit", item="a1", rapporteur="") == []


def test_what_has_begun_or_been_decided_stays_on_record(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a1")
    session.refuses("agenda.item_current", SECRETARY, "agenda.remove", item="a1")
    session.refuses("agenda.item_current", SECRETARY, "agenda.start", item="a1")
    session.do(CHAIR, "agenda.finish", item="a1")
    session.refuses("agenda.item_done", SECRETARY, "agenda.remove", item="a1")
    session.do(CHAIR, "decision.record", text="Đồng ý", item="a2")
    session.refuses("agenda.item_done", SECRETARY, "agenda.remove", item="a2")
    session.refuses("agenda.item_not_current", SECRETARY, "agenda.finish", item="a3")


def test_a_removed_item_lets_go_of_its_papers(table: Table) -> None:
    table.do(SYSTEM, "paper.add", paper="p1", title="x", pages=1, size=1, sha256="0" * 64, item="a3")
    table.do(SECRETARY, "agenda.remove", item="a3")
    assert table.sees(CHAIR)["papers"]["items"]["p1"]["item"] is None


@pytest.mark.parametrize("command", ["agenda.start", "agenda.finish", "agenda.remove", "agenda.edit"])
def test_an_unknown_item_is_named(session: Table, command: str) -> None:
    session.refuses("agenda.unknown_item", CHAIR, command, item="a99")


def test_others_keep_their_hands_off(session: Table) -> None:
    for actor in (KYSON, TECHNICIAN):
        session.refuses("role.denied", actor, "agenda.start", item="a1")


def test_the_agenda_is_bounded(table: Table) -> None:
    for _ in range(197):
        table.do(SECRETARY, "agenda.add", title="x")
    table.refuses("meeting.too_many", SECRETARY, "agenda.add", title="x")
