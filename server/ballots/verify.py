"""Counting every vote of a meeting again from its log alone, and checking each secret ballot in it.

Reads no database: what it needs is what anybody gets who is given the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rooms import Envelope
from rooms.afterwards.walk import Step, steps
from rooms.state import Poll
from rooms.voting.poll_words import BoxBallot, PollClosed
from rooms.voting.polls import is_valid
from rooms.voting.tally import count_box, count_named
from server.ballots.proofs import is_genuine


@dataclass(frozen=True, slots=True)
class Checked:
    """A vote counted again. ``broken`` holds stable codes of what is wrong; empty: all is well."""

    poll: str
    secret: bool
    entitled: int
    credentials: int
    ballots: int
    broken: tuple[str, ...]


def verify_votes(log: Iterable[Envelope]) -> list[Checked]:
    """Every closed vote of a log that can be replayed. Raises BadEvent for one that cannot."""
    return [_checked(step, step.event.body) for step in steps(log) if isinstance(step.event.body, PollClosed)]


def _checked(step: Step, closed: PollClosed) -> Checked:
    poll = step.before.polls.items[closed.poll]
    if not poll.plan.secret:
        given = len(poll.ballots) + sum(hall.cast for hall in poll.hands.values())
        return Checked(poll.id, False, len(poll.voters), 0, given, tuple(_wrong_named(poll, closed)))
    found = tuple(_wrong(step.before.id, poll, closed))
    return Checked(poll.id, True, len(poll.voters), len(poll.issued), len(closed.ballots), found)


def _wrong_named(poll: Poll, closed: PollClosed) -> Iterable[str]:
    voters = poll.voters
    if any(seat not in voters or ballot.by != voters[seat].acting for seat, ballot in poll.ballots.items()):
        yield "not_entitled"
    elif any(voters[seat].site in poll.hands and not poll.is_settled(voters[seat]) for seat in poll.ballots):
        yield "twice"
    if any(not is_valid(poll, ballot.choices) for ballot in poll.ballots.values()):
        yield "choices"
    given = len(poll.ballots) + sum(hall.cast for hall in poll.hands.values())
    if given > len(voters) or any(hall.cast > hall.voters for hall in poll.hands.values()):
        yield "too_many"
    if count_named(poll, closed.rules) != closed.tally:
        yield "count"


def _wrong(meeting: str, poll: Poll, closed: PollClosed) -> Iterable[str]:
    box = closed.ballots
    if not poll.issued <= poll.voters.keys():
        yield "not_entitled"
    if any(not is_valid(poll, ballot.choices) for ballot in box):
        yield "choices"
    if any(not is_genuine(poll.key or "", meeting, poll.id, ballot) for ballot in box):
        yield "signature"
    if not _sorted_once(box):
        yield "serial"
    if not len(box) <= len(poll.issued) <= len(poll.voters):
        yield "too_many"
    if count_box(poll, [ballot.choices for ballot in box], closed.rules) != closed.tally:
        yield "count"


def _sorted_once(box: Sequence[BoxBallot]) -> bool:
    serials = [ballot.serial for ballot in box]
    return serials == sorted(set(serials))
