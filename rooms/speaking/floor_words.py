"""The words of the floor: its commands and events as types. The rules are in ``floor``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Ident, Many, OneOf, Pattern, Whole
from rooms.kernel import CommandBody, EventBody
from rooms.state import ANSWER, ANSWER_BACK, POINT_OF_ORDER, QUESTION, SPEECH

MAX_OPEN = 8
MAX_LIMIT_S = 4 * 3600
Limit = Annotated[int, Whole(1, MAX_LIMIT_S)]
MaxOpen = Annotated[int, Whole(1, MAX_OPEN)]
ItemKey = Annotated[str, Pattern(r"-|[A-Za-z0-9][A-Za-z0-9._-]{0,63}")]
"""An agenda item, or ``-`` for no item."""
Page = Annotated[int, Whole(1, 100_000)]
AskKind = Annotated[str, OneOf(frozenset({SPEECH, POINT_OF_ORDER, ANSWER_BACK}))]
TurnKind = Annotated[str, OneOf(frozenset({SPEECH, POINT_OF_ORDER, ANSWER_BACK, QUESTION, ANSWER}))]
# Everybody who may hold the floor may be interrupted or ended by one grant.
Requests = Annotated[tuple[Ident, ...], Many(2 * MAX_OPEN)]
Cause = Annotated[
    str,
    OneOf(frozenset({"officer", "replaced", "fewer", "opened", "recess", "closed", "removed", "absent"})),
]


@dataclass(frozen=True, slots=True)
class Ask(CommandBody):
    """Ask for the floor, to the item under discussion unless another is named (``-`` is none).

    ``paper`` and ``page``: what is to come up with the turn. ``delegate``: a hall asks for one of its own, an
    officer for anybody.
    """

    type: ClassVar[str] = "floor.request"
    topic: fields.Topic = ""
    kind: AskKind = SPEECH
    item: ItemKey | None = None
    paper: Ident | None = None
    page: Page = 1
    delegate: Ident | None = None


@dataclass(frozen=True, slots=True)
class Withdraw(CommandBody):
    """Take back an own request that still waits, or as a hall one it made for a delegate."""

    type: ClassVar[str] = "floor.withdraw"
    request: Ident


@dataclass(frozen=True, slots=True)
class Grant(CommandBody):
    """Give the floor to a waiting request.

    With ``replace`` the longest holder makes room if there is none, with ``instead_of`` exactly that holder
    does. With ``interrupt`` the others keep their turns and go on when this one ends.
    """

    type: ClassVar[str] = "floor.grant"
    request: Ident
    limit_s: Limit | None = None
    replace: bool = False
    instead_of: Ident | None = None
    interrupt: bool = False


@dataclass(frozen=True, slots=True)
class Invite(CommandBody):
    """Give the floor to a seat that need not have asked; the rest as in ``floor.grant``."""

    type: ClassVar[str] = "floor.invite"
    seat: fields.Seat
    topic: fields.Topic = ""
    limit_s: Limit | None = None
    replace: bool = False
    instead_of: Ident | None = None
    interrupt: bool = False
    paper: Ident | None = None
    page: Page = 1


@dataclass(frozen=True, slots=True)
class Deny(CommandBody):
    """Refuse a waiting request with a reason."""

    type: ClassVar[str] = "floor.deny"
    request: Ident
    reason: fields.Reason = ""


@dataclass(frozen=True, slots=True)
class Release(CommandBody):
    """Give the floor back: one's own, or as a hall that of one of its delegates."""

    type: ClassVar[str] = "floor.release"
    request: Ident | None = None


@dataclass(frozen=True, slots=True)
class Revoke(CommandBody):
    """End a turn."""

    type: ClassVar[str] = "floor.revoke"
    request: Ident
    reason: fields.Reason = ""


@dataclass(frozen=True, slots=True)
class Extend(CommandBody):
    """Give a holder more time."""

    type: ClassVar[str] = "floor.extend"
    request: Ident
    extra_s: Limit


@dataclass(frozen=True, slots=True)
class Pause(CommandBody):
    """Let the clock of a turn stand still; the microphone stays open."""

    type: ClassVar[str] = "floor.pause"
    request: Ident


@dataclass(frozen=True, slots=True)
class Resume(CommandBody):
    """Let the clock of a paused turn run on."""

    type: ClassVar[str] = "floor.resume"
    request: Ident


@dataclass(frozen=True, slots=True)
class Ring(CommandBody):
    """Ring the chair's bell at a speaker."""

    type: ClassVar[str] = "floor.ring"
    request: Ident


@dataclass(frozen=True, slots=True)
class SetMax(CommandBody):
    """Say how many may hold the floor at once; the latest holders beyond it lose it."""

    type: ClassVar[str] = "floor.set_max"
    max_open: MaxOpen


@dataclass(frozen=True, slots=True)
class Requested(EventBody):
    """A request joined the end of the queue; ``by`` is the hall that asked for its delegate."""

    type: ClassVar[str] = "floor.requested"
    request: Ident
    seat: fields.Seat
    site: fields.Seat | None
    delegate: Ident | None
    name: fields.Name
    office: fields.Office
    topic: fields.Topic
    item: Ident | None
    kind: TurnKind = SPEECH
    paper: Ident | None = None
    page: Page = 1
    by: fields.Seat | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn(EventBody):
    """A waiting request was taken back, or its seat was removed."""

    type: ClassVar[str] = "floor.withdrawn"
    request: Ident
    seat: fields.Seat


@dataclass(frozen=True, slots=True)
class Granted(EventBody):
    """A turn began; everything that follows is in here.

    ``invited``: nobody had asked, the request was made by this event. ``ends`` are the turns it took the
    place of, ``holds`` those it interrupts. ``paper``: it came in front with ``page``. ``question``: the one
    that is asked or answered.
    """

    type: ClassVar[str] = "floor.granted"
    request: Ident
    seat: fields.Seat
    site: fields.Seat | None
    delegate: Ident | None
    name: fields.Name
    office: fields.Office
    topic: fields.Topic
    item: Ident | None
    limit_s: Limit | None
    invited: bool
    kind: TurnKind = SPEECH
    paper: Ident | None = None
    page: Page = 1
    question: Ident | None = None
    ends: Requests = ()
    holds: Requests = ()


@dataclass(frozen=True, slots=True)
class Denied(EventBody):
    """A waiting request was refused."""

    type: ClassVar[str] = "floor.denied"
    request: Ident
    seat: fields.Seat
    reason: fields.Reason


@dataclass(frozen=True, slots=True)
class Released(EventBody):
    """A holder gave the floor back."""

    type: ClassVar[str] = "floor.released"
    request: Ident
    seat: fields.Seat


@dataclass(frozen=True, slots=True)
class Revoked(EventBody):
    """A turn was ended by somebody else; ``cause`` says by which rule."""

    type: ClassVar[str] = "floor.revoked"
    request: Ident
    seat: fields.Seat
    reason: fields.Reason
    cause: Cause


@dataclass(frozen=True, slots=True)
class Extended(EventBody):
    """A turn's limit grew to ``limit_s`` of speaking time in all."""

    type: ClassVar[str] = "floor.extended"
    request: Ident
    extra_s: Limit
    limit_s: Limit


@dataclass(frozen=True, slots=True)
class Paused(EventBody):
    """The clock of a turn stands still."""

    type: ClassVar[str] = "floor.paused"
    request: Ident


@dataclass(frozen=True, slots=True)
class Resumed(EventBody):
    """The clock of a turn runs on."""

    type: ClassVar[str] = "floor.resumed"
    request: Ident


@dataclass(frozen=True, slots=True)
class Rang(EventBody):
    """The bell rang at a speaker."""

    type: ClassVar[str] = "floor.rang"
    request: Ident


@dataclass(frozen=True, slots=True)
class MaxSet(EventBody):
    """How many may hold the floor changed."""

    type: ClassVar[str] = "floor.max_set"
    max_open: MaxOpen
