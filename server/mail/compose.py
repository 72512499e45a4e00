"""Puts a message together: headers, plain text, HTML and calendar part. Pure but for the time it is given.

Every name and title passes `one_line` before it becomes a header, so none can begin another (CR and LF); the
library encodes what is not ASCII (RFC 2047) and refuses what is no header at all.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from server.mail.records import Message, Rendered
from server.people.emails import on_the_wire
from server.people.texts import one_line

_STYLE = "font-family:Arial,'Segoe UI',sans-serif;font-size:15px;line-height:1.5;color:#1b2430"
_BUTTON = "display:inline-block;padding:10px 18px;background:#1f4e8c;color:#ffffff;text-decoration:none"


@dataclass(frozen=True)
class Sender:
    """As whom the installation writes."""

    name: str
    email: str


def message_id(key: str, domain: str) -> str:
    """The same for a message however often it is sent, so that who gets it twice can tell."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def compose(message: Message, words: Rendered, sender: Sender, now: datetime) -> EmailMessage:
    """The message as it is handed over. Raises ValueError for an address that cannot be written to."""
    mail = EmailMessage(policy=SMTP)
    to = message.letter.to
    mail["From"] = _address(sender.name, sender.email)
    mail["To"] = _address(to.name, on_the_wire(to.email))
    mail["Subject"] = one_line(words.subject, 200)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id(message.letter.key, sender.email.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    mail.set_content(_plain(words), charset="utf-8", cte="base64")
    mail.add_alternative(_html(words), subtype="html", charset="utf-8", cte="base64")
    if words.calendar is not None:
        mail.add_alternative(
            words.calendar.decode(),
            subtype="calendar",
            charset="utf-8",
            cte="base64",
            params={"method": words.method},
        )
    return mail


def _address(name: str, email: str) -> Address:
    return Address(display_name=one_line(name, 120), addr_spec=email)


def _plain(words: Rendered) -> str:
    link = [f"{words.link[0]}:", words.link[1]] if words.link else []
    details = [f"{name}: {value}" for name, value in words.details]
    parts = ["\n".join(words.lines), "\n".join(details), "\n".join(link), "\n".join(words.after)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _html(words: Rendered) -> str:
    body = "".join(f"<p>{escape(line)}</p>" for line in words.lines)
    if words.details:
        rows = "".join(
            f'<tr><th align="left" valign="top" style="padding:2px 14px 2px 0">{escape(name)}</th>'
            f"<td>{escape(value)}</td></tr>"
            for name, value in words.details
        )
        body += f"<table>{rows}</table>"
    if words.link:
        text, url = words.link
        body += f'<p><a href="{escape(url)}" style="{_BUTTON}">{escape(text)}</a></p>'
        body += f'<p style="font-size:13px;color:#56606e">{escape(url)}</p>'
    body += "".join(f"<p>{escape(line)}</p>" for line in words.after)
    return f'<!doctype html><html><body style="{_STYLE}">{body}</body></html>'
