"""Who may vote in a poll: those of its unit, invited or present, themselves or by a recorded authority.

Observers never vote. A substitute votes at the seat of the delegate whose place they take.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rooms.base.roles import Role
from rooms.errors import Code, Refused
from rooms.lookup.seats import find_person, line_of
from rooms.state import (
    Attendance,
    Meeting,
    Plan,
    Poll,
    Polls,
    PollState,
    Proxy,
    QuorumRule,
    Turnout,
    Voter,
    put,
)
from rooms.voting.poll_words import PRESENT
from rooms.voting.quorum import SITES, figures, needed

_CHAIRS = (Role.CHAIR, Role.DEPUTY)


def invited(state: Meeting, plan: Plan) -> tuple[Voter, ...]:
    """Everybody of the poll's unit who is invited, and whether they are there; no authority counted in."""
    return tuple(_halls(state) if plan.unit == SITES else _people(state, chairs=plan.chairs))


def _halls(state: Meeting) -> Iterator[Voter]:
    peopled = {one.site for one in state.delegates.values() if one.here}
    for seat, site in state.sites.items():
        yield Voter(seat, site.name, "", seat, seat in peopled or line_of(state, seat).present)


def _people(state: Meeting, *, chairs: bool) -> Iterator[Voter]:
    for seat, officer in state.officers.items():
        if chairs and officer.role in _CHAIRS:
            yield Voter(seat, officer.name, officer.office, None, line_of(state, seat).present)
    for one in state.delegates.values():
        yield Voter(one.seat, one.shown_name, one.shown_office, one.site, one.here)


def authorities(state: Meeting, poll: Poll) -> Mapping[str, str]:
    """Who votes for whom in this poll by a recorded authority: holders by grantor."""
    if poll.plan.proxies == 0:
        return {}
    return {one.grantor: one.holder for one in state.polls.proxies.values() if one.poll in (None, poll.id)}


def without_effect(state: Meeting, poll: Poll) -> Iterator[tuple[Proxy, str]]:
    """Authorities on record by which nobody votes for another in this poll, and why, whoever is there.

    ``no_proxies``: the poll lets nobody vote for another. ``holder_no_voter``, ``grantor_no_voter``: that
    seat has no vote in it, such as a chair's where chairs do not vote. One for every poll is told of only
    where its grantor's vote is not given by it.
    """
    for one in state.polls.proxies.values():
        own = one.poll == poll.id
        grantor, holder = (_may_be_voter(state, poll.plan, seat) for seat in (one.grantor, one.holder))
        if not (own or (one.poll is None and grantor)):
            continue
        if not grantor:
            yield one, "grantor_no_voter"
        elif not holder:
            yield one, "holder_no_voter"
        elif poll.plan.proxies == 0:
            yield one, "no_proxies"


def _may_be_voter(state: Meeting, plan: Plan, seat: str) -> bool:
    person = find_person(state, seat)
    if person is None or plan.unit == SITES:
        return person is not None and person.role == Role.SITE
    return person.role == Role.DELEGATE or (plan.chairs and person.role in _CHAIRS)


def _represented(one: Voter, everybody: Mapping[str, Voter], holders: Mapping[str, str]) -> Voter:
    """The voter with who votes for them; whoever is represented by somebody present counts as present.

    Who is there while the holder is not votes themselves.
    """
    holder = everybody.get(holders.get(one.seat, ""))
    if holder is None or (one.present and not holder.present):
        return one
    return Voter(one.seat, one.name, one.office, holder.site, one.present or holder.present, holder.seat)


def all_represented(state: Meeting, poll: Poll) -> tuple[Voter, ...]:
    """Everybody invited, with who votes for whom."""
    everybody = {one.seat: one for one in invited(state, poll.plan)}
    holders = authorities(state, poll)
    return tuple(_represented(one, everybody, holders) for one in everybody.values())


def entitled(state: Meeting, poll: Poll) -> tuple[Voter, ...]:
    """Who could vote if the poll opened now."""
    everybody = all_represented(state, poll)
    return tuple(one for one in everybody if one.present) if poll.plan.entitled == PRESENT else everybody


def require_within_limit(poll: Poll, voters: tuple[Voter, ...]) -> None:
    """Raise Refused(proxy.too_many) where a seat would vote for more others than the poll lets it."""
    held = Counter(one.proxy for one in voters if one.proxy is not None)
    for holder, count in held.items():
        if count > poll.plan.proxies:
            raise Refused(Code.PROXY_TOO_MANY, {"holder": holder, "most": poll.plan.proxies})


def asked(state: Meeting, poll: Poll) -> tuple[str, ...]:
    """The seats a ready check asks: those who would give a vote now, each once."""
    return tuple(dict.fromkeys(one.acting for one in entitled(state, poll)))


def attendance(state: Meeting, poll: Poll) -> Attendance:
    """Who is there now, and how many the quorum needs: by the poll's own rule, else by the meeting's."""
    rule = poll.plan.quorum
    if rule is None and state.quorum is not None:
        now = figures(state)
        return Attendance(now.basis, now.of, now.here, PRESENT, now.need)
    everybody = all_represented(state, poll)
    here = sum(one.present for one in everybody)
    if rule is None:
        return Attendance(poll.plan.unit, len(everybody), here)
    need = needed(as_quorum(poll.plan.unit, rule), len(everybody))
    return Attendance(poll.plan.unit, len(everybody), here, rule.counted, need)


def as_quorum(unit: str, rule: Turnout) -> QuorumRule:
    """A poll's quorum as a rule of the meeting's kind."""
    return QuorumRule(unit, rule.of, rule.parts, rule.over, rule.count)


def forget_seat(state: Meeting, seat: str) -> Polls:
    """The votes of a meeting that a seat has left: without its authorities, and with nobody voting at it.

    Who was entitled stays as it was frozen. The seat keeps the vote it gave and gives none after, also where
    somebody else is invited under its name; whose vote it was to give votes themselves, if it did not yet.
    """
    polls = state.polls
    kept = {key: one for key, one in polls.proxies.items() if seat not in (one.grantor, one.holder)}
    if len(kept) < len(polls.proxies):
        polls = replace(polls, proxies=kept)
    running = polls.running
    if running is None:
        return polls
    voters = {one.seat: _without(state, running, one, seat) for one in running.voters.values()}
    return replace(polls, items=put(polls.items, running.id, replace(running, voters=voters)))


def end_checks(polls: Polls) -> Polls:
    """The votes when the meeting is over: nobody is asked any more whether they are ready."""
    asking = [poll for poll in polls.items.values() if poll.state == PollState.CHECKING]
    ended = {poll.id: replace(poll, state=PollState.DRAFT, ready={}) for poll in asking}
    return replace(polls, items={**polls.items, **ended}) if ended else polls


def _without(state: Meeting, poll: Poll, voter: Voter, seat: str) -> Voter:
    if voter.seat == seat:
        return replace(voter, gone=True, raised=poll.is_by_hands(voter))
    if voter.proxy != seat:
        return voter
    if _given(poll, voter):
        return replace(voter, raised=poll.is_by_hands(voter))
    person = find_person(state, voter.seat)
    return replace(voter, proxy=None, site=person.site if person else None)


def _given(poll: Poll, voter: Voter) -> bool:
    """Whether the vote was given, or may have been: by device, with a credential, among hands counted."""
    return voter.seat in poll.ballots or voter.seat in poll.issued or voter.site in poll.hands
