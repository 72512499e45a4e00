"""The WebSocket shell of signal sessions: `/rtc`, `/rtc/v1` and their `/validate`, on a loopback port.

Refuses before the upgrade (token, origin, room full), moves bytes, enforces sizes and rates. Which message
does what is not known here. Tokens and URLs are never logged.
"""

from __future__ import annotations

import asyncio
import http
import json
import time
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit
from weakref import WeakKeyDictionary

import structlog
from livekit.protocol.models import DisconnectReason
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from signaling import auth
from signaling.context import WorkerContext
from signaling.errors import BadMessage, RoomRefused, SignalingError, TokenRefused
from signaling.handlers import RequestHandlers
from signaling.participant import Participant
from signaling.registry import Registry
from signaling.session.join import BadJoin, JoinParameters, from_query
from signaling.session.signal import SignalSession

log = structlog.get_logger(__name__)

PATHS = {"/rtc": False, "/rtc/v1": True}  # path: one peer connection?
VALIDATE = "/validate"
CLOSE_MALFORMED = 1007
CLOSE_POLICY = 1008
CLOSE_SLOW = 1013
SEND_TIMEOUT_S = 10.0
CLOSE_TIMEOUT_S = 2.0


class SignalServer:
    """Accepts signal connections for one worker."""

    def __init__(self, registry: Registry, context: WorkerContext) -> None:
        self._registry = registry
        self._context = context
        self._server: Server | None = None
        self._admitted: WeakKeyDictionary[ServerConnection, tuple[auth.GrantClaims, JoinParameters]] = (
            WeakKeyDictionary()
        )

    async def open(self) -> int:
        """Start listening; gives the port."""
        config = self._context.config
        self._server = await serve(
            self._serve,
            config.signal_host,
            config.signal_port,
            process_request=self._process_request,
            compression=None,
            max_size=config.max_message_bytes,
            max_queue=32,
            open_timeout=10,
            close_timeout=CLOSE_TIMEOUT_S,
            ping_interval=20,
            ping_timeout=20,
            server_header=None,
        )
        return int(next(iter(self._server.sockets)).getsockname()[1])

    async def close(self) -> None:
        """Stop listening and close every connection."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    # -- before the upgrade --------------------------------------------------------

    async def _process_request(self, connection: ServerConnection, request: Request) -> Response | None:
        parts = urlsplit(request.path)
        path, is_validate = parts.path.rstrip("/"), False
        if path.endswith(VALIDATE):
            path, is_validate = path.removesuffix(VALIDATE), True
        if path not in PATHS:
            return _refusal(connection, 404, "path.unknown")
        try:
            query = dict(parse_qsl(parts.query, max_num_fields=64, keep_blank_values=True))
            claims = self._admit(request, query)
            parameters = from_query(query, single_connection=PATHS[path])
        except (TokenRefused, RoomRefused) as error:
            self._context.count("refused")
            return _refusal(connection, error.status, error.code)
        except (BadJoin, ValueError):
            self._context.count("refused")
            return _refusal(connection, 400, BadJoin.code)
        if is_validate:
            return _answer(connection, 200, "success")
        self._admitted[connection] = (claims, parameters)
        return None

    def _admit(self, request: Request, query: Mapping[str, str]) -> auth.GrantClaims:
        config = self._context.config
        origin = request.headers.get("Origin")
        if origin and config.origins and origin not in config.origins:
            error = TokenRefused("origin")
            error.code, error.status = "origin.refused", 403
            raise error
        authorization = request.headers.get("Authorization", "")
        token = authorization.removeprefix("Bearer ").strip() or query.get("access_token", "")
        claims = auth.verify(config.api, token, now=self._context.wall_ms() / 1000, newest=time.time())
        room = query.get("room")
        if room and room != claims.room:
            raise auth.refused("other_room")
        self._registry.check_door(claims)
        return claims

    # -- a connection's life ---------------------------------------------------------

    async def _serve(self, websocket: ServerConnection) -> None:
        claims, parameters = self._admitted.pop(websocket)
        try:
            participant, first = self._registry.connect(claims, parameters)
        except RoomRefused as error:
            await websocket.close(CLOSE_POLICY, error.code)
            return
        await websocket.send(first.SerializeToString())
        if participant is None:
            await websocket.close(1000, "state mismatch")
            return
        await SignalConnection(websocket, participant, parameters, self._context).run()


class SignalConnection:
    """One upgraded socket bound to a participant."""

    def __init__(
        self,
        websocket: ServerConnection,
        participant: Participant,
        parameters: JoinParameters,
        context: WorkerContext,
    ) -> None:
        self._websocket = websocket
        self._participant = participant
        self._parameters = parameters
        self._context = context
        self._session = SignalSession(RequestHandlers(participant, context).table(), context.clock())
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """Serve until either side ends it."""
        outbox = self._session.outbox
        outbox.on_output(self._wake.set)
        replaced = self._participant.outbox
        if replaced is not None:
            replaced.close(1000, "replaced")
        self._participant.outbox = outbox
        self._participant.gone_at = None
        writer = asyncio.create_task(self._write(), name=f"signal {self._participant.sid}")
        try:
            self._begin()
            async for data in self._websocket:
                self._session.receive(data, self._context.clock())
        except SignalingError as error:
            self._refuse(error)
        except ConnectionClosed:
            pass  # however it ended, `finally` does what there is to do
        finally:
            self._gone()
            await writer

    def _begin(self) -> None:
        participant, parameters = self._participant, self._parameters
        if parameters.reconnect:
            participant.room.resumed(participant)
            return
        for request in parameters.add_tracks:
            participant.add_track(request)
        participant.room.joined(participant)
        if parameters.offer is not None and parameters.offer.sdp:
            participant.peers.offer(parameters.offer)

    def _refuse(self, error: SignalingError) -> None:
        self._context.count("closed_" + error.code)
        log.info("signal connection closed", code=error.code, participant=self._participant.sid)
        code = CLOSE_MALFORMED if isinstance(error, BadMessage) else CLOSE_POLICY
        self._session.outbox.close(code, error.code)
        self._participant.room.leave(self._participant, DisconnectReason.STATE_MISMATCH)

    def _gone(self) -> None:
        outbox = self._session.outbox
        outbox.close(1000, "")
        if self._participant.outbox is outbox:
            self._participant.outbox = None
            self._participant.gone_at = self._context.clock()

    async def _write(self) -> None:
        outbox = self._session.outbox
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                if outbox.overflowed:
                    outbox.close(CLOSE_SLOW, "too slow")
                while waiting := outbox.take():
                    for data in waiting:
                        await asyncio.wait_for(self._websocket.send(data), SEND_TIMEOUT_S)
                if outbox.closing is not None:
                    await self._websocket.close(*outbox.closing)
                    return
        except (ConnectionClosed, TimeoutError):
            self._websocket.transport.abort()


def _answer(connection: ServerConnection, status: int, text: str) -> Response:
    response = connection.respond(http.HTTPStatus(status), text)
    # Asked by fetch() from the page's origin and without a cookie: the token is the credential.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _refusal(connection: ServerConnection, status: int, code: str) -> Response:
    response = _answer(connection, status, json.dumps({"code": code, "message": code, "details": {}}))
    del response.headers["Content-Type"]
    response.headers["Content-Type"] = "application/json"
    return response
