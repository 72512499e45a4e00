"""Where the delegates of a meeting are written to. Knows no HTTP.

An address belongs to the invitation, not to the meeting's record: it stays out of the event log and of every
screen but those that prepare the meeting.
"""

from __future__ import annotations

from collections.abc import Mapping

from server.db.repositories.contacts import ContactRepository
from server.errors import NotFound
from server.meetings.service import MeetingService
from server.people.emails import clean_email


class Contacts:
    """E-mail addresses of delegates."""

    def __init__(self, repository: ContactRepository, meetings: MeetingService) -> None:
        self._repository = repository
        self._meetings = meetings

    async def of_meeting(self, meeting: str) -> dict[str, str]:
        """The addresses of the delegates who have one, by id. Raises NotFound ``meeting.not_found``."""
        delegates = (await self._meetings.state(meeting)).delegates
        found = await self._repository.of_meeting(meeting)
        return {delegate: email for delegate, email in found.items() if delegate in delegates}

    async def put(self, meeting: str, delegate: str, email: str) -> str:
        """Set a delegate's address, or forget it with an empty one; answer how it was stored.

        Raises:
            NotFound: ``delegate.not_found``. Invalid: ``email.bad``.
        """
        address = clean_email(email)
        if delegate not in (await self._meetings.state(meeting)).delegates:
            raise NotFound("delegate.not_found", delegate=delegate[:40])
        await self._repository.put(meeting, {delegate: address})
        return address

    async def put_all(self, meeting: str, addresses: Mapping[str, str]) -> None:
        """Store addresses that were checked already."""
        await self._repository.put(meeting, addresses)
