"""Quorum: the rule, and the live count."""

from typing import Any

import pytest

from rooms import event_from_json, event_to_json, replay
from rooms.voting.quorum import QuorumEntry, Share, make_rule, needed
from tests.rooms.table import (
    AN,
    BINH,
    CHAIR,
    CUC,
    DUNG,
    KYSON,
    PLAN,
    SECRETARY,
    SYSTEM,
    TECHNICIAN,
    VINH,
    Table,
)


def quorum(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = table.sees(KYSON)["quorum"]
    return found


def test_without_a_rule_there_is_still_a_count(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    assert quorum(session) == {
        "basis": "delegates", "of": 4, "here": 1, "need": None, "met": None, "rule": None,
    }  # fmt: skip


def test_two_thirds_of_the_delegates(session: Table) -> None:
    session.do(SECRETARY, "quorum.set", at_least={"of": 2, "parts": 3})
    assert (quorum(session)["need"], quorum(session)["met"]) == (3, False)
    for viewer in (AN, BINH, CUC):
        session.do(viewer, "delegate.check_in")
    assert quorum(session)["met"] is True


def test_who_left_does_not_count_and_counts_again_when_back(session: Table) -> None:
    session.do(CHAIR, "quorum.set", count=1)
    session.do(SECRETARY, "roll.mark", subject=AN.seat, status="late")
    assert quorum(session)["met"] is True
    session.do(SECRETARY, "delegate.leave", delegate="an")
    assert (quorum(session)["here"], quorum(session)["met"]) == (0, False)
    session.do(SECRETARY, "delegate.return", delegate="an")
    assert quorum(session)["met"] is True


def test_who_is_removed_is_not_of_the_number(session: Table) -> None:
    session.do(CHAIR, "quorum.set", at_least={"of": 1, "parts": 1})
    for viewer in (AN, BINH, CUC):
        session.do(viewer, "delegate.check_in")
    session.do(SECRETARY, "delegate.remove", id="dung")
    assert (quorum(session)["of"], quorum(session)["met"]) == (3, True)


def test_halls_count_by_their_line_or_their_delegates(table: Table) -> None:
    table.to("line_check")
    table.do(SECRETARY, "quorum.set", basis="sites", at_least={"of": 1, "parts": 2, "over": True})
    assert (quorum(table)["of"], quorum(table)["here"], quorum(table)["need"]) == (3, 0, 2)
    table.connect(VINH)
    table.do(DUNG, "delegate.check_in")
    assert quorum(table)["here"] == 1
    table.do(CUC, "delegate.check_in")
    assert (quorum(table)["here"], quorum(table)["met"]) == (2, True)
    table.disconnect(VINH)
    assert quorum(table)["met"] is True
    table.do(SECRETARY, "delegate.leave", delegate="dung")
    assert quorum(table)["met"] is False


@pytest.mark.parametrize(
    ("share", "of", "need"),
    [(Share(1, 2), 24, 12), (Share(1, 2, over=True), 24, 13), (Share(1, 2, over=True), 25, 13),
     (Share(2, 3), 24, 16), (Share(2, 3), 25, 17), (Share(1, 1), 25, 25), (Share(1, 2), 0, 1)],
)  # fmt: skip
def test_shares_are_rounded_up(share: Share, of: int, need: int) -> None:
    rule = make_rule(QuorumEntry("delegates", share))
    assert rule is not None
    assert needed(rule, of) == need


def test_a_rule_that_makes_no_sense_is_refused(table: Table) -> None:
    table.refuses("quorum.bad_rule", CHAIR, "quorum.set", at_least={"of": 3, "parts": 2})
    table.refuses("quorum.bad_rule", CHAIR, "quorum.set", at_least={"of": 2, "parts": 2, "over": True})
    table.refuses("quorum.bad_rule", CHAIR, "quorum.set", at_least={"of": 1, "parts": 2}, count=3)
    table.refuses("role.denied", TECHNICIAN, "quorum.set", count=3)


def test_a_rule_can_be_taken_away_and_the_same_rule_changes_nothing(table: Table) -> None:
    assert table.do(CHAIR, "quorum.set") == []
    assert table.do(CHAIR, "quorum.set", basis="sites", count=3) == ["quorum.changed"]
    assert table.do(SECRETARY, "quorum.set", basis="sites", count=3) == []
    assert quorum(table)["rule"] == {"basis": "sites", "at_least": None, "count": 3}
    table.do(SECRETARY, "quorum.set")
    assert quorum(table)["rule"] is None


def test_a_meeting_may_be_created_with_its_rule() -> None:
    table = Table({**PLAN, "quorum": {"at_least": {"of": 1, "parts": 2, "over": True}}})
    assert quorum(table)["need"] == 3
    assert quorum(table)["rule"]["at_least"] == {"of": 1, "parts": 2, "over": True}


def test_a_meeting_is_not_created_with_a_bad_rule(table: Table) -> None:
    table.state = type(table.state)("other")
    table.refuses(
        "quorum.bad_rule", SYSTEM, "meeting.create", **PLAN, quorum={"at_least": {"of": 3, "parts": 2}}
    )


def test_a_log_from_before_there_were_rules_still_loads(session: Table) -> None:
    stored = [event_to_json(event) for event in session.log]
    del stored[0]["data"]["quorum"]
    assert replay(map(event_from_json, stored)) == session.state
