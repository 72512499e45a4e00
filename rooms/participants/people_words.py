"""The words of who is invited: their commands and events as types. The rules are in ``people``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Ident, OneOf, Pattern, SiteCode, Whole
from rooms.base.roles import OFFICER_ROLES
from rooms.kernel import CommandBody, EventBody

SiteKind = Annotated[str, Pattern(r"[a-z][a-z0-9_-]{0,31}")]
OfficerRole = Annotated[str, OneOf(frozenset(OFFICER_ROLES))]
Order = Annotated[int, Whole(0, 1000)]
Rank = Annotated[int, Whole(0, 999)]
"""Place in a list of speakers that goes by rank, the lowest first; 0 is none."""


@dataclass(frozen=True, slots=True)
class SiteEntry:
    """A hall as it is invited."""

    code: SiteCode
    name: fields.Name
    short_name: fields.Name
    kind: SiteKind = "site"
    rank: Rank = 0


@dataclass(frozen=True, slots=True)
class OfficerEntry:
    """An officer as appointed; deputies take over by ascending order."""

    seat: fields.OfficerSeat
    name: fields.Name
    role: OfficerRole
    office: fields.Office = ""
    order: Order = 0
    rank: Rank = 0


@dataclass(frozen=True, slots=True)
class DelegateEntry:
    """A delegate as invited; ``site`` is the hall's code (its seat is understood too)."""

    id: Ident
    name: fields.Name
    site: SiteCode
    office: fields.Office = ""
    rank: Rank = 0


@dataclass(frozen=True, slots=True)
class AddSite(SiteEntry, CommandBody):
    """Invite a hall."""

    type: ClassVar[str] = "site.add"


@dataclass(frozen=True, slots=True)
class RemoveSite(CommandBody):
    """Take a hall and its delegates off the list."""

    type: ClassVar[str] = "site.remove"
    code: SiteCode


@dataclass(frozen=True, slots=True)
class AddOfficer(OfficerEntry, CommandBody):
    """Appoint an officer."""

    type: ClassVar[str] = "officer.add"


@dataclass(frozen=True, slots=True)
class RemoveOfficer(CommandBody):
    """Take an officer off the list; the chair only before the meeting is scheduled."""

    type: ClassVar[str] = "officer.remove"
    seat: fields.OfficerSeat


@dataclass(frozen=True, slots=True)
class AddDelegate(DelegateEntry, CommandBody):
    """Invite a delegate."""

    type: ClassVar[str] = "delegate.add"


@dataclass(frozen=True, slots=True)
class EditDelegate(CommandBody):
    """Change a delegate; what is left out stays."""

    type: ClassVar[str] = "delegate.edit"
    id: Ident
    name: fields.Name | None = None
    office: fields.Office | None = None
    site: SiteCode | None = None
    rank: Rank | None = None


@dataclass(frozen=True, slots=True)
class RemoveDelegate(CommandBody):
    """Take a delegate off the list."""

    type: ClassVar[str] = "delegate.remove"
    id: Ident


@dataclass(frozen=True, slots=True)
class SiteAdded(SiteEntry, EventBody):
    """A hall was invited."""

    type: ClassVar[str] = "site.added"


@dataclass(frozen=True, slots=True)
class SiteRemoved(EventBody):
    """A hall is no longer part of the meeting."""

    type: ClassVar[str] = "site.removed"
    code: SiteCode
    seat: fields.Seat


@dataclass(frozen=True, slots=True)
class OfficerAdded(OfficerEntry, EventBody):
    """An officer was appointed."""

    type: ClassVar[str] = "officer.added"


@dataclass(frozen=True, slots=True)
class OfficerRemoved(EventBody):
    """An officer is no longer part of the meeting."""

    type: ClassVar[str] = "officer.removed"
    seat: fields.OfficerSeat


@dataclass(frozen=True, slots=True)
class DelegateAdded(DelegateEntry, EventBody):
    """A delegate was invited; ``site`` is the hall's code."""

    type: ClassVar[str] = "delegate.added"


@dataclass(frozen=True, slots=True)
class DelegateEdited(DelegateEntry, EventBody):
    """A delegate reads so from now on; ``site`` is the hall's code."""

    type: ClassVar[str] = "delegate.edited"


@dataclass(frozen=True, slots=True)
class DelegateRemoved(EventBody):
    """A delegate is no longer part of the meeting."""

    type: ClassVar[str] = "delegate.removed"
    id: Ident
    seat: fields.Seat
