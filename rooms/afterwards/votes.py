"""What a log tells of votes afterwards: every poll that was opened, and what came of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rooms.afterwards.walk import Log, steps
from rooms.lookup.seats import find_person
from rooms.state import Meeting, Poll, Proxy
from rooms.voting.poll_words import PollOpened


@dataclass(frozen=True, slots=True)
class Vote:
    """A poll as it ended (or as it stood when the log did).

    ``title``: of its item when it opened, "" without one. ``halls``: names of the halls then.
    ``documents``: by grantor, the authority under which it was somebody else's to vote. ``holders``: names
    of those. ``opened_by``: the name of who opened it.
    """

    poll: Poll
    title: str
    opened_by: str
    halls: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    holders: Mapping[str, str] = field(default_factory=dict)


def votes(log: Log) -> tuple[Vote, ...]:
    """Every vote in the order in which they were opened."""
    found: dict[str, Vote] = {}
    state = None
    for step in steps(log):
        state = step.after
        if isinstance(step.event.body, PollOpened):
            found[step.event.body.poll] = _opened(state, step.event.body.poll, step.event.actor)
    if state is None:
        return ()
    return tuple(_ended(vote, state) for vote in found.values())


def _opened(state: Meeting, poll: str, actor: str) -> Vote:
    opened = state.polls.items[poll]
    item = state.agenda.items.get(opened.plan.item or "")
    proxies = [one for one in state.polls.proxies.values() if _used(opened, one)]
    return Vote(
        opened,
        item.title if item else "",
        _name(state, actor),
        {seat: site.name for seat, site in state.sites.items()},
        {one.grantor: one.document for one in proxies},
        {one.holder: _name(state, one.holder) for one in proxies},
    )


def _used(poll: Poll, proxy: Proxy) -> bool:
    voter = poll.voters.get(proxy.grantor)
    return voter is not None and voter.proxy == proxy.holder and proxy.poll in (None, poll.id)


def _name(state: Meeting, seat: str) -> str:
    person = find_person(state, seat)
    return person.name if person else seat


def _ended(vote: Vote, state: Meeting) -> Vote:
    poll = state.polls.items[vote.poll.id]
    used = {seat: one for seat, one in vote.documents.items() if poll.voters[seat].proxy is not None}
    return Vote(poll, vote.title, vote.opened_by, vote.halls, used, vote.holders)
