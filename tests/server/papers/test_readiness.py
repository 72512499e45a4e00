"""How far the papers are: what each agency owes, what has come, what is late; the worst stands first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from server.clock import iso
from server.db.repositories.paper_reviews import ReviewRecord
from server.papers.readiness import Agency, board
from tests.rooms.table import CUALO, KYSON, SECRETARY, START, SYSTEM, VINH, Table
from tests.server.papers.desk import UNIT, Desk
from tests.server.people.harness import START as NOW
from tests.server.people.harness import full_briefing, running

DUE = "2026-11-22T10:00:00.000Z"
BEFORE, AFTER = START - timedelta(days=2), START - timedelta(hours=1)


@pytest.fixture
def meeting() -> Table:
    """Three items: the first owed by two halls, the second by one, the third by nobody."""
    table = Table()
    table.do(SECRETARY, "agenda.edit", item="a1", seats=[CUALO.seat, KYSON.seat])
    table.do(SECRETARY, "agenda.edit", item="a2", seats=[VINH.seat])
    table.do(SECRETARY, "paper.set_due", due_at=DUE)
    return table


def review(unit: str, item: str, state: str, number: int = 1, **more: Any) -> ReviewRecord:
    return ReviewRecord(
        f"p{number:012x}", 1, "m", "Báo cáo", item, unit, START, state=state, unit=unit, **more
    )


def rows(table: Table, *reviews: ReviewRecord, at: Any = BEFORE) -> list[Agency]:
    return board(table.state, reviews, at)


def test_each_agency_owes_what_it_reports_on(meeting: Table) -> None:
    meeting.do(SECRETARY, "agenda.edit", item="a2", seats=[VINH.seat, CUALO.seat])
    owed = {row.unit: [one.item for one in row.expected] for row in rows(meeting)}
    assert owed == {CUALO.seat: ["a1", "a2"], KYSON.seat: ["a1"], VINH.seat: ["a2"]}
    assert {row.name for row in rows(meeting)} == {"Thị xã Cửa Lò", "Huyện Kỳ Sơn", "Thành phố Vinh"}


def test_items_that_want_none_and_postponed_ones_are_owed_nothing(meeting: Table) -> None:
    meeting.do(SECRETARY, "paper.set_due", item="a1", wanted=False)
    meeting.do(SECRETARY, "agenda.postpone", item="a2", reason="")
    assert rows(meeting) == []


@pytest.mark.parametrize(
    ("states", "best"),
    [
        ([], "missing"),
        (["draft"], "draft"),
        (["draft", "sent_back"], "sent_back"),
        (["sent_back", "submitted"], "submitted"),
        (["approved"], "missing"),  # approved, but its file is not in the meeting yet
    ],
)
def test_the_best_of_what_a_unit_brought_counts(meeting: Table, states: list[str], best: str) -> None:
    brought = [review(VINH.seat, "a2", state, number) for number, state in enumerate(states)]
    (row,) = [row for row in rows(meeting, *brought) if row.unit == VINH.seat]
    assert [one.state for one in row.expected] == [best]


def test_what_is_in_the_meeting_is_approved_whoever_brought_it(meeting: Table) -> None:
    paper = {"title": "x", "pages": 1, "size": 1, "sha256": "0" * 64, "item": "a2", "unit": VINH.seat}
    meeting.do(SYSTEM, "paper.add", paper="p1", **paper)
    (row,) = [row for row in rows(meeting, at=AFTER) if row.unit == VINH.seat]
    assert (row.count("approved"), row.overdue) == (1, 0)
    meeting.do(SECRETARY, "paper.withdraw", paper="p1", reason="Nhầm bản")
    (row,) = [row for row in rows(meeting, at=AFTER) if row.unit == VINH.seat]
    assert (row.count("approved"), row.count("missing"), row.overdue) == (0, 1, 1)


def test_a_paper_is_overdue_while_it_is_not_here_and_late_when_it_came_after(meeting: Table) -> None:
    due = meeting.state.dues.at
    assert due is not None
    waiting = review(VINH.seat, "a2", "submitted", submitted_at=due + timedelta(minutes=1))
    found = {row.unit: row.expected[0] for row in rows(meeting, waiting, at=AFTER)}
    assert (found[VINH.seat].overdue, found[VINH.seat].late) == (False, True)
    assert (found[KYSON.seat].overdue, found[KYSON.seat].late) == (True, False)
    assert not any(row.overdue for row in rows(meeting, at=due)), "on the second it is in time"


def test_the_worst_stands_first(meeting: Table) -> None:
    meeting.do(SECRETARY, "paper.set_due", item="a2", due_at="2026-11-20T10:00:00.000Z")
    assert [row.unit for row in rows(meeting)] == [VINH.seat, KYSON.seat, CUALO.seat], "the sooner due first"
    back = review(CUALO.seat, "a1", "sent_back", 1)
    waits = review(VINH.seat, "a2", "submitted", 2)
    order = [row.unit for row in rows(meeting, back, waits)]
    assert order == [CUALO.seat, KYSON.seat, VINH.seat]
    late = [row.unit for row in rows(meeting, back, at=BEFORE + timedelta(days=1))]
    assert late[0] == VINH.seat, "overdue comes before everything"


def test_without_a_deadline_nothing_is_overdue() -> None:
    table = Table()
    table.do(SECRETARY, "agenda.edit", item="a1", seats=[VINH.seat])
    (row,) = rows(table, at=AFTER)
    assert (row.overdue, row.next_due_at, row.count("missing")) == (0, None, 1)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with running(tmp_path) as world:
        yield await Desk(world, await full_briefing(world)).prepare()


async def test_the_desk_and_those_who_stand_in_for_it_see_the_board(desk: Desk) -> None:
    await desk.give("paper.set_due", due_at=iso(NOW - timedelta(hours=1)))
    for role in ("chair", "deputy", "secretary", "administrator"):
        seen = (await desk.tab(role).get(f"{desk.base}/readiness")).json()
        (row,) = seen["agencies"]
        assert (row["unit"], row["expected"], row["received"], row["overdue"]) == (UNIT, 1, 0, 1)
    await desk.submitted()
    (row,) = (await desk.tab("chair").get(f"{desk.base}/readiness")).json()["agencies"]
    assert (row["received"], row["waiting"], row["late"], row["overdue"]) == (1, 1, 1, 0)
    assert row["papers"][0]["state"] == "submitted"
