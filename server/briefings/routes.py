"""Meetings over HTTP: preparing and joining them. What happens inside goes over the meeting socket."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request, Response
from pydantic import AwareDatetime, Field

from rooms import Meeting, seen_by
from rooms.state import Item, ItemState
from server.briefings.carry import Source
from server.briefings.plan import Plan, PlannedDelegate, PlannedItem, PlannedOfficer, PlannedQuorum
from server.clock import iso
from server.db.repositories.briefings import BriefingRecord
from server.deps import ServicesDep
from server.meetings.aside import is_aside
from server.people.bodies import Body
from server.people.guard import CallerDep, admit
from server.people.records import Link
from server.settings import Settings

# 2,000 delegates with long names fit.
MAX_BODY_BYTES = 4 * 1024 * 1024

router = APIRouter(
    prefix="/meetings", tags=["meetings"], dependencies=[Depends(admit)], max_body_size=MAX_BODY_BYTES
)

Text = Annotated[str, Field(max_length=1000)]
Seconds = Annotated[int, Field(ge=0, le=7 * 24 * 3600)]
Part = Annotated[int, Field(ge=1, le=100)]
Ident = Annotated[str, Field(min_length=1, max_length=64)]
SeatName = Annotated[str, Field(min_length=1, max_length=80)]
# JSON has no times: the one place where a string is taken for another type.
When = Annotated[
    AwareDatetime,
    Field(strict=False, ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC)),
]


Rank = Annotated[int, Field(ge=0, le=999)]
"""Place in a list of speakers that goes by rank, the lowest first; 0 is none."""


class SourceBody(Body):
    """An agenda item another meeting postponed."""

    meeting: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    item: Ident

    def source(self) -> Source:
        """The body as the service takes it."""
        return self.meeting, self.item


class ItemBody(Body):
    """An agenda item; ``seats`` report on it."""

    title: Text
    rapporteur: Text = ""
    planned_s: Seconds = 0
    seats: list[SeatName] = Field(default=[], max_length=50)
    internal: bool = False
    carried_from: SourceBody | None = None

    def planned(self) -> PlannedItem:
        """The body as the service takes it."""
        source = None if self.carried_from is None else self.carried_from.source()
        return PlannedItem(
            self.title, self.rapporteur, self.planned_s, tuple(self.seats), self.internal, source
        )


class OfficerBody(Body):
    """An account and its office in the meeting."""

    account: Ident
    role: Literal["chair", "deputy", "secretary", "technician"]
    order: Annotated[int, Field(ge=0, le=1000)] = 0
    rank: Rank = 0


class DelegateBody(Body):
    """A person in one of the invited halls."""

    name: Text
    office: Text = ""
    site: Ident
    rank: Rank = 0
    email: Annotated[str, Field(max_length=320)] = ""


class ShareBody(Body):
    """`of` out of `parts`; `over`: more than that."""

    of: Part
    parts: Part
    over: bool = False


class QuorumBody(Body):
    """How many delegates or sites must be present: a share of those invited or a count."""

    basis: Literal["delegates", "sites"] = "delegates"
    at_least: ShareBody | None = None
    count: Annotated[int, Field(ge=1, le=5000)] | None = None

    def planned(self) -> PlannedQuorum:
        """The rule as the service takes it."""
        share = self.at_least
        if share is None:
            return PlannedQuorum(self.basis, count=self.count)
        return PlannedQuorum(self.basis, share.of, share.parts, share.over, self.count)


class MeetingBody(Body):
    """A meeting to be created."""

    title: Text
    scheduled_at: When
    planned_s: Seconds = 0
    agenda: list[ItemBody] = Field(default=[], max_length=200)
    sites: list[Ident] = Field(default=[], max_length=200)
    site_ranks: dict[Ident, Rank] = Field(default={}, max_length=200)
    officers: list[OfficerBody] = Field(default=[], max_length=50)
    delegates: list[DelegateBody] = Field(default=[], max_length=2000)
    auto_record: bool = False
    max_open: Annotated[int, Field(ge=1, le=50)] = 1
    quorum: QuorumBody | None = None

    def plan(self) -> Plan:
        """The body as the service takes it."""
        return Plan(
            title=self.title,
            scheduled_at=self.scheduled_at,
            planned_s=self.planned_s,
            agenda=[one.planned() for one in self.agenda],
            sites=self.sites,
            officers=[PlannedOfficer(one.account, one.role, one.order, one.rank) for one in self.officers],
            delegates=[
                PlannedDelegate(one.name, one.site, one.office, one.rank, one.email) for one in self.delegates
            ],
            auto_record=self.auto_record,
            max_open=self.max_open,
            quorum=self.quorum.planned() if self.quorum else None,
            site_ranks=self.site_ranks,
        )


class MeetingChanges(Body):
    """What to change; absent fields stay."""

    title: Text | None = None
    scheduled_at: When | None = None
    planned_s: Seconds | None = None
    auto_record: bool | None = None


class LinkBody(Body):
    """Whom a personal link is for."""

    kind: Literal["delegate", "observer"]
    delegate: Ident | None = None
    name: Annotated[str, Field(max_length=200)] = ""


@router.get("")
async def mine(caller: CallerDep, services: ServicesDep) -> list[dict[str, Any]]:
    """The meetings the caller is invited to, the latest first."""
    found = await services.briefings.mine(caller.who())
    return [{**listed_json(one.record), "my_seat": one.seat, "my_role": one.role} for one in found]


@router.post("", status_code=201)
async def create(body: MeetingBody, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """Create a meeting."""
    return {"id": await services.briefings.create(body.plan(), planner=caller.who())}


@router.get("/{meeting}")
async def meeting(meeting: str, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """A meeting as it was prepared."""
    state = await services.briefings.state(meeting)
    seat, role = (caller.viewer.seat, str(caller.viewer.role)) if caller.viewer else (None, None)
    return {**meeting_json(seen_by(state, role or "")), "my_seat": seat, "my_role": role}


@router.patch("/{meeting}")
async def edit(
    meeting: str, body: MeetingChanges, caller: CallerDep, services: ServicesDep
) -> dict[str, Any]:
    """Change title, time, length or whether it is recorded."""
    changes = body.model_dump(exclude_none=True)
    if body.scheduled_at is not None:
        changes["scheduled_at"] = iso(body.scheduled_at)
    await services.briefings.edit(meeting, caller.viewer, changes)
    return meeting_json(await services.briefings.state(meeting))


@router.get("/{meeting}/calendar.ics")
async def calendar(meeting: str, request: Request, caller: CallerDep, services: ServicesDep) -> Response:
    """The meeting for a calendar program."""
    role = str(caller.viewer.role) if caller.viewer else ""
    data = await services.briefings.calendar(meeting, base_url_of(request, services.settings), role)
    headers = {
        "Content-Disposition": f'attachment; filename="{meeting}.ics"',
        "Cache-Control": "no-store",
    }
    return Response(data, media_type="text/calendar; charset=utf-8", headers=headers)


@router.get("/{meeting}/links")
async def links(meeting: str, services: ServicesDep) -> list[dict[str, Any]]:
    """The links given out for a meeting. Their addresses were shown once and cannot be shown again."""
    return [link_json(link) for link in await services.people.links.of_meeting(meeting)]


@router.post("/{meeting}/links", status_code=201)
async def make_link(meeting: str, body: LinkBody, services: ServicesDep) -> dict[str, Any]:
    """A fresh personal link for a delegate or an observer."""
    link, url = await services.briefings.link(meeting, body.kind, delegate=body.delegate, name=body.name)
    return {**link_json(link), "url": url}


@router.delete("/{meeting}/links/{link}", status_code=204)
async def revoke_link(meeting: str, link: str, services: ServicesDep) -> None:
    """Revoke a link and everything opened with it."""
    await services.people.links.revoke(meeting, link)


@router.post("/{meeting}/join")
async def join(
    meeting: str,
    request: Request,
    response: Response,
    caller: CallerDep,
    services: ServicesDep,
    screen: Literal["program"] | None = None,
) -> dict[str, Any]:
    """Seat, media grant, ICE servers and the address of the meeting socket.

    `screen=program` is an officer's page for directing the program beside the own screen: its media only
    watches and does not replace the seat's.
    """
    response.headers["Cache-Control"] = "no-store"
    base_url = base_url_of(request, services.settings)
    viewer = caller.seat()
    watching = is_aside(screen, viewer)
    return await services.joining.join(meeting, viewer, base_url, caller.who().session_id, watching=watching)


def base_url_of(request: Request, settings: Settings) -> str:
    """The address people open: as configured, else as the request came."""
    return settings.public_url or str(request.base_url).rstrip("/")


def listed_json(record: BriefingRecord) -> dict[str, Any]:
    """A line of the list."""
    return {
        "id": record.meeting,
        "title": record.title,
        "state": record.state,
        "scheduled_at": iso(record.scheduled_at) if record.scheduled_at else None,
        "planned_s": record.planned_s,
    }


def meeting_json(state: Meeting) -> dict[str, Any]:
    """What was prepared: no live state, which only the meeting socket shows."""
    return {
        "id": state.id,
        "title": state.title,
        "state": str(state.phase),
        "scheduled_at": iso(state.scheduled_at),
        "planned_s": state.planned_s,
        "auto_record": state.auto_record,
        "agenda": [
            item_json(state.agenda.items[one]) for one in (*state.agenda.order, *state.agenda.postponed)
        ],
        "sites": [
            {
                "seat": site.seat,
                "code": site.code,
                "name": site.name,
                "short_name": site.short_name,
                "rank": site.rank,
            }
            for site in state.sites.values()
        ],
        "officers": [
            {
                "seat": one.seat,
                "name": one.name,
                "office": one.office,
                "role": str(one.role),
                "order": one.order,
                "rank": one.rank,
            }
            for one in state.officers.values()
        ],
        "delegates": [
            {"id": one.id, "name": one.name, "office": one.office, "site": one.site, "rank": one.rank}
            for one in state.delegates.values()
        ],
    }


def item_json(item: Item) -> dict[str, Any]:
    """An agenda item as it was prepared; ``postponed`` ones come last."""
    return {
        "id": item.id,
        "title": item.title,
        "rapporteur": item.rapporteur,
        "planned_s": item.planned_s,
        "seats": list(item.seats),
        "internal": item.internal,
        "postponed": item.state == ItemState.POSTPONED,
    }


def link_json(link: Link) -> dict[str, Any]:
    """A link without its address."""
    return {
        "id": link.id,
        "kind": link.kind,
        "delegate": link.delegate,
        "name": link.name,
        "created_at": iso(link.created_at),
        "expires_at": iso(link.expires_at),
        "used_at": iso(link.used_at) if link.used_at else None,
    }
