"""The way into a talk-back room over HTTP, for the two who may enter."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from server.briefings.routes import base_url_of
from server.deps import ServicesDep
from server.people.bodies import Body
from server.people.guard import CallerDep, admit

router = APIRouter(prefix="/meetings", tags=["control"], dependencies=[Depends(admit)])


class TalkbackBody(Body):
    """The hall of the line."""

    seat: Annotated[str, Field(min_length=1, max_length=80)]


@router.post("/{meeting}/talkback")
async def talkback(
    meeting: str,
    body: TalkbackBody,
    request: Request,
    response: Response,
    caller: CallerDep,
    services: ServicesDep,
) -> dict[str, Any]:
    """Media grant and ICE servers of the talk-back room of a hall."""
    response.headers["Cache-Control"] = "no-store"
    base_url = base_url_of(request, services.settings)
    return await services.joining.talkback(
        meeting, caller.seat(), body.seat, base_url, caller.who().session_id
    )
