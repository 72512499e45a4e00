"""Logs written before a subject grew are still read and replayed, and the meeting goes on from there."""

import json
from datetime import timedelta
from pathlib import Path

from rooms import Event, decide, event_from_json, evolve_all, parse_command, replay, view
from rooms.afterwards import history
from tests.rooms.table import CHAIR, CUALO, KYSON

LOGS = Path(__file__).parent / "logs"


def stored(name: str) -> list[Event]:
    return [event_from_json(row) for row in json.loads((LOGS / name).read_text())]


def test_a_log_from_before_lists_and_clocks_is_replayed() -> None:
    """``before-lists.json``: one queue, ``floor.revoked`` with the cause replaced, grants without a clock."""
    log = stored("before-lists.json")
    state = replay(log)
    assert (state.floor.holders, state.floor.queue) == (("r40",), ("r42",))
    seen = view(state, CHAIR)["floor"]
    assert (seen["requests"]["r40"]["kind"], seen["requests"]["r40"]["held_by"]) == ("speech", None)
    assert seen["lists"]["a1"]["queue"] == ["r42"]
    turns = history.turns(log)
    assert [turn.cause for turn in turns] == ["opened", "replaced", None, "fewer", None]
    assert [turn.ended_by for turn in turns] == ["revoked", "revoked", "released", "revoked", None]
    spoken = {seat: (one["today_s"], one["turns"]) for seat, one in seen["spoken"].items()}
    over = [turn for turn in turns if turn.phase == "in_session" and turn.spoken_ms is not None]
    for seat, figures in spoken.items():
        mine = [turn.spoken_ms // 1000 for turn in over if (turn.site or turn.seat) == seat]
        assert figures == (sum(mine), len(mine))


def test_a_meeting_goes_on_from_an_old_log() -> None:
    state = replay(stored("before-lists.json"))
    later = state.at + timedelta(seconds=5)
    data = {"request": "r42", "instead_of": "r40", "limit_s": 60}
    events = decide(state, parse_command("floor.grant", data, key="new", actor=CHAIR), later)
    state = evolve_all(state, events)
    assert state.floor.holders == ("r42",)
    assert view(state, KYSON)["me"]["ended"]["cause"] == "replaced"
    assert view(state, CUALO)["me"]["holds_floor"]
