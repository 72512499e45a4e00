"""Whatever voters, halls and secretary send, in any order: nobody counts twice, never above the entitled."""

from random import Random
from typing import Any

import pytest

from rooms import Refused, event_from_json, event_to_json, replay
from rooms.state import Meeting, Poll
from tests.rooms.table import AN, BINH, CHAIR, CUALO, CUC, DUNG, KYSON, SECRETARY, SYSTEM, VINH, Table
from tests.rooms.voting.test_polls import made

VOTERS = (AN, BINH, CUC, DUNG, VINH, CUALO, KYSON, CHAIR)
SEATS = tuple(viewer.seat for viewer in VOTERS)
PLANS: tuple[dict[str, Any], ...] = (
    {},
    {"revocable": False},
    {"unit": "sites"},
    {"options": ["A", "B", "C"], "most": 2},
    {"chairs": True, "proxies": 2, "majority": None},
    {"secret": True},
)


def _choices(dice: Random) -> list[str]:
    return dice.choice([["yes"], ["no"], ["abstain"], ["o1"], ["o2", "o3"], []])


def _counts(dice: Random) -> list[dict[str, Any]]:
    return [
        {"choice": choice, "count": dice.randrange(3)} for choice in dice.choice(["yes no", "o1 o2"]).split()
    ]


def step(table: Table, poll: str, dice: Random) -> None:
    """One plausible thing somebody sends; what is refused is refused."""
    who, seat = dice.choice(VOTERS), dice.choice([None, *SEATS])
    hall = dice.choice(["VINH", "413", "417"])
    acts: list[tuple[Any, str, dict[str, Any]]] = [
        *[(who, "ballot.cast", {"poll": poll, "choices": _choices(dice), "seat": seat})] * 6,
        (who, "ballot.withdraw", {"poll": poll, "seat": seat}),
        (who, "ballot.take_credential", {"poll": poll, "seat": seat}),
        (
            dice.choice([SECRETARY, CUALO, KYSON, VINH]),
            "poll.count_hands",
            {
                "poll": poll,
                "site": hall,
                "counts": _counts(dice),
                "cast": dice.choice([None, 1, 2]),
                "instead": dice.random() < 0.5,
            },
        ),
        (SECRETARY, "poll.clear_hands", {"poll": poll, "site": hall}),
        (SECRETARY, "delegate.remove", {"id": dice.choice(["cuc", "binh", "x", "x", "x"])}),
        (SECRETARY, "delegate.edit", {"id": "an", "site": dice.choice(["417", "413"])}),
    ]
    try:
        actor, name, data = dice.choice(acts)
        table.do(actor, name, **data)
    except Refused:
        pass


def check(state: Meeting, poll: Poll) -> None:
    by_hands = {
        seat for seat, voter in poll.voters.items() if voter.site in poll.hands and not poll.is_settled(voter)
    }
    assert set(poll.ballots) <= set(poll.voters)
    assert not by_hands & set(poll.ballots), "somebody counts by device and by hands"
    for site, hall in poll.hands.items():
        assert hall.cast <= sum(voter.site == site for voter in poll.voters.values())
    cast = len(poll.ballots) + sum(hall.cast for hall in poll.hands.values())
    assert cast <= len(poll.voters)
    assert poll.issued <= set(poll.voters)
    assert not poll.plan.secret or not poll.ballots


@pytest.mark.parametrize("seed", range(60))
def test_nobody_counts_twice_and_never_more_than_are_entitled(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - not for secrets
    table = Table().connect_everybody().to("in_session")
    for viewer in (AN, BINH, CUC, DUNG):
        if dice.random() < 0.7:
            table.do(viewer, "delegate.check_in")
    if dice.random() < 0.5:
        grantor, holder = dice.choice([(AN, CUC), (BINH, AN), (KYSON, VINH)])
        table.do(SECRETARY, "proxy.record", grantor=grantor.seat, holder=holder.seat, document="GUQ")
    poll = made(table, **dice.choice(PLANS))
    table.do(CHAIR, "poll.open", poll=poll)
    if table.state.polls.items[poll].plan.secret:
        table.do(SYSTEM, "poll.set_key", poll=poll, public_key="SPKI")
    for _ in range(60):
        step(table, poll, dice)
        check(table.state, table.state.polls.items[poll])
    table.do(CHAIR, "poll.close", poll=poll)
    table.do(SYSTEM, "poll.count", poll=poll, ballots=[])
    tally = table.state.polls.items[poll].tally
    assert tally is not None
    assert tally.cast <= tally.entitled
    assert tally.cast <= tally.present <= tally.entitled
    assert all(count <= tally.cast for count in tally.counts.values())
    again = replay(event_from_json(event_to_json(event)) for event in table.log)
    assert again == table.state
