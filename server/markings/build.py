"""Builds what marked papers need."""

from __future__ import annotations

from dataclasses import replace

from server.db.repositories.markings import AccessRepository, TombstoneRepository
from server.db.repositories.paper_reviews import ReviewRepository
from server.db.repositories.papers import PaperRepository
from server.ground import Ground
from server.markings.drawing import LIMITS, Drawing
from server.markings.expiry import Expiry
from server.markings.log import AccessLog
from server.markings.service import MarkedPapers
from server.papers.build import PaperServices


def build_markings(ground: Ground, desk: PaperServices) -> tuple[MarkedPapers, Expiry]:
    """The gate and the log of marked papers, and their end."""
    database, meetings, clock = ground.database, ground.meetings, ground.clock
    log = AccessLog(AccessRepository(database), clock)
    drawing = Drawing(replace(LIMITS, networked=ground.settings.unfenced_workers))
    marked = MarkedPapers(meetings, desk.papers, ReviewRepository(database), log, drawing)
    expiry = Expiry(
        marked,
        TombstoneRepository(database),
        PaperRepository(database),
        desk.papers,
        desk.uploads,
        desk.search,
        desk.versions,
        meetings,
        ground.events,
        clock,
        ground.settings.confidential_days,
    )
    return marked, expiry
