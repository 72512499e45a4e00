"""Puts the services about meetings' papers and records together for the composition root."""

from __future__ import annotations

from collections.abc import Sequence

from recordings.official import IssuingBody
from rooms import Envelope
from server.archive.official import OfficialDocuments
from server.archive.service import Archive
from server.briefings.carry import CarryOver
from server.briefings.contacts import Contacts
from server.briefings.index import BriefingIndex
from server.briefings.service import Briefings
from server.briefings.spoken import RecentSpeech
from server.clock import Clock
from server.db.engine import Database
from server.db.repositories.briefings import BriefingRepository
from server.db.repositories.carried import CarriedRepository
from server.db.repositories.contacts import ContactRepository
from server.db.repositories.events import EventStore
from server.db.repositories.markings import AccessRepository
from server.db.repositories.paper_reviews import ReadingRepository, ReviewRepository
from server.db.repositories.papers import PaperRepository
from server.db.repositories.receipts import ReceiptRepository
from server.meetings.owner import Owner
from server.meetings.service import MeetingService
from server.objects.store import Objects
from server.papers.entering import Entering
from server.papers.pages import Making
from server.papers.quarantine import Bounds
from server.papers.receipts import Receipts
from server.papers.review import Review
from server.papers.service import Papers
from server.papers.sweeping import Broom, Sweeping
from server.papers.uploads import Uploads
from server.papers.versions import Versions
from server.people.build import People
from server.settings import Settings

MB = 1_000_000


def build_briefings(
    database: Database, events: EventStore, meetings: MeetingService, people: People
) -> Briefings:
    """Preparing meetings and finding one's seat in them."""
    index = BriefingIndex(BriefingRepository(database), events)
    RecentSpeech(index, events, meetings).follow()

    def edited(owner: Owner, envelopes: Sequence[Envelope]) -> None:
        if any(envelope.type == "meeting.edited" for envelope in envelopes):
            meetings.spawn(index.get(owner.live.id), "index")  # links to a meeting put off go on at once

    meetings.on_change(edited)
    carry = CarryOver(CarriedRepository(database), index, meetings)
    return Briefings(people, meetings, index, carry, Contacts(ContactRepository(database), meetings))


def build_papers(
    settings: Settings, database: Database, meetings: MeetingService, clock: Clock
) -> tuple[Papers, Review, Versions]:
    """Papers, stored in the object store or the data folder, their way through the desk, their versions."""
    papers, reviews = PaperRepository(database), ReviewRepository(database)
    entering = Entering(reviews, papers, meetings)
    service = Papers(
        papers,
        Objects.open(settings.objects_url, settings.data / "objects"),
        meetings,
        settings.data / "quarantine",
        Bounds(size=settings.paper_limit_mb * MB),
        Making(),
        clock,
        entering,
        reviews,
    )
    versions = Versions(service, papers, reviews, ReadingRepository(database), clock)
    return service, Review(reviews, papers, meetings, entering, clock), versions


def build_uploads(settings: Settings, papers: Papers) -> Uploads:
    """Files on their way to become papers; they lie beside those that wait to be looked at."""
    return Uploads(settings.data / "quarantine", Bounds(size=settings.paper_limit_mb * MB), papers)


def build_sweeping(papers: Papers, uploads: Uploads, *others: Broom) -> Sweeping:
    """What looks for files nobody waits for."""

    async def sweep_papers() -> None:
        await papers.sweep(await uploads.waiting())

    return Sweeping((uploads.sweep, sweep_papers, *others))


def build_receipts(database: Database, meetings: MeetingService, clock: Clock) -> Receipts:
    """What the machines of meetings hold of their papers."""
    return Receipts(ReceiptRepository(database), AccessRepository(database), meetings, clock)


def build_documents(settings: Settings) -> OfficialDocuments:
    """Official documents in the name of this installation's issuing body."""
    issuer = IssuingBody(
        name=settings.issuer_name,
        superior=settings.issuer_superior or "",
        place=settings.issuer_place or "",
    )
    return OfficialDocuments(settings.data / "proceedings", issuer)


def build_archive(
    settings: Settings,
    events: EventStore,
    meetings: MeetingService,
    briefings: Briefings,
    documents: OfficialDocuments,
) -> Archive:
    """The record of ended meetings; recordings lie where the recorders write them."""
    return Archive(briefings.index, events, meetings, settings.data / "records", documents)
