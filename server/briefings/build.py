"""Puts the services that prepare meetings together for the composition root."""

from __future__ import annotations

from collections.abc import Sequence

from rooms import Envelope
from server.briefings.carry import CarryOver
from server.briefings.contacts import Contacts
from server.briefings.index import BriefingIndex
from server.briefings.service import Briefings
from server.briefings.spoken import RecentSpeech
from server.db.repositories.briefings import BriefingRepository
from server.db.repositories.carried import CarriedRepository
from server.db.repositories.contacts import ContactRepository
from server.ground import Ground
from server.meetings.owner import Owner
from server.people.build import People


def build_briefings(ground: Ground, people: People) -> Briefings:
    """Preparing meetings and finding one's seat in them."""
    database, meetings = ground.database, ground.meetings
    index = BriefingIndex(BriefingRepository(database, ground.clock), ground.events)
    RecentSpeech(index, ground.events, meetings).follow()

    def edited(owner: Owner, envelopes: Sequence[Envelope]) -> None:
        if any(envelope.type == "meeting.edited" for envelope in envelopes):
            meetings.spawn(index.get(owner.live.id), "index")  # links to a meeting put off go on at once

    meetings.on_change(edited)
    carry = CarryOver(CarriedRepository(database, ground.clock), index, meetings)
    return Briefings(people, meetings, index, carry, Contacts(ContactRepository(database), meetings))
