"""Preparing meetings: creating, finding, editing and inviting. Knows no HTTP.

Every fact about a meeting is a command to the meeting core; nothing is written beside the log.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rooms import Meeting, Phase, Viewer, seen_by
from server.briefings.calendar import CalendarEntry, calendar_file
from server.briefings.carry import CarryOver
from server.briefings.contacts import Contacts
from server.briefings.index import BriefingIndex
from server.briefings.plan import Plan, links_end
from server.clock import iso
from server.db.repositories.briefings import BriefingRecord
from server.errors import Invalid, NotFound
from server.meetings.service import SYSTEM, MeetingService
from server.people.build import People
from server.people.emails import clean_email
from server.people.principals import Principal
from server.people.records import ADMINISTRATOR, ARCHIVIST, Account, Link
from server.people.site_rows import SiteRow
from server.people.texts import one_line
from server.zone import local_day


@dataclass(frozen=True)
class Mine:
    """A meeting in somebody's list."""

    record: BriefingRecord
    seat: str | None
    role: str | None


class Briefings:
    """Meetings as things people prepare and go to."""

    def __init__(
        self,
        people: People,
        meetings: MeetingService,
        index: BriefingIndex,
        carry: CarryOver,
        contacts: Contacts,
    ) -> None:
        self._people = people
        self._meetings = meetings
        self.index = index
        self.carry = carry
        self.contacts = contacts

    async def seat_of(self, principal: Principal, meeting: str) -> Viewer | None:
        """The principal's seat in a meeting, or None. Raises NotFound ``meeting.not_found``."""
        return await self.index.seat_of(principal, meeting)

    async def mine(self, principal: Principal) -> list[Mine]:
        """The meetings a principal is invited to; all of them for administrators and archivists."""
        roles = await self.index.roles_of(principal)
        sees_all = not principal.roles.isdisjoint({ADMINISTRATOR, ARCHIVIST})
        return [
            Mine(record, principal.seat if record.meeting in roles else None, roles.get(record.meeting))
            for record in await self.index.all()
            if sees_all or record.meeting in roles
        ]

    async def create(
        self,
        plan: Plan,
        meeting: str | None = None,
        planner: Principal | None = None,
        *,
        schedule: bool = True,
    ) -> str:
        """Create a meeting and, when it has a chair and ``schedule``, schedule it; answer its id.

        Safe to repeat for an id of one's own: the meeting is made once.

        What other meetings postponed may be in it if the planner may see it and nobody has taken it.

        Raises:
            Conflict: ``agenda.carried``, ``agenda.not_postponed``.
            Invalid: ``meeting.unknown_sites``, ``meeting.unknown_officers``, ``meeting.bad_delegates``,
                ``email.bad`` or what the meeting core finds.
        """
        day = local_day(plan.scheduled_at)
        sites = _sites(plan, await self._people.sites.valid_on(day))
        officers = _officers(plan, await self._people.accounts.all())
        delegates = _delegates(plan)
        addresses = _addresses(plan)
        meeting = meeting or f"{day:%Y%m%d}-{secrets.token_hex(4)}"
        data = _as_data(plan, sites, officers, delegates)
        sources = [item.carried_from for item in plan.agenda if item.carried_from is not None]
        async with self.carry.taking(sources, meeting, planner):
            made = await self._meetings.store.head(meeting)
            if made is None or made.seq == 0:
                await self._meetings.execute(meeting, "meeting.create", data, "create", SYSTEM)
        await self.contacts.put_all(meeting, addresses)
        if schedule and any(officer["role"] == "chair" for officer in officers):
            await self._meetings.execute(meeting, "meeting.schedule", {}, "schedule", SYSTEM)
        return meeting

    async def state(self, meeting: str) -> Meeting:
        """The state of a meeting. Raises NotFound."""
        return await self._meetings.state(meeting)

    async def edit(self, meeting: str, viewer: Viewer | None, changes: Mapping[str, object]) -> None:
        """Change the basics, as the viewer or, without a seat, as the system."""
        key = f"edit-{secrets.token_hex(8)}"
        await self._meetings.execute(meeting, "meeting.edit", changes, key, viewer or SYSTEM)

    async def cancel(self, meeting: str, viewer: Viewer | None, reason: str) -> None:
        """Call a meeting off before it begins. Raises Conflict ``meeting.over`` and what the core refuses."""
        key = f"cancel-{secrets.token_hex(8)}"
        data = {"reason": one_line(reason, 300)}
        await self._meetings.execute(meeting, "meeting.cancel", data, key, viewer or SYSTEM)

    async def calendar(self, meeting: str, base_url: str, role: str = "") -> bytes:
        """The meeting as an iCalendar file, as far as a role may know it."""
        record = await self.index.get(meeting)
        return calendar_file(self.entry(record, seen_by(await self.state(meeting), role), base_url))

    def entry(self, record: BriefingRecord, state: Meeting, base_url: str) -> CalendarEntry:
        """What calendar files say of a meeting, of which `state` is what the reader may know."""
        return CalendarEntry(
            meeting=record.meeting,
            title=state.title,
            starts_at=state.scheduled_at,
            planned_s=state.planned_s,
            agenda=[title for item in state.agenda.order if (title := state.agenda.items[item].title)],
            sites=[site.short_name for site in state.sites.values()],
            url=f"{base_url}/m/{record.meeting}",
            sequence=record.edits,
            edited_at=record.edited_at,
            host=base_url.partition("://")[2],
            cancelled=state.phase == Phase.CANCELLED,
            tentative=state.phase == Phase.DRAFT,
        )

    async def link(
        self, meeting: str, kind: str, *, delegate: str | None, name: str = "", reusable: bool = False
    ) -> tuple[Link, str]:
        """A fresh personal link: (link, address). A delegate's earlier link and sign-ins end with it.

        Raises:
            NotFound: ``delegate.not_found``. Invalid: ``link.needs_delegate``.
        """
        state = await self.state(meeting)
        until = links_end(state.scheduled_at, state.planned_s)
        links = self._people.links
        if kind == "observer":
            name = one_line(name, 200)
            return await links.for_observer(meeting, name=name, reusable=reusable, until=until)
        if delegate is None:
            raise Invalid("link.needs_delegate")
        person = state.delegates.get(delegate)
        if person is None:
            raise NotFound("delegate.not_found", delegate=delegate[:40])
        if not reusable:
            await links.revoke_of_delegate(meeting, delegate)
        return await links.for_delegate(
            meeting, delegate, name=person.name, office=person.office, reusable=reusable, until=until
        )


_Entries = list[dict[str, Any]]


def _as_data(plan: Plan, sites: _Entries, officers: _Entries, delegates: _Entries) -> dict[str, Any]:
    """The body of ``meeting.create``."""
    return {
        "title": plan.title,
        "scheduled_at": iso(plan.scheduled_at),
        "planned_s": plan.planned_s,
        "agenda": [item.as_data() for item in plan.agenda],
        "sites": sites,
        "officers": officers,
        "delegates": delegates,
        "auto_record": plan.auto_record,
        "max_open": plan.max_open,
        "quorum": plan.quorum.as_data() if plan.quorum else None,
    }


def _sites(plan: Plan, valid: Sequence[SiteRow]) -> list[dict[str, Any]]:
    by_code = {site.code: site for site in valid}
    unknown = [code for code in plan.sites if code not in by_code]
    unknown += [code for code in plan.site_ranks if code not in plan.sites]
    if unknown:
        raise Invalid("meeting.unknown_sites", sites=unknown[:50])
    chosen = [by_code[code] for code in dict.fromkeys(plan.sites)]
    return [
        {
            "code": site.code,
            "name": site.name,
            "short_name": site.short_name,
            "kind": site.kind,
            "rank": plan.site_ranks.get(site.code, 0),
        }
        for site in chosen
    ]


def _officers(plan: Plan, accounts: Sequence[Account]) -> list[dict[str, Any]]:
    by_id = {account.id: account for account in accounts if not account.disabled}
    unknown = [officer.account for officer in plan.officers if officer.account not in by_id]
    if unknown:
        raise Invalid("meeting.unknown_officers", accounts=unknown[:50])
    return [
        {
            "seat": f"officer-{officer.account}",
            "name": by_id[officer.account].name,
            "office": by_id[officer.account].office,
            "role": officer.role,
            "order": officer.order,
            "rank": officer.rank,
        }
        for officer in plan.officers
    ]


def _delegates(plan: Plan) -> list[dict[str, Any]]:
    elsewhere = [delegate.site for delegate in plan.delegates if delegate.site not in plan.sites]
    if elsewhere:
        raise Invalid("meeting.bad_delegates", sites=elsewhere[:50])
    return [
        {
            "id": f"d{number}",
            "name": delegate.name,
            "office": delegate.office,
            "site": delegate.site,
            "rank": delegate.rank,
        }
        for number, delegate in enumerate(plan.delegates, start=1)
    ]


def _addresses(plan: Plan) -> dict[str, str]:
    """The e-mail addresses by the ids ``_delegates`` gives."""
    cleaned = {f"d{number}": clean_email(one.email) for number, one in enumerate(plan.delegates, start=1)}
    return {delegate: address for delegate, address in cleaned.items() if address}
