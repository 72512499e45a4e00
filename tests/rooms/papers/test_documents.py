"""Papers and the page in front of everyone."""

import pytest

from tests.rooms.table import (
    AN,
    CHAIR,
    CUALO,
    DEPUTY,
    KYSON,
    OBSERVER,
    SECRETARY,
    SYSTEM,
    TECHNICIAN,
    VINH,
    Table,
)  # fmt: skip

PAPER = {"title": "Báo cáo", "pages": 12, "size": 40_000, "sha256": "ab" * 32}


@pytest.fixture
def shown(session: Table) -> Table:
    session.do(SYSTEM, "paper.add", paper="p1", **PAPER)
    session.do(SYSTEM, "paper.add", paper="p2", item="a1", **PAPER)
    session.do(SECRETARY, "front.show", paper="p1", page=3)
    return session


def front(table: Table) -> tuple[str | None, int]:
    seen = table.sees(KYSON)["front"]
    return seen["paper"], seen["page"]


def test_papers_are_listed_in_the_order_they_came(shown: Table) -> None:
    papers = shown.sees(AN)["papers"]
    assert papers["order"] == ["p1", "p2"]
    assert papers["items"]["p2"].items() >= {"id": "p2", "item": "a1", **PAPER}.items()


def test_everyone_is_on_the_same_page_whenever_they_come(shown: Table) -> None:
    shown.disconnect(KYSON)
    shown.do(CHAIR, "front.turn", page=7)
    shown.connect(KYSON)
    assert front(shown) == ("p1", 7)
    assert shown.sees(OBSERVER)["front"]["by"] == CHAIR.seat


def test_turning_to_the_same_page_says_nothing(shown: Table) -> None:
    assert shown.do(CHAIR, "front.turn", page=3) == []
    assert shown.do(CHAIR, "front.show", paper="p1", page=3) == []


@pytest.mark.parametrize(
    ("command", "data"), [("front.turn", {"page": 13}), ("front.show", {"paper": "p2", "page": 13})]
)
def test_a_page_the_paper_does_not_have_is_refused(shown: Table, command: str, data: dict) -> None:
    shown.refuses("front.no_such_page", CHAIR, command, **data)


def test_what_is_not_there_is_not_shown(shown: Table) -> None:
    shown.refuses("paper.unknown", CHAIR, "front.show", paper="p9")
    shown.refuses("paper.unknown", SECRETARY, "paper.remove", paper="p9")
    shown.do(CHAIR, "front.hide")
    assert front(shown) == (None, 1)
    shown.refuses("front.nothing_shown", CHAIR, "front.turn", page=1)
    shown.refuses("front.nothing_shown", CHAIR, "front.hide")


def test_a_paper_gets_another_title_and_item_and_keeps_its_place(shown: Table) -> None:
    assert shown.do(SECRETARY, "paper.edit", paper="p1", title="Báo cáo (bản sửa)") == ["paper.edited"]
    assert shown.do(CHAIR, "paper.edit", paper="p1", item="a1") == ["paper.edited"]
    papers = shown.sees(KYSON)["papers"]
    assert papers["order"] == ["p1", "p2"]
    assert (papers["items"]["p1"]["title"], papers["items"]["p1"]["item"]) == ("Báo cáo (bản sửa)", "a1")
    assert front(shown) == ("p1", 3)


def test_an_empty_item_gives_the_paper_to_the_whole_meeting(shown: Table) -> None:
    assert shown.do(SECRETARY, "paper.edit", paper="p2", item="") == ["paper.edited"]
    assert shown.sees(AN)["papers"]["items"]["p2"]["item"] is None
    assert shown.do(SECRETARY, "paper.edit", paper="p2", item="", title=PAPER["title"]) == []


def test_a_paper_is_not_given_to_what_is_not_there(shown: Table) -> None:
    shown.refuses("paper.unknown", SECRETARY, "paper.edit", paper="p9", title="x")
    shown.refuses("agenda.unknown_item", SECRETARY, "paper.edit", paper="p1", item="a9")
    shown.refuses("role.denied", TECHNICIAN, "paper.edit", paper="p1", title="x")


def test_removing_the_paper_in_front_hides_it(shown: Table) -> None:
    assert shown.do(SECRETARY, "paper.remove", paper="p1") == ["front.hidden", "paper.removed"]
    assert front(shown) == (None, 1)
    assert shown.do(SECRETARY, "paper.remove", paper="p2") == ["paper.removed"]


@pytest.mark.parametrize("actor", [KYSON, AN, DEPUTY, TECHNICIAN], ids=lambda one: one.role)
def test_others_do_not_turn_pages(shown: Table, actor) -> None:
    shown.refuses("front.not_presenter", actor, "front.turn", page=4)
    assert not shown.sees(actor)["me"]["may_present"]


def test_a_speaker_who_was_allowed_presents_while_speaking(shown: Table) -> None:
    shown.do(SECRETARY, "front.allow", seat=KYSON.seat)
    shown.refuses("front.not_presenter", KYSON, "front.turn", page=4)
    shown.give(KYSON)
    assert shown.do(KYSON, "front.turn", page=4) == ["front.turned"]
    shown.do(KYSON, "floor.release")
    shown.refuses("front.not_presenter", KYSON, "front.turn", page=5)
    shown.do(SECRETARY, "front.disallow", seat=KYSON.seat)
    shown.give(KYSON)
    shown.refuses("front.not_presenter", KYSON, "front.turn", page=5)


def test_an_allowed_hall_turns_pages_for_its_speaking_delegate(shown: Table) -> None:
    shown.do(CHAIR, "front.allow", seat=CUALO.seat)
    shown.give(AN)
    assert shown.do(CUALO, "front.turn", page=9) == ["front.turned"]
    shown.refuses("front.not_presenter", AN, "front.turn", page=1)


def test_an_allowed_delegate_turns_pages_while_speaking(shown: Table) -> None:
    shown.do(CHAIR, "front.allow", seat=AN.seat)
    shown.give(AN)
    assert shown.do(AN, "front.turn", page=9) == ["front.turned"]


def test_a_presiding_deputy_presents(shown: Table) -> None:
    shown.do(CHAIR, "presiding.hand_over", seat=DEPUTY.seat)
    assert shown.do(DEPUTY, "front.turn", page=2) == ["front.turned"]


def test_allowing_twice_is_once_and_observers_never(shown: Table) -> None:
    assert shown.do(CHAIR, "front.allow", seat=VINH.seat) == ["front.allowed"]
    assert shown.do(CHAIR, "front.allow", seat=VINH.seat) == []
    assert shown.do(CHAIR, "front.disallow", seat=KYSON.seat) == []
    shown.refuses("floor.cannot_speak", CHAIR, "front.allow", seat=OBSERVER.seat)


def test_papers_come_from_the_server_and_once(shown: Table) -> None:
    shown.refuses("role.denied", SECRETARY, "paper.add", paper="p3", **PAPER)
    shown.refuses("paper.exists", SYSTEM, "paper.add", paper="p1", **PAPER)
    shown.refuses("agenda.unknown_item", SYSTEM, "paper.add", paper="p3", item="a9", **PAPER)


def test_papers_can_be_laid_out_before_the_meeting(table: Table) -> None:
    table.do(SYSTEM, "paper.add", paper="p1", **PAPER)
    table.to("scheduled")
    assert table.do(CHAIR, "front.show", paper="p1") == ["front.shown"]


def test_who_presents_or_has_the_floor_may_mark_the_page(shown: Table) -> None:
    def may(actor) -> bool:
        return shown.sees(actor)["me"]["may_mark"]

    assert (may(SECRETARY), may(KYSON), may(DEPUTY)) == (True, False, False)
    shown.give(KYSON)
    assert may(KYSON)
    shown.do(KYSON, "floor.release")
    assert not may(KYSON)
