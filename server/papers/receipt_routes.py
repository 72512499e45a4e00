"""Receipts of papers over HTTP: machines report in batches, officers read."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from server.clock import iso
from server.db.repositories.receipts import Copy
from server.deps import ServicesDep
from server.meetings.aside import sign_in_mark
from server.people.bodies import Body
from server.people.guard import CallerDep, admit

router = APIRouter(
    prefix="/meetings/{meeting}/papers/receipts", tags=["papers"], dependencies=[Depends(admit)]
)
MAX_COPIES = 500


class CopyBody(Body):
    """One version of a paper."""

    paper: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    version: Annotated[int, Field(ge=1, le=1000)]


class Report(Body):
    """What a machine holds, and what it has taken off. ``device`` is an id it made itself."""

    device: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
    held: Annotated[list[CopyBody], Field(max_length=MAX_COPIES, default_factory=list)]
    purged: Annotated[list[CopyBody], Field(max_length=MAX_COPIES, default_factory=list)]


@router.post("")
async def report(meeting: str, body: Report, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """Keep a machine's report; ``refused`` are copies that cannot be held here."""
    held = [Copy(one.paper, one.version) for one in body.held]
    purged = [Copy(one.paper, one.version) for one in body.purged]
    mark = sign_in_mark(caller.who().session_id)
    refused = await services.receipts.report(meeting, caller.seat(), body.device, held, purged, mark)
    return {"refused": [{"paper": copy.paper, "version": copy.version} for copy in refused]}


@router.get("")
async def receipts(meeting: str, caller: CallerDep, services: ServicesDep) -> list[dict[str, Any]]:
    """Every machine's receipts, by seat."""
    return [
        {
            "seat": one.seat,
            "device": one.device,
            "paper": one.paper,
            "version": one.version,
            "held_at": iso(one.held_at),
            "purged_at": None if one.purged_at is None else iso(one.purged_at),
        }
        for one in await services.receipts.all(meeting)
    ]
