"""Tables. Every module with tables is imported here, so that migrations see all of them."""

from server.db.models.agenda import CarriedRow, PostponedRow
from server.db.models.ballots import BallotCredentialRow, BallotKeyRow, BallotRow
from server.db.models.contacts import ContactRow
from server.db.models.events import EventRow, StreamRow
from server.db.models.mail import MailRow, MeetingMailRow, ToldRow
from server.db.models.markings import AccessRow, TombstoneRow
from server.db.models.notes import NoteKeyRow, NoteWrappingRow, PrivateNoteRow
from server.db.models.notices import NoticeRow
from server.db.models.opinions import RecipientRow, SlipEntryRow, SlipFileRow, SlipRow
from server.db.models.paper_reviews import PaperReadingRow, PaperReviewRow
from server.db.models.papers import BriefingRow, BriefingSeatRow, PaperRow
from server.db.models.people import AccountRow, DeviceRow, LinkRow, PairingCodeRow, SessionRow, SiteRow
from server.db.models.planning import FeedRow, OccurrenceRow, SeriesRow, TemplateRow
from server.db.models.receipts import ReceiptRow

__all__ = [
    "AccessRow",
    "AccountRow",
    "BallotCredentialRow",
    "BallotKeyRow",
    "BallotRow",
    "BriefingRow",
    "BriefingSeatRow",
    "CarriedRow",
    "ContactRow",
    "DeviceRow",
    "EventRow",
    "FeedRow",
    "LinkRow",
    "MailRow",
    "MeetingMailRow",
    "NoteKeyRow",
    "NoteWrappingRow",
    "NoticeRow",
    "OccurrenceRow",
    "PairingCodeRow",
    "PaperReadingRow",
    "PaperReviewRow",
    "PaperRow",
    "PostponedRow",
    "PrivateNoteRow",
    "ReceiptRow",
    "RecipientRow",
    "SeriesRow",
    "SessionRow",
    "SiteRow",
    "SlipEntryRow",
    "SlipFileRow",
    "SlipRow",
    "StreamRow",
    "TemplateRow",
    "ToldRow",
    "TombstoneRow",
]
