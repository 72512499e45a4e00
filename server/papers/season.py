"""Until when papers come: units send theirs until the meeting is over, the desk adds to its record later.

A marked paper does not come any more once the meeting has closed: by then all of its kind are called back.
"""

from __future__ import annotations

from datetime import datetime

from rooms import Phase, treatment
from server.db.repositories.paper_reviews import APPROVED, ReviewRecord
from server.db.repositories.papers import PaperRecord
from server.errors import Conflict

OVER = frozenset({Phase.CLOSED, Phase.ARCHIVED, Phase.CANCELLED})


def require_open(phase: Phase, marking: str, *, desk: bool) -> None:
    """Raise Conflict ``meeting.over`` when a paper with this marking, of the desk's or not, is too late."""
    if phase in OVER and not (desk and phase == Phase.CLOSED and treatment(marking).stays):
        raise Conflict("meeting.over", state=str(phase))


def require_time(phase: Phase, review: ReviewRecord) -> None:
    """Raise Conflict ``meeting.over`` when it is too late for the file of a submission."""
    require_open(phase, review.marking, desk=review.state == APPROVED)


def brought(paper: PaperRecord, marking: str, now: datetime) -> ReviewRecord:
    """The submission of what the desk brings without one: approved, as all of the desk's are."""
    by = paper.uploaded_by
    return ReviewRecord(
        paper.id,
        paper.version,
        paper.meeting,
        paper.title,
        paper.item,
        made_by=by,
        made_at=now,
        state=APPROVED,
        marking=marking,
        submitted_at=now,
        decided_by=by,
        decided_at=now,
    )
