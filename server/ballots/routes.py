"""Secret polls over HTTP: credentials for who is signed in, and the box for who is not.

A ballot comes without a sign-in: its route reads no cookie and knows nobody.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, Field
from starlette.requests import ClientDisconnect

from server.ballots.sent import read_ballot
from server.deps import ServicesDep
from server.errors import Invalid
from server.people.guard import CallerDep, admit
from server.people.session_routes import address_of

router = APIRouter(tags=["ballots"], dependencies=[Depends(admit)])

PollId = Annotated[str, Path(max_length=64, pattern="^[A-Za-z0-9][A-Za-z0-9._-]*$")]


class Wanted(BaseModel):
    """`blinded`: the blinded message, base64url; `seat`: for whom, where one votes by authority."""

    blinded: str = Field(max_length=1000)
    seat: str | None = Field(default=None, max_length=80)


class Credential(BaseModel):
    """The blind signature, base64url."""

    signature: str


class Stored(BaseModel):
    """The ballot is in the box, on disk."""

    stored: bool = True


class Box(BaseModel):
    """How many ballots lie in the box."""

    cast: int


@router.post("/meetings/{meeting}/polls/{poll}/credentials")
async def credential(
    meeting: str, poll: PollId, wanted: Wanted, caller: CallerDep, services: ServicesDep
) -> Credential:
    """The one credential of a seat; asked again with the same blinded message, the same answer."""
    signature = await services.ballots.credential(meeting, caller.seat(), poll, wanted.seat, wanted.blinded)
    return Credential(signature=signature)


@router.get("/meetings/{meeting}/polls/{poll}/box")
async def box(meeting: str, poll: PollId, services: ServicesDep) -> Box:
    """How many have voted so far; whoever leads the vote waits for it."""
    return Box(cast=await services.ballots.cast_so_far(meeting, poll))


@router.post(
    "/ballots",
    openapi_extra={"requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}}},
)
async def cast(request: Request, services: ServicesDep) -> Stored:
    """Put a ballot into the box of the poll it names; safe to send again."""
    with services.ballots.door.passing(address_of(request)):
        try:
            sent = await read_ballot(request.stream())
        except ClientDisconnect:
            raise Invalid("ballot.malformed") from None
        await services.ballots.cast(sent.meeting, sent.poll, sent.ballot)
    return Stored()
