"""From a queued letter to its words. A delegate's personal link is made only now and never stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from server.briefings.plan import links_end
from server.mail.compose import Sender
from server.mail.invites import METHODS, calendar_part
from server.mail.records import Letter, Rendered
from server.mail.texts import words_of
from server.meetings.service import MeetingService
from server.messages import Language
from server.people.links import Links


class Rendering:
    """Fills the texts of this installation's language."""

    def __init__(self, meetings: MeetingService, links: Links, sender: Sender, language: Language) -> None:
        self._meetings = meetings
        self._links = links
        self._sender = sender
        self._language = language

    async def render(self, letter: Letter) -> Rendered:
        """The words of a letter. Raises KeyError for data that lacks something, ServerError, ValueError."""
        personal = await self._personal(letter)
        data = {**letter.data, "name": letter.to.name, "agency": letter.person.startswith("site-")}
        words = words_of(letter.template, data, self._language, personal)
        calendar = calendar_part(letter.template, letter.data, letter.to, self._sender)
        return replace(words, calendar=calendar, method=METHODS.get(letter.template, ""))

    async def _personal(self, letter: Letter) -> tuple[str, datetime] | None:
        """A delegate's own link, in the invitation only and for nobody else.

        An earlier link stays good: a message sent twice must not end what the first one opened.
        """
        if letter.template != "invitation" or letter.meeting is None:
            return None
        seat, _, delegate = letter.person.partition("-")
        if seat != "delegate":
            return None
        state = await self._meetings.state(letter.meeting)
        person = state.delegates[delegate]
        until = links_end(state.scheduled_at, state.planned_s)
        link, url = await self._links.for_delegate(
            letter.meeting, delegate, name=person.name, office=person.office, until=until
        )
        return url, link.expires_at
