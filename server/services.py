"""The services of the application as one value; :mod:`server.bootstrap` builds it."""

from __future__ import annotations

from dataclasses import dataclass

from server.archive.official import OfficialDocuments
from server.archive.service import Archive
from server.ballots.service import Ballots
from server.briefings.joining import Joining
from server.briefings.service import Briefings
from server.bus.base import Bus, Leases
from server.clock import Clock
from server.control.service import Control
from server.db.engine import Database
from server.db.repositories.events import EventStore
from server.mail.build import Mail
from server.markings.expiry import Expiry
from server.markings.service import MarkedPapers
from server.media.service import Media
from server.meetings.admission import Admission
from server.meetings.check_in import Guesses
from server.meetings.presence import Presence
from server.meetings.service import MeetingService
from server.metrics import Metrics
from server.notes.build import Notes
from server.notices.inside import NoticesInside
from server.opinions.build import Opinions
from server.papers.receipts import Receipts
from server.papers.review import Review
from server.papers.search import Search
from server.papers.service import Papers
from server.papers.sweeping import Sweeping
from server.papers.uploads import Uploads
from server.papers.versions import Versions
from server.people.build import People
from server.planning.build import Planning
from server.settings import Settings


@dataclass(slots=True)
class Services:
    """Everything a request or a socket may use."""

    settings: Settings
    clock: Clock
    node: str
    database: Database
    events: EventStore
    bus: Bus
    leases: Leases
    metrics: Metrics
    meetings: MeetingService
    presence: Presence
    ballots: Ballots
    guesses: Guesses
    admission: Admission
    media: Media
    control: Control
    people: People
    briefings: Briefings
    joining: Joining
    planning: Planning
    mail: Mail
    papers: Papers
    uploads: Uploads
    sweeping: Sweeping
    receipts: Receipts
    search: Search
    review: Review
    versions: Versions
    marked: MarkedPapers
    expiry: Expiry
    documents: OfficialDocuments
    archive: Archive
    notices: NoticesInside
    notes: Notes
    opinions: Opinions
