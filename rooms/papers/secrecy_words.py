"""The words of marked papers: their commands and events as types. The rules are in ``secrecy``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Ident, Many, OneOf, Pattern, Text, Whole
from rooms.base.markings import MARKINGS, Outlet
from rooms.kernel import CommandBody, EventBody

MOST = 500
OutletWord = Annotated[str, OneOf(frozenset(Outlet))]
Outlets = Annotated[tuple[OutletWord, ...], Many(len(Outlet))]
Papers = Annotated[tuple[Ident, ...], Many(MOST)]
MarkingWord = Annotated[str, OneOf(MARKINGS)]
Why = Annotated[str, Text(300, shortest=1)]
Lines = Annotated[int, Whole(0)]
Hash = Annotated[str, Pattern(r"[0-9a-f]{64}")]
CLOSED, CANCELLED, BY_HAND, REMOVED = "closed", "cancelled", "by_hand", "removed"
RecallCause = Annotated[str, OneOf(frozenset({CLOSED, CANCELLED, BY_HAND, REMOVED}))]


@dataclass(frozen=True, slots=True)
class Relax(CommandBody):
    """Open again what a marked paper shut, by decision of who presides."""

    type: ClassVar[str] = "marking.relax"
    what: OutletWord
    reason: Why


@dataclass(frozen=True, slots=True)
class Restore(CommandBody):
    """Shut again what was opened."""

    type: ClassVar[str] = "marking.restore"
    what: OutletWord
    reason: fields.Reason = ""


@dataclass(frozen=True, slots=True)
class Lower(CommandBody):
    """Give a paper a lower marking than it has."""

    type: ClassVar[str] = "marking.lower"
    paper: Ident
    marking: MarkingWord
    reason: Why


@dataclass(frozen=True, slots=True)
class Recall(CommandBody):
    """Call a marked paper back from every machine before the meeting closes."""

    type: ClassVar[str] = "marking.recall"
    paper: Ident
    reason: fields.Reason = ""


@dataclass(frozen=True, slots=True)
class SealLog(CommandBody):
    """Write down where the access log of marked papers ended, so that nothing can be cut off it."""

    type: ClassVar[str] = "marking.seal_log"
    lines: Lines
    hash: Hash


@dataclass(frozen=True, slots=True)
class OutletsShut(EventBody):
    """A marked paper is in the meeting: these are off until the chair decides."""

    type: ClassVar[str] = "marking.shut"
    paper: Ident
    what: Outlets


@dataclass(frozen=True, slots=True)
class Relaxed(EventBody):
    """Who presides opened this again."""

    type: ClassVar[str] = "marking.relaxed"
    what: OutletWord
    reason: Why


@dataclass(frozen=True, slots=True)
class Restored(EventBody):
    """Who presides shut this again."""

    type: ClassVar[str] = "marking.restored"
    what: OutletWord
    reason: fields.Reason = ""


@dataclass(frozen=True, slots=True)
class Lowered(EventBody):
    """A paper has a lower marking from now on."""

    type: ClassVar[str] = "marking.lowered"
    paper: Ident
    marking: MarkingWord
    reason: Why


@dataclass(frozen=True, slots=True)
class Recalled(EventBody):
    """These papers are called back: machines give them up, and nobody opens them any more."""

    type: ClassVar[str] = "marking.recalled"
    papers: Papers
    cause: RecallCause
    reason: fields.Reason = ""


@dataclass(frozen=True, slots=True)
class LogSealed(EventBody):
    """So many lines the access log of marked papers had when the meeting was over; the hash is the last's."""

    type: ClassVar[str] = "marking.log_sealed"
    lines: Lines
    hash: Hash
