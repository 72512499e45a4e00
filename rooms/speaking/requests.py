"""Requests for the floor as they lie there: find them, put them in, take them out, let go what is gone.

Only reads and rewrites values; who may ask for what is in ``rooms.speaking.floor``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rooms.errors import Code, Refused
from rooms.state import NO_ITEM, Floor, Meeting, Poll, Request, drop, put


def live_requests(state: Meeting, seat: str) -> tuple[Request, ...]:
    """What a seat has on the floor: its turns first, then what waits, each in the order in which it came."""
    floor = state.floor
    return tuple(entry for entry in (*floor.turns, *floor.waiting) if entry.seat == seat)


def live_request(state: Meeting, seat: str) -> Request | None:
    """The turn of a seat, else the first it waits for, if any."""
    return next(iter(live_requests(state, seat)), None)


def find_request(state: Meeting, request: str) -> Request:
    """The request. Raises Refused(floor.unknown_request)."""
    found = state.floor.requests.get(request)
    if found is None:
        raise Refused(Code.FLOOR_UNKNOWN_REQUEST, {"request": request})
    return found


def find_waiting(state: Meeting, request: str) -> Request:
    """The request that waits. Raises Refused(floor.already_granted) for a turn."""
    found = find_request(state, request)
    if found.granted_at is not None:
        raise Refused(Code.FLOOR_ALREADY_GRANTED, {"request": request})
    return found


def find_turn(state: Meeting, request: str) -> Request:
    """The turn. Raises Refused(floor.not_granted) for what still waits."""
    found = find_request(state, request)
    if found.granted_at is None:
        raise Refused(Code.FLOOR_NOT_GRANTED, {"request": request})
    return found


def key_of(item: str | None) -> str:
    """The list of speakers an item has; what belongs to no item has one too."""
    return item or NO_ITEM


def with_request(floor: Floor, request: Request) -> Floor:
    """The floor with this request put in or changed."""
    return replace(floor, requests=put(floor.requests, request.id, request))


def change(floor: Floor, how: Callable[[Request], Request]) -> Floor:
    """The floor with every request changed."""
    return replace(floor, requests={key: how(entry) for key, entry in floor.requests.items()})


def without_request(floor: Floor, request: str) -> Floor:
    """The floor without a request, waiting or granted."""
    return replace(
        floor,
        holders=tuple(held for held in floor.holders if held != request),
        queue=tuple(entry for entry in floor.queue if entry != request),
        requests=drop(floor.requests, request),
    )


def forget_seat(floor: Floor, seat: str) -> Floor:
    """The floor without what the seat was last told, and without what its hall was told about it."""
    denied, ended = floor.denied, floor.ended
    for told in [to for to, denial in denied.items() if seat in (to, denial.asker)]:
        denied = drop(denied, told)
    for told in [to for to, ending in ended.items() if seat in (to, ending.speaker)]:
        ended = drop(ended, told)
    return replace(floor, denied=denied, ended=ended)


def forget_paper(floor: Floor, paper: str) -> Floor:
    """The floor after a paper left the meeting: nobody asks for it, no turn shows it any more."""

    def forget(request: Request) -> Request:
        return replace(request, paper=None, front_before=None) if request.paper == paper else request

    return change(floor, forget)


def shorten_paper(floor: Floor, paper: str, pages: int) -> Floor:
    """The floor after a paper got another number of pages: nothing asks for a page beyond its last one."""

    def shorten(request: Request) -> Request:
        if request.paper == paper:
            request = replace(request, page=min(request.page, pages))
        before = request.front_before
        if before is not None and before.paper == paper:
            request = replace(request, front_before=replace(before, page=min(before.page, pages)))
        return request

    return change(floor, shorten)


def forget_item(state: Meeting, item: str) -> Meeting:
    """The meeting after an item was taken off the agenda: what belonged to it belongs to no item now.

    What was internal by its item stays so.
    """
    internal = state.agenda.items[item].internal

    def forget(request: Request) -> Request:
        return replace(request, item=None, internal=internal) if request.item == item else request

    floor = replace(change(state.floor, forget), lists=drop(state.floor.lists, item))
    questions = {
        key: replace(question, item=None, internal=internal) if question.item == item else question
        for key, question in state.questions.items.items()
    }
    return replace(
        state,
        floor=floor,
        questions=replace(state.questions, items=questions),
        polls=replace(state.polls, items=_polls_without(state, item, internal=internal)),
    )


def _polls_without(state: Meeting, item: str, *, internal: bool) -> dict[str, Poll]:
    return {
        key: replace(poll, plan=replace(poll.plan, item=None), internal=internal)
        if poll.plan.item == item
        else poll
        for key, poll in state.polls.items.items()
    }
