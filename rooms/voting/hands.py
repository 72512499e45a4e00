"""A hall's count of hands, entered by its clerk and marked as such.

A hall votes by device or by hands, never by both: once it has entered a count its voters' devices are
refused; once one of them has voted by device a count must say that it takes the place of those ballots, and
where votes are final there is no going from one to the other.
"""

from __future__ import annotations

from dataclasses import replace

from rooms.base.roles import PRESIDING, Role
from rooms.errors import Code, Refused
from rooms.kernel import SITTING, Context, Event, Facts, command, event
from rooms.lookup.seats import require_site
from rooms.state import HandCount, Meeting, Poll, drop, put
from rooms.voting.ballot_words import SPARING, ClearHands, CountHands, HandEntry, HandsCleared, HandsCounted
from rooms.voting.polls import change, require_taking
from rooms.voting.quorum import DELEGATES


def voters_in(poll: Poll, site: str) -> tuple[str, ...]:
    """The seats whose votes are given in a hall, by the frozen list; not of those removed since."""
    return tuple(one.seat for one in poll.voters.values() if one.site == site and poll.may_raise_hand(one))


def voted_by_device(poll: Poll, site: str) -> tuple[str, ...]:
    """Those of a hall who have voted by device and could raise a hand instead."""
    return tuple(seat for seat in voters_in(poll, site) if seat in poll.ballots)


def _counting_hall(context: Context, poll: Poll, code: str) -> str:
    """The hall's seat. Raises Refused: site.unknown, site.not_yours, poll.no_hands."""
    site = require_site(context.state, code).seat
    if context.actor.role == Role.SITE and context.actor.seat != site:
        raise Refused(Code.SITE_NOT_YOURS, {"site": site})
    if poll.plan.secret or poll.plan.unit != DELEGATES or not voters_in(poll, site):
        raise Refused(Code.POLL_NO_HANDS, {"site": site})
    return site


def count_hands(context: Context, body: CountHands) -> Facts:
    """Enter the count; the same count again changes nothing."""
    poll = require_taking(context, body.poll)
    site = _counting_hall(context, poll, body.site)
    counts, cast = _require_counts(poll, body, len(voters_in(poll, site)))
    voided = voted_by_device(poll, site)
    if voided and not body.instead:
        raise Refused(Code.POLL_HALL_VOTED, {"site": site, "ballots": len(voided)})
    if voided and not poll.plan.revocable:
        raise Refused(Code.BALLOT_ALREADY_CAST, {"site": site})
    before = poll.hands.get(site)
    if before is not None and (before.cast, before.counts) == (cast, counts):
        return ()
    entries = tuple(HandEntry(choice, count) for choice, count in counts.items())
    lost = len(voided) or (before.voided if before else 0)
    return (HandsCounted(poll.id, site, cast, entries, context.actor.seat, lost, SPARING),)


def _require_counts(poll: Poll, body: CountHands, voters: int) -> tuple[dict[str, int], int]:
    """Counts by option, and how many took part. Raises Refused: ballot.unknown_option, poll.bad_hands."""
    given = {entry.choice: entry.count for entry in body.counts}
    known = [option.id for option in poll.plan.options]
    for choice in given:
        if choice not in known:
            raise Refused(Code.BALLOT_UNKNOWN_OPTION, {"choice": choice})
    counts = {choice: given.get(choice, 0) for choice in known}
    total, most = sum(counts.values()), poll.plan.most
    cast = total if body.cast is None and most == 1 else body.cast
    fits = (
        cast is not None
        and len(given) == len(body.counts)
        and cast <= voters
        and max(counts.values()) <= cast
        and cast <= total <= cast * most
    )
    if cast is None or not fits:
        raise Refused(Code.POLL_BAD_HANDS, {"voters": voters, "hands": total})
    return counts, cast


def clear_hands(context: Context, body: ClearHands) -> Facts:
    """Take the count back; without one nothing changes. Ballots it took the place of do not come back.

    Where votes are final, who has raised a hand does not vote by device after it: a count is only corrected.
    """
    poll = require_taking(context, body.poll)
    site = _counting_hall(context, poll, body.site)
    if site not in poll.hands:
        return ()
    if not poll.plan.revocable:
        raise Refused(Code.BALLOT_ALREADY_CAST, {"site": site})
    return (HandsCleared(poll.id, site),)


def on_counted(state: Meeting, body: HandsCounted, fact: Event) -> Meeting:
    """Keep the count; what the hall gave by device does not count, but for who was removed since."""
    counts = {entry.choice: entry.count for entry in body.counts}

    def counted(poll: Poll) -> Poll:
        raising = voters_in(poll, body.site)
        if body.rules < SPARING:
            raising = tuple(one.seat for one in poll.voters.values() if one.site == body.site)
        count = HandCount(body.site, body.cast, counts, body.by, fact.at, len(raising), body.voided)
        ballots = drop(poll.ballots, *(seat for seat in raising if seat in poll.ballots))
        return replace(poll, hands=put(poll.hands, body.site, count), ballots=ballots)

    return change(state, body.poll, counted)


def on_cleared(state: Meeting, body: HandsCleared, fact: Event) -> Meeting:
    """Forget the count, and with it the hands of who was removed since."""

    def cleared(poll: Poll) -> Poll:
        lowered = {
            one.seat: replace(one, raised=False)
            for one in poll.voters.values()
            if one.site == body.site and one.raised
        }
        return replace(poll, hands=drop(poll.hands, body.site), voters={**poll.voters, **lowered})

    return change(state, body.poll, cleared)


_CLERKS = frozenset({PRESIDING, Role.SECRETARY, Role.SITE})

COMMANDS = (
    command(CountHands, count_hands, _CLERKS, SITTING),
    command(ClearHands, clear_hands, _CLERKS, SITTING),
)

EVENTS = (event(HandsCounted, on_counted), event(HandsCleared, on_cleared))
