"""The words of a meeting's life: its commands and events as types. The rules are in ``rooms.lifecycle``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Many, PlannedSeconds
from rooms.base.roles import MAX_DELEGATES, MAX_OFFICERS, MAX_SITES
from rooms.kernel import CommandBody, EventBody
from rooms.participants.people_words import DelegateEntry, OfficerEntry, SiteEntry
from rooms.session.agenda_words import MAX_ITEMS, Carried, Reporters
from rooms.speaking.floor_words import MaxOpen
from rooms.voting.quorum import QuorumEntry


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """An agenda item as planned; ``carried_from``: another meeting postponed it."""

    title: fields.Title
    rapporteur: fields.Office = ""
    planned_s: PlannedSeconds = 0
    seats: Reporters = ()
    internal: bool = False
    carried_from: Carried | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a meeting is about, who is invited, and its first settings."""

    title: fields.Title
    scheduled_at: datetime
    planned_s: PlannedSeconds = 0
    agenda: Annotated[tuple[AgendaEntry, ...], Many(MAX_ITEMS)] = ()
    sites: Annotated[tuple[SiteEntry, ...], Many(MAX_SITES)] = ()
    officers: Annotated[tuple[OfficerEntry, ...], Many(MAX_OFFICERS)] = ()
    delegates: Annotated[tuple[DelegateEntry, ...], Many(MAX_DELEGATES)] = ()
    auto_record: bool = False
    max_open: MaxOpen = 1
    quorum: QuorumEntry | None = None


@dataclass(frozen=True, slots=True)
class Create(Plan, CommandBody):
    """Create the meeting."""

    type: ClassVar[str] = "meeting.create"


@dataclass(frozen=True, slots=True)
class Edit(CommandBody):
    """Change what the meeting is about; what is left out stays."""

    type: ClassVar[str] = "meeting.edit"
    title: fields.Title | None = None
    scheduled_at: datetime | None = None
    planned_s: PlannedSeconds | None = None
    auto_record: bool | None = None


@dataclass(frozen=True, slots=True)
class Schedule(CommandBody):
    """Fix the time and invite; a meeting needs a chair for that."""

    type: ClassVar[str] = "meeting.schedule"


@dataclass(frozen=True, slots=True)
class StartLineCheck(CommandBody):
    """Let the halls in to check their lines."""

    type: ClassVar[str] = "meeting.start_line_check"


@dataclass(frozen=True, slots=True)
class Open(CommandBody):
    """Open the session (khai mạc)."""

    type: ClassVar[str] = "meeting.open"


@dataclass(frozen=True, slots=True)
class Recess(CommandBody):
    """Pause; turns end, the queue stays."""

    type: ClassVar[str] = "meeting.recess"


@dataclass(frozen=True, slots=True)
class Resume(CommandBody):
    """Go on after a recess."""

    type: ClassVar[str] = "meeting.resume"


@dataclass(frozen=True, slots=True)
class Close(CommandBody):
    """Close the meeting (bế mạc)."""

    type: ClassVar[str] = "meeting.close"


@dataclass(frozen=True, slots=True)
class Archive(CommandBody):
    """Hand the closed meeting to the archive."""

    type: ClassVar[str] = "meeting.archive"


@dataclass(frozen=True, slots=True)
class Cancel(CommandBody):
    """Call the meeting off; ``reason`` is told to those invited."""

    type: ClassVar[str] = "meeting.cancel"
    reason: fields.Reason = ""


@dataclass(frozen=True, slots=True)
class Created(EventBody):
    """The meeting exists. Agenda items are named a1, a2, ... in order."""

    type: ClassVar[str] = "meeting.created"
    meeting: fields.MeetingId
    title: fields.Title
    scheduled_at: datetime
    planned_s: PlannedSeconds
    agenda: Annotated[tuple[AgendaEntry, ...], Many(MAX_ITEMS)]
    sites: Annotated[tuple[SiteEntry, ...], Many(MAX_SITES)]
    officers: Annotated[tuple[OfficerEntry, ...], Many(MAX_OFFICERS)]
    delegates: Annotated[tuple[DelegateEntry, ...], Many(MAX_DELEGATES)]
    auto_record: bool
    max_open: MaxOpen
    quorum: QuorumEntry | None = None


@dataclass(frozen=True, slots=True)
class Edited(EventBody):
    """The meeting reads so from now on."""

    type: ClassVar[str] = "meeting.edited"
    title: fields.Title
    scheduled_at: datetime
    planned_s: PlannedSeconds
    auto_record: bool


@dataclass(frozen=True, slots=True)
class Scheduled(EventBody):
    """The time is fixed."""

    type: ClassVar[str] = "meeting.scheduled"


@dataclass(frozen=True, slots=True)
class LineCheckStarted(EventBody):
    """The line check began."""

    type: ClassVar[str] = "line_check.started"


@dataclass(frozen=True, slots=True)
class Opened(EventBody):
    """The session was opened."""

    type: ClassVar[str] = "meeting.opened"


@dataclass(frozen=True, slots=True)
class Recessed(EventBody):
    """The session paused."""

    type: ClassVar[str] = "meeting.recessed"


@dataclass(frozen=True, slots=True)
class Resumed(EventBody):
    """The session went on."""

    type: ClassVar[str] = "meeting.resumed"


@dataclass(frozen=True, slots=True)
class Closed(EventBody):
    """The meeting was closed; whoever waited for the floor waits no longer."""

    type: ClassVar[str] = "meeting.closed"


@dataclass(frozen=True, slots=True)
class Archived(EventBody):
    """The meeting is in the archive."""

    type: ClassVar[str] = "meeting.archived"


@dataclass(frozen=True, slots=True)
class Cancelled(EventBody):
    """The meeting will not be held."""

    type: ClassVar[str] = "meeting.cancelled"
    reason: fields.Reason = ""
