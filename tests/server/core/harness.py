"""A server in this process for the core's tests: real sockets and database, a hand-written admission."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.requests import HTTPConnection
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from rooms import SYSTEM, Viewer
from server.app import create_app
from server.bootstrap import build_services
from server.clock import Clock
from server.errors import Forbidden, Unauthenticated
from server.meetings.admission import Admitted
from server.services import Services
from server.settings import load_settings
from server.websocket import SIGNAL_LIMIT, SocketProtocol
from tests.support.databases import DATABASES

ROLES = {"chair": "chair", "deputy": "deputy", "sec": "secretary", "tech": "technician"}


class SeatAdmission:
    """Admits by ``?as=seat:role`` (and ``session``); ``out`` holds sessions that have ended."""

    def __init__(self) -> None:
        self.out: set[str] = set()

    async def admit(self, connection: HTTPConnection, meeting_id: str) -> Admitted:
        asked = connection.query_params.get("as")
        if not asked:
            raise Unauthenticated("session.required")
        seat, _, role = asked.partition(":")
        if role == "stranger":
            raise Forbidden("meeting.not_admitted")
        session = connection.query_params.get("session", f"session-{seat}")
        return Admitted(Viewer(seat, role), session, "An observer")

    async def is_live(self, session: str) -> bool:
        return session not in self.out


def plan(sites: int = 3, delegates: int = 2, **more: object) -> dict[str, object]:
    """Data of ``meeting.create``."""
    return {
        "title": "Giao ban thử",
        "scheduled_at": "2026-11-23T01:00:00.000Z",
        "planned_s": 7200,
        "agenda": [{"title": "Khai mạc", "rapporteur": "", "planned_s": 600}],
        "sites": [
            {"code": f"S{n}", "name": f"Điểm cầu {n}", "short_name": f"ĐC {n}", "kind": "district"}
            for n in range(1, sites + 1)
        ],
        "officers": [
            {"seat": f"officer-{name}", "name": name, "office": "", "role": role, "order": order}
            for order, (name, role) in enumerate(ROLES.items())
        ],
        "delegates": [
            {"id": f"d{n}", "name": f"Đại biểu {n}", "office": "", "site": f"S{n % sites + 1}"}
            for n in range(1, delegates + 1)
        ],
        "auto_record": False,
        "max_open": 1,
        **more,
    }


@dataclass
class Client:
    """A meeting socket and the view its patches have made."""

    socket: ClientConnection
    view: dict[str, object] = field(default_factory=dict)
    revision: int = 0
    incarnation: str = ""
    replies: dict[str, dict[str, object]] = field(default_factory=dict)
    signals: list[dict[str, object]] = field(default_factory=list)
    pongs: int = 0
    bye: dict[str, object] | None = None

    async def read(self) -> dict[str, object]:
        import jsonpatch

        message = json.loads(await self.socket.recv())
        if message["type"] == "view":
            self.view, self.revision = message["view"], message["revision"]
            self.incarnation = message["incarnation"]
        elif message["type"] == "patch":
            assert message["base"] == self.revision, "a gap"
            self.view = jsonpatch.apply_patch(self.view, message["patch"])
            self.revision = message["revision"]
        elif message["type"] == "reply":
            self.replies[message["key"]] = message
        elif message["type"] == "signal":
            self.signals.append(message)
        elif message["type"] == "pong":
            self.pongs += 1
        elif message["type"] == "bye":
            self.bye = message
        return message

    async def until(self, condition, timeout_s: float = 10.0) -> None:
        """Read until ``condition(self)`` holds."""
        async with asyncio.timeout(timeout_s):
            while not condition(self):
                await self.read()

    async def command(self, name: str, key: str | None = None, **data: object) -> dict[str, object]:
        """Give a command and wait for its reply."""
        key = key or secrets.token_hex(8)
        self.replies.pop(key, None)
        await self.socket.send(json.dumps({"type": "command", "key": key, "command": name, "data": data}))
        await self.until(lambda client: key in client.replies)
        return self.replies[key]


async def closed(socket: ClientConnection) -> tuple[int, dict[str, object]]:
    """Read until the server closes: its close code and the last message."""
    last: dict[str, object] = {}
    with contextlib.suppress(ConnectionClosed):
        while True:
            last = json.loads(await socket.recv())
    return socket.close_code or 0, last


@dataclass
class Running:
    """A server that listens."""

    services: Services
    port: int

    def url(self, seat: str, role: str, meeting: str = "m1") -> str:
        return f"ws://127.0.0.1:{self.port}/api/v1/meetings/{meeting}/socket?as={seat}:{role}"

    @contextlib.asynccontextmanager
    async def open(self, seat: str, role: str, meeting: str = "m1", **more) -> AsyncIterator[Client]:
        async with connect(self.url(seat, role, meeting), max_size=None, compression=None, **more) as socket:
            client = Client(socket)
            await client.read()
            yield client

    async def create(self, meeting: str = "m1", *, to: str = "scheduled", **more: object) -> None:
        """Make a meeting and bring it to a state."""
        execute = self.services.meetings.execute
        await execute(meeting, "meeting.create", plan(**more), "create", SYSTEM)
        await execute(meeting, "meeting.schedule", {}, "schedule", Viewer("officer-chair", "chair"))
        if to in ("line_check", "in_session"):
            await execute(meeting, "meeting.start_line_check", {}, "check", Viewer("officer-chair", "chair"))
        if to == "in_session":
            await execute(meeting, "meeting.open", {}, "open", Viewer("officer-chair", "chair"))


@contextlib.asynccontextmanager
async def running(
    folder: Path, *, plane: object = None, clock: Clock | None = None, **settings: object
) -> AsyncIterator[Running]:
    """A server over ``folder`` on a free port."""
    chosen = load_settings(**{"data": folder, "demo": False, "port": 0, **DATABASES.of(folder), **settings})
    services = build_services(chosen, clock, plane=plane)
    services.admission = SeatAdmission()
    config = uvicorn.Config(
        create_app(services),
        host="127.0.0.1",
        port=0,
        log_level="error",
        ws=SocketProtocol,
        ws_max_size=SIGNAL_LIMIT,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=3,
        lifespan="on",
    )
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None
    task = asyncio.create_task(server.serve())
    while not server.started:
        if task.done():
            task.result()
        await asyncio.sleep(0.01)
    try:
        yield Running(services, server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        await task
