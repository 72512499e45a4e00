"""The words of a poll's life: its plan, commands and events as types. The rules are in ``polls``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Ident, Many, OneOf, Pattern, Text, Whole
from rooms.kernel import CommandBody, EventBody
from rooms.voting.quorum import DELEGATES, SITES, Part, Share

MAX_POLLS, MAX_OPTIONS, MAX_VOTERS, MAX_PROXIES = 200, 50, 2050, 5
INVITED, PRESENT, CAST, ENTITLED = "invited", "present", "cast", "entitled"
LATE_PRESENT, LATE_IN_QUORUM = 2, 3
"""Since which rules who came later and voted is present, and is counted for the quorum."""
COUNTING = 3
"""The rules by which polls are counted now, in ``PollClosed.rules``."""
CARRIED, REJECTED, TIED, NO_QUORUM, VOID = "carried", "rejected", "tied", "no_quorum", "void"

Question = Annotated[str, Text(1000, shortest=1, multiline=True)]
Unit = Annotated[str, OneOf(frozenset({DELEGATES, SITES}))]
Labels = Annotated[tuple[Annotated[str, Text(300, shortest=1)], ...], Many(MAX_OPTIONS)]
Choice = Annotated[str, Pattern(r"[a-z][a-z0-9]{0,9}")]
Choices = Annotated[tuple[Choice, ...], Many(MAX_OPTIONS + 1)]
Number = Annotated[int, Whole(0, MAX_VOTERS)]
Base64 = Annotated[str, Text(1000, shortest=1)]


@dataclass(frozen=True, slots=True)
class TurnoutEntry:
    """How many of those invited must be present, or must have voted: a share or a count of them."""

    counted: Annotated[str, OneOf(frozenset({PRESENT, CAST}))] = PRESENT
    at_least: Share | None = None
    count: Annotated[int, Whole(1, 5000)] | None = None


@dataclass(frozen=True, slots=True)
class MajorityEntry:
    """How many votes carry: ``of`` out of ``parts`` of those who cast, are present or are entitled."""

    base: Annotated[str, OneOf(frozenset({CAST, PRESENT, ENTITLED}))] = CAST
    of: Part = 1
    parts: Part = 2
    over: bool = True


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """What is voted on and by which rules, as it is given.

    Without ``options`` the choices are yes, no and abstain; else at most ``most`` of the options, or abstain.
    Without ``majority`` (null) what has the most votes carries.
    """

    question: Question
    item: Ident | None = None
    unit: Unit = DELEGATES
    options: Labels = ()
    most: Annotated[int, Whole(1, MAX_OPTIONS)] = 1
    secret: bool = False
    revocable: bool = True
    chair_first: bool = False
    entitled: Annotated[str, OneOf(frozenset({INVITED, PRESENT}))] = INVITED
    chairs: bool = False
    proxies: Annotated[int, Whole(0, MAX_PROXIES)] = 1
    for_s: Annotated[int, Whole(10, 24 * 3600)] | None = None
    quorum: TurnoutEntry | None = None
    majority: MajorityEntry | None = MajorityEntry()


@dataclass(frozen=True, slots=True)
class CreatePoll(PlanEntry, CommandBody):
    """Prepare a poll."""

    type: ClassVar[str] = "poll.create"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPoll(PlanEntry, CommandBody):
    """Give a poll that has not been opened another plan; what is left out is as in a new one."""

    type: ClassVar[str] = "poll.edit"
    poll: Ident


@dataclass(frozen=True, slots=True)
class CheckReady(CommandBody):
    """Ask everybody who would vote whether they are ready; earlier answers are forgotten."""

    type: ClassVar[str] = "poll.check_ready"
    poll: Ident


@dataclass(frozen=True, slots=True)
class OpenPoll(CommandBody):
    """Open a poll: who is entitled is fixed now."""

    type: ClassVar[str] = "poll.open"
    poll: Ident


@dataclass(frozen=True, slots=True)
class ClosePoll(CommandBody):
    """Close the open poll and count."""

    type: ClassVar[str] = "poll.close"
    poll: Ident


@dataclass(frozen=True, slots=True)
class CancelPoll(CommandBody):
    """Give a poll up; what was cast does not count."""

    type: ClassVar[str] = "poll.cancel"
    poll: Ident
    reason: fields.Reason = ""


@dataclass(frozen=True, slots=True)
class ReleasePoll(CommandBody):
    """Show a result to the halls that the chair saw first."""

    type: ClassVar[str] = "poll.release"
    poll: Ident


@dataclass(frozen=True, slots=True)
class ReviewPoll(CommandBody):
    """Close the open poll if its time is up."""

    type: ClassVar[str] = "poll.review"


@dataclass(frozen=True, slots=True)
class SetKey(CommandBody):
    """Name the public key (SPKI, base64) with which the credentials of a secret poll are signed."""

    type: ClassVar[str] = "poll.set_key"
    poll: Ident
    public_key: Base64


@dataclass(frozen=True, slots=True)
class BoxBallot:
    """A ballot of a secret poll as it lay in the box.

    ``serial``: a public key of the voter's own making; ``signature``: the server's, given blindly, over it;
    ``proof``: the voter's over meeting, poll, choices and ``change``, which counts how often the voter has
    voted otherwise. All base64url.
    """

    serial: Base64
    choices: Choices
    signature: Base64
    proof: Base64
    change: Annotated[int, Whole(0, 10_000)] = 0


Box = Annotated[tuple[BoxBallot, ...], Many(MAX_VOTERS * 2)]


@dataclass(frozen=True, slots=True)
class CountPoll(CommandBody):
    """Count the box of a secret poll that was ended; the ballots are sorted by serial."""

    type: ClassVar[str] = "poll.count"
    poll: Ident
    ballots: Box


@dataclass(frozen=True, slots=True)
class NoteKeyDestroyed(CommandBody):
    """Note that the private key of a secret poll is no more."""

    type: ClassVar[str] = "poll.note_key_destroyed"
    poll: Ident


@dataclass(frozen=True, slots=True, kw_only=True)
class PollCreated(PlanEntry, EventBody):
    """A poll was prepared."""

    type: ClassVar[str] = "poll.created"
    poll: Ident


@dataclass(frozen=True, slots=True, kw_only=True)
class PollEdited(PlanEntry, EventBody):
    """A poll has this plan from now on; answers to a ready check are forgotten."""

    type: ClassVar[str] = "poll.edited"
    poll: Ident


@dataclass(frozen=True, slots=True)
class ReadyAsked(EventBody):
    """Everybody who would vote is asked whether they are ready."""

    type: ClassVar[str] = "poll.ready_asked"
    poll: Ident


@dataclass(frozen=True, slots=True)
class VoterEntry:
    """A seat on the frozen list; ``proxy`` votes for it."""

    seat: fields.Seat
    present: bool
    proxy: fields.Seat | None = None


Voters = Annotated[tuple[VoterEntry, ...], Many(MAX_VOTERS)]


@dataclass(frozen=True, slots=True)
class AttendanceEntry:
    """Who was there at the opening, and how many of those ``counted`` the quorum needs (null: no rule)."""

    basis: Unit
    invited: Number
    here: Number
    counted: Annotated[str, OneOf(frozenset({PRESENT, CAST}))]
    need: Number | None


@dataclass(frozen=True, slots=True)
class PollOpened(EventBody):
    """Ballots are taken from now on, from these seats alone."""

    type: ClassVar[str] = "poll.opened"
    poll: Ident
    voters: Voters
    attendance: AttendanceEntry
    closes_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeySet(EventBody):
    """Credentials of a secret poll are signed with this key."""

    type: ClassVar[str] = "poll.key_set"
    poll: Ident
    public_key: Base64


@dataclass(frozen=True, slots=True)
class PollEnded(EventBody):
    """A secret poll takes no more ballots; its box is counted next."""

    type: ClassVar[str] = "poll.ended"
    poll: Ident


@dataclass(frozen=True, slots=True)
class CountEntry:
    """The votes for a choice, those counted by hands among them."""

    choice: Choice
    count: Number
    by_hands: Number


@dataclass(frozen=True, slots=True)
class TallyEntry:
    """What came of it; see ``rooms.state.Tally``."""

    entitled: Number
    present: Number
    cast: Number
    by_hands: Number
    counts: Annotated[tuple[CountEntry, ...], Many(MAX_OPTIONS + 1)]
    quorum_met: bool | None
    need: Number | None
    outcome: Annotated[str, OneOf(frozenset({CARRIED, REJECTED, TIED, NO_QUORUM, VOID}))]
    chosen: Choices
    tied: Choices
    here: Number | None = None


@dataclass(frozen=True, slots=True)
class PollClosed(EventBody):
    """The result; ``ballots`` is the box of a secret poll, sorted by serial.

    ``rules``: by which it was counted. 1 took for present as many as were there at the opening, or as voted
    where these were more; 2 takes whoever was there at the opening or voted; 3 does so for the quorum too.
    """

    type: ClassVar[str] = "poll.closed"
    poll: Ident
    tally: TallyEntry
    ballots: Box = ()
    rules: Annotated[int, Whole(1, COUNTING)] = 1


@dataclass(frozen=True, slots=True)
class PollCancelled(EventBody):
    """There is no such vote any more."""

    type: ClassVar[str] = "poll.cancelled"
    poll: Ident
    reason: fields.Reason


@dataclass(frozen=True, slots=True)
class PollReleased(EventBody):
    """The halls see the result."""

    type: ClassVar[str] = "poll.released"
    poll: Ident


@dataclass(frozen=True, slots=True)
class KeyDestroyed(EventBody):
    """Nobody can sign another credential of this poll: the private key was destroyed."""

    type: ClassVar[str] = "poll.key_destroyed"
    poll: Ident
