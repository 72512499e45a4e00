"""Builds what marked papers need."""

from __future__ import annotations

from server.clock import Clock
from server.db.engine import Database
from server.db.repositories.events import EventStore
from server.db.repositories.markings import AccessRepository, TombstoneRepository
from server.db.repositories.paper_reviews import ReviewRepository
from server.db.repositories.papers import PaperRepository
from server.markings.expiry import Expiry
from server.markings.log import AccessLog
from server.markings.service import MarkedPapers
from server.meetings.service import MeetingService
from server.papers.search import Search
from server.papers.service import Papers
from server.papers.uploads import Uploads
from server.settings import Settings


def build_markings(
    settings: Settings,
    database: Database,
    meetings: MeetingService,
    events: EventStore,
    papers: Papers,
    uploads: Uploads,
    search: Search,
    clock: Clock,
) -> tuple[MarkedPapers, Expiry]:
    """The gate and the log of marked papers, and their end."""
    log = AccessLog(AccessRepository(database), clock)
    marked = MarkedPapers(meetings, papers, ReviewRepository(database), log)
    expiry = Expiry(
        marked,
        TombstoneRepository(database),
        PaperRepository(database),
        papers,
        uploads,
        search,
        meetings,
        events,
        clock,
        settings.confidential_days,
    )
    return marked, expiry
