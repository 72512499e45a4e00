"""Voting for another seat: only by an authority on record, with its document, and never passed on.

A seat gives its vote to one other of the same kind: a delegate, the chair or a deputy to one of these, a hall
to a hall. Who holds an authority gives none away, and who gave one away holds none.
"""

from __future__ import annotations

from dataclasses import replace

from rooms.base.roles import PRESIDING, Role
from rooms.errors import Code, Refused
from rooms.kernel import UNFINISHED, Context, Event, Facts, command, event
from rooms.lookup.seats import require_person
from rooms.state import Meeting, Proxy, drop, put
from rooms.voting.ballot_words import ProxyRecorded, ProxyRevoked, RecordProxy, RevokeProxy
from rooms.voting.poll_words import MAX_PROXIES
from rooms.voting.polls import require_prepared

_MEMBERS = frozenset({Role.DELEGATE, Role.CHAIR, Role.DEPUTY})
MAX_RECORDED = 2000


def _require_pair(state: Meeting, grantor: str, holder: str) -> None:
    """Raise Refused: seat.unknown, proxy.bad_pair."""
    roles = {require_person(state, seat).role for seat in (grantor, holder)}
    if grantor == holder or not (roles <= _MEMBERS or roles == {Role.SITE}):
        raise Refused(Code.PROXY_BAD_PAIR, {"grantor": grantor, "holder": holder})


def _overlapping(state: Meeting, poll: str | None) -> list[Proxy]:
    """The authorities that are in force in a poll in which one for ``poll`` (None: in all) would be."""
    return [one for one in state.polls.proxies.values() if poll is None or one.poll in (None, poll)]


def record(context: Context, body: RecordProxy) -> Facts:
    """Record it; a poll that is open already goes by what was on record when it opened."""
    state = context.state
    if body.poll is not None:
        require_prepared(state, body.poll)
    _require_pair(state, body.grantor, body.holder)
    others = _overlapping(state, body.poll)
    if any(one.grantor == body.grantor for one in others):
        raise Refused(Code.PROXY_EXISTS, {"grantor": body.grantor})
    if any(one.grantor == body.holder or one.holder == body.grantor for one in others):
        raise Refused(Code.PROXY_CHAIN, {"grantor": body.grantor, "holder": body.holder})
    if sum(one.holder == body.holder for one in others) >= MAX_PROXIES:
        raise Refused(Code.PROXY_TOO_MANY, {"holder": body.holder, "most": MAX_PROXIES})
    if len(state.polls.proxies) >= MAX_RECORDED:
        raise Refused(Code.MEETING_TOO_MANY, {"what": "proxies", "most": MAX_RECORDED})
    return (
        ProxyRecorded(
            context.new_id("u"), body.grantor, body.holder, body.document, body.poll, context.actor.seat
        ),
    )


def revoke(context: Context, body: RevokeProxy) -> Facts:
    """Take it back, unless the open poll goes by it."""
    found = context.state.polls.proxies.get(body.proxy)
    if found is None:
        raise Refused(Code.PROXY_UNKNOWN, {"proxy": body.proxy})
    running = context.state.polls.running
    voter = running.voters.get(found.grantor) if running else None
    if voter is not None and voter.proxy == found.holder:
        raise Refused(Code.PROXY_IN_USE, {"proxy": found.id})
    return (ProxyRevoked(found.id),)


def on_recorded(state: Meeting, body: ProxyRecorded, fact: Event) -> Meeting:
    """Keep the authority."""
    proxy = Proxy(body.proxy, body.grantor, body.holder, body.document, body.poll, body.by, fact.at)
    return replace(state, polls=replace(state.polls, proxies=put(state.polls.proxies, proxy.id, proxy)))


def on_revoked(state: Meeting, body: ProxyRevoked, fact: Event) -> Meeting:
    """Forget it."""
    return replace(state, polls=replace(state.polls, proxies=drop(state.polls.proxies, body.proxy)))


_CLERKS = frozenset({PRESIDING, Role.SECRETARY})

COMMANDS = (
    command(RecordProxy, record, _CLERKS, UNFINISHED),
    command(RevokeProxy, revoke, _CLERKS, UNFINISHED),
)

EVENTS = (event(ProxyRecorded, on_recorded), event(ProxyRevoked, on_revoked))
