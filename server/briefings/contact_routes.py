"""Delegates' e-mail addresses and calling a meeting off, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from server.deps import ServicesDep
from server.people.bodies import Body
from server.people.guard import CallerDep, admit

router = APIRouter(
    prefix="/meetings/{meeting}", tags=["meetings"], dependencies=[Depends(admit)], max_body_size=16 * 1024
)


class ContactBody(Body):
    """An e-mail address; an empty one is forgotten."""

    email: Annotated[str, Field(max_length=320)]


class CancelBody(Body):
    """Why the meeting is called off, as those invited are told."""

    reason: Annotated[str, Field(max_length=300)] = ""


@router.get("/contacts")
async def contacts(meeting: str, services: ServicesDep) -> dict[str, str]:
    """The e-mail addresses of the delegates who have one, by the delegate's id."""
    return await services.briefings.contacts.of_meeting(meeting)


@router.put("/contacts/{delegate}")
async def put_contact(
    meeting: str, delegate: str, body: ContactBody, services: ServicesDep
) -> dict[str, str]:
    """Set a delegate's e-mail address."""
    email = await services.briefings.contacts.put(meeting, delegate, body.email)
    await services.mail.invitations.readdressed(meeting, delegate, email)
    return {"email": email}


@router.post("/cancel", status_code=204)
async def cancel(meeting: str, body: CancelBody, caller: CallerDep, services: ServicesDep) -> None:
    """Call the meeting off before it begins."""
    await services.briefings.cancel(meeting, caller.viewer, body.reason)
