"""The whole meeting as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from rooms.base.keylog import KeyLog
from rooms.state.agenda import Agenda
from rooms.state.attendance import CheckinCode, QuorumRule, SeatRow
from rooms.state.base import EPOCH, Phase
from rooms.state.checks import Checks
from rooms.state.control import Remote, Talkback
from rooms.state.floor import Floor
from rooms.state.papers import Dues, Front, Paper
from rooms.state.people import Delegate, Line, Observer, Officer, Presiding, Roll, Site
from rooms.state.polls import Polls
from rooms.state.program import Program
from rooms.state.questions import Questions
from rooms.state.record import Decision, Message, Recording
from rooms.state.secrecy import Secrecy


@dataclass(frozen=True, slots=True)
class Meeting:
    """Everything true about a meeting after ``seq`` events. ``muted`` maps seats to the reason given.

    ``codes`` and ``seating`` are by the hall's seat.
    """

    id: str
    seq: int = 0
    at: datetime = EPOCH
    phase: Phase = Phase.NONE
    title: str = ""
    scheduled_at: datetime = EPOCH
    planned_s: int = 0
    line_check_at: datetime | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    recess_since: datetime | None = None
    cancelled_for: str = ""
    auto_record: bool = False
    presiding: Presiding = field(default_factory=Presiding)
    sites: Mapping[str, Site] = field(default_factory=dict)
    officers: Mapping[str, Officer] = field(default_factory=dict)
    delegates: Mapping[str, Delegate] = field(default_factory=dict)
    observers: Mapping[str, Observer] = field(default_factory=dict)
    lines: Mapping[str, Line] = field(default_factory=dict)
    roll: Roll = field(default_factory=Roll)
    checks: Checks = field(default_factory=Checks)
    codes: Mapping[str, CheckinCode] = field(default_factory=dict)
    seating: Mapping[str, tuple[SeatRow, ...]] = field(default_factory=dict)
    quorum: QuorumRule | None = None
    agenda: Agenda = field(default_factory=Agenda)
    floor: Floor = field(default_factory=Floor)
    questions: Questions = field(default_factory=Questions)
    polls: Polls = field(default_factory=Polls)
    muted: Mapping[str, str] = field(default_factory=dict)
    screens: frozenset[str] = frozenset()
    presenters: frozenset[str] = frozenset()
    papers: Mapping[str, Paper] = field(default_factory=dict)
    dues: Dues = field(default_factory=Dues)
    secrecy: Secrecy = field(default_factory=Secrecy)
    front: Front = field(default_factory=Front)
    program: Program = field(default_factory=Program)
    chat: tuple[Message, ...] = ()
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    recording: Recording = field(default_factory=Recording)
    remotes: Mapping[str, Remote] = field(default_factory=dict)
    talkbacks: Mapping[str, Talkback] = field(default_factory=dict)
    keys: KeyLog = field(default_factory=KeyLog)
