"""The words of the floor: its commands and events as types. The rules are in ``rooms.floor``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from rooms import fields
from rooms.fields import Ident, OneOf, Whole
from rooms.kernel import CommandBody, EventBody

MAX_OPEN = 8
MAX_LIMIT_S = 4 * 3600
Limit = Annotated[int, Whole(1, MAX_LIMIT_S)]
MaxOpen = Annotated[int, Whole(1, MAX_OPEN)]
Cause = Annotated[
    str, OneOf(frozenset({"officer", "replaced", "fewer", "opened", "recess", "closed", "removed"}))
]


@dataclass(frozen=True, slots=True)
class Ask(CommandBody):
    """Ask for the floor."""

    type: ClassVar[str] = "floor.request"
    topic: fields.Topic = ""


@dataclass(frozen=True, slots=True)
class Withdraw(CommandBody):
    """Take back an own request that still waits."""

    type: ClassVar[str] = "floor.withdraw"
    request: Ident


@dataclass(frozen=True, slots=True)
class Grant(CommandBody):
    """Give the floor to a waiting request; with ``replace`` the longest holder makes room."""

    type: ClassVar[str] = "floor.grant"
    request: Ident
    limit_s: Limit | None = None
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Invite(CommandBody):
    """Give the floor to a seat that need not have asked."""

    type: ClassVar[str] = "floor.invite"
    seat: fields.Seat
    topic: fields.Topic = ""
    limit_s: Limit | None = None
    replace: bool = False


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
class SetMax(CommandBody):
    """Say how many may hold the floor at once; the latest holders beyond it lose it."""

    type: ClassVar[str] = "floor.set_max"
    max_open: MaxOpen


@dataclass(frozen=True, slots=True)
class Requested(EventBody):
    """A request joined the end of the queue."""

    type: ClassVar[str] = "floor.requested"
    request: Ident
    seat: fields.Seat
    site: fields.Seat | None
    delegate: Ident | None
    name: fields.Name
    office: fields.Office
    topic: fields.Topic
    item: Ident | None


@dataclass(frozen=True, slots=True)
class Withdrawn(EventBody):
    """A waiting request was taken back, or its seat was removed."""

    type: ClassVar[str] = "floor.withdrawn"
    request: Ident
    seat: fields.Seat


@dataclass(frozen=True, slots=True)
class Granted(EventBody):
    """A turn began. ``invited``: nobody had asked, the request was made by this event."""

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
    """A turn's limit grew to ``limit_s`` counted from its beginning."""

    type: ClassVar[str] = "floor.extended"
    request: Ident
    extra_s: Limit
    limit_s: Limit


@dataclass(frozen=True, slots=True)
class MaxSet(EventBody):
    """How many may hold the floor changed."""

    type: ClassVar[str] = "floor.max_set"
    max_open: MaxOpen
