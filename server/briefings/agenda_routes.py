"""What meetings postponed, over HTTP: offered to those who prepare later ones, and taken over."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends

from server.briefings.bodies import SourceBody
from server.briefings.routes import item_json
from server.clock import iso
from server.db.repositories.carried import Offered
from server.deps import ServicesDep
from server.people.guard import CallerDep, admit

router = APIRouter(tags=["agenda"], dependencies=[Depends(admit)])


@router.get("/agenda/postponed")
async def postponed(caller: CallerDep, services: ServicesDep) -> list[dict[str, Any]]:
    """Items that ended meetings put off and nobody has taken over, of meetings the caller led or recorded."""
    return [offered_json(one) for one in await services.briefings.carry.offered(caller.who())]


@router.post("/meetings/{meeting}/agenda/carry", status_code=201)
async def carry(meeting: str, body: SourceBody, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """Take one of them over, to the end of this meeting's agenda."""
    return item_json(await services.briefings.carry.carry(body.source(), meeting, caller.who()))


def offered_json(one: Offered) -> dict[str, Any]:
    """A postponed item and where it comes from."""
    return {
        "meeting": one.meeting,
        "meeting_title": one.meeting_title,
        "scheduled_at": iso(one.scheduled_at) if one.scheduled_at else None,
        "item": one.record.item,
        "title": one.record.title,
        "rapporteur": one.record.rapporteur,
        "planned_s": one.record.planned_s,
        "seats": list(one.record.seats),
        "internal": one.record.internal,
        "reason": one.record.reason,
    }
