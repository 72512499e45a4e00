"""The services of the application as one value; :mod:`server.bootstrap` builds it."""

from __future__ import annotations

from dataclasses import dataclass

from server.archive.official import OfficialDocuments
from server.archive.service import Archive
from server.ballots.service import Ballots
from server.briefings.joining import Joining
from server.briefings.service import Briefings
from server.control.service import Control
from server.ground import Ground
from server.mail.build import Mail
from server.markings.expiry import Expiry
from server.markings.service import MarkedPapers
from server.media.service import Media
from server.meetings.admission import Admission
from server.meetings.check_in import Guesses
from server.meetings.presence import Presence
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


@dataclass(slots=True)
class Services(Ground):
    """Everything a request or a socket may use."""

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
