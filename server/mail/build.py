"""Puts the mail services together for the composition root."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from rooms import Envelope
from server.briefings.service import Briefings
from server.db.repositories.mail import MailRepository
from server.db.repositories.paper_reviews import ReviewRepository
from server.ground import Ground
from server.mail.compose import Sender
from server.mail.invitations import Choice, Invitations
from server.mail.notices import NoticesByMail
from server.mail.outbox import Outbox
from server.mail.papers import PapersOwed
from server.mail.rendering import Rendering
from server.mail.standing import Standing
from server.mail.transport import PORTS, Server
from server.meetings.owner import Owner
from server.notices.inside import NoticesInside
from server.people.build import People
from server.people.emails import on_the_wire
from server.settings import Settings

_TOLD_OF = ("meeting.", "delegate.", "officer.", "site.")


@dataclass(frozen=True)
class Mail:
    """The services about mail."""

    outbox: Outbox
    invitations: Invitations
    notices: NoticesByMail

    async def start(self) -> None:
        """Look for what is to be told and send it, from now on."""
        await self.outbox.start()
        await self.invitations.start()
        await self.notices.start()

    async def stop(self) -> None:
        """Stop; what waits is sent at the next start."""
        await self.notices.stop()
        await self.invitations.stop()
        await self.outbox.stop()


def server_of(settings: Settings) -> Server | None:
    """The SMTP server of an installation that has one."""
    if settings.smtp_host is None:
        return None
    port = settings.smtp_port or PORTS[settings.smtp_security]
    return Server(
        settings.smtp_host,
        port,
        settings.smtp_security,
        settings.smtp_user,
        settings.smtp_password,
        settings.smtp_ca,
    )


def build_mail(ground: Ground, briefings: Briefings, people: People, inside: NoticesInside) -> Mail:
    """Everything of this package; opens no connection yet."""
    settings, meetings, clock = ground.settings, ground.meetings, ground.clock
    repository = MailRepository(ground.database)
    name, address = parseaddr(settings.smtp_from or "")
    sender = Sender(name or "Giao Ban", on_the_wire(address) if address else "")
    rendering = Rendering(meetings, people.links, sender, settings.language)
    standing = Standing(repository, meetings)
    outbox = Outbox(
        repository,
        rendering,
        standing,
        server_of(settings),
        sender,
        settings.smtp_rate,
        ground.leases,
        ground.node,
        clock,
    )
    invitations = Invitations(
        outbox,
        repository,
        briefings.index,
        meetings,
        briefings.contacts,
        people,
        PapersOwed(outbox, ReviewRepository(ground.database), clock),
        standing,
        Choice(settings.mail_invite == "auto", settings.mail_reminders),
        settings.base_url,
        clock,
    )

    def changed(_: Owner, envelopes: Sequence[Envelope]) -> None:
        if any(envelope.type.startswith(_TOLD_OF) for envelope in envelopes):
            invitations.wake()

    meetings.on_change(changed)
    notices = NoticesByMail(inside, outbox, people.accounts, settings.language, settings.base_url)
    return Mail(outbox, invitations, notices)
