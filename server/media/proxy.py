"""Media signalling through the application's port: pumps ``/rtc`` frames to the worker that holds the room.

Copies frames and knows nothing of their meaning. The token is checked here only to learn its room; the worker
checks it again. A token is never logged.
"""

from __future__ import annotations

import asyncio
import contextlib
import time

import structlog
from fastapi import APIRouter, Request, WebSocket
from fastapi.responses import PlainTextResponse, Response
from starlette.requests import HTTPConnection
from starlette.websockets import WebSocketDisconnect, WebSocketState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from server.errors import ServerError, Unauthenticated, Unavailable
from server.http import Origins, language_of
from server.media.tokens import session_of
from server.messages import message
from server.services import Services
from server.websocket import SIGNAL_LIMIT, abort
from signaling.auth import GrantClaims, verify
from signaling.errors import SignalingError
from signaling.plane import WorkerAddress

router = APIRouter(include_in_schema=False)
OPEN_S = 5.0
CLOSE_S = 2.0
_PRIVATE_CODES = frozenset({1005, 1006, 1015})
_log = structlog.get_logger(__name__)


@router.get("/rtc/validate")
@router.get("/rtc/v1/validate")
async def validate(request: Request) -> Response:
    """Why a client's token was refused, as LiveKit's clients ask after a failed upgrade."""
    try:
        address = await _worker(request, await _claims(request))
        return await _ask(_url("http", address, request), _authorization(request))
    except ServerError as error:
        return PlainTextResponse(message(error.code, language_of(request)), status_code=error.status)


async def _ask(url: str, headers: dict[str, str]) -> Response:
    """The worker's answer, passed on. Raises ``Unavailable``."""
    import httpx  # slow to load, and only a refused client asks

    try:
        async with httpx.AsyncClient(timeout=OPEN_S) as client:
            answer = await client.get(url, headers=headers)
    except httpx.HTTPError:
        raise Unavailable("media.unavailable") from None
    return Response(answer.content, answer.status_code, media_type="text/plain")


@router.websocket("/rtc")
@router.websocket("/rtc/v1")
async def signal(websocket: WebSocket) -> None:
    """A media client's signalling line."""
    services: Services = websocket.app.state.services
    try:
        if not Origins(services.settings).allows(websocket.headers, websocket.url.scheme):
            raise Unauthenticated("http.origin")
        claims = await _claims(websocket)
        worker = await _connect(await _worker(websocket, claims), websocket)
    except ServerError as error:
        await _deny(websocket, error.status, message(error.code, language_of(websocket)))
    except InvalidStatus as refused:
        text = refused.response.body.decode("utf-8", "replace") if refused.response.body else ""
        await _deny(websocket, refused.response.status_code, text)
    else:
        await websocket.accept()
        async with worker:
            await _hold(services, claims)
            await _pump(websocket, worker)


async def _claims(connection: HTTPConnection) -> GrantClaims:
    """What the connection's token grants. Raises ``Unauthenticated``, also when its sign-in has ended."""
    services: Services = connection.app.state.services
    try:
        now = services.media.now_s()
        claims = verify(services.media.key, _token(connection), now=now, newest=time.time())
    except SignalingError as error:
        raise Unauthenticated("media.bad_token") from error
    session = session_of(claims.token_id)
    if session is not None and not await services.admission.is_live(session):
        raise Unauthenticated("session.ended")
    return claims


async def _worker(connection: HTTPConnection, claims: GrantClaims) -> WorkerAddress:
    """The worker that holds the room of the token."""
    services: Services = connection.app.state.services
    return await services.media.worker_of(claims.room, claims.identity, hidden=claims.hidden)


async def _hold(services: Services, claims: GrantClaims) -> None:
    """The media is the sign-in's from now on, and ends with it, even if that ended on the way here."""
    session = session_of(claims.token_id)
    if session is None:
        return
    services.media.opened(claims.room, claims.identity, session)
    if not await services.admission.is_live(session):
        services.media.end_sessions((session,), "session.ended")


def _token(connection: HTTPConnection) -> str:
    scheme, _, value = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value
    return connection.query_params.get("access_token", "")


def _authorization(connection: HTTPConnection) -> dict[str, str]:
    value = connection.headers.get("authorization")
    return {"Authorization": value} if value else {}


def _url(scheme: str, address: WorkerAddress, connection: HTTPConnection) -> str:
    query = connection.url.query
    return f"{scheme}://{address.host}:{address.port}{connection.url.path}{'?' if query else ''}{query}"


async def _connect(address: WorkerAddress, websocket: WebSocket) -> ClientConnection:
    try:
        return await connect(
            _url("ws", address, websocket),
            additional_headers=_authorization(websocket),
            user_agent_header=None,
            open_timeout=OPEN_S,
            close_timeout=CLOSE_S,
            max_size=SIGNAL_LIMIT,
            compression=None,
            ping_interval=None,
            proxy=None,
        )
    except InvalidStatus:
        raise
    except (OSError, TimeoutError, InvalidHandshake) as error:
        raise Unavailable("media.unavailable") from error


async def _deny(websocket: WebSocket, status: int, text: str) -> None:
    await websocket.send_denial_response(PlainTextResponse(text, status_code=status))


async def _pump(websocket: WebSocket, worker: ClientConnection) -> None:
    up = asyncio.create_task(_to_worker(websocket, worker), name="rtc-up")
    down = asyncio.create_task(_to_client(websocket, worker), name="rtc-down")
    await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
    for task in (up, down):
        task.cancel()
    await asyncio.gather(up, down, return_exceptions=True)
    await worker.close()
    await _close(websocket, worker)


async def _close(websocket: WebSocket, worker: ClientConnection) -> None:
    """Pass the worker's close on, unless the client closed first."""
    if websocket.client_state is WebSocketState.DISCONNECTED:
        return
    try:
        async with asyncio.timeout(CLOSE_S):
            await websocket.close(_public(worker.close_code), worker.close_reason or "")
    except (RuntimeError, TimeoutError, WebSocketDisconnect):
        abort(websocket.scope)


async def _to_worker(websocket: WebSocket, worker: ClientConnection) -> None:
    with contextlib.suppress(WebSocketDisconnect, ConnectionClosed):
        while True:
            received = await websocket.receive()
            if received["type"] == "websocket.disconnect":
                await worker.close(_public(received.get("code")))
                return
            data = received.get("bytes")
            await worker.send(received["text"] if data is None else data)


async def _to_client(websocket: WebSocket, worker: ClientConnection) -> None:
    with contextlib.suppress(ConnectionClosed, RuntimeError, WebSocketDisconnect):
        async for data in worker:
            if isinstance(data, str):
                await websocket.send_text(data)
            else:
                await websocket.send_bytes(data)


def _public(code: int | None) -> int:
    """A close code that may be sent: the ones that only describe an absence are replaced."""
    if code is None or code in _PRIVATE_CODES:
        return 1000
    return code
