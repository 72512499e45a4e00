"""The words of voting itself: readiness, ballots, credentials, counts of hands, authorities.

The rules are in ``ballots``, ``rooms.voting.hands`` and ``rooms.voting.proxies``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Ident, Many, SiteCode, Text, Whole
from rooms.kernel import CommandBody, EventBody
from rooms.voting.poll_words import MAX_OPTIONS, Choice, Choices, Number

SPARING = 2
"""The rules by which halls count hands now, in ``HandsCounted.rules``."""


@dataclass(frozen=True, slots=True)
class Ready(CommandBody):
    """Answer the ready check."""

    type: ClassVar[str] = "ballot.ready"
    poll: Ident
    ready: bool = True


@dataclass(frozen=True, slots=True)
class Cast(CommandBody):
    """Vote by name; ``seat`` for whom, where somebody else's vote is given by authority."""

    type: ClassVar[str] = "ballot.cast"
    poll: Ident
    choices: Choices
    seat: fields.Seat | None = None


@dataclass(frozen=True, slots=True)
class Withdraw(CommandBody):
    """Take back a vote given by name, so that there is none; ``seat`` as in ``Cast``."""

    type: ClassVar[str] = "ballot.withdraw"
    poll: Ident
    seat: fields.Seat | None = None


@dataclass(frozen=True, slots=True)
class TakeCredential(CommandBody):
    """Take the one credential of a seat in a secret poll."""

    type: ClassVar[str] = "ballot.take_credential"
    poll: Ident
    seat: fields.Seat | None = None


@dataclass(frozen=True, slots=True)
class HandEntry:
    """So many hands for a choice."""

    choice: Choice
    count: Number


HandEntries = Annotated[tuple[HandEntry, ...], Many(MAX_OPTIONS + 1)]


@dataclass(frozen=True, slots=True)
class CountHands(CommandBody):
    """Enter what a hall counted by hands, in place of what was entered before.

    ``cast``: how many took part, needed only where one may raise a hand more than once. ``instead``: the
    hall has voted by device already, and its count takes the place of those ballots.
    """

    type: ClassVar[str] = "poll.count_hands"
    poll: Ident
    site: SiteCode
    counts: HandEntries
    cast: Number | None = None
    instead: bool = False


@dataclass(frozen=True, slots=True)
class ClearHands(CommandBody):
    """Take a hall's count back; its voters vote by device."""

    type: ClassVar[str] = "poll.clear_hands"
    poll: Ident
    site: SiteCode


@dataclass(frozen=True, slots=True)
class RecordProxy(CommandBody):
    """Record the authority of ``holder`` to vote for ``grantor``; ``poll`` null: in every poll."""

    type: ClassVar[str] = "proxy.record"
    grantor: fields.Seat
    holder: fields.Seat
    document: Annotated[str, Text(300, shortest=1)]
    poll: Ident | None = None


@dataclass(frozen=True, slots=True)
class RevokeProxy(CommandBody):
    """Take an authority back that no open poll uses."""

    type: ClassVar[str] = "proxy.revoke"
    proxy: Ident


@dataclass(frozen=True, slots=True)
class ReadyGiven(EventBody):
    """A seat answered the ready check."""

    type: ClassVar[str] = "ballot.ready_given"
    poll: Ident
    seat: fields.Seat
    ready: bool


@dataclass(frozen=True, slots=True)
class BallotCast(EventBody):
    """The vote of ``seat``, given by ``by``; it takes the place of an earlier one."""

    type: ClassVar[str] = "ballot.cast"
    poll: Ident
    seat: fields.Seat
    choices: Choices
    by: fields.Seat


@dataclass(frozen=True, slots=True)
class BallotWithdrawn(EventBody):
    """The vote of ``seat`` was taken back by ``by``: until it is given again there is none."""

    type: ClassVar[str] = "ballot.withdrawn"
    poll: Ident
    seat: fields.Seat
    by: fields.Seat


@dataclass(frozen=True, slots=True)
class CredentialTaken(EventBody):
    """A seat has its credential of a secret poll. What it is, the log does not know."""

    type: ClassVar[str] = "ballot.credential_taken"
    poll: Ident
    seat: fields.Seat
    by: fields.Seat


@dataclass(frozen=True, slots=True)
class HandsCounted(EventBody):
    """A hall counted by hands; ``voided`` ballots given by device there do not count.

    ``rules``: 1 counted seats removed during the vote among those who raise a hand, and voided their ballots;
    2 leaves them what they gave.
    """

    type: ClassVar[str] = "poll.hands_counted"
    poll: Ident
    site: fields.Seat
    cast: Number
    counts: HandEntries
    by: fields.Seat
    voided: Number
    rules: Annotated[int, Whole(1, SPARING)] = 1


@dataclass(frozen=True, slots=True)
class HandsCleared(EventBody):
    """A hall's count was taken back."""

    type: ClassVar[str] = "poll.hands_cleared"
    poll: Ident
    site: fields.Seat


@dataclass(frozen=True, slots=True)
class ProxyRecorded(EventBody):
    """An authority is in force."""

    type: ClassVar[str] = "proxy.recorded"
    proxy: Ident
    grantor: fields.Seat
    holder: fields.Seat
    document: Annotated[str, Text(300, shortest=1)]
    poll: Ident | None
    by: fields.Seat


@dataclass(frozen=True, slots=True)
class ProxyRevoked(EventBody):
    """An authority is no longer in force."""

    type: ClassVar[str] = "proxy.revoked"
    proxy: Ident
