"""The papers of the meeting: said about, ordered, replaced and taken back while everybody looks at them."""

import json

import pytest

from rooms import BadCommand, event_from_json, event_to_json, replay
from tests.rooms.table import (
    AN,
    CHAIR,
    CUALO,
    DEPUTY,
    EVERYBODY,
    KYSON,
    OBSERVER,
    SECRETARY,
    SYSTEM,
    TECHNICIAN,
    Table,
)  # fmt: skip

PAPER = {"title": "Báo cáo", "pages": 12, "size": 40_000, "sha256": "ab" * 32}
NEWER = {"pages": 12, "size": 41_000, "sha256": "cd" * 32}
SAID = {
    "number": "152/BC-UBND",
    "issuer": "UBND huyện Kỳ Sơn",
    "dated": "2026-11-20",
    "kind": "report",
    "marking": "confidential",
    "unit": KYSON.seat,
}


@pytest.fixture
def shown(session: Table) -> Table:
    session.do(SYSTEM, "paper.add", paper="p1", **PAPER)
    session.do(SYSTEM, "paper.add", paper="p2", item="a1", **PAPER)
    session.do(SECRETARY, "front.show", paper="p1", page=9)
    return session


def paper(table: Table, name: str = "p1", viewer=KYSON) -> dict:
    return table.sees(viewer)["papers"]["items"][name]


def front(table: Table) -> tuple[str | None, int]:
    seen = table.sees(KYSON)["front"]
    return seen["paper"], seen["page"]


def test_a_paper_says_what_it_is(session: Table) -> None:
    session.do(SYSTEM, "paper.add", paper="p1", item="a1", **PAPER, **SAID)
    session.do(SYSTEM, "paper.add", paper="p2", **PAPER)
    assert {key: paper(session)[key] for key in SAID} == SAID
    plain = paper(session, "p2")
    assert [plain[key] for key in SAID] == ["", "", "", "other", "normal", None]
    assert (plain["version"], plain["replaced_at"], plain["withdrawn"]) == (1, None, None)


def test_a_paper_may_join_in_a_later_version(session: Table) -> None:
    session.do(SYSTEM, "paper.add", paper="p1", version=3, **PAPER)
    assert paper(session)["version"] == 3
    session.refuses("paper.not_newer", SYSTEM, "paper.replace", paper="p1", version=3, **NEWER)


def test_what_is_said_about_a_paper_changes_field_by_field(shown: Table) -> None:
    for field, value in SAID.items():
        assert shown.do(SECRETARY, "paper.edit", paper="p1", **{field: value})[0] == "paper.edited"
        assert shown.do(SECRETARY, "paper.edit", paper="p1", **{field: value}) == []
    assert {key: paper(shown)[key] for key in SAID} == SAID
    shown.do(SECRETARY, "paper.edit", paper="p1", unit="", dated="", number="")
    assert [paper(shown)[key] for key in ("unit", "dated", "number")] == [None, "", ""]
    assert front(shown) == ("p1", 9)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("dated", "2026-02-30"),
        ("dated", "20261120"),
        ("dated", "20/11/2026"),
        ("dated", "1066-10-14"),
        ("kind", "poem"),
        ("marking", "cosmic"),
        ("number", "x" * 101),
        ("unit", "hội trường"),
    ],
)
def test_what_cannot_be_said_is_not_read(shown: Table, field: str, value: str) -> None:
    with pytest.raises(BadCommand):
        shown.do(SECRETARY, "paper.edit", paper="p1", **{field: value})


def test_a_unit_is_somebody_of_the_meeting(shown: Table) -> None:
    shown.refuses("seat.unknown", SECRETARY, "paper.edit", paper="p1", unit="site-999")
    shown.do(SECRETARY, "paper.edit", paper="p1", unit=KYSON.seat)
    shown.do(SECRETARY, "site.remove", code="417")
    assert paper(shown, viewer=CHAIR)["unit"] is None


def test_papers_of_an_item_change_places_among_themselves(shown: Table) -> None:
    for name in ("p3", "p4"):
        shown.do(SYSTEM, "paper.add", paper=name, item="a1", **PAPER)
    shown.do(SYSTEM, "paper.add", paper="p5", **PAPER)
    assert shown.do(SECRETARY, "paper.move", paper="p4", position=0) == ["paper.moved"]
    assert shown.sees(KYSON)["papers"]["order"] == ["p1", "p4", "p2", "p3", "p5"]
    assert shown.do(CHAIR, "paper.move", paper="p4", position=900) == ["paper.moved"]
    assert shown.sees(KYSON)["papers"]["order"] == ["p1", "p2", "p3", "p4", "p5"]
    assert shown.do(CHAIR, "paper.move", paper="p4", position=2) == []
    shown.do(CHAIR, "paper.move", paper="p5", position=0)
    assert shown.sees(KYSON)["papers"]["order"] == ["p5", "p2", "p3", "p4", "p1"]
    shown.refuses("paper.unknown", CHAIR, "paper.move", paper="p9", position=0)


def test_a_newer_version_keeps_the_page_in_front(shown: Table) -> None:
    assert shown.do(SYSTEM, "paper.replace", paper="p1", version=2, **NEWER) == ["paper.replaced"]
    assert front(shown) == ("p1", 9)
    now = paper(shown)
    assert (now["version"], now["sha256"], now["size"]) == (2, NEWER["sha256"], 41_000)
    assert now["replaced_at"] is not None
    assert shown.state.papers["p1"].replaces == PAPER["sha256"]
    assert now["title"] == PAPER["title"]


def test_a_shorter_version_puts_its_last_page_in_front(shown: Table) -> None:
    shorter = {**NEWER, "pages": 4}
    shown.do(SYSTEM, "paper.replace", paper="p1", version=2, note="Bỏ phụ lục", **shorter)
    assert front(shown) == ("p1", 4)
    assert shown.sees(KYSON)["front"]["by"] == SECRETARY.seat
    assert paper(shown)["note"] == "Bỏ phụ lục"
    shown.refuses("front.no_such_page", CHAIR, "front.turn", page=5)


def test_whoever_comes_late_sees_the_version_that_stands(shown: Table) -> None:
    shown.disconnect(KYSON)
    shown.do(SYSTEM, "paper.replace", paper="p1", version=2, **{**NEWER, "pages": 3})
    shown.connect(KYSON)
    assert (front(shown), paper(shown)["version"]) == (("p1", 3), 2)


def test_a_version_that_comes_after_a_newer_one_is_refused(shown: Table) -> None:
    shown.do(SYSTEM, "paper.replace", paper="p1", version=3, **NEWER)
    for version in (1, 2, 3):
        shown.refuses("paper.not_newer", SYSTEM, "paper.replace", paper="p1", version=version, **NEWER)
    shown.refuses("paper.unknown", SYSTEM, "paper.replace", paper="p9", version=2, **NEWER)
    shown.refuses("role.denied", SECRETARY, "paper.replace", paper="p1", version=4, **NEWER)


def test_a_request_for_a_page_that_is_gone_asks_for_the_last_one(shown: Table) -> None:
    shown.do(KYSON, "floor.request", paper="p1", page=11)
    asked = shown.state.floor.queue[-1]
    shown.do(SYSTEM, "paper.replace", paper="p1", version=2, **{**NEWER, "pages": 4})
    assert shown.sees(CHAIR)["floor"]["requests"][asked]["page"] == 4
    shown.do(CHAIR, "floor.grant", request=asked)
    assert front(shown) == ("p1", 4)


def test_what_comes_back_after_a_turn_is_on_a_page_that_exists(shown: Table) -> None:
    shown.do(CHAIR, "floor.invite", seat=KYSON.seat, paper="p2", page=2)
    assert front(shown) == ("p2", 2)
    shown.do(SYSTEM, "paper.replace", paper="p1", version=2, **{**NEWER, "pages": 4})
    shown.do(KYSON, "floor.release")
    assert front(shown) == ("p1", 4)


def test_a_withdrawn_paper_leaves_the_front_at_once_and_stays_listed(shown: Table) -> None:
    done = shown.do(CHAIR, "paper.withdraw", paper="p1", reason="Số liệu chưa được thẩm định")
    assert done == ["front.hidden", "paper.withdrawn"]
    assert front(shown) == (None, 1)
    gone = paper(shown)["withdrawn"]
    assert (gone["by"], gone["reason"]) == (CHAIR.seat, "Số liệu chưa được thẩm định")
    assert shown.sees(KYSON)["papers"]["order"] == ["p1", "p2"]
    assert paper(shown, viewer=OBSERVER)["withdrawn"]["reason"] == "", "why is for the meeting"


def test_nothing_is_done_with_a_withdrawn_paper(shown: Table) -> None:
    shown.do(KYSON, "floor.request", paper="p1", page=2)
    asked = shown.state.floor.queue[-1]
    shown.do(SECRETARY, "paper.withdraw", paper="p1", reason="Nhầm bản")
    assert shown.sees(CHAIR)["floor"]["requests"][asked]["paper"] is None
    shown.refuses("paper.is_withdrawn", CHAIR, "front.show", paper="p1")
    shown.refuses("paper.is_withdrawn", AN, "floor.request", paper="p1")
    shown.refuses("paper.is_withdrawn", CHAIR, "floor.invite", seat=AN.seat, paper="p1")
    shown.refuses("paper.is_withdrawn", SYSTEM, "paper.replace", paper="p1", version=2, **NEWER)
    shown.refuses("paper.is_withdrawn", SECRETARY, "paper.withdraw", paper="p1", reason="Lần nữa")


def test_a_withdrawn_paper_does_not_come_back_when_a_turn_ends(shown: Table) -> None:
    shown.do(CHAIR, "floor.invite", seat=KYSON.seat, paper="p2")
    shown.do(CHAIR, "paper.withdraw", paper="p1", reason="Nhầm bản")
    assert front(shown) == ("p2", 1)
    shown.do(KYSON, "floor.release")
    assert front(shown) == (None, 1)


def test_withdrawing_needs_a_reason_and_somebody_who_may(shown: Table) -> None:
    with pytest.raises(BadCommand):
        shown.do(CHAIR, "paper.withdraw", paper="p1", reason=" ")
    for actor in (CUALO, AN, TECHNICIAN):
        shown.refuses("role.denied", actor, "paper.withdraw", paper="p1", reason="x")
    shown.refuses("presiding.not_you", DEPUTY, "paper.withdraw", paper="p1", reason="x")


def test_papers_are_due_for_the_meeting_and_otherwise_for_an_item(table: Table) -> None:
    first, second = "2026-11-22T10:00:00.000Z", "2026-11-21T10:00:00.000Z"
    assert table.do(SECRETARY, "paper.set_due", due_at=first) == ["paper.due_set"]
    assert table.do(SECRETARY, "paper.set_due", due_at=first) == []
    table.do(SECRETARY, "paper.set_due", item="a1", due_at=second)
    table.do(CHAIR, "paper.set_due", item="a3", wanted=False)
    seen = table.sees(SECRETARY)["papers"]
    assert seen["due_at"] == first
    assert seen["dues"] == {
        "a1": {"due_at": second, "wanted": True},
        "a3": {"due_at": None, "wanted": False},
    }
    dues = table.state.dues
    assert [dues.of(item).at == dues.at for item in ("a1", "a2", "a3")] == [False, True, True]
    table.do(SECRETARY, "paper.set_due", item="a1")
    assert set(table.sees(SECRETARY)["papers"]["dues"]) == {"a3"}
    table.refuses("agenda.unknown_item", SECRETARY, "paper.set_due", item="a9", due_at=first)


def test_outsiders_see_no_deadlines(session: Table) -> None:
    session.do(SECRETARY, "paper.set_due", item="a1", due_at="2026-11-22T10:00:00.000Z")
    session.do(SECRETARY, "paper.set_due", due_at="2026-11-22T10:00:00.000Z")
    seen = session.sees(OBSERVER)["papers"]
    assert (seen["due_at"], seen["dues"]) == (None, {})


def test_a_deadline_goes_with_its_item(table: Table) -> None:
    table.do(SECRETARY, "paper.set_due", item="a2", wanted=False)
    table.do(SECRETARY, "agenda.remove", item="a2")
    assert table.sees(SECRETARY)["papers"]["dues"] == {}


def test_replaced_and_withdrawn_papers_of_internal_items_stay_hidden(shown: Table) -> None:
    shown.do(SECRETARY, "agenda.edit", item="a1", internal=True)
    shown.do(SYSTEM, "paper.replace", paper="p2", version=2, **NEWER)
    shown.do(SECRETARY, "paper.withdraw", paper="p2", reason="Nhầm")
    assert '"p2"' not in json.dumps(shown.sees(OBSERVER))


def test_papers_stored_before_they_said_anything_are_read(session: Table) -> None:
    session.do(SYSTEM, "paper.add", paper="p1", **PAPER)
    session.do(SECRETARY, "paper.edit", paper="p1", title="Khác")
    again = replay(event_from_json(_old(one)) for one in session.log)
    for viewer in EVERYBODY:
        assert paper(session, viewer=viewer)["title"] == again.papers["p1"].title == "Khác"
    assert again.papers == session.state.papers


def _old(one) -> dict:
    row = event_to_json(one)
    if row["type"].startswith("paper."):
        row["data"] = {key: value for key, value in row["data"].items() if key not in {*SAID, "version"}}
    return row
