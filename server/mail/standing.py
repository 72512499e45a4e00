"""Whether what a waiting message says of a meeting still holds; asked right before it is sent."""

from __future__ import annotations

from rooms import Meeting, Phase
from server.clock import iso
from server.db.repositories.mail import MailRepository
from server.errors import NotFound
from server.mail.records import INVITES, OF_A_MEETING, Letter, Told
from server.meetings.service import MeetingService

_OVER = frozenset({Phase.CANCELLED, Phase.CLOSED, Phase.ARCHIVED})


class Standing:
    """Compares messages with the meeting as it is and with what its people were told last."""

    def __init__(self, repository: MailRepository, meetings: MeetingService) -> None:
        self._repository = repository
        self._meetings = meetings

    async def holds(self, letter: Letter) -> bool:
        """False for what a later message, another time or the end of the meeting has overtaken."""
        if letter.meeting is None or letter.template not in OF_A_MEETING:
            return True
        try:
            state = await self._meetings.state(letter.meeting)
        except NotFound:
            return False
        told = (await self._repository.told(letter.meeting, letter.person)).get(letter.person)
        return holds(letter, state, told)


def holds(letter: Letter, state: Meeting, told: Told | None) -> bool:
    """The same, of a meeting and what the person was told last. Pure."""
    if state.phase in _OVER:
        return False
    if told is not None and (told.gone or told.to.email != letter.to.email):
        return False
    if letter.template in INVITES:
        return told is None or letter.data["sequence"] == told.sequence
    return bool(letter.data["time"] == iso(state.scheduled_at))
