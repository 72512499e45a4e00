"""The life of a turn: its clock, the page it brings to the front, what it interrupts, and undoing it all.

Reads no clock: every time is an argument. A turn that interrupts others holds them: their microphones are
closed and their clocks stand still until it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from rooms.base.clock import elapsed_ms
from rooms.speaking.requests import change, key_of, with_request, without_request
from rooms.speaking.spoken import count_turn
from rooms.state import POINT_OF_ORDER, Floor, Front, Meeting, Phase, Request


def stop(turn: Request, at: datetime) -> Request:
    """The turn with its running time added up and its clock standing still."""
    if turn.running_since is None:
        return turn
    return replace(turn, running_since=None, spent_ms=spent_ms(turn, at))


def run(turn: Request, at: datetime) -> Request:
    """The turn with its clock running, unless it is paused or interrupted."""
    stands = turn.paused or not turn.speaks
    return turn if stands or turn.running_since is not None else replace(turn, running_since=at)


def spent_ms(turn: Request, at: datetime) -> int:
    """Milliseconds of speaking up to a moment, never negative."""
    return turn.spent_ms + (elapsed_ms(turn.running_since, at) if turn.running_since else 0)


def ends_at(turn: Request) -> datetime | None:
    """When the time of a turn is up, if it has a limit and its clock runs."""
    if turn.limit_s is None or turn.running_since is None:
        return None
    return turn.running_since + timedelta(seconds=turn.limit_s) - timedelta(milliseconds=turn.spent_ms)


def speaking(floor: Floor) -> tuple[Request, ...]:
    """The turns whose microphones are open: those that nobody interrupts."""
    return tuple(turn for turn in floor.turns if turn.speaks)


def held_by(floor: Floor, turn: str) -> tuple[Request, ...]:
    """The turns a turn interrupts."""
    return tuple(other for other in floor.turns if other.held_by == turn)


def outermost(floor: Floor, turn: Request) -> Request:
    """The turn that is heard while this one is interrupted, through all interruptions; itself if none is."""
    while turn.held_by is not None:
        turn = floor.requests[turn.held_by]
    return turn


def places(floor: Floor) -> tuple[Request, ...]:
    """The turns that count against ``max_open``: an interruption comes on top of what it interrupts."""
    interrupters = {turn.held_by for turn in floor.turns}
    return tuple(turn for turn in floor.turns if turn.id not in interrupters)


def begin_turn(state: Meeting, turn: Request, ends: Sequence[str], holds: Sequence[str]) -> Meeting:
    """The meeting after a granted turn began: others end or are held, its clock runs, its page comes up."""
    at = turn.granted_at or state.at
    for ended in ends:
        state = end_turn(state, ended, at)
    floor = without_request(state.floor, turn.id)
    for held in holds:
        floor = with_request(floor, replace(stop(floor.requests[held], at), held_by=turn.id))
    if turn.paper is not None:
        turn = replace(turn, front_before=state.front)
        state = replace(state, front=Front(turn.paper, turn.page, turn.seat, at))
    floor = with_request(replace(floor, holders=(*floor.holders, turn.id)), run(turn, at))
    if state.phase == Phase.IN_SESSION and turn.kind != POINT_OF_ORDER:
        floor = replace(floor, heard=floor.heard | {key_of(turn.item)})
    return replace(state, floor=floor)


def end_turn(state: Meeting, request: str, at: datetime) -> Meeting:
    """The meeting after a turn is over: its time counts, what it held goes on, its page makes way."""
    turn = stop(state.floor.requests[request], at)
    state = replace(state, floor=let_go(without_request(state.floor, request), turn, at))
    return _put_front_back(count_turn(state, turn), turn, at)


def let_go(floor: Floor, ended: Request, at: datetime) -> Floor:
    """The floor on which the turns a turn held go on, or wait for what had interrupted that turn itself."""

    def go_on(turn: Request) -> Request:
        return run(replace(turn, held_by=ended.held_by), at) if turn.held_by == ended.id else turn

    return change(floor, go_on)


def _put_front_back(state: Meeting, ended: Request, at: datetime) -> Meeting:
    """What stood before the turn's page comes back, unless something else is in front by now.

    A later turn that took the place of this page brings back what stood before both.
    """
    before = ended.front_before
    if before is None or ended.paper is None:
        return state
    shown = [turn for turn in state.floor.turns if turn.front_before is not None]
    over = [turn for turn in shown if turn.front_before and turn.front_before.paper == ended.paper]
    for turn in over:
        state = replace(state, floor=with_request(state.floor, replace(turn, front_before=before)))
    if state.front.paper != ended.paper or any(turn.paper == ended.paper for turn in over):
        return state
    old = state.papers.get(before.paper or "")
    there = old is not None and old.withdrawn is None
    return replace(state, front=replace(before, at=at) if there else Front(at=at))
