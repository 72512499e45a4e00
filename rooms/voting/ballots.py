"""Giving a vote: one ballot a seat, from its own device or by whoever holds its recorded authority.

A named ballot is an event. Of a secret one the core knows only that the seat took its credential: the ballot
goes past it into the server's box. Either way a seat is let through once, whatever is sent again.
"""

from __future__ import annotations

from dataclasses import replace

from rooms.base.roles import Role, Viewer
from rooms.errors import Code, Refused
from rooms.kernel import GATHERED, SITTING, Context, Event, Facts, command, event
from rooms.lookup.seats import find_person
from rooms.state import Ballot, Meeting, Poll, PollState, Voter, drop, put
from rooms.voting.ballot_words import (
    BallotCast,
    BallotWithdrawn,
    Cast,
    CredentialTaken,
    Ready,
    ReadyGiven,
    TakeCredential,
    Withdraw,
)
from rooms.voting.polls import change, require_choices, require_poll, require_taking
from rooms.voting.voters import asked


def ready(context: Context, body: Ready) -> Facts:
    """Answer; the same answer again changes nothing."""
    poll = require_poll(context.state, body.poll)
    if poll.state != PollState.CHECKING:
        raise Refused(Code.POLL_NOT_CHECKING, {"poll": poll.id})
    seat = context.actor.seat
    if seat not in asked(context.state, poll):
        raise Refused(Code.BALLOT_NOT_ENTITLED, {"seat": seat})
    return () if poll.ready.get(seat) == body.ready else (ReadyGiven(poll.id, seat, body.ready),)


def require_voter(poll: Poll, actor: Viewer, seat: str | None) -> Voter:
    """The voter whose vote the actor gives. Raises Refused: ballot.not_entitled, ballot.given_away."""
    voter = poll.voters.get(seat or actor.seat)
    if voter is None or voter.gone:
        raise Refused(Code.BALLOT_NOT_ENTITLED, {"seat": seat or actor.seat})
    if voter.acting != actor.seat:
        own = voter.seat == actor.seat
        raise Refused(Code.BALLOT_GIVEN_AWAY if own else Code.BALLOT_NOT_ENTITLED, {"seat": voter.seat})
    return voter


def cast(context: Context, body: Cast) -> Facts:
    """Vote by name, or vote otherwise where the poll lets one."""
    poll, voter = _voting_by_name(context, body)
    require_choices(poll, body.choices)
    choices, before = in_order(poll, body.choices), poll.ballots.get(voter.seat)
    _require_revocable(poll, voter)
    if before is not None and before.choices == choices:
        return ()
    return (BallotCast(poll.id, voter.seat, choices, context.actor.seat),)


def _voting_by_name(context: Context, body: Cast | Withdraw) -> tuple[Poll, Voter]:
    """The open poll and whose vote is meant. Raises Refused: ballot.secret, ballot.by_hands and others."""
    poll = require_taking(context, body.poll)
    if poll.plan.secret:
        raise Refused(Code.BALLOT_SECRET, {"poll": poll.id})
    voter = require_voter(poll, context.actor, body.seat)
    if voter.site in poll.hands:
        raise Refused(Code.BALLOT_BY_HANDS, {"site": voter.site})
    return poll, voter


def _require_revocable(poll: Poll, voter: Voter) -> None:
    """Raise Refused(ballot.already_cast) for a vote that was given where votes are final."""
    if voter.seat in poll.ballots and not poll.plan.revocable:
        raise Refused(Code.BALLOT_ALREADY_CAST, {"seat": voter.seat})


def withdraw(context: Context, body: Withdraw) -> Facts:
    """Take a vote back where the poll lets one; without one nothing changes."""
    poll, voter = _voting_by_name(context, body)
    _require_revocable(poll, voter)
    if voter.seat not in poll.ballots:
        return ()
    return (BallotWithdrawn(poll.id, voter.seat, context.actor.seat),)


def in_order(poll: Poll, choices: tuple[str, ...]) -> tuple[str, ...]:
    """Choices in the order of the options, so that the order of pressing tells nothing."""
    return tuple(option.id for option in poll.plan.options if option.id in choices)


def take_credential(context: Context, body: TakeCredential) -> Facts:
    """Let a seat take its credential; taking it again changes nothing, the server knows what was signed."""
    poll = require_taking(context, body.poll)
    if not poll.plan.secret:
        raise Refused(Code.BALLOT_NOT_SECRET, {"poll": poll.id})
    voter = require_voter(poll, context.actor, body.seat)
    if poll.key is None:
        raise Refused(Code.BALLOT_NO_KEY, {"poll": poll.id})
    if voter.seat in poll.issued:
        return ()
    return (CredentialTaken(poll.id, voter.seat, context.actor.seat),)


def on_ready_given(state: Meeting, body: ReadyGiven, fact: Event) -> Meeting:
    """Keep the answer."""
    return change(state, body.poll, lambda poll: replace(poll, ready=put(poll.ready, body.seat, body.ready)))


def on_cast(state: Meeting, body: BallotCast, fact: Event) -> Meeting:
    """Keep the ballot, in place of an earlier one of this seat; who sits there now is who voted."""
    ballot, person = Ballot(body.choices, body.by, fact.at), find_person(state, body.seat)

    def kept(poll: Poll) -> Poll:
        voters, listed = poll.voters, poll.voters.get(body.seat)
        if person is not None and listed is not None:
            voters = put(voters, body.seat, replace(listed, name=person.name, office=person.office))
        return replace(poll, voters=voters, ballots=put(poll.ballots, body.seat, ballot))

    return change(state, body.poll, kept)


def on_withdrawn(state: Meeting, body: BallotWithdrawn, fact: Event) -> Meeting:
    """Forget the ballot."""
    return change(state, body.poll, lambda poll: replace(poll, ballots=drop(poll.ballots, body.seat)))


def on_credential_taken(state: Meeting, body: CredentialTaken, fact: Event) -> Meeting:
    """Remember that the seat has it."""
    return change(state, body.poll, lambda poll: replace(poll, issued=poll.issued | {body.seat}))


_VOTERS = frozenset({Role.SITE, Role.DELEGATE, Role.CHAIR, Role.DEPUTY})

COMMANDS = (
    command(Ready, ready, _VOTERS, GATHERED),
    command(Cast, cast, _VOTERS, SITTING),
    command(Withdraw, withdraw, _VOTERS, SITTING),
    command(TakeCredential, take_credential, _VOTERS, SITTING),
)

EVENTS = (
    event(ReadyGiven, on_ready_given),
    event(BallotCast, on_cast),
    event(BallotWithdrawn, on_withdrawn),
    event(CredentialTaken, on_credential_taken),
)
