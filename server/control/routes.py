"""The board over HTTP: read once when a control screen opens; what changes after that comes by the socket."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Response

from server.deps import ServicesDep
from server.errors import Conflict
from server.meetings.signals import OPS, counts_as
from server.people.guard import CallerDep, admit

router = APIRouter(prefix="/meetings", tags=["control"], dependencies=[Depends(admit)])


@router.get("/{meeting}/board")
async def board(meeting: str, response: Response, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """Every line's latest figures, warnings and last hour. For whoever presides, secretary and technician."""
    viewer = caller.seat()
    if not counts_as(await services.meetings.state(meeting), viewer, OPS):
        raise Conflict("presiding.not_you")
    response.headers["Cache-Control"] = "no-store"
    return dict(await services.control.read(meeting))
