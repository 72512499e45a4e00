"""``giaoban serve``: one process that listens, says when it is ready, and leaves by a deadline."""

from __future__ import annotations

import asyncio
import math
import os
import socket
import sys
import threading

import structlog
import uvicorn

from server.app import create_app
from server.bootstrap import build_services
from server.demo import Paper, lay_out_ahead, open_demo
from server.folder import DEMONSTRATION, INSTALLATION, DataFolder, announce
from server.logs import set_up_logging
from server.media.engine import build_plane
from server.memory import Keeper
from server.services import Services
from server.settings import BadSetting, Settings
from server.websocket import SIGNAL_LIMIT, SocketProtocol

PING_S = 1.0
_log = structlog.get_logger(__name__)


def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT. Raises ``BadSetting`` when it cannot begin."""
    with DataFolder(settings) as folder, _listen(settings) as sock:
        folder.require(DEMONSTRATION if settings.opens_demo else INSTALLATION)
        if settings.port == 0:
            settings = settings.model_copy(update={"port": sock.getsockname()[1]})
        set_up_logging(settings)
        services = build_services(settings, plane=build_plane(settings))
        server = _Server(services, folder)
        server.run(sockets=[sock])
        if server.refused is not None:
            raise server.refused
        if not server.started:
            raise SystemExit(1)


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((settings.host, settings.port))
        sock.listen(2048)
    except (OSError, OverflowError) as error:
        sock.close()
        raise BadSetting(f"GIAOBAN_PORT: cannot listen on {settings.host}:{settings.port}: {error}") from None
    return sock


class _Server(uvicorn.Server):
    """uvicorn with our own first and last words."""

    def __init__(self, services: Services, folder: DataFolder) -> None:
        settings = services.settings
        super().__init__(
            uvicorn.Config(
                create_app(services),
                loop="uvloop",
                http="h11",
                h11_max_incomplete_event_size=256 * 1024,  # a join request travels in the address
                ws=SocketProtocol,
                ws_max_size=SIGNAL_LIMIT,
                ws_ping_interval=PING_S,
                ws_ping_timeout=settings.line_lost_s - PING_S,
                ws_per_message_deflate=False,
                access_log=False,
                log_config=None,
                lifespan="on",
                server_header=False,
                proxy_headers=True,
                forwarded_allow_ips=list(settings.trusted_proxies),
                timeout_graceful_shutdown=max(1, settings.shutdown_deadline_s // 4),
            )
        )
        self._services = services
        self._folder = folder
        self._keeper = Keeper(lambda: _quiet_s(services))
        self.refused: BadSetting | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, open the demonstration or the set-up, say ready."""
        paper = lay_out_ahead(self._folder) if self._services.settings.opens_demo else None
        await super().startup(sockets)
        if self.should_exit:
            return
        try:
            await _first_words(self._services, self._folder, paper)
        except BadSetting as refused:
            self.refused = refused
            self.should_exit = True
        self._keeper.start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell the screens, then leave; whatever hangs is left behind at the deadline."""
        deadline = threading.Timer(self._services.settings.shutdown_deadline_s, _leave_now)
        deadline.daemon = True
        deadline.start()
        self._services.meetings.close_screens()
        await self._keeper.stop()
        await asyncio.sleep(0.1)
        await super().shutdown(sockets)
        deadline.cancel()


def _quiet_s(services: Services) -> float:
    """For how long no screen of this process was told of a change."""
    return min((hub.quiet_s for hub in services.meetings.hubs.values()), default=math.inf)


def _leave_now() -> None:
    sys.stderr.write('{"event":"serve.deadline","level":"error"}\n')
    os._exit(1)


async def _first_words(services: Services, folder: DataFolder, paper: Paper | None) -> None:
    meetings = await services.events.list()
    if services.settings.opens_demo:
        folder.claim(DEMONSTRATION, holds_meetings=bool(meetings))
        text = await open_demo(services, folder, paper)
    else:
        folder.claim(INSTALLATION, holds_meetings=bool(meetings))
        text = await _open_installation(services)
    announce(services.settings)
    print(f"{text}ready: {services.settings.base_url}", flush=True)


async def _open_installation(services: Services) -> str:
    link = await services.people.accounts.open_setup()
    if link is None:
        return ""
    return f"First start. Make the first administrator once, within a day, at:\n  {link}\n"
