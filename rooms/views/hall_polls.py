"""A hall's own part in a vote by name: what its clerk needs to enter a count of hands."""

from __future__ import annotations

from rooms.base.roles import Role, Viewer
from rooms.state import Meeting, Poll, PollState
from rooms.views.json import Json
from rooms.voting.hands import voted_by_device, voters_in
from rooms.voting.quorum import DELEGATES


def hall_poll_view(state: Meeting, viewer: Viewer) -> Json:
    """``hall_poll``: of the open poll how many vote in this hall, how many have by device, and its own count.

    None for other roles, without an open poll, and where hands are not counted.
    """
    poll = state.polls.running
    if viewer.role != Role.SITE or poll is None or not _by_name(poll) or not voters_in(poll, viewer.seat):
        return {"hall_poll": None}
    count = poll.hands.get(viewer.seat)
    return {
        "hall_poll": {
            "poll": poll.id,
            "voters": len(voters_in(poll, viewer.seat)),
            "cast": len(voted_by_device(poll, viewer.seat)),
            "counts": [{"choice": choice, "count": votes} for choice, votes in count.counts.items()]
            if count
            else None,
        }
    }


def _by_name(poll: Poll) -> bool:
    return poll.state == PollState.OPEN and not poll.plan.secret and poll.plan.unit == DELEGATES
