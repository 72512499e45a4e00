"""Puts the services about opinion slips together for the composition root."""

from __future__ import annotations

from dataclasses import dataclass

from server.archive.official import OfficialDocuments
from server.db.repositories.opinion_files import OpinionFileRepository
from server.db.repositories.opinion_reminders import OpinionReminders
from server.db.repositories.opinions import OpinionRepository
from server.ground import Ground
from server.notices.port import Notices
from server.objects.store import Objects
from server.opinions.directory import Directory
from server.opinions.files import SlipFiles
from server.opinions.office import Office
from server.opinions.reminding import Reminding
from server.opinions.replies import Replies
from server.opinions.reports import Reports
from server.opinions.tabling import Tabling
from server.papers.build import paper_bounds
from server.papers.pages import Making
from server.papers.service import Papers
from server.people.build import People


@dataclass(frozen=True)
class Opinions:
    """The services about opinion slips."""

    directory: Directory
    files: SlipFiles
    office: Office
    replies: Replies
    reports: Reports
    tabling: Tabling
    reminding: Reminding


def build_opinions(
    ground: Ground,
    people: People,
    papers: Papers,
    making: Making,
    documents: OfficialDocuments,
    notices: Notices,
) -> Opinions:
    """Everything of this package; opens no connection yet."""
    settings, database, clock = ground.settings, ground.database, ground.clock
    repository = OpinionRepository(database, clock)
    directory = Directory(people)
    files = SlipFiles(
        OpinionFileRepository(database),
        Objects.open(settings.objects_url, settings.data / "objects"),
        settings.data / "opinions-quarantine",
        paper_bounds(settings),
        making,
        clock,
    )
    office = Office(repository, directory, files, notices, clock)
    reports = Reports(repository, files, documents, clock)
    return Opinions(
        directory,
        files,
        office,
        Replies(repository, directory, files, notices, clock),
        reports,
        Tabling(office, reports, files, ground.meetings, papers),
        Reminding(
            repository,
            OpinionReminders(database),
            notices,
            ground.leases,
            ground.node,
            settings.opinion_reminders,
            clock,
        ),
    )
