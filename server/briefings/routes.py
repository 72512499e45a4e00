"""Meetings over HTTP: preparing and joining them. What happens inside goes over the meeting socket."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from rooms import Meeting, seen_by
from rooms.state import Item, ItemState
from server.briefings.bodies import Ident, MeetingBody, Seconds, Text, When
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
    plan = body.plan()
    if body.template is not None:
        plan = await services.planning.templates.addressed(body.template, plan)
    return {"id": await services.briefings.create(plan, planner=caller.who())}


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
