"""Votes as screens see them. What others chose is in nobody's view before the result is released."""

from __future__ import annotations

from rooms.base.clock import iso, iso_or_none
from rooms.base.roles import PRESIDING, Role, Viewer
from rooms.lookup.seats import find_person
from rooms.permissions import roles_of
from rooms.state import HandCount, Majority, Meeting, Plan, Poll, PollState, Proxy, Tally, Turnout, Voter
from rooms.views.json import Json
from rooms.voting.hands import voted_by_device, voters_in
from rooms.voting.quorum import DELEGATES
from rooms.voting.tally import here_by_now
from rooms.voting.voters import asked, without_effect


def polls_view(state: Meeting) -> Json:
    """Votes by id in their order, the one under way, and the authorities in force."""
    running = state.polls.running
    return {
        "order": list(state.polls.items),
        "open": running.id if running else None,
        "items": {key: _poll(state, poll) for key, poll in state.polls.items.items()},
        "proxies": [_proxy(state, one) for one in state.polls.proxies.values()],
    }


def vote_of(state: Meeting, item: str) -> str | None:
    """Whether an agenda item awaits a vote or was voted on; None without one."""
    states = {poll.state for poll in state.polls.items.values() if poll.plan.item == item}
    if states - {PollState.CLOSED, PollState.CANCELLED}:
        return "awaiting"
    return "voted" if PollState.CLOSED in states else None


def _poll(state: Meeting, poll: Poll) -> Json:
    released = poll.released_at is not None
    return {
        "id": poll.id,
        **_plan(poll.plan),
        "state": poll.state.value,
        "created_at": iso(poll.created_at),
        "opened_at": iso_or_none(poll.opened_at),
        "closes_at": iso_or_none(poll.closes_at),
        "closed_at": iso_or_none(poll.closed_at),
        "released_at": iso_or_none(poll.released_at),
        "cancelled_reason": poll.cancelled_reason,
        "turnout": _turnout(poll),
        "ready": _ready(state, poll),
        "key": poll.key,
        "key_destroyed": poll.key_destroyed,
        "hands": [_hands(count, counts=released) for count in poll.hands.values()],
        "result": result_view(poll) if released else None,
    }


def _plan(plan: Plan) -> Json:
    return {
        "question": plan.question,
        "item": plan.item,
        "unit": plan.unit,
        "kind": "list" if plan.listed else "yes_no",
        "options": [{"id": option.id, "label": option.label} for option in plan.options],
        "most": plan.most,
        "secret": plan.secret,
        "revocable": plan.revocable,
        "chair_first": plan.chair_first,
        "entitled_rule": plan.entitled,
        "chairs": plan.chairs,
        "proxies": plan.proxies,
        "for_s": plan.for_s,
        "quorum": _quorum(plan.quorum),
        "majority": _majority(plan.majority),
    }


def _quorum(rule: Turnout | None) -> Json | None:
    if rule is None:
        return None
    share = None if rule.of is None else {"of": rule.of, "parts": rule.parts, "over": rule.over}
    return {"counted": rule.counted, "at_least": share, "count": rule.count}


def _majority(rule: Majority | None) -> Json | None:
    if rule is None:
        return None
    return {"base": rule.base, "of": rule.of, "parts": rule.parts, "over": rule.over}


def _turnout(poll: Poll) -> Json | None:
    """Figures from the opening on; how many ballots lie in a secret box the core does not know."""
    there = poll.attendance
    if there is None:
        return None
    by_hands = sum(count.cast for count in poll.hands.values())
    named = None if poll.plan.secret else len(poll.ballots) + by_hands
    return {
        "entitled": len(poll.voters),
        "present": sum(voter.present for voter in poll.voters.values()),
        "cast": poll.tally.cast if poll.tally else named,
        "credentials": len(poll.issued),
        "basis": there.basis,
        "invited": there.invited,
        "here": _here(poll),
        "counted": there.counted,
        "need": there.need,
    }


def _here(poll: Poll) -> int | None:
    """Of a poll that is over, as it was counted; else by now."""
    if poll.tally is None:
        return here_by_now(poll)
    return poll.attendance.here if poll.tally.here is None and poll.attendance else poll.tally.here


def _ready(state: Meeting, poll: Poll) -> Json | None:
    if poll.state != PollState.CHECKING:
        return None
    seats = asked(state, poll)
    return {"asked": len(seats), "ready": sum(poll.ready.get(seat, False) for seat in seats)}


def _hands(count: HandCount, *, counts: bool) -> Json:
    return {
        "site": count.site,
        "cast": count.cast,
        "counts": [_count(choice, votes) for choice, votes in count.counts.items()] if counts else [],
        "by": count.by,
        "at": iso(count.at),
        "voided": count.voided,
    }


def _count(choice: str, votes: int) -> Json:
    return {"choice": choice, "count": votes}


def result_view(poll: Poll) -> Json | None:
    """What came of a closed poll, with who voted how where it was by name."""
    tally = poll.tally
    return None if tally is None else {**_tally(tally), "ballots": _ballots(poll)}


def _tally(tally: Tally) -> Json:
    return {
        "entitled": tally.entitled,
        "present": tally.present,
        "cast": tally.cast,
        "by_hands": tally.by_hands,
        "counts": [
            {"choice": choice, "count": votes, "by_hands": tally.counts_by_hands[choice]}
            for choice, votes in tally.counts.items()
        ],
        "quorum_met": tally.quorum_met,
        "need": tally.need,
        "outcome": tally.outcome,
        "carried": tally.outcome == "carried",
        "chosen": list(tally.chosen),
        "tied": list(tally.tied),
        "here": tally.here,
    }


def _ballots(poll: Poll) -> list[Json]:
    if poll.plan.secret:
        return []
    return [_ballot(poll, voter) for voter in poll.voters.values()]


def _ballot(poll: Poll, voter: Voter) -> Json:
    ballot = poll.ballots.get(voter.seat)
    return {
        "seat": voter.seat,
        "name": voter.name,
        "office": voter.office,
        "site": voter.site,
        "choices": list(ballot.choices) if ballot else [],
        "by": ballot.by if ballot else None,
        "by_hands": poll.is_by_hands(voter),
    }


def _proxy(state: Meeting, proxy: Proxy) -> Json:
    return {
        "id": proxy.id,
        "grantor": proxy.grantor,
        "grantor_name": _name(state, proxy.grantor),
        "holder": proxy.holder,
        "holder_name": _name(state, proxy.holder),
        "document": proxy.document,
        "poll": proxy.poll,
        "by": proxy.by,
        "at": iso(proxy.at),
    }


def _name(state: Meeting, seat: str) -> str:
    person = find_person(state, seat)
    return person.name if person else ""


def own_polls_view(state: Meeting, viewer: Viewer) -> Json:
    """One seat's own votes, its answer to a ready check, and what only those who run the vote may see."""
    return {
        "ballots": _own_ballots(state, viewer.seat),
        "ready": _own_ready(state, viewer.seat),
        "poll_desk": _desk(state, roles_of(state, viewer)),
    }


def _own_ballots(state: Meeting, seat: str) -> list[Json]:
    """The votes the seat gives in the open poll, and its own where somebody else gives it."""
    poll = state.polls.running
    if poll is None:
        return []
    rows = [one for one in poll.voters.values() if seat in (one.acting, one.seat)]
    return [_own_ballot(state, poll, one, seat) for one in rows if not one.gone]


def _own_ballot(state: Meeting, poll: Poll, voter: Voter, seat: str) -> Json:
    acts = voter.acting == seat
    ballot = poll.ballots.get(voter.seat) if acts else None
    return {
        "poll": poll.id,
        "seat": voter.seat,
        "name": _name(state, voter.seat),
        "proxy": voter.proxy is not None,
        "state": _own_state(poll, voter, acts=acts),
        "choices": list(ballot.choices) if ballot else None,
        "credential": acts and voter.seat in poll.issued,
    }


def _own_state(poll: Poll, voter: Voter, *, acts: bool) -> str:
    if not acts:
        return "given_away"
    if voter.site in poll.hands:
        return "by_hands"
    return "cast" if voter.seat in poll.ballots else "may_cast"


def _own_ready(state: Meeting, seat: str) -> Json | None:
    for poll in state.polls.items.values():
        if poll.state == PollState.CHECKING and seat in asked(state, poll):
            return {"poll": poll.id, "ready": poll.ready.get(seat)}
    return None


def _desk(state: Meeting, roles: frozenset[str]) -> Json:
    """By poll, but for those given up; a result that is not released is for who presides alone."""
    if roles.isdisjoint({PRESIDING, Role.SECRETARY}):
        return {}
    return {
        poll.id: {
            "without_effect": _without_effect(state, poll),
            "not_ready": [seat for seat in _checked(state, poll) if not poll.ready.get(seat)],
            "not_cast": [seat for seat in _named(poll) if seat not in poll.ballots],
            "halls": _halls(state, poll),
            "result": result_view(poll) if PRESIDING in roles or poll.released_at is not None else None,
        }
        for poll in state.polls.items.values()
        if poll.state != PollState.CANCELLED
    }


def _without_effect(state: Meeting, poll: Poll) -> list[Json]:
    if poll.state not in (PollState.DRAFT, PollState.CHECKING, PollState.OPEN):
        return []
    return [{"proxy": one.id, "reason": reason} for one, reason in without_effect(state, poll)]


def _checked(state: Meeting, poll: Poll) -> tuple[str, ...]:
    return asked(state, poll) if poll.state == PollState.CHECKING else ()


def _named(poll: Poll) -> list[str]:
    """The seats whose ballot by name is awaited."""
    if poll.plan.secret or poll.state != PollState.OPEN:
        return []
    return [one.seat for one in poll.voters.values() if one.site not in poll.hands and not one.gone]


def _halls(state: Meeting, poll: Poll) -> list[Json]:
    if poll.plan.secret or poll.plan.unit != DELEGATES or poll.state != PollState.OPEN:
        return []
    halls = ((site, len(voters_in(poll, site))) for site in state.sites)
    return [
        {
            "site": site,
            "voters": voters,
            "cast": len(voted_by_device(poll, site)),
            "by_hands": site in poll.hands,
        }
        for site, voters in halls
        if voters
    ]
