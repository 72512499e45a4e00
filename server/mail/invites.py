"""The calendar part of invitations, changes and cancellations (RFC 5545, RFC 5546). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from server.briefings.calendar import CalendarEntry, event_of, written
from server.mail.compose import Sender
from server.mail.records import Recipient
from server.people.emails import on_the_wire
from server.people.texts import one_line

REQUEST, CANCEL = "REQUEST", "CANCEL"
METHODS = {
    "invitation": REQUEST,
    "change": REQUEST,
    "cancellation": CANCEL,
    "uninvited": CANCEL,
    "readdressed": CANCEL,
}


def calendar_part(template: str, data: Mapping[str, Any], to: Recipient, sender: Sender) -> bytes | None:
    """The event for the diary of who is written to; None for messages that put nothing in one.

    The UID is that of the meeting's calendar file and SEQUENCE rises with every change, so that calendars
    replace what they have.
    """
    method = METHODS.get(template)
    if method is None:
        return None
    from icalendar import vCalAddress, vText  # slow to load

    event = event_of(_entry(data, cancelled=method == CANCEL))
    organizer = vCalAddress(f"mailto:{sender.email}")
    organizer.params["CN"] = vText(one_line(sender.name, 120))
    attendee = vCalAddress(f"mailto:{on_the_wire(to.email)}")
    attendee.params["CN"] = vText(one_line(to.name, 120))
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE")  # answers are given on the meeting's screen
    event["organizer"] = organizer
    event.add("attendee", attendee, encode=False)
    return written([event], method)


def _entry(data: Mapping[str, Any], *, cancelled: bool) -> CalendarEntry:
    return CalendarEntry(
        meeting=str(data["id"]),
        title=one_line(str(data["title"]), 300),
        starts_at=datetime.fromisoformat(str(data["time"])),
        planned_s=int(data["length"]),
        agenda=(),
        sites=[str(site) for site in data.get("sites", ())],
        url=str(data["url"]),
        sequence=int(data["sequence"]),
        edited_at=datetime.fromisoformat(str(data["edited_at"])),
        host=str(data["host"]),
        cancelled=cancelled,
    )
