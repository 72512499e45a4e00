"""Reminds the agencies that owe a meeting papers, a day before they are due and once when they are late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from rooms import Meeting
from server.clock import Clock, iso
from server.db.repositories.briefings import BriefingRecord
from server.db.repositories.paper_reviews import APPROVED, SUBMITTED, ReviewRepository
from server.mail.outbox import Outbox
from server.mail.records import Letter, Recipient
from server.papers.readiness import Agency, Expected, board

AHEAD = timedelta(days=1)
_HERE = frozenset({APPROVED, SUBMITTED})


class PapersOwed:
    """Writes to agencies about papers."""

    def __init__(self, outbox: Outbox, reviews: ReviewRepository, clock: Clock) -> None:
        self._outbox = outbox
        self._reviews = reviews
        self._clock = clock

    async def remind(
        self, record: BriefingRecord, state: Meeting, people: Mapping[str, Recipient], data: dict[str, Any]
    ) -> None:
        """Queue what each agency is to be reminded of now: one message for each deadline and stage."""
        reviews = await self._reviews.of_meeting(state.id)
        for agency in board(state, reviews, self._clock()):
            to = people.get(agency.unit)
            if to is None or not to.email:
                continue
            for due_at in sorted(
                {one.due_at for one in agency.expected if self._presses(one) and one.due_at}
            ):
                await self._outbox.put(self._letter(record, agency, to, due_at, data))

    def _presses(self, one: Expected) -> bool:
        return one.state not in _HERE and one.due_at is not None and one.due_at - AHEAD <= self._clock()

    def _letter(
        self, record: BriefingRecord, agency: Agency, to: Recipient, due_at: datetime, data: dict[str, Any]
    ) -> Letter:
        titles = [one.title for one in agency.expected if one.due_at == due_at and self._presses(one)]
        stage = "late" if due_at <= self._clock() else "ahead"
        key = f"papers:{record.meeting}:{agency.unit}:{iso(due_at)}:{stage}"
        lines = [f"– {title}" for title in titles[:50]]
        said = {**data, "lines": lines, "deadline": iso(due_at)}
        return Letter(
            to, "papers_missing", said, key, record.meeting, agency.unit, expires_at=record.scheduled_at
        )
