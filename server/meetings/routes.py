"""HTTP of meetings at run time: joining one."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from server.deps import ServicesDep
from server.media.turn import ice_servers
from server.people.guard import CallerDep

router = APIRouter(tags=["meetings"])


class MediaAccess(BaseModel):
    """Where to connect for picture and sound, and the short-lived grant."""

    url: str
    token: str


class IceServer(BaseModel):
    """A TURN server and credentials for it, as browsers take them."""

    urls: list[str]
    username: str
    credential: str


class Joined(BaseModel):
    """Everything a screen needs to take its seat."""

    seat: str
    role: str
    media: MediaAccess | None
    ice_servers: list[IceServer]
    socket: str


@router.post("/meetings/{meeting}/join")
async def join(meeting: str, caller: CallerDep, services: ServicesDep) -> Joined:
    """Take one's seat: the seat, the media grant and the socket's path."""
    viewer = caller.seat()
    media = await services.media.grant(meeting, viewer)
    return Joined(
        seat=viewer.seat,
        role=str(viewer.role),
        media=None if media is None else MediaAccess.model_validate(media),
        ice_servers=[
            IceServer.model_validate(entry)
            for entry in ice_servers(services.settings, viewer.seat, services.clock())
        ],
        socket=f"/api/v1/meetings/{meeting}/socket",
    )
