"""A real SMTP server for tests (aiosmtpd), which keeps what it takes and can be told to misbehave."""

from __future__ import annotations

import asyncio
import datetime
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Mailbox:
    """What the server took, in order, and how it behaves.

    `answers` are given to the next recipients instead of 250; `after_data` to the next message handed over;
    `to_senders` to the next senders; `always` to whoever it names, every time. `breaks_under`: the line is
    cut whenever this recipient is named.
    `hang`: it never answers a recipient. `drop`: it closes the line when a message was handed over, after
    keeping it (`keeps`) or not.
    """

    taken: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    after_data: list[str] = field(default_factory=list)
    to_senders: list[str] = field(default_factory=list)
    always: dict[str, str] = field(default_factory=dict)
    breaks_under: str = ""
    hang: bool = False
    drop: bool = False
    keeps: bool = True
    connections: int = 0
    port: int = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: Any
    ) -> Any:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if self.to_senders:
            return self.to_senders.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if self.hang:
            await asyncio.sleep(3600)
        if address == self.breaks_under:
            server.transport.abort()
        if address in self.always:
            return self.always[address]
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.after_data:
            return self.after_data.pop(0)
        if not self.drop or self.keeps:
            message = message_from_bytes(envelope.content, policy=default)
            assert isinstance(message, EmailMessage)
            self.taken.append(message)
            self.to += envelope.rcpt_tos
        if self.drop:
            server.transport.abort()
        return "250 OK"


@asynccontextmanager
async def smtp_server(
    *, tls: ssl.SSLContext | None = None, implicit: bool = False, login: tuple[str, str] | None = None
) -> AsyncIterator[Mailbox]:
    """A server on a free port of loopback. `tls` is offered by STARTTLS, or spoken from the start."""
    box = Mailbox()

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=(data.login.decode(), data.password.decode()) == login)

    def factory() -> SMTP:
        return SMTP(
            box,
            tls_context=None if implicit else tls,
            authenticator=check if login else None,
            auth_required=login is not None,
            auth_require_tls=not implicit,
            enable_SMTPUTF8=False,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(factory, "127.0.0.1", 0, ssl=tls if implicit else None)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 that is its own authority: the file to trust, and a server's context."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(_loopback())]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, secret = folder / "smtp.pem", folder / "smtp.key"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, secret)
    return file, context


def _loopback() -> Any:
    import ipaddress

    return ipaddress.ip_address("127.0.0.1")


def parts(message: EmailMessage) -> Iterator[tuple[str, str]]:
    """The type and text of every part."""
    for part in message.walk():
        if not part.is_multipart():
            yield part.get_content_type(), part.get_content() if part.get_content_maintype() == "text" else ""


def text_of(message: EmailMessage, kind: str = "text/plain") -> str:
    """The text of the part of a type."""
    for part in message.walk():
        if part.get_content_type() == kind:
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            return payload.decode()
    raise AssertionError(f"no {kind} in the message")
