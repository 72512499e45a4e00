"""Who is to be told what of a meeting, found by comparing the meeting with what everybody was told last.

Nothing is remembered but what was queued, so it does not matter which process saw a change, or whether one
was killed before it wrote: the next look finds what is still to be told, and each message has a key of its
own. A change before the invitation went out makes another invitation. Reminders are messages that are due at
a time; one whose time had passed when somebody was invited is not sent to them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from rooms import Meeting, Phase
from server.briefings.contacts import Contacts
from server.briefings.index import BriefingIndex
from server.clock import Clock, iso
from server.db.repositories.briefings import BriefingRecord
from server.db.repositories.mail import MailRepository
from server.errors import Conflict, NotFound, ServerError
from server.mail.outbox import Outbox
from server.mail.papers import PapersOwed
from server.mail.records import INVITES, Letter, MeetingMail, Recipient, Told
from server.mail.standing import Standing
from server.meetings.service import MeetingService
from server.people.build import People
from server.periodic import Periodic
from server.reminders import latest_reminder
from server.zone import local_day

PERIOD_S = 30.0
BEFORE, AFTER = timedelta(days=2), timedelta(days=366 * 20)
_INVITES = frozenset({Phase.SCHEDULED, Phase.LINE_CHECK})
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Choice:
    """What the installation does unless a meeting says otherwise."""

    invite: bool
    reminders: tuple[int, ...]


@dataclass(frozen=True)
class Case:
    """A meeting as it is told of."""

    record: BriefingRecord
    state: Meeting
    chosen: MeetingMail
    people: dict[str, Recipient]
    told: dict[str, Told]


class Invitations:
    """Keeps everybody told."""

    def __init__(
        self,
        outbox: Outbox,
        repository: MailRepository,
        index: BriefingIndex,
        meetings: MeetingService,
        contacts: Contacts,
        people: People,
        papers: PapersOwed,
        standing: Standing,
        choice: Choice,
        base_url: str,
        clock: Clock,
    ) -> None:
        self._outbox = outbox
        self.repository = repository
        self._index = index
        self._meetings = meetings
        self._contacts = contacts
        self._people = people
        self._papers = papers
        self._standing = standing
        self.choice = choice
        self._base_url = base_url
        self._clock = clock
        self._periodic = Periodic("invitations", PERIOD_S, self.work)

    async def start(self) -> None:
        """Look from now on."""
        if self._outbox.configured:
            self._periodic.start()

    async def stop(self) -> None:
        """Stop looking."""
        await self._periodic.stop()

    def wake(self) -> None:
        """Something may have changed."""
        self._periodic.wake()

    async def work(self) -> None:
        """Queue everything that is to be told now; a meeting that cannot be read holds up no other."""
        now = self._clock()
        for record in await self._index.planned_in(now - BEFORE, now + AFTER):
            if record.state in ("scheduled", "line_check", "cancelled"):
                try:
                    await self.tell(record.meeting)
                except ServerError as error:
                    _log.warning("invitations.later", meeting=record.meeting, code=error.code)

    async def tell(self, meeting: str) -> None:
        """Queue what is to be told of one meeting."""
        now = self._clock()
        case = await self._case(await self._index.get(meeting))
        if case.state.phase == Phase.CANCELLED:
            for told in case.told.values():
                await self._withdraw(case, told, "cancellation", now)
        elif case.state.phase in _INVITES and case.state.scheduled_at > now and self._invites(case):
            await self._invite(case, now)
            await self._remind(case, now)
            await self._papers.remind(case.record, case.state, case.people, self._data(case, ""))

    def _invites(self, case: Case) -> bool:
        return self.choice.invite if case.chosen.invite is None else case.chosen.invite

    async def _case(self, record: BriefingRecord) -> Case:
        state = await self._meetings.state(record.meeting)
        told = await self.repository.told(record.meeting)
        chosen = await self.repository.chosen(record.meeting)
        return Case(record, state, chosen, await self.people_of(state), told)

    async def people_of(self, state: Meeting) -> dict[str, Recipient]:
        """Everybody invited by seat, with an empty address for those who have none."""
        emails = {
            f"delegate-{one}": email for one, email in (await self._contacts.of_meeting(state.id)).items()
        }
        for account in await self._people.accounts.all():
            emails[f"officer-{account.id}"] = account.email
        for site in await self._people.sites.valid_on(local_day(state.scheduled_at)):
            emails[f"site-{site.code}"] = site.email
        names = {one.seat: one.name for one in state.officers.values()}
        names |= {one.seat: one.name for one in state.sites.values()}
        names |= {one.seat: one.name for one in state.delegates.values()}
        return {seat: Recipient(name, emails.get(seat, "")) for seat, name in names.items()}

    async def _invite(self, case: Case, now: datetime) -> None:
        reached = await self.repository.reached(case.record.meeting)
        for seat, to in case.people.items():
            told = case.told.get(seat)
            if told is not None and not told.gone and told.to.email != to.email:
                told = case.told[seat] = await self._turn_from(case, told, reached, now)
            template = self._template(case, told, to, reached)
            if template is not None:
                await self._say(case, seat, to, template, now)
        for seat, told in case.told.items():
            if seat not in case.people:
                await self._withdraw(case, told, "uninvited", now)

    def _template(self, case: Case, told: Told | None, to: Recipient, reached: Collection[str]) -> str | None:
        """What somebody is to be told now, if anything."""
        if not to.email:
            return None
        if told is None or told.gone:
            return "invitation"
        if told.said == self._said(case, told.person):
            return None
        if not told.said and told.sequence >= case.record.edits:  # told before this was kept
            return None
        return "change" if told.person in reached else "invitation"

    async def _turn_from(self, case: Case, told: Told, reached: Collection[str], now: datetime) -> Told:
        """Somebody has another address now, or none.

        What was sent to the old one opens nothing any more, and is taken out of the diary it went to.
        """
        meeting = case.record.meeting
        seat, _, delegate = told.person.partition("-")
        if seat == "delegate" and told.person in reached:
            await self._people.links.revoke_of_delegate(meeting, delegate)
        gone = replace(told, sequence=self._next(case, told.person), told_at=now, gone=True)
        if case.state.phase in _INVITES:
            await self._withdraw(case, told, "readdressed", now)
        await self.repository.forget(meeting, gone)
        return gone

    async def readdressed(self, meeting: str, delegate: str, email: str) -> None:
        """A delegate is written to elsewhere from now on."""
        seat = f"delegate-{delegate}"
        told = (await self.repository.told(meeting, seat)).get(seat)
        if told is not None and not told.gone and told.to.email != email:
            case = await self._case(await self._index.get(meeting))
            await self._turn_from(case, told, await self.repository.reached(meeting), self._clock())
        self.wake()

    async def _say(self, case: Case, seat: str, to: Recipient, template: str, now: datetime) -> None:
        sequence = self._next(case, seat)
        told = Told(seat, to, sequence, now, said=self._said(case, seat))
        key = f"{template}:{case.record.meeting}:{seat}:{to.email}:{sequence}"
        data = {**self._data(case, seat), "sequence": sequence}
        letter = Letter(to, template, data, key, case.record.meeting, seat, case.state.scheduled_at)
        await self._outbox.put(letter, told)

    def _next(self, case: Case, seat: str) -> int:
        """The SEQUENCE of what is told next: at least the meeting's own, and above what was told before."""
        told = case.told.get(seat)
        return case.record.edits if told is None else max(case.record.edits, told.sequence + 1)

    async def _withdraw(self, case: Case, told: Told, template: str, now: datetime) -> None:
        if told.gone:
            return
        sequence = self._next(case, told.person)
        data = {**self._data(case, told.person), "sequence": sequence, "reason": case.state.cancelled_for}
        gone = Told(told.person, told.to, sequence, now, gone=True)
        key = f"{template}:{case.record.meeting}:{told.person}:{sequence}"
        letter = Letter(told.to, template, data, key, case.record.meeting, told.person)
        await self._outbox.withdraw(letter, gone)

    async def _remind(self, case: Case, now: datetime) -> None:
        begins = case.state.scheduled_at
        minutes = latest_reminder(begins, self.reminders_of(case.chosen), now)
        if minutes is None:
            return
        at = begins - timedelta(minutes=minutes)
        for seat, told in (await self.repository.told(case.record.meeting)).items():
            to = case.people.get(seat)
            if told.gone or told.told_at >= at or to is None or to.email != told.to.email:
                continue
            key = f"reminder:{case.record.meeting}:{seat}:{iso(begins)}:{minutes}:{told.sequence}"
            data = self._data(case, seat)
            await self._outbox.put(
                Letter(told.to, "reminder", data, key, case.record.meeting, seat, expires_at=begins)
            )

    async def resend(self, meeting: str, message: int) -> None:
        """Send a message again, an invitation or a change of it as the meeting is now.

        Raises:
            NotFound: ``mail.not_found``. Conflict: ``mail.off``, ``mail.waiting``; ``mail.overtaken`` for
                what would say nothing true any more.
        """
        found = await self.repository.get(meeting, message)
        if found is None:
            raise NotFound("mail.not_found")
        letter = found.letter
        if letter.template in INVITES:
            case = await self._case(await self._index.get(meeting))
            told = case.told.get(letter.person)
            sequence = case.record.edits if told is None else told.sequence
            data = {**self._data(case, letter.person), "sequence": sequence}
            letter = replace(letter, data=data, expires_at=None)
        if not await self._standing.holds(letter):
            raise Conflict("mail.overtaken")
        await self._outbox.again(found, letter)

    def reminders_of(self, chosen: MeetingMail) -> Sequence[int]:
        """Minutes before the beginning at which people are reminded."""
        return self.choice.reminders if chosen.reminders is None else chosen.reminders

    def _said(self, case: Case, seat: str) -> str:
        """A digest of what concerns somebody invited: a meeting that is only recorded now is the same."""
        data = self._data(case, seat)
        facts = [data[name] for name in ("title", "time", "length", "site")]
        return hashlib.sha256("\n".join(map(str, facts)).encode()).hexdigest()[:40]

    def _data(self, case: Case, seat: str) -> dict[str, Any]:
        state = case.state
        delegate = state.delegates.get(seat.removeprefix("delegate-"))
        hall = state.sites.get(delegate.site) if delegate else None
        return {
            "id": state.id,
            "title": state.title,
            "meeting": state.title,
            "time": iso(state.scheduled_at),
            "length": state.planned_s,
            "site": hall.name if hall else "",
            "sites": [one.short_name for one in state.sites.values()],
            "delegate": delegate is not None,
            "url": f"{self._base_url}/m/{state.id}",
            "sequence": case.record.edits,
            "edited_at": iso(case.record.edited_at),
            "host": self._base_url.partition("://")[2],
        }
