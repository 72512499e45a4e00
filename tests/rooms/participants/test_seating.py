"""Seat plans of halls."""

from typing import Any

from tests.rooms.table import AN, BINH, CHAIR, CUALO, DEPUTY, KYSON, SECRETARY, TECHNICIAN, Table

PLAN: list[dict[str, Any]] = [
    {"label": "Hàng A", "places": ["an", None]},
    {"label": "Hàng B", "places": ["binh"]},
]


def test_a_hall_seats_its_delegates(table: Table) -> None:
    assert table.do(CUALO, "seating.set", site="413", rows=PLAN) == ["seating.changed"]
    assert table.do(SECRETARY, "seating.set", site=CUALO.seat, rows=PLAN) == []
    for viewer in (CUALO, AN, BINH):
        assert table.sees(viewer)["me"]["seating"] == PLAN
    assert table.sees(CHAIR)["seating"] == table.sees(DEPUTY)["seating"] == {CUALO.seat: PLAN}


def test_other_halls_do_not_see_the_plan(table: Table) -> None:
    table.do(CHAIR, "seating.set", site="413", rows=PLAN)
    assert table.sees(KYSON)["seating"] == {}
    assert table.sees(KYSON)["me"]["seating"] == []


def test_a_plan_holds_each_own_delegate_once(table: Table) -> None:
    def refused(code: str, *places: str | None, site: str = "413") -> None:
        table.refuses(code, SECRETARY, "seating.set", site=site, rows=[{"label": "", "places": [*places]}])

    refused("seating.twice", "an", None, "an")
    refused("seating.not_of_hall", "cuc")
    refused("delegate.unknown", "ai")
    refused("site.unknown", site="999")
    table.refuses("site.not_yours", KYSON, "seating.set", site="413", rows=PLAN)
    table.refuses("role.denied", TECHNICIAN, "seating.set", site="413", rows=PLAN)


def test_who_is_removed_or_moved_leaves_an_empty_place(table: Table) -> None:
    table.do(SECRETARY, "seating.set", site="413", rows=PLAN)
    table.do(SECRETARY, "delegate.remove", id="an")
    table.do(SECRETARY, "delegate.edit", id="binh", site="417")
    assert [row["places"] for row in table.sees(CUALO)["me"]["seating"]] == [[None, None], [None]]
    table.do(SECRETARY, "site.remove", code="413")
    assert table.state.seating == {}


def test_a_plan_is_taken_away_by_setting_none(table: Table) -> None:
    table.do(SECRETARY, "seating.set", site="413", rows=PLAN)
    table.do(SECRETARY, "seating.set", site="413", rows=[])
    assert table.sees(CUALO)["me"]["seating"] == []
