"""Internal items, what was put off, and what another meeting left: who may do what, and who sees it."""

from dataclasses import fields

import pytest

from rooms import Meeting, Refused, me_view, paper_is_hidden, shared_view
from rooms.rights import barred_from
from rooms.views.veil import NOT_BETRAYING, for_observers
from tests.rooms.table import CHAIR, CUALO, KYSON, OBSERVER, PLAN, SECRETARY, SYSTEM, TECHNICIAN, Table

SECRET = "Nhân sự Huyện ủy"
PAPER = {"pages": 3, "size": 9, "sha256": "0" * 64}
SOURCE = {"meeting": "giao-ban-10", "item": "a4"}


@pytest.fixture
def inside(session: Table) -> Table:
    """An internal item under discussion, with everything that could betray it."""
    session.do(SECRETARY, "agenda.edit", item="a1", title=SECRET, internal=True, seats=[KYSON.seat])
    session.do(SYSTEM, "paper.add", paper="p1", title=f"{SECRET} (tờ trình)", item="a1", **PAPER)
    session.do(SYSTEM, "paper.add", paper="p2", title="Chung", **PAPER)
    session.do(CHAIR, "agenda.start", item="a1")
    session.do(CHAIR, "front.show", paper="p2")
    session.do(CUALO, "floor.request", topic=f"Về {SECRET}")
    session.do(CHAIR, "floor.invite", seat=KYSON.seat, topic=f"Báo cáo {SECRET}")
    session.do(CHAIR, "decision.record", text=f"Đồng ý {SECRET}")
    session.do(CHAIR, "chat.post", text=SECRET)
    return session


def test_observers_see_nothing_of_an_internal_item(inside: Table) -> None:
    seen = inside.sees(OBSERVER)
    assert SECRET not in str(seen)
    item = seen["agenda"]["items"]["a1"]
    assert (item["title"], item["rapporteur"], item["seats"], item["internal"]) == ("", "", [], True)
    assert (seen["agenda"]["current"], seen["me"]["barred"]) == ("a1", "agenda.internal")
    assert (seen["floor"]["holders"], seen["floor"]["queue"], seen["floor"]["requests"]) == ([], [], {})
    assert seen["front"]["paper"] is None
    assert set(seen["papers"]["items"]) == {"p2"}
    assert seen["decisions"]["items"] == {}
    assert seen["sites"][KYSON.seat]["microphone"] == "closed"


def test_everybody_else_sees_it(inside: Table) -> None:
    for viewer in (CHAIR, SECRETARY, TECHNICIAN, KYSON):
        seen = inside.sees(viewer)
        assert seen["agenda"]["items"]["a1"]["title"] == SECRET
        assert seen["me"]["barred"] is None


def test_when_it_ends_observers_see_the_rest_again_and_nothing_of_it(inside: Table) -> None:
    inside.do(CHAIR, "agenda.start", item="a2")
    seen = inside.sees(OBSERVER)
    assert SECRET not in str(seen)
    assert (seen["me"]["barred"], seen["front"]["paper"]) == (None, "p2")
    assert len(seen["floor"]["requests"]) == 2
    inside.do(CHAIR, "front.show", paper="p1")
    assert inside.sees(OBSERVER)["front"]["paper"] is None


def test_making_the_current_item_internal_bars_at_once_and_back(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a2")
    assert barred_from(session.state, OBSERVER) is None
    session.do(CHAIR, "agenda.edit", item="a2", internal=True)
    assert barred_from(session.state, OBSERVER) == "agenda.internal"
    assert barred_from(session.state, KYSON) is None
    session.do(CHAIR, "agenda.edit", item="a2", internal=False)
    assert barred_from(session.state, OBSERVER) is None


def test_what_is_not_named_is_hidden_while_it_lasts(inside: Table) -> None:
    """Default deny: a new part of the meeting is hidden until somebody decides that it betrays nothing."""
    left, fresh = for_observers(inside.state), Meeting(inside.state.id)
    for one in fields(Meeting):
        if one.name not in NOT_BETRAYING:
            assert getattr(left, one.name) == getattr(fresh, one.name), one.name


def test_a_meeting_without_internal_items_is_shown_as_it_is(session: Table) -> None:
    assert for_observers(session.state) is session.state
    assert shared_view(session.state, "observer")["agenda"] == shared_view(session.state, "site")["agenda"]
    assert me_view(session.state, OBSERVER)["barred"] is None


def test_papers_of_internal_items_are_hidden_and_so_is_the_front(inside: Table) -> None:
    assert paper_is_hidden(inside.state, "p1")
    assert paper_is_hidden(inside.state, "p2")
    inside.do(CHAIR, "agenda.finish", item="a1")
    assert paper_is_hidden(inside.state, "p1")
    assert not paper_is_hidden(inside.state, "p2")
    assert not paper_is_hidden(inside.state, "p9")


def test_a_conclusion_in_an_internal_item_belongs_to_it(inside: Table) -> None:
    (made,) = inside.state.decisions.values()
    assert made.item == "a1"


def test_a_postponed_item_waits_for_its_return(session: Table) -> None:
    session.do(CHAIR, "agenda.postpone", item="a2")
    session.refuses("agenda.postponed", CHAIR, "agenda.postpone", item="a2")
    session.refuses("agenda.postponed", CHAIR, "agenda.start", item="a2")
    session.refuses("agenda.postponed", CHAIR, "agenda.move", item="a2", position=0)
    session.refuses("agenda.not_postponed", CHAIR, "agenda.restore", item="a1")
    session.do(CHAIR, "agenda.restore", item="a2")
    assert session.sees(CHAIR)["agenda"]["order"] == ["a1", "a3", "a2"]
    session.do(CHAIR, "agenda.start", item="a2")


def test_the_current_item_may_be_postponed_but_not_one_that_is_done(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a1")
    session.do(CHAIR, "agenda.postpone", item="a1", reason="Hết giờ")
    assert session.sees(CHAIR)["agenda"]["current"] is None
    session.refuses("agenda.item_done", CHAIR, "agenda.remove", item="a1")
    session.do(CHAIR, "agenda.start", item="a2")
    session.do(CHAIR, "agenda.finish", item="a2")
    session.refuses("agenda.item_done", CHAIR, "agenda.postpone", item="a2")
    session.do(CHAIR, "agenda.postpone", item="a3")
    session.do(CHAIR, "agenda.remove", item="a3")
    assert session.sees(CHAIR)["agenda"]["postponed"] == ["a1"]


def test_an_item_of_another_meeting_is_taken_over_once(table: Table) -> None:
    table.do(SYSTEM, "agenda.carry", carried_from=SOURCE, title="Cũ", planned_s=60, seats=["site-999"])
    assert table.sees(CHAIR)["agenda"]["items"]["a4"]["seats"] == []
    table.refuses("agenda.carried", SYSTEM, "agenda.carry", carried_from=SOURCE, title="Cũ")
    table.refuses("role.denied", SECRETARY, "agenda.carry", carried_from=SOURCE, title="Cũ")


def test_a_plan_may_hold_items_of_another_meeting() -> None:
    old = {"title": "Cũ", "carried_from": SOURCE, "seats": ["site-999"], "internal": True}
    table = Table({**PLAN, "agenda": [old, {"title": "Mới", "seats": [KYSON.seat, "delegate-an"]}]})
    items = table.sees(CHAIR)["agenda"]["items"]
    assert (items["a1"]["internal"], items["a1"]["seats"]) == (True, [])
    assert items["a2"]["seats"] == [KYSON.seat, "delegate-an"]
    assert table.state.agenda.items["a1"].carried_from.item == "a4"


@pytest.mark.parametrize(
    ("agenda", "code"),
    [
        ([{"title": "x", "seats": ["site-999"]}], "seat.unknown"),
        ([{"title": "x", "carried_from": SOURCE}, {"title": "y", "carried_from": SOURCE}], "agenda.carried"),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(agenda: list, code: str) -> None:
    with pytest.raises(Refused) as caught:
        Table({**PLAN, "agenda": agenda})
    assert caught.value.code == code


def test_observers_do_not_report(session: Table) -> None:
    session.refuses("seat.unknown", SECRETARY, "agenda.add", title="x", seats=[OBSERVER.seat])


def test_taking_an_internal_item_off_the_agenda_shows_observers_nothing_of_it(session: Table) -> None:
    session.do(SECRETARY, "agenda.edit", item="a2", title=SECRET, internal=True)
    session.do(SYSTEM, "paper.add", paper="p1", title=f"{SECRET} (tờ trình)", item="a2", **PAPER)
    session.do(CUALO, "floor.request", topic=f"Về {SECRET}", item="a2")
    session.do(CUALO, "question.ask", to=KYSON.seat, text=f"Về {SECRET}?", item="a2")
    session.do(SECRETARY, "agenda.remove", item="a2")
    assert SECRET not in str(session.sees(OBSERVER))
    assert paper_is_hidden(session.state, "p1")
    session.do(CHAIR, "floor.grant", request=session.state.floor.queue[0])
    assert SECRET not in str(session.sees(OBSERVER))
    session.do(CUALO, "floor.release")
    session.do(CHAIR, "question.call", question=session.state.questions.order[0])
    assert SECRET not in str(session.sees(OBSERVER))
    assert SECRET in str(session.sees(KYSON))
    session.do(SECRETARY, "paper.edit", paper="p1", item="a3")
    assert not paper_is_hidden(session.state, "p1"), "it belongs to an item that everybody may follow"
