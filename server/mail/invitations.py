"""Who is to be told what of a meeting, found by comparing the meeting with what everybody was told last.

Nothing is remembered but what was queued, so it does not matter which process saw a change, or whether one
was killed before it wrote: the next look finds what is still to be told, and each message has a key of its
own. Reminders are messages that are due at a time; one whose time had passed when somebody was invited is
not sent to them.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from rooms import Meeting, Phase
from server.briefings.contacts import Contacts
from server.briefings.index import BriefingIndex
from server.clock import Clock, iso
from server.db.repositories.briefings import BriefingRecord
from server.db.repositories.mail import MailRepository
from server.errors import ServerError
from server.mail.outbox import Outbox
from server.mail.papers import PapersOwed
from server.mail.records import Letter, MeetingMail, Recipient, Told
from server.meetings.service import MeetingService
from server.people.build import People
from server.zone import local_day

PERIOD_S = 30.0
BEFORE, AFTER = timedelta(days=2), timedelta(days=400)
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
        self.choice = choice
        self._base_url = base_url
        self._clock = clock
        self._task: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._stopping = False

    async def start(self) -> None:
        """Look from now on."""
        if self._outbox.configured:
            self._task = asyncio.create_task(self._run(), name="invitations")

    async def stop(self) -> None:
        """Stop looking."""
        self._stopping = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self) -> None:
        """Something may have changed."""
        self._woken.set()

    async def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                await self.work()
            except ServerError as error:
                _log.warning("invitations.later", code=error.code)
            except Exception as error:
                _log.error("invitations.failed", exc_info=error)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PERIOD_S):
                    await self._woken.wait()

    async def work(self) -> None:
        """Queue everything that is to be told now."""
        now = self._clock()
        for record in await self._index.planned_in(now - BEFORE, now + AFTER):
            if record.state in ("scheduled", "line_check", "cancelled"):
                await self.tell(record.meeting)

    async def tell(self, meeting: str) -> None:
        """Queue what is to be told of one meeting."""
        case = await self._case(await self._index.get(meeting))
        begins = case.state.scheduled_at
        if case.state.phase == Phase.CANCELLED:
            for told in case.told.values():
                await self._withdraw(case, told, "cancellation")
        elif case.state.phase in _INVITES and begins > self._clock() and self._invites(case):
            await self._invite(case)
            await self._remind(case)
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

    async def _invite(self, case: Case) -> None:
        for seat, to in case.people.items():
            told = case.told.get(seat)
            if not to.email:
                continue
            if told is None or told.gone or told.to.email != to.email:
                await self._say(case, seat, to, "invitation", f"{to.email}:{case.record.edits}")
            elif told.sequence < case.record.edits:
                await self._say(case, seat, to, "change", f"{case.record.edits}")
        for seat, told in case.told.items():
            if seat not in case.people:
                await self._withdraw(case, told, "uninvited")

    async def _say(self, case: Case, seat: str, to: Recipient, template: str, version: str) -> None:
        sequence = case.record.edits
        told = Told(seat, to, sequence, self._clock())
        key = f"{template}:{case.record.meeting}:{seat}:{version}"
        data = self._data(case, seat)
        letter = Letter(to, template, data, key, case.record.meeting, seat, case.state.scheduled_at)
        await self._outbox.put(letter, told)

    async def _withdraw(self, case: Case, told: Told, template: str) -> None:
        if told.gone:
            return
        sequence = max(case.record.edits, told.sequence + 1)
        data = {**self._data(case, told.person), "sequence": sequence, "reason": case.state.cancelled_for}
        gone = Told(told.person, told.to, sequence, self._clock(), gone=True)
        key = f"{template}:{case.record.meeting}:{told.person}:{sequence}"
        letter = Letter(told.to, template, data, key, case.record.meeting, told.person)
        await self._outbox.put(letter, gone)

    async def _remind(self, case: Case) -> None:
        begins, now = case.state.scheduled_at, self._clock()
        minutes = latest_reminder(begins, self.reminders_of(case.chosen), now)
        if minutes is None:
            return
        at = begins - timedelta(minutes=minutes)
        for seat, told in (await self.repository.told(case.record.meeting)).items():
            if told.gone or told.told_at >= at:
                continue
            key = f"reminder:{case.record.meeting}:{seat}:{iso(begins)}:{minutes}"
            data = self._data(case, seat)
            await self._outbox.put(
                Letter(told.to, "reminder", data, key, case.record.meeting, seat, expires_at=begins)
            )

    def reminders_of(self, chosen: MeetingMail) -> Sequence[int]:
        """Minutes before the beginning at which people are reminded."""
        return self.choice.reminders if chosen.reminders is None else chosen.reminders

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


def latest_reminder(begins: datetime, minutes: Sequence[int], now: datetime) -> int | None:
    """The reminder whose time came last, in minutes before the beginning; None while none has come.

    After a pause of the server only the last of several is of use.
    """
    due = [one for one in minutes if begins - timedelta(minutes=one) <= now]
    return min(due) if due else None
