"""Votes as values: what is voted on, who is entitled, what was cast, and authorities to vote for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

YES, NO, ABSTAIN = "yes", "no", "abstain"


class PollState(StrEnum):
    """Where a poll is. ``COUNTING``: a secret poll takes no more ballots, its box is not in the log yet."""

    DRAFT = "draft"
    CHECKING = "checking"
    OPEN = "open"
    COUNTING = "counting"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Majority:
    """How many votes carry: ``of`` out of ``parts`` of the ``base``; ``over``: more than that.

    ``base``: cast (ballots given, abstentions among them), present or entitled.
    """

    base: str
    of: int
    parts: int
    over: bool = False


@dataclass(frozen=True, slots=True)
class Turnout:
    """The quorum of a poll: how many of those invited must be ``counted`` (present or cast)."""

    counted: str
    of: int | None = None
    parts: int | None = None
    over: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose; ``label`` is empty where the choice is yes, no or abstain."""

    id: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is voted on and by which rules. ``unit``: delegates or sites; ``entitled``: invited or present.

    ``chairs``: the chair and the deputies vote too. ``proxies``: for how many others a seat may vote.
    ``for_s``: it closes by itself after so many seconds. ``quorum`` None: the meeting's rule.
    """

    question: str
    item: str | None
    unit: str
    options: tuple[Option, ...]
    listed: bool
    most: int
    secret: bool
    revocable: bool
    chair_first: bool
    entitled: str
    chairs: bool
    proxies: int
    for_s: int | None
    quorum: Turnout | None
    majority: Majority | None


@dataclass(frozen=True, slots=True)
class Voter:
    """A seat on the frozen list, as it was called then, or when it voted by name (a substitute may do so).

    ``site``: the hall in which its vote is given, which is its proxy's hall if ``proxy`` votes for it.
    ``gone``: the seat was removed while the poll was open; it keeps the vote it gave and gives none after.
    ``raised``: when it (or who votes for it) went, its hall had counted hands, its own perhaps among them.
    """

    seat: str
    name: str
    office: str
    site: str | None
    present: bool
    proxy: str | None = None
    gone: bool = False
    raised: bool = False

    @property
    def acting(self) -> str:
        """The seat that gives this vote."""
        return self.proxy or self.seat


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was there when the poll opened: of the ``basis`` so many ``invited`` and ``here``.

    ``need`` by the rule then in force, of those ``counted`` (present or cast); None: there was no rule.
    """

    basis: str
    invited: int
    here: int
    counted: str = "present"
    need: int | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a seat chose, and the seat that gave it."""

    choices: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HandCount:
    """What a hall counted by hands: ``cast`` of its ``voters`` took part. ``voided``: ballots it replaced."""

    site: str
    cast: int
    counts: Mapping[str, int]
    by: str
    at: datetime
    voters: int
    voided: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of it. ``counts`` by option in their order; ``need`` votes carry, None without a majority.

    ``outcome``: carried, rejected, tied, no_quorum, or void (a box with more ballots than credentials).
    ``here``: whom a quorum of those present counted; None where it went by the opening alone.
    """

    entitled: int
    present: int
    cast: int
    by_hands: int
    counts: Mapping[str, int]
    counts_by_hands: Mapping[str, int]
    quorum_met: bool | None
    need: int | None
    outcome: str
    chosen: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    here: int | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """A vote. ``internal`` as of a paper. ``ready``: seats that answered the ready check, and how.

    ``voters`` is frozen at opening. ``issued``: seats that took their credential of a secret poll.
    """

    id: str
    plan: Plan
    created_at: datetime
    state: PollState = PollState.DRAFT
    ready: Mapping[str, bool] = field(default_factory=dict)
    voters: Mapping[str, Voter] = field(default_factory=dict)
    attendance: Attendance | None = None
    opened_at: datetime | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    released_at: datetime | None = None
    cancelled_reason: str = ""
    ballots: Mapping[str, Ballot] = field(default_factory=dict)
    hands: Mapping[str, HandCount] = field(default_factory=dict)
    key: str | None = None
    key_destroyed: bool = False
    issued: frozenset[str] = frozenset()
    tally: Tally | None = None
    internal: bool = False

    def is_settled(self, voter: Voter) -> bool:
        """Whether nobody gives this vote (again): the seat that would has been removed."""
        acting = self.voters.get(voter.acting)
        return voter.gone or (acting is not None and acting.gone)

    def may_raise_hand(self, voter: Voter) -> bool:
        """Whether a vote is given, or was, by a hand that its hall counts (or would)."""
        return not self.is_settled(voter) or voter.raised

    def is_by_hands(self, voter: Voter) -> bool:
        """Whether a vote is in a hall's count of hands, if it was given."""
        return voter.site in self.hands and voter.seat not in self.ballots and self.may_raise_hand(voter)

    @property
    def pending(self) -> bool:
        """Whether it has neither been closed nor cancelled."""
        return self.state not in (PollState.CLOSED, PollState.CANCELLED)

    @property
    def running(self) -> bool:
        """Whether it has been opened and its result is still awaited."""
        return self.state in (PollState.OPEN, PollState.COUNTING)


@dataclass(frozen=True, slots=True)
class Proxy:
    """An authority: ``holder`` votes for ``grantor`` by the ``document``, in a ``poll`` or (None) in all."""

    id: str
    grantor: str
    holder: str
    document: str
    poll: str | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Polls:
    """All votes of a meeting in the order in which they were made, and the authorities in force."""

    items: Mapping[str, Poll] = field(default_factory=dict)
    proxies: Mapping[str, Proxy] = field(default_factory=dict)

    @property
    def running(self) -> Poll | None:
        """The one that has been opened and not closed."""
        return next((poll for poll in self.items.values() if poll.running), None)
