"""The words of the agenda: its commands and events as types. The rules are in ``agenda``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Ident, Many, PlannedSeconds, Position
from rooms.kernel import CommandBody, EventBody

MAX_ITEMS = 200
MAX_REPORTERS = 50
Reporters = Annotated[tuple[fields.Seat, ...], Many(MAX_REPORTERS)]


@dataclass(frozen=True, slots=True)
class Carried:
    """Where an item comes from: the meeting that postponed it, and what it was there."""

    meeting: fields.MeetingId
    item: Ident


@dataclass(frozen=True, slots=True)
class Add(CommandBody):
    """Add an item, at the end unless a position (from 0) is given."""

    type: ClassVar[str] = "agenda.add"
    title: fields.Title
    rapporteur: fields.Office = ""
    planned_s: PlannedSeconds = 0
    position: Position | None = None
    seats: Reporters = ()
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Edit(CommandBody):
    """Change an item; what is left out stays."""

    type: ClassVar[str] = "agenda.edit"
    item: Ident
    title: fields.Title | None = None
    rapporteur: fields.Office | None = None
    planned_s: PlannedSeconds | None = None
    seats: Reporters | None = None
    internal: bool | None = None


@dataclass(frozen=True, slots=True)
class Remove(CommandBody):
    """Remove an item that has not begun."""

    type: ClassVar[str] = "agenda.remove"
    item: Ident


@dataclass(frozen=True, slots=True)
class Move(CommandBody):
    """Put an item at another position (from 0)."""

    type: ClassVar[str] = "agenda.move"
    item: Ident
    position: Position


@dataclass(frozen=True, slots=True)
class Start(CommandBody):
    """Begin or take up again an item; the current one is finished first."""

    type: ClassVar[str] = "agenda.start"
    item: Ident


@dataclass(frozen=True, slots=True)
class Finish(CommandBody):
    """Finish the current item."""

    type: ClassVar[str] = "agenda.finish"
    item: Ident


@dataclass(frozen=True, slots=True)
class Postpone(CommandBody):
    """Put an item that is not done off to a later meeting; the current one ends with that."""

    type: ClassVar[str] = "agenda.postpone"
    item: Ident
    reason: fields.Reason = ""


@dataclass(frozen=True, slots=True)
class Restore(CommandBody):
    """Take a postponed item back, at the end unless a position (from 0) is given."""

    type: ClassVar[str] = "agenda.restore"
    item: Ident
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Carry(CommandBody):
    """Take over an item another meeting postponed; given by the server, which lets nobody take it twice."""

    type: ClassVar[str] = "agenda.carry"
    carried_from: Carried
    title: fields.Title
    rapporteur: fields.Office = ""
    planned_s: PlannedSeconds = 0
    seats: Reporters = ()
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Review(CommandBody):
    """See whether what follows has become late by another full minute."""

    type: ClassVar[str] = "agenda.review"


@dataclass(frozen=True, slots=True)
class Added(EventBody):
    """An item was added at ``position``."""

    type: ClassVar[str] = "agenda.added"
    item: Ident
    title: fields.Title
    rapporteur: fields.Office
    planned_s: PlannedSeconds
    position: Position
    seats: Reporters = ()
    internal: bool = False
    carried_from: Carried | None = None


@dataclass(frozen=True, slots=True)
class Edited(EventBody):
    """An item reads so from now on."""

    type: ClassVar[str] = "agenda.edited"
    item: Ident
    title: fields.Title
    rapporteur: fields.Office
    planned_s: PlannedSeconds
    seats: Reporters = ()
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Removed(EventBody):
    """An item was removed."""

    type: ClassVar[str] = "agenda.removed"
    item: Ident


@dataclass(frozen=True, slots=True)
class Moved(EventBody):
    """An item is now at ``position``."""

    type: ClassVar[str] = "agenda.moved"
    item: Ident
    position: Position


@dataclass(frozen=True, slots=True)
class Started(EventBody):
    """An item became current."""

    type: ClassVar[str] = "agenda.started"
    item: Ident


@dataclass(frozen=True, slots=True)
class Finished(EventBody):
    """An item is done; ``spent_s`` is all the time it took, recess left out."""

    type: ClassVar[str] = "agenda.finished"
    item: Ident
    spent_s: PlannedSeconds


@dataclass(frozen=True, slots=True)
class Postponed(EventBody):
    """An item was put off to a later meeting."""

    type: ClassVar[str] = "agenda.postponed"
    item: Ident
    reason: fields.Reason


@dataclass(frozen=True, slots=True)
class Restored(EventBody):
    """A postponed item is on the agenda again, at ``position``."""

    type: ClassVar[str] = "agenda.restored"
    item: Ident
    position: Position


@dataclass(frozen=True, slots=True)
class Overran(EventBody):
    """What follows is late by ``over_s`` in all since the item's time was up.

    ``item`` None: nothing was under discussion, or the session paused, for so long.
    """

    type: ClassVar[str] = "agenda.overran"
    item: Ident | None
    over_s: PlannedSeconds
