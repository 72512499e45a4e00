"""Mail step by step: looking, sending, and reading what arrived."""

from __future__ import annotations

import itertools
from typing import Any

import icalendar

from rooms import Viewer
from tests.server.people.harness import Briefing, World
from tests.support.smtp import Mailbox, text_of

_turns = itertools.count(1)


def mail_settings(box: Mailbox, **more: Any) -> dict[str, Any]:
    return {
        "smtp_host": "127.0.0.1",
        "smtp_port": box.port,
        "smtp_security": "none",
        "smtp_from": "Văn phòng UBND tỉnh <giaoban@nghean.gov.vn>",
        "smtp_rate": 60_000,
        **more,
    }


async def run(world: World, box: Mailbox) -> list[tuple[str, str]]:
    """Look, send, and answer what arrived since the last time: (address, first word of the subject)."""
    before = len(box.taken)
    await world.services.mail.invitations.work()
    await world.services.mail.outbox.work()
    new = zip(box.to[before:], box.taken[before:], strict=True)
    return sorted((to, str(mail["Subject"]).partition(":")[0]) for to, mail in new)


def event_of(mail: Any) -> tuple[str, Any]:
    calendar = icalendar.Calendar.from_ical(text_of(mail, "text/calendar"))
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


def mail_to(box: Mailbox, address: str) -> Any:
    return [mail for to, mail in zip(box.to, box.taken, strict=True) if to == address][-1]


async def give(world: World, briefing: Briefing, command: str, **data: Any) -> None:
    chair = Viewer(briefing.tabs["chair"].principal["seat"], "chair")
    await world.services.meetings.execute(briefing.id, command, data, f"{command}-{next(_turns)}", chair)
