"""What random meetings draw from for their votes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rooms import Meeting
from tests.rooms.table import CHAIR, Table

VOTES = ("checking", "voting", "voting_secretly", "voted")


def begin_vote(table: Table, how: str) -> None:
    """Bring a meeting in session to a vote: its ready check, open with one hall's count of hands, or over."""
    secret = how == "voting_secretly"
    table.do(CHAIR, "poll.create", question="Thông qua?", secret=secret, chair_first=True)
    (poll,) = table.state.polls.items
    table.do(CHAIR, "poll.check_ready" if how == "checking" else "poll.open", poll=poll)
    if how == "voting":
        counts = [{"choice": "yes", "count": 1}]
        table.do(CHAIR, "poll.count_hands", poll=poll, site="413", counts=counts)
    if how == "voted":
        table.do(CHAIR, "poll.close", poll=poll)


def _polls(state: Meeting) -> list[Any]:
    """Any poll, the one under way more often."""
    running = state.polls.running
    return [*state.polls.items, "v1", *([running.id] * 20 if running else [])]


def _ballots(state: Meeting) -> list[Any]:
    ballot = {"serial": "s1", "choices": ["yes"], "signature": "x", "proof": "y"}
    return [[], [ballot], [ballot, {**ballot, "serial": "s2", "choices": ["o1"]}]]


POLL_POOLS: dict[str, Callable[[Meeting], list[Any]]] = {
    "poll": _polls,
    "unit": lambda state: ["delegates", "delegates", "sites"],
    "options": lambda state: [[], [], ["Một", "Hai"], ["Một", "Hai", "Ba"]],
    "most": lambda state: [1, 1, 2],
    "secret": lambda state: [False, False, True],
    "revocable": lambda state: [True, False],
    "chair_first": lambda state: [True, False],
    "entitled": lambda state: ["invited", "invited", "present"],
    "chairs": lambda state: [False, False, True],
    "proxies": lambda state: [0, 1, 2],
    "quorum": lambda state: [None, {"counted": "cast", "count": 2}],
    "majority": lambda state: [None, {}, {"base": "entitled"}, {"base": "present", "of": 2, "parts": 3}],
    "choices": lambda state: [["yes"], ["yes"], ["no"], ["abstain"], ["o1"], ["o2", "o1"], []],
    "counts": lambda state: [[{"choice": "yes", "count": 1}], [{"choice": "o1", "count": 2}], []],
    "cast": lambda state: [None, None, 1, 2],
    "instead": lambda state: [True, False],
    "ready": lambda state: [True, True, False],
    "ballots": _ballots,
    "grantor": lambda state: [*(one.seat for one in state.delegates.values()), *state.sites],
    "holder": lambda state: [*(one.seat for one in state.delegates.values()), *state.sites],
    "proxy": lambda state: [*state.polls.proxies, "u1"],
}
