"""Puts the services about meetings' papers together for the composition root."""

from __future__ import annotations

from dataclasses import dataclass

from server.db.repositories.markings import AccessRepository
from server.db.repositories.paper_reviews import ReadingRepository, ReviewRepository
from server.db.repositories.papers import PaperRepository
from server.db.repositories.receipts import ReceiptRepository
from server.ground import Ground
from server.objects.store import Objects
from server.papers.entering import Entering
from server.papers.pages import Making
from server.papers.quarantine import Bounds
from server.papers.receipts import Receipts
from server.papers.review import Review
from server.papers.search import Search
from server.papers.service import Papers
from server.papers.sweeping import Broom, Sweeping
from server.papers.uploads import Uploads
from server.papers.versions import Versions
from server.papers.worker.limits import Limits
from server.settings import Settings

MB = 1_000_000


@dataclass(frozen=True)
class PaperServices:
    """Papers from their upload through the desk into the meeting and onto its machines."""

    papers: Papers
    uploads: Uploads
    review: Review
    versions: Versions
    search: Search
    receipts: Receipts

    def sweeping(self, *others: Broom) -> Sweeping:
        """What looks for files nobody waits for, these services' and ``others``'."""

        async def sweep_papers() -> None:
            await self.papers.sweep(await self.uploads.waiting())

        return Sweeping((self.uploads.sweep, sweep_papers, self.papers.take_up, *others))


def paper_bounds(settings: Settings) -> Bounds:
    """How large and how slow a file may come."""
    return Bounds(size=settings.paper_limit_mb * MB)


def build_making(settings: Settings) -> Making:
    """How pages are made in this installation; one for all, for it holds whose turn it is."""
    return Making(Limits(networked=settings.unfenced_workers))


def build_papers(ground: Ground, making: Making) -> PaperServices:
    """Stored in the object store or the data folder; files on their way lie beside those to be looked at."""
    settings, database, meetings, clock = ground.settings, ground.database, ground.meetings, ground.clock
    rows, reviews = PaperRepository(database), ReviewRepository(database)
    entering = Entering(reviews, rows, meetings)
    bounds, quarantine = paper_bounds(settings), settings.data / "quarantine"
    papers = Papers(
        rows,
        Objects.open(settings.objects_url, settings.data / "objects"),
        meetings,
        quarantine,
        bounds,
        making,
        clock,
        entering,
        reviews,
    )
    return PaperServices(
        papers,
        Uploads(quarantine, bounds, papers),
        Review(reviews, rows, meetings, entering, clock),
        Versions(papers, rows, reviews, ReadingRepository(database), clock),
        Search(papers),
        Receipts(ReceiptRepository(database), AccessRepository(database), meetings, clock),
    )
