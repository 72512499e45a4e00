"""``giaoban doctor``: what stands in the way of a good briefing on this machine; and the way to the bench."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from server.commands.common import guarded
from server.db.engine import Database
from server.db.migrate import current, latest
from server.errors import ServerError
from server.mail.build import server_of
from server.mail.transport import Away, connected
from server.media.engine import media_addresses
from server.papers.convert.tools import Tools, find_tools
from server.papers.fencing import Way, look
from server.settings import BadSetting, Settings, load_settings, settings_table, unknown_variables
from server.static import find_client

LEAST_FREE_BYTES = 2 * 1000**3
MAIL_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: ``ok``, ``note`` or ``bad``, what was looked at, and what to do."""

    level: str
    what: str
    text: str


def doctor(
    table: Annotated[
        bool, typer.Option("--settings-table", help="Print the settings table as Markdown and end.")
    ] = False,
) -> None:
    """Check settings, data folder, database, bus, ports and helpers; ends with 1 when something is bad."""
    if table:
        typer.echo(settings_table())
        return
    with guarded():
        settings = load_settings()
    findings = list(_look(settings))
    for finding in findings:
        typer.echo(f"{finding.level:<4}  {finding.what:<12}  {finding.text}")
    if any(finding.level == "bad" for finding in findings):
        raise typer.Exit(1)


def _look(settings: Settings) -> Iterator[Finding]:
    yield Finding("ok", "settings", "every value can be used")
    for name in unknown_variables():
        yield Finding("note", "settings", f"{name} is no setting; mistyped?")
    yield _folder(settings)
    yield _answers("database", lambda: _database(settings))
    if settings.redis_url:
        yield _answers("bus", lambda: _bus(settings))
    yield _mail(settings)
    yield from _ports(settings)
    client = find_client()
    yield Finding("ok", "web client", str(client)) if client else Finding("bad", "web client", "not built")
    yield _helper("ffmpeg", "only the tests need it")
    yield _workers(asyncio.run(look()), settings)
    yield from _papers(asyncio.run(find_tools()))
    yield Finding("ok", "media", "clients are sent to " + ", ".join(media_addresses(settings)))


def _folder(settings: Settings) -> Finding:
    try:
        os.makedirs(settings.data, mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data):
            free = shutil.disk_usage(settings.data).free
    except OSError as error:
        return Finding("bad", "data folder", f"{settings.data}: {error.strerror}")
    level = "ok" if free >= LEAST_FREE_BYTES else "bad"
    return Finding(level, "data folder", f"{settings.data}, {free / 1000**3:.1f} GB free")


def _answers(what: str, ask: Callable[[], Awaitable[str]]) -> Finding:
    async def go() -> str:
        return await ask()

    try:
        return Finding("ok", what, asyncio.run(go()))
    except ServerError as error:
        return Finding("bad", what, f"does not answer ({error.code})")


async def _database(settings: Settings) -> str:
    database = Database(settings.database_address)
    try:
        version = await current(database)
    finally:
        await database.close()
    newest = latest()
    return f"version {version}" if version == newest else f"version {version}; serve migrates it to {newest}"


async def _bus(settings: Settings) -> str:
    from server.bus.redis import RedisBus  # its client is loaded where Redis is used

    bus = RedisBus(settings.redis_url or "", "doctor")
    try:
        await bus.ping()
    finally:
        await bus.stop()
    return "Redis answers"


def _mail(settings: Settings) -> Finding:
    server = server_of(settings)
    if server is None:
        return Finding("note", "mail", "GIAOBAN_SMTP_HOST is not set; nobody is written to")
    where = f"{server.host}:{server.port} ({server.security})"

    async def greet() -> None:
        async with connected(replace(server, timeout_s=MAIL_TIMEOUT_S)):
            pass

    try:
        asyncio.run(greet())
    except Away as away:
        return Finding("bad", "mail", f"{where}: {away.reason}")
    return Finding("ok", "mail", f"{where} answers" + (" and takes the sign-in" if server.user else ""))


def _ports(settings: Settings) -> Iterator[Finding]:
    yield _port("GIAOBAN_PORT", settings.host, settings.port, socket.SOCK_STREAM)
    if settings.livekit_url:
        return
    for number in range(settings.media_workers):
        if settings.media_udp_port:
            port = settings.media_udp_port + number
            yield _port("GIAOBAN_MEDIA_UDP_PORT", "0.0.0.0", port, socket.SOCK_DGRAM)  # noqa: S104 - tried only
        if settings.media_tcp_port:
            port = settings.media_tcp_port - number
            yield _port("GIAOBAN_MEDIA_TCP_PORT", "0.0.0.0", port, socket.SOCK_STREAM)  # noqa: S104 - tried only


def _port(name: str, host: str, port: int, kind: socket.SocketKind) -> Finding:
    letters = "UDP" if kind == socket.SOCK_DGRAM else "TCP"
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, kind) as sock:
        if kind == socket.SOCK_STREAM:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, port))
        except OSError as error:
            return Finding("note", name, f"{letters} {port}: {error.strerror} (a running server?)")
    return Finding("ok", name, f"{letters} {port} is free")


def _workers(way: Way, settings: Settings) -> Finding:
    """What looks into papers of unknown content must not reach the network."""
    if way.works:
        how = "by bubblewrap" if way.before else "by themselves"
        return Finding("ok", "workers", f"what reads papers leaves the network, {how}")
    text = "cannot leave the network here (user namespaces are closed to this user)"
    if settings.unfenced_workers:
        return Finding(
            "note", "workers", f"{text}; GIAOBAN_UNFENCED_WORKERS lets them read papers all the same"
        )
    return Finding("bad", "workers", f"{text}; every paper is refused, unless GIAOBAN_UNFENCED_WORKERS=true")


def _papers(tools: Tools) -> Iterator[Finding]:
    """What papers need: without the sandbox or LibreOffice Office files are refused, the rest goes on."""
    if tools.sandbox is not None:
        yield Finding("ok", "bwrap", "programs that read papers are shut in")
    elif shutil.which("bwrap"):
        text = "may not make user namespaces here (kernel, container or AppArmor); Office files are refused"
        yield Finding("bad", "bwrap", text)
    else:
        yield Finding("bad", "bwrap", "not found (Debian: bubblewrap); Office files are refused")
    if tools.soffice is not None:
        yield Finding("ok", "soffice", tools.soffice)
    else:
        yield Finding("bad", "soffice", "not found (Debian: libreoffice-*-nogui); Office files are refused")
    if tools.tesseract is None:
        yield Finding("note", "tesseract", "not found (Debian: tesseract-ocr); scans stay without text")
    elif "vie" not in tools.languages:
        yield Finding(
            "note", "tesseract", "has no Vietnamese (Debian: tesseract-ocr-vie); scans stay without text"
        )
    else:
        yield Finding("ok", "tesseract", f"{tools.tesseract}, reads {', '.join(tools.languages)}")


def _helper(program: str, why: str) -> Finding:
    found = shutil.which(program)
    return Finding("ok", program, found) if found else Finding("note", program, f"not found; {why}")


def run_bench(arguments: list[str]) -> None:
    """Run the checkout's bench with its own arguments. Raises ``BadSetting`` outside a checkout."""
    root = Path(__file__).resolve().parents[2]
    if not (root / "tests" / "bench" / "__main__.py").is_file():
        raise BadSetting("bench: needs a checkout of the project; it is not part of the installed package")
    done = subprocess.run([sys.executable, "-m", "tests.bench", *arguments], cwd=root, check=False)  # noqa: S603
    raise typer.Exit(done.returncode)
