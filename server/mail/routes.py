"""The mail of a meeting over HTTP: who was written what, sending again, and what is chosen for it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from server.clock import iso
from server.deps import ServicesDep
from server.mail.reasons import why
from server.mail.records import MeetingMail, Message
from server.people.bodies import Body, RowNumber
from server.people.guard import admit

router = APIRouter(
    prefix="/meetings/{meeting}/mail",
    tags=["mail"],
    dependencies=[Depends(admit)],
    max_body_size=16 * 1024,
)


class ChoiceBody(Body):
    """Whether people are written to and how many minutes before they are reminded; null: as usual here."""

    invite: bool | None = None
    reminders: Annotated[list[Annotated[int, Field(ge=5, le=30 * 1440)]], Field(max_length=5)] | None = None


@router.get("")
async def mail(meeting: str, services: ServicesDep) -> dict[str, Any]:
    """Everybody invited with their address and what was sent to them."""
    letters = services.mail.invitations
    state = await services.briefings.state(meeting)
    people = await letters.people_of(state)
    messages = await letters.repository.of_meeting(meeting)
    told = await letters.repository.told(meeting)
    gone = {person: one.to for person, one in told.items() if person not in people}
    chosen = await letters.repository.chosen(meeting)
    return {
        "configured": services.mail.outbox.configured,
        "invite": letters.choice.invite if chosen.invite is None else chosen.invite,
        "reminders": list(letters.reminders_of(chosen)),
        "people": [
            {
                "seat": seat,
                "name": to.name,
                "email": to.email,
                "invited": seat in people,
                "messages": [message_json(one) for one in messages if one.letter.person == seat],
            }
            for seat, to in {**people, **gone}.items()
        ],
    }


@router.put("")
async def choose(meeting: str, body: ChoiceBody, services: ServicesDep) -> dict[str, Any]:
    """Choose for this meeting; what is to be sent by it is sent at once."""
    reminders = None if body.reminders is None else tuple(sorted(set(body.reminders), reverse=True))
    await services.mail.invitations.repository.choose(meeting, MeetingMail(body.invite, reminders))
    services.mail.invitations.wake()
    return await mail(meeting, services)


@router.post("/{message}/resend", status_code=204)
async def resend(meeting: str, message: RowNumber, services: ServicesDep) -> None:
    """Send a message again."""
    await services.mail.invitations.resend(meeting, message)


def message_json(one: Message) -> dict[str, Any]:
    """A message and what became of it: `why`, the kind of thing against it; `reason`, as it was said."""
    return {
        "id": one.id,
        "template": one.letter.template,
        "email": one.letter.to.email,
        "state": one.state,
        "attempts": one.attempts,
        "why": why(one.reason),
        "reason": one.reason,
        "queued_at": iso(one.created_at),
        "sent_at": iso(one.sent_at) if one.sent_at else None,
        "next_at": iso(one.next_at) if one.state == "queued" else None,
    }
