"""Counting: what the ballots and the halls' counts of hands come to, by the poll's quorum and majority.

Everybody entitled counts at most once: who voted by device in a hall that counted by hands was refused or
voided before (``rooms.voting.hands``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rooms.state import ABSTAIN, NO, YES, Poll, QuorumRule, Tally, Voter
from rooms.voting.poll_words import (
    CARRIED,
    CAST,
    COUNTING,
    ENTITLED,
    LATE_IN_QUORUM,
    LATE_PRESENT,
    NO_QUORUM,
    REJECTED,
    TIED,
    VOID,
    CountEntry,
    TallyEntry,
)
from rooms.voting.quorum import needed


@dataclass(frozen=True, slots=True)
class _Verdict:
    outcome: str
    chosen: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()


def count_named(poll: Poll, rules: int = COUNTING) -> TallyEntry:
    """Count the ballots given by name and by hands, by the ``rules`` of ``PollClosed``."""
    return _count(poll, [ballot.choices for ballot in poll.ballots.values()], rules)


def count_box(poll: Poll, ballots: Sequence[tuple[str, ...]], rules: int = COUNTING) -> TallyEntry:
    """Count the box of a secret poll; one that holds more ballots than credentials decides nothing."""
    return _count(poll, ballots, rules, void=len(ballots) > len(poll.issued))


def _count(poll: Poll, ballots: Sequence[tuple[str, ...]], rules: int, *, void: bool = False) -> TallyEntry:
    by_device = Counter(choice for choices in ballots for choice in choices)
    by_hands: Counter[str] = Counter()
    for hall in poll.hands.values():
        by_hands.update(hall.counts)
    hands = sum(hall.cast for hall in poll.hands.values())
    cast = len(ballots) + hands
    present = max(_present(poll, rules) if rules >= LATE_PRESENT else _at_the_opening(poll), cast)
    here = here_by_now(poll) if rules >= LATE_IN_QUORUM else None
    votes = {option.id: by_device[option.id] + by_hands[option.id] for option in poll.plan.options}
    met, need = _quorum_met(poll, cast, here), votes_needed(poll, present=present, cast=cast)
    verdict = _Verdict(VOID) if void else _verdict(poll, votes, need) if met is not False else None
    verdict = verdict or _Verdict(NO_QUORUM)
    return TallyEntry(
        len(poll.voters),
        present,
        cast,
        hands,
        tuple(CountEntry(choice, count, by_hands[choice]) for choice, count in votes.items()),
        met,
        need,
        verdict.outcome,
        verdict.chosen,
        verdict.tied,
        here,
    )


def _at_the_opening(poll: Poll) -> int:
    return sum(voter.present for voter in poll.voters.values())


def _present(poll: Poll, rules: int) -> int:
    """Who was there at the opening or came later and voted, each once."""
    return _at_the_opening(poll) + _came_later(poll, poll.voters.values(), rules)


def _came_later(poll: Poll, voters: Iterable[Voter], rules: int = COUNTING) -> int:
    """Who of these was not there at the opening and voted.

    Of a hall's hands nobody knows whose they were: as many were there as at the opening, or as raised them.
    Nor is it known who put a ballot into the box; whoever took a credential was there to put one in.
    """
    voted = poll.issued if poll.plan.secret else poll.ballots.keys()
    absent = [one for one in voters if not one.present]
    count = sum(one.seat in voted for one in absent)
    for site, hall in poll.hands.items():
        # Before rules 3 every voter of the hall was one of those hands, also who had been removed.
        raising = {
            one.seat: one.present
            for one in poll.voters.values()
            if one.site == site and (rules < LATE_IN_QUORUM or poll.is_by_hands(one))
        }
        late = max(0, hall.cast - sum(raising.values()))
        count += min(sum(one.seat in raising for one in absent), late)
    return count


def here_by_now(poll: Poll) -> int | None:
    """Whom a quorum of those present counts: who was there at the opening, or came later and voted.

    The meeting's own rule counts delegates (or halls) that are there themselves: neither chairs nor who is
    represented. Where it counts halls and delegates vote, or the other way round, nobody comes later.
    """
    there = poll.attendance
    if there is None or there.basis != poll.plan.unit:
        return there.here if there else None
    own = poll.plan.quorum is not None
    counted = (one for one in poll.voters.values() if own or (one.proxy is None and one.site is not None))
    return there.here + _came_later(poll, counted)


def _quorum_met(poll: Poll, cast: int, here: int | None) -> bool | None:
    there = poll.attendance
    if there is None or there.need is None:
        return None
    if there.counted == CAST:
        return cast >= there.need
    return (there.here if here is None else here) >= there.need


def votes_needed(poll: Poll, *, present: int, cast: int) -> int | None:
    """How many votes carry, None where the most do."""
    rule = poll.plan.majority
    if rule is None:
        return None
    base = {CAST: cast, ENTITLED: len(poll.voters)}.get(rule.base, present)
    return needed(QuorumRule("", rule.of, rule.parts, rule.over), base)


def _verdict(poll: Poll, votes: Mapping[str, int], need: int | None) -> _Verdict:
    return _of_list(poll, votes, need) if poll.plan.listed else _of_question(votes, need)


def _of_question(votes: Mapping[str, int], need: int | None) -> _Verdict:
    if need is not None:
        return _Verdict(CARRIED if votes[YES] >= need else REJECTED)
    if votes[YES] == votes[NO]:
        return _Verdict(TIED)
    return _Verdict(CARRIED if votes[YES] > votes[NO] else REJECTED)


def _of_list(poll: Poll, votes: Mapping[str, int], need: int | None) -> _Verdict:
    """At most as many are chosen as a ballot may name; at the last place nobody is preferred among equals."""
    least = 1 if need is None else need
    enough = [choice for choice, count in votes.items() if choice != ABSTAIN and count >= least]
    ranked = sorted(enough, key=lambda choice: -votes[choice])
    most = poll.plan.most
    if len(ranked) <= most or votes[ranked[most - 1]] != votes[ranked[most]]:
        chosen = tuple(ranked[:most])
        return _Verdict(CARRIED if chosen else REJECTED, chosen)
    edge = votes[ranked[most]]
    above = tuple(choice for choice in ranked if votes[choice] > edge)
    return _Verdict(CARRIED if above else TIED, above, tuple(c for c in ranked if votes[c] == edge))


def make_tally(entry: TallyEntry) -> Tally:
    """The result as the state keeps it."""
    return Tally(
        entry.entitled,
        entry.present,
        entry.cast,
        entry.by_hands,
        {one.choice: one.count for one in entry.counts},
        {one.choice: one.by_hands for one in entry.counts},
        entry.quorum_met,
        entry.need,
        entry.outcome,
        entry.chosen,
        entry.tied,
        entry.here,
    )
