"""Votes counted again from the log alone; whatever was changed in it is found."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from rooms import GENESIS, Event, seal_all
from rooms.voting.ballot_words import BallotCast, HandsCounted
from rooms.voting.poll_words import PollClosed
from server.ballots.keys import PollKey, blind_sign, make_key
from server.ballots.proofs import to_bytes, to_text
from server.ballots.verify import Checked, verify_votes
from tests.rooms.table import AN, BINH, CHAIR, CUC, SECRETARY, SYSTEM, Table
from tests.rooms.voting.test_polls import opened, vote
from tests.support.voter import SecretVoter


@pytest.fixture(scope="module")
def key() -> PollKey:
    return make_key()


@pytest.fixture(scope="module")
def table(key: PollKey) -> Table:
    """A named vote with a count of hands, then a secret one of three credentials and two ballots."""
    made = Table().connect_everybody().to("in_session")
    named = opened(made)
    vote(made, CUC, named, "yes")
    hands = [{"choice": "no", "count": 1}]
    made.do(SECRETARY, "poll.count_hands", poll=named, site="413", counts=hands)
    made.do(CHAIR, "poll.close", poll=named)
    poll = opened(made, secret=True)
    made.do(SYSTEM, "poll.set_key", poll=poll, public_key=key.public)
    box = []
    for viewer, choice in ((AN, "yes"), (BINH, "no"), (CUC, None)):
        made.do(viewer, "ballot.take_credential", poll=poll)
        voter = SecretVoter(made.state.id, poll, key.public)
        voter.take(to_text(blind_sign(key.private, to_bytes(voter.blinded()))))
        if choice:
            sent = voter.ballot(choice)
            box.append({name: sent[name] for name in ("serial", "choices", "signature", "proof", "change")})
    made.do(CHAIR, "poll.close", poll=poll)
    made.do(SYSTEM, "poll.count", poll=poll, ballots=box)
    return made


def checked(table: Table, change: Callable[[PollClosed], PollClosed] = lambda body: body) -> list[Checked]:
    """The votes of the log, the last of them changed before it was sealed."""
    events = list(table.log)
    place = max(index for index, event in enumerate(events) if isinstance(event.body, PollClosed))
    body: Any = events[place].body
    old = events[place]
    events[place] = Event(old.seq, old.at, old.actor, old.key, change(body))
    return verify_votes(seal_all(table.state.id, GENESIS, events))


def test_what_was_counted_rightly_is_found_right(table: Table) -> None:
    named, secret = checked(table)
    assert (named.secret, named.ballots, named.broken) == (False, 2, ())
    assert (secret.entitled, secret.credentials, secret.ballots, secret.broken) == (4, 3, 2, ())


def twice(body: PollClosed) -> PollClosed:
    return dataclasses.replace(body, ballots=(body.ballots[0], *body.ballots))


def turned_round(body: PollClosed) -> PollClosed:
    first = dataclasses.replace(body.ballots[0], choices=("abstain",))
    return dataclasses.replace(body, ballots=(first, *body.ballots[1:]))


def unsorted(body: PollClosed) -> PollClosed:
    return dataclasses.replace(body, ballots=tuple(reversed(body.ballots)))


def miscounted(body: PollClosed) -> PollClosed:
    return dataclasses.replace(body, tally=dataclasses.replace(body.tally, outcome="carried"))


def stuffed(body: PollClosed) -> PollClosed:
    more = tuple(dataclasses.replace(body.ballots[0], serial=f"z{number}") for number in range(2))
    return dataclasses.replace(body, ballots=(*body.ballots, *more))


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (twice, {"serial", "count"}),
        (turned_round, {"signature", "count"}),
        (unsorted, {"serial"}),
        (miscounted, {"count"}),
        (stuffed, {"signature", "too_many", "count"}),
    ],
)
def test_whatever_was_changed_is_found(
    table: Table, change: Callable[[PollClosed], PollClosed], broken: set[str]
) -> None:
    assert set(checked(table, change)[-1].broken) == broken


def test_a_vote_closed_by_earlier_rules_is_counted_by_them() -> None:
    """First as many were taken for present as were there at the opening, or as voted where these were more;
    then whoever was there or voted, though not for the quorum.
    """
    made = Table().connect_everybody().to("in_session")
    made.do(AN, "delegate.check_in")
    poll = opened(made, quorum={"counted": "present", "count": 2})
    vote(made, CUC, poll, "yes")
    made.do(CHAIR, "poll.close", poll=poll)

    short = {"quorum_met": False, "outcome": "no_quorum", "here": None}

    def first(body: PollClosed) -> PollClosed:
        return dataclasses.replace(body, tally=dataclasses.replace(body.tally, present=1, **short), rules=1)

    def second(body: PollClosed) -> PollClosed:
        return dataclasses.replace(body, tally=dataclasses.replace(body.tally, **short), rules=2)

    def mixed(body: PollClosed) -> PollClosed:
        return dataclasses.replace(first(body), rules=2)

    def later(body: PollClosed) -> PollClosed:
        return dataclasses.replace(second(body), rules=3)

    for by_its_own in (lambda body: body, first, second):
        assert checked(made, by_its_own)[-1].broken == ()
    for by_another in (mixed, later):
        assert checked(made, by_another)[-1].broken == ("count",)


def test_a_vote_of_many_choices_signed_by_its_own_voter_is_found(key: PollKey) -> None:
    made = Table().connect_everybody().to("in_session")
    poll = opened(made, secret=True)
    made.do(SYSTEM, "poll.set_key", poll=poll, public_key=key.public)
    made.do(AN, "ballot.take_credential", poll=poll)
    voter = SecretVoter(made.state.id, poll, key.public)
    voter.take(to_text(blind_sign(key.private, to_bytes(voter.blinded()))))
    honest, greedy = voter.ballot("yes"), voter.ballot("yes", "yes")
    made.do(CHAIR, "poll.close", poll=poll)
    names = ("serial", "choices", "signature", "proof", "change")
    made.do(SYSTEM, "poll.count", poll=poll, ballots=[{name: honest[name] for name in names}])

    def stuff(body: PollClosed) -> PollClosed:
        more = dataclasses.replace(body.ballots[0], choices=("yes", "yes"), proof=greedy["proof"])
        return dataclasses.replace(body, ballots=(more,))

    assert {"choices", "count"} <= set(checked(made, stuff)[-1].broken)


def test_the_ballot_of_who_was_removed_beside_hands_of_the_hall_is_not_twice() -> None:
    made = Table().connect_everybody().to("in_session")
    named = opened(made)
    vote(made, AN, named, "yes")
    made.do(SECRETARY, "delegate.remove", id="an")
    counted = {"site": "413", "counts": [{"choice": "no", "count": 1}]}
    made.do(SECRETARY, "poll.count_hands", poll=named, **counted)
    made.do(CHAIR, "poll.close", poll=named)
    (found,) = verify_votes(seal_all(made.state.id, GENESIS, made.log))
    assert (found.ballots, found.broken) == (2, ())


def test_more_hands_than_the_hall_has_voters_left_are_found() -> None:
    made = Table().connect_everybody().to("in_session")
    named = opened(made)
    made.do(SECRETARY, "delegate.remove", id="an")
    made.do(SECRETARY, "poll.count_hands", poll=named, site="413", counts=[{"choice": "no", "count": 1}])
    made.do(CHAIR, "poll.close", poll=named)
    forged = list(made.log)
    place = next(index for index, event in enumerate(forged) if isinstance(event.body, HandsCounted))
    old = forged[place]
    forged[place] = Event(old.seq, old.at, old.actor, old.key, dataclasses.replace(old.body, cast=2))
    assert "too_many" in verify_votes(seal_all(made.state.id, GENESIS, forged))[-1].broken


def test_named_ballots_of_strangers_and_for_others_are_found() -> None:
    made = Table().connect_everybody().to("in_session")
    named = opened(made)
    vote(made, CUC, named, "yes")
    made.do(CHAIR, "poll.close", poll=named)
    events = list(made.log)
    place = next(index for index, event in enumerate(events) if isinstance(event.body, BallotCast))
    for change, code in (({"seat": "delegate-nobody"}, "not_entitled"), ({"by": CHAIR.seat}, "not_entitled")):
        forged = list(events)
        old = events[place]
        forged[place] = Event(old.seq, old.at, old.actor, old.key, dataclasses.replace(old.body, **change))
        assert code in verify_votes(seal_all(made.state.id, GENESIS, forged))[-1].broken
