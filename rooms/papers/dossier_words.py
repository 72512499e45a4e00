"""The words of a meeting's papers: their commands and events as types. The rules are in ``dossier``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Day, Ident, OneOf, Pattern, Position, Text, Whole
from rooms.base.markings import Marking
from rooms.kernel import CommandBody, EventBody
from rooms.papers.secrecy_words import MarkingWord
from rooms.speaking.floor_words import Page
from rooms.state import PaperKind

Bytes = Annotated[int, Whole(0)]
ItemOrNone = Annotated[str, Pattern(r"([A-Za-z0-9][A-Za-z0-9._-]{0,63})?")]
SeatOrNone = Annotated[str, Pattern(r"((site|officer|delegate|observer)-[A-Za-z0-9][A-Za-z0-9._-]{0,63})?")]
Sha256 = Annotated[str, Pattern(r"[0-9a-f]{64}")]
Number = Annotated[str, Text(100)]
Kind = Annotated[str, OneOf(frozenset(PaperKind))]
Version = Annotated[int, Whole(1, 10_000)]
WhyBack = Annotated[str, Text(300, shortest=1)]


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A paper that is ready to be shown; ``size`` in bytes. ``unit``: the seat that submitted it.

    ``version`` is above 1 where earlier ones were sent back before any joined the meeting.
    """

    paper: Ident
    title: fields.Title
    pages: Page
    size: Bytes
    sha256: Sha256
    item: Ident | None = None
    number: Number = ""
    issuer: fields.Office = ""
    dated: Day = ""
    kind: Kind = PaperKind.OTHER
    marking: MarkingWord = Marking.NORMAL
    unit: fields.Seat | None = None
    version: Version = 1


@dataclass(frozen=True, slots=True)
class AddPaper(PaperEntry, CommandBody):
    """Add a paper the server has checked."""

    type: ClassVar[str] = "paper.add"


@dataclass(frozen=True, slots=True)
class EditPaper(CommandBody):
    """Change what is said about a paper; what is left out stays.

    An empty item means the whole meeting, an empty unit nobody's.
    """

    type: ClassVar[str] = "paper.edit"
    paper: Ident
    title: fields.Title | None = None
    item: ItemOrNone | None = None
    number: Number | None = None
    issuer: fields.Office | None = None
    dated: Day | None = None
    kind: Kind | None = None
    marking: MarkingWord | None = None
    unit: SeatOrNone | None = None


@dataclass(frozen=True, slots=True)
class RemovePaper(CommandBody):
    """Remove a paper; if it is in front it is taken away first."""

    type: ClassVar[str] = "paper.remove"
    paper: Ident


@dataclass(frozen=True, slots=True)
class MovePaper(CommandBody):
    """Put a paper at another place (from 0) among the papers of its item."""

    type: ClassVar[str] = "paper.move"
    paper: Ident
    position: Position


@dataclass(frozen=True, slots=True)
class ReplacePaper(CommandBody):
    """Put a newer version, which the server has checked, in a paper's place; it keeps its id.

    ``marking``: a higher one than the paper has had.
    """

    type: ClassVar[str] = "paper.replace"
    paper: Ident
    version: Version
    pages: Page
    size: Bytes
    sha256: Sha256
    note: fields.Reason = ""
    marking: MarkingWord | None = None


@dataclass(frozen=True, slots=True)
class WithdrawPaper(CommandBody):
    """Take a paper back: it leaves the front and stays listed as withdrawn."""

    type: ClassVar[str] = "paper.withdraw"
    paper: Ident
    reason: WhyBack


@dataclass(frozen=True, slots=True)
class SetDue(CommandBody):
    """Say until when papers are due, for the meeting or one item of it.

    An item without ``due_at`` follows the meeting; ``wanted`` is about items only.
    """

    type: ClassVar[str] = "paper.set_due"
    item: Ident | None = None
    due_at: datetime | None = None
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class PaperAdded(PaperEntry, EventBody):
    """A paper joined the meeting."""

    type: ClassVar[str] = "paper.added"


@dataclass(frozen=True, slots=True)
class PaperEdited(EventBody):
    """A paper reads so from now on."""

    type: ClassVar[str] = "paper.edited"
    paper: Ident
    title: fields.Title
    item: Ident | None = None
    number: Number = ""
    issuer: fields.Office = ""
    dated: Day = ""
    kind: Kind = PaperKind.OTHER
    marking: MarkingWord = Marking.NORMAL
    unit: fields.Seat | None = None


@dataclass(frozen=True, slots=True)
class PaperRemoved(EventBody):
    """A paper left the meeting."""

    type: ClassVar[str] = "paper.removed"
    paper: Ident


@dataclass(frozen=True, slots=True)
class PaperMoved(EventBody):
    """A paper is now at ``position`` among the papers of its item."""

    type: ClassVar[str] = "paper.moved"
    paper: Ident
    position: Position


@dataclass(frozen=True, slots=True)
class PaperReplaced(EventBody):
    """A newer version stands in a paper's place; ``replaces``: the sha256 of the one before.

    Where the paper was in front it stays there, on the same page or the last one it has.
    """

    type: ClassVar[str] = "paper.replaced"
    paper: Ident
    version: Version
    pages: Page
    size: Bytes
    sha256: Sha256
    replaces: Sha256
    note: fields.Reason = ""
    marking: MarkingWord | None = None


@dataclass(frozen=True, slots=True)
class PaperWithdrawn(EventBody):
    """A paper was taken back."""

    type: ClassVar[str] = "paper.withdrawn"
    paper: Ident
    reason: WhyBack


@dataclass(frozen=True, slots=True)
class DueSet(EventBody):
    """Papers of the item, or without one of the meeting, are due then."""

    type: ClassVar[str] = "paper.due_set"
    item: Ident | None = None
    due_at: datetime | None = None
    wanted: bool = True
