"""What a hall's clerk sees of an open vote by name, and nobody else."""

from tests.rooms.table import AN, CHAIR, CUALO, KYSON, SECRETARY, Table
from tests.rooms.voting.test_hands import enter
from tests.rooms.voting.test_polls import closed, opened, vote


def test_the_clerk_sees_how_many_vote_in_the_hall_and_the_halls_own_count(session: Table) -> None:
    poll = opened(session)
    before = {"poll": poll, "voters": 2, "cast": 0, "counts": None}
    assert session.sees(CUALO)["me"]["hall_poll"] == before
    vote(session, AN, poll, "no")
    assert session.sees(CUALO)["me"]["hall_poll"] == {**before, "cast": 1}
    session.do(
        CUALO,
        "poll.count_hands",
        poll=poll,
        site="413",
        counts=[{"choice": "yes", "count": 2}],
        instead=True,
    )
    own = session.sees(CUALO)["me"]["hall_poll"]
    assert (own["cast"], own["counts"][0]) == (0, {"choice": "yes", "count": 2})
    closed(session, poll)
    assert session.sees(CUALO)["me"]["hall_poll"] is None


def test_nobody_else_sees_a_halls_count_before_the_result(session: Table) -> None:
    enter(session, opened(session), yes=1)
    for viewer in (CHAIR, SECRETARY, AN, KYSON):
        own = session.sees(viewer)["me"]["hall_poll"]
        assert own is None or own["counts"] is None


def test_without_hands_to_count_a_hall_has_nothing_to_enter(session: Table) -> None:
    opened(session, secret=True)
    assert session.sees(CUALO)["me"]["hall_poll"] is None
