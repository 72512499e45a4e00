"""Counting: majorities of those cast, present and entitled, lists, ties, quorum."""

from typing import Any

import pytest

from tests.rooms.table import AN, BINH, CHAIR, CUALO, CUC, DUNG, KYSON, SECRETARY, SYSTEM, VINH, Table
from tests.rooms.voting.test_polls import closed, opened, seen, vote

OVER_HALF = {"of": 1, "parts": 2, "over": True}
VOTERS = (AN, BINH, CUC, DUNG)


def result_of(table: Table, *votes: str, **plan: Any) -> dict[str, Any]:
    """Open, let the first voters vote (options separated by a comma), close."""
    poll = opened(table, **plan)
    for viewer, choices in zip(VOTERS, votes, strict=False):
        vote(table, viewer, poll, *choices.split(","))
    return closed(table, poll)


@pytest.mark.parametrize(
    ("votes", "majority", "need", "outcome"),
    [
        (("yes", "no"), {"base": "cast", **OVER_HALF}, 2, "rejected"),
        (("yes", "no"), {"base": "cast", "of": 1, "parts": 2, "over": False}, 1, "carried"),
        (("yes", "yes", "abstain"), {"base": "cast", **OVER_HALF}, 2, "carried"),
        (("yes", "abstain", "abstain"), {"base": "cast", **OVER_HALF}, 2, "rejected"),
        (("yes", "yes"), {"base": "entitled", **OVER_HALF}, 3, "rejected"),
        (("yes", "yes", "yes"), {"base": "entitled", "of": 2, "parts": 3, "over": False}, 3, "carried"),
        (("yes", "yes"), {"base": "entitled", "of": 2, "parts": 3, "over": False}, 3, "rejected"),
        ((), {"base": "cast", **OVER_HALF}, 1, "rejected"),
        (("yes", "no", "yes"), None, None, "carried"),
        (("yes", "no"), None, None, "tied"),
        (("no",), None, None, "rejected"),
    ],
)
def test_what_carries_a_question(
    session: Table, votes: tuple[str, ...], majority: dict[str, Any] | None, need: int | None, outcome: str
) -> None:
    result = result_of(session, *votes, majority=majority)
    assert (result["need"], result["outcome"]) == (need, outcome)
    assert result["carried"] == (outcome == "carried")


def test_a_majority_of_those_present_counts_who_was_there_at_the_opening(session: Table) -> None:
    for viewer in (AN, BINH, CUC):
        session.do(viewer, "delegate.check_in")
    majority = {"base": "present", **OVER_HALF}
    result = result_of(session, "yes", majority=majority)
    assert (result["present"], result["need"], result["outcome"]) == (3, 2, "rejected")
    assert result_of(session, "yes", "yes", majority=majority)["outcome"] == "carried"


def test_who_came_later_and_voted_was_present(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    result = result_of(session, "yes", "yes", "no", majority={"base": "present", **OVER_HALF})
    assert (result["present"], result["need"], result["outcome"]) == (3, 2, "carried")


def test_latecomers_who_voted_are_present_beside_those_who_were_there_and_did_not(session: Table) -> None:
    """Two there at the opening and two who came later make four, whoever of them voted."""
    for viewer in (AN, BINH):
        session.do(viewer, "delegate.check_in")
    poll = opened(session, majority={"base": "present", **OVER_HALF})
    for viewer in (CUC, DUNG):
        session.do(viewer, "delegate.check_in")
        vote(session, viewer, poll, "yes")
    result = closed(session, poll)
    assert (result["present"], result["cast"], result["need"], result["outcome"]) == (4, 2, 3, "rejected")


def test_of_a_secret_vote_latecomers_with_a_credential_are_present(session: Table) -> None:
    for viewer in (AN, BINH):
        session.do(viewer, "delegate.check_in")
    poll = opened(session, secret=True, majority={"base": "present", **OVER_HALF})
    session.do(SYSTEM, "poll.set_key", poll=poll, public_key="SPKI")
    for viewer in (AN, CUC, DUNG):
        session.do(viewer, "ballot.take_credential", poll=poll)
    session.do(CHAIR, "poll.close", poll=poll)
    box = [{"serial": serial, "choices": ["yes"], "signature": "x", "proof": "y"} for serial in "ab"]
    session.do(SYSTEM, "poll.count", poll=poll, ballots=box)
    result = session.sees(CHAIR)["me"]["poll_desk"][poll]["result"]
    assert (result["present"], result["cast"], result["need"], result["outcome"]) == (4, 2, 3, "rejected")


def test_of_a_halls_hands_as_many_were_there_as_at_the_opening_or_as_were_raised(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    session.do(CUC, "delegate.check_in")
    poll = opened(session, majority={"base": "present", **OVER_HALF})
    session.do(SECRETARY, "poll.count_hands", poll=poll, site="413", counts=[{"choice": "yes", "count": 2}])
    vote(session, DUNG, poll, "no")
    result = closed(session, poll)
    assert (result["present"], result["cast"], result["need"]) == (4, 3, 3)


@pytest.mark.parametrize(
    ("votes", "plan", "outcome", "chosen", "tied"),
    [
        (("o1", "o1", "o2"), {}, "carried", ["o1"], []),
        (("o1", "o2"), {}, "rejected", [], []),
        (("o1", "o2"), {"majority": None}, "tied", [], ["o1", "o2"]),
        (("abstain", "abstain", "o2"), {"majority": None}, "carried", ["o2"], []),
        (("abstain", "abstain"), {"majority": None}, "rejected", [], []),
        (("o1,o2", "o1,o2", "o1,o3"), {"most": 2}, "carried", ["o1", "o2"], []),
        (("o3,o2", "o3,o1", "o3"), {"most": 2, "majority": None}, "carried", ["o3"], ["o1", "o2"]),
        (("o1,o2", "o3"), {"most": 2, "majority": None}, "tied", [], ["o1", "o2", "o3"]),
    ],
)  # fmt: skip
def test_who_is_chosen_of_a_list(
    session: Table,
    votes: tuple[str, ...],
    plan: dict[str, Any],
    outcome: str,
    chosen: list[str],
    tied: list[str],
) -> None:
    result = result_of(session, *votes, options=["A", "B", "C"], **plan)
    assert (result["outcome"], result["chosen"], result["tied"]) == (outcome, chosen, tied)


PRESENT_QUORUM = {"counted": "present", "count": 3}


def test_who_came_later_and_voted_is_counted_for_the_quorum(session: Table) -> None:
    for viewer in (AN, BINH):
        session.do(viewer, "delegate.check_in")
    poll = opened(session, quorum=PRESENT_QUORUM)
    vote(session, AN, poll, "yes")
    assert seen(session, poll)["turnout"]["here"] == 2
    vote(session, CUC, poll, "yes")
    assert seen(session, poll)["turnout"]["here"] == 3, "who leads the vote sees it coming"
    result = closed(session, poll)
    assert (result["present"], result["cast"], result["here"]) == (3, 2, 3)
    assert (result["quorum_met"], result["outcome"]) == (True, "carried")


def test_who_came_later_and_did_not_vote_is_not_counted_for_the_quorum(session: Table) -> None:
    for viewer in (AN, BINH):
        session.do(viewer, "delegate.check_in")
    poll = opened(session, quorum=PRESENT_QUORUM)
    session.do(CUC, "delegate.check_in")
    vote(session, AN, poll, "yes")
    result = closed(session, poll)
    assert (result["here"], result["quorum_met"], result["outcome"]) == (2, False, "no_quorum")


def test_hands_beyond_those_there_at_the_opening_are_counted_for_the_quorum(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    poll = opened(session, quorum={"counted": "present", "count": 2})
    session.do(SECRETARY, "poll.count_hands", poll=poll, site="413", counts=[{"choice": "yes", "count": 2}])
    result = closed(session, poll)
    assert (result["here"], result["quorum_met"]) == (2, True)


def test_who_took_a_credential_later_is_counted_for_the_quorum(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    poll = opened(session, secret=True, quorum={"counted": "present", "count": 2})
    session.do(SYSTEM, "poll.set_key", poll=poll, public_key="SPKI")
    session.do(CUC, "ballot.take_credential", poll=poll)
    session.do(CHAIR, "poll.close", poll=poll)
    box = [{"serial": "a", "choices": ["yes"], "signature": "x", "proof": "y"}]
    session.do(SYSTEM, "poll.count", poll=poll, ballots=box)
    result = session.sees(CHAIR)["me"]["poll_desk"][poll]["result"]
    assert (result["here"], result["quorum_met"]) == (2, True)


def test_the_meetings_quorum_counts_delegates_who_came_later_but_not_chairs_nor_the_represented(
    session: Table,
) -> None:
    session.do(SECRETARY, "quorum.set", count=3)
    session.do(AN, "delegate.check_in")
    session.do(SECRETARY, "proxy.record", grantor=DUNG.seat, holder=CUC.seat, document="GUQ 7")
    poll = opened(session, chairs=True)
    for viewer in (CHAIR, AN, CUC):
        vote(session, viewer, poll, "yes")
    session.do(CUC, "ballot.cast", poll=poll, choices=["yes"], seat=DUNG.seat)
    assert seen(session, poll)["turnout"]["here"] == 2
    vote(session, BINH, poll, "yes")
    result = closed(session, poll)
    assert (result["here"], result["quorum_met"]) == (3, True)


def test_a_quorum_of_halls_goes_by_the_opening_where_delegates_vote(session: Table) -> None:
    for viewer in (CUALO, KYSON, VINH):
        session.disconnect(viewer)
    session.do(SECRETARY, "quorum.set", basis="sites", count=2)
    session.do(AN, "delegate.check_in")
    poll = opened(session)
    for viewer in VOTERS:
        vote(session, viewer, poll, "yes")
    result = closed(session, poll)
    assert (result["here"], result["quorum_met"]) == (1, False)


def test_a_quorum_of_halls_counts_halls_that_come_later_and_vote(session: Table) -> None:
    for viewer in (CUALO, KYSON, VINH):
        session.disconnect(viewer)
    session.do(SECRETARY, "quorum.set", basis="sites", count=1)
    poll = opened(session, unit="sites")
    session.connect(KYSON)
    vote(session, KYSON, poll, "yes")
    result = closed(session, poll)
    assert (result["here"], result["quorum_met"]) == (1, True)


def test_a_quorum_as_a_number_of_ballots(session: Table) -> None:
    quorum = {"counted": "cast", "count": 2}
    assert result_of(session, "yes", quorum=quorum)["outcome"] == "no_quorum"
    result = result_of(session, "yes", "yes", quorum=quorum)
    assert (result["quorum_met"], result["outcome"]) == (True, "carried")
