"""The way to the SMTP server: one connection for as long as there is something to send.

TLS is never given up: a server asked for STARTTLS that does not offer it is not spoken to any further. What
is about one message (`Refused`) is told from what is about all of them (`Away`): a bad recipient holds up
nobody else, and a sender or sign-in the server does not accept fails no message, since it will be put right.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

TIMEOUT_S = 30.0
PORTS = {"starttls": 587, "tls": 465, "none": 25}
# Closing down (RFC 5321 section 3.8); sign-in wanted, too weak or not accepted (RFC 4954 section 6). Not 454:
# said of a sign-in it fails `connected`; said of a recipient (Postfix: relay access denied) it is about them.
_ABOUT_ALL = frozenset({421, 530, 534, 535, 538})
_TOO_LARGE = 552


class Refused(Exception):
    """The server does not take this message. `lasting`: asking again changes nothing (a 5xx answer)."""

    def __init__(self, reason: str, *, lasting: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.lasting = lasting


class Away(Exception):
    """The server cannot be used now, whatever the message: connection, TLS, sign-in, sender.

    `in_hand`: a message was being handed over, and may be why.
    """

    def __init__(self, reason: str, *, in_hand: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.in_hand = in_hand


@dataclass(frozen=True)
class Server:
    """Where mail is handed over, and as whom."""

    host: str
    port: int
    security: str
    user: str | None = None
    password: str | None = None
    ca: Path | None = None
    timeout_s: float = TIMEOUT_S


class Line:
    """An open connection."""

    def __init__(self, client: object) -> None:
        self._client = client

    async def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        """Hand a message over; it is the server's when this returns. Raises Refused or Away."""
        import aiosmtplib

        assert isinstance(self._client, aiosmtplib.SMTP)  # noqa: S101 - made below
        try:
            await self._client.send_message(message, sender=sender, recipients=[recipient])
        except aiosmtplib.SMTPRecipientsRefused as error:
            first = error.recipients[0]
            raise _refusal(first.code, first.message) from None
        except aiosmtplib.SMTPSenderRefused as error:
            if error.code == _TOO_LARGE:  # said to the size that goes with MAIL (RFC 1870)
                raise _refusal(error.code, error.message) from None
            raise Away(_text(error)) from None
        except aiosmtplib.SMTPResponseException as error:
            raise _refusal(error.code, error.message) from None
        except aiosmtplib.SMTPNotSupported as error:
            raise Refused(_text(error), lasting=True) from None
        except (aiosmtplib.SMTPException, OSError) as error:
            raise Away(_text(error), in_hand=True) from None
        except ValueError as error:  # an address or a header that cannot be written on the wire
            raise Refused(_text(error), lasting=True) from None


@asynccontextmanager
async def connected(server: Server) -> AsyncIterator[Line]:
    """A connection, secured and signed in. Raises Away."""
    import aiosmtplib  # slow to load, and only installations that write mail need it

    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.security == "tls",
        start_tls=server.security == "starttls",
        tls_context=_context(server) if server.security != "none" else None,
        timeout=server.timeout_s,
    )
    try:
        await client.connect()
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        client.close()
        raise Away(_text(error)) from None
    try:
        yield Line(client)
    finally:
        await _leave(client)


async def _leave(client: object) -> None:
    import aiosmtplib

    assert isinstance(client, aiosmtplib.SMTP)  # noqa: S101 - made above
    try:
        if client.is_connected:
            await client.quit(timeout=5)
    except (aiosmtplib.SMTPException, OSError):
        client.close()


def _context(server: Server) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=str(server.ca) if server.ca else None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _refusal(code: int, message: str) -> Refused | Away:
    if code in _ABOUT_ALL:
        return Away(f"{code} {message}"[:300], in_hand=True)  # or said of this recipient alone, every time
    return Refused(f"{code} {message}"[:300], lasting=code >= 500)


def _text(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".replace("\r", " ").replace("\n", " ")[:300]
