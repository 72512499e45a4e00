"""The meeting socket: views and patches out, commands and signals in. Knows the wire, not the meeting.

What a client sends is parsed once, bounded (64 KiB, a token bucket) and answered with the one error shape; a
client that keeps sending what cannot be read is closed with 1008.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
from dataclasses import dataclass, field
from typing import Annotated

import structlog
from fastapi import APIRouter, Path, WebSocket
from starlette.websockets import WebSocketDisconnect

from rooms import Meeting, may_mark, may_present
from server.errors import (
    Close,
    Forbidden,
    Malformed,
    NotFound,
    ServerError,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from server.http import Origins, error_body, language_of
from server.meetings.admission import Admitted
from server.meetings.aids import as_told, require_in_front
from server.meetings.aside import ALONE, is_aside, require_first
from server.meetings.hub import Screen, bye, pong, reply_error, reply_ok
from server.meetings.limits import Bucket
from server.meetings.outbox import Direct, End
from server.meetings.presence import connection_id
from server.meetings.signals import INK, SIGNALS, ZOOM, SignalSpec, counts_as
from server.messages import Language, message
from server.services import Services
from server.websocket import MEETING_LIMIT, abort, text_frame, writer

router = APIRouter()
MAX_BAD = 50
CLOSE_S = 2.0
PENDING = 32
MAX_KEY = 100
MAX_WHOLE = 2**53  # beyond it a JSON reader may round
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Line:
    """What one open socket needs."""

    websocket: WebSocket
    services: Services
    meeting: str
    admitted: Admitted
    screen: Screen
    language: Language
    bucket: Bucket
    signal_buckets: dict[str, Bucket] = field(default_factory=dict)
    bad: int = 0
    tasks: set[asyncio.Task[None]] = field(default_factory=set)


@router.websocket("/meetings/{meeting_id}/socket")
async def meeting_socket(
    websocket: WebSocket, meeting_id: Annotated[str, Path(pattern=r"^[a-z0-9-]{1,40}$")]
) -> None:
    """A screen's line to its meeting. A page of a foreign origin is refused before the upgrade."""
    services: Services = websocket.app.state.services
    if not Origins(services.settings).allows(websocket.headers, websocket.url.scheme):
        await websocket.close(Close.POLICY)
        return
    await websocket.accept()
    language = language_of(websocket)
    try:
        line = await _open(websocket, services, meeting_id, language)
    except ServerError as error:
        await _say_goodbye(websocket, End(_close_code(error), error.code), language)
        return
    try:
        await _serve(line)
    finally:
        await _leave(line)


async def _open(websocket: WebSocket, services: Services, meeting_id: str, language: Language) -> _Line:
    if services.meetings.stopping:
        raise Unavailable("server.stopping")
    admitted = await services.admission.admit(websocket, meeting_id)
    connection = connection_id(services.node, admitted.viewer, admitted.session)
    aside = is_aside(websocket.query_params.get("screen"), admitted.viewer)
    screen = await services.meetings.open_screen(
        meeting_id, admitted.viewer, admitted.session, connection, admitted.name, seated=not aside
    )
    try:
        # What ended while the screen was opening had nothing to close yet.
        if not await services.admission.is_live(admitted.session):
            raise Unauthenticated("session.ended")
        state = await services.meetings.state(meeting_id)
        require_first(state, screen, services.meetings.screens(meeting_id))
    except ServerError:
        _give_up(services, meeting_id, screen)
        raise
    rate = services.settings.socket_rate
    bucket = Bucket(rate, 3.0 * rate, asyncio.get_running_loop().time())
    services.metrics.sockets.inc()
    return _Line(websocket, services, meeting_id, admitted, screen, language, bucket)


async def _serve(line: _Line) -> None:
    """Read and write until either ends."""
    line.screen.outbox.direct = _direct(line.websocket)
    reader = asyncio.create_task(_read(line), name="socket-reader")
    writer = asyncio.create_task(_write(line), name="socket-writer")
    ender = asyncio.create_task(_wait_for_end(line), name="socket-ender")
    await asyncio.wait({reader, writer, ender}, return_when=asyncio.FIRST_COMPLETED)
    tasks = (reader, writer, ender, *line.tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    end = line.screen.outbox.end
    if end is not None:
        line.services.metrics.sockets_ended.labels(code=end.code).inc()
        await _say_goodbye(line.websocket, end, line.language)


def _direct(websocket: WebSocket) -> Direct | None:
    write = writer(websocket.scope)
    return None if write is None else lambda message: write(message.encoded(text_frame))


async def _wait_for_end(line: _Line) -> None:
    """Until the line must be closed even though its writer stands still."""
    outbox = line.screen.outbox
    await outbox.ended.wait()
    if outbox.end is None or outbox.end.close != Close.TOO_SLOW:
        await asyncio.sleep(CLOSE_S)


async def _leave(line: _Line) -> None:
    line.services.metrics.sockets.dec()
    _give_up(line.services, line.meeting, line.screen)


def _give_up(services: Services, meeting: str, screen: Screen) -> None:
    """Take a screen away, and its connection from the meeting unless other screens share it."""
    meetings = services.meetings
    meetings.detach(meeting, screen)
    shared = any(other.connection == screen.connection for other in meetings.screens(meeting))
    if screen.seated and not meetings.stopping and not shared:
        meetings.spawn(meetings.disconnect_seat(meeting, screen.viewer.seat, screen.connection), "disconnect")


async def _write(line: _Line) -> None:
    while (text := await line.screen.outbox.next()) is not None:
        await line.websocket.send({"type": "websocket.send", "text": text})


async def _read(line: _Line) -> None:
    with contextlib.suppress(WebSocketDisconnect):
        while line.bad < MAX_BAD:
            received = await line.websocket.receive()
            if received["type"] == "websocket.disconnect":
                return
            text = received.get("text")
            if text is None or len(text) > MEETING_LIMIT:
                too_big = text is not None
                code = "socket.too_big" if too_big else "socket.malformed"
                line.screen.outbox.close(End(Close.TOO_BIG if too_big else Close.POLICY, code))
                return
            if line.screen.outbox.end is not None:
                return  # it has been ended; a client that does not read is not obeyed meanwhile
            await _receive(line, text)
        line.screen.outbox.close(End(Close.POLICY, "socket.malformed"))


async def _receive(line: _Line, text: str) -> None:
    key: str | None = None
    try:
        data = _parse(text)
        found = data.get("key")
        key = found if isinstance(found, str) and len(found) <= MAX_KEY else None
        if not line.bucket.take(asyncio.get_running_loop().time()):
            raise TooMany("socket.rate", retry_after_s=1)
        await _dispatch(line, data, key)
    except ServerError as error:
        line.bad += 1
        line.services.metrics.refused.labels(where="socket", code=error.code).inc()
        line.screen.outbox.put(reply_error(key, error_body(error, line.language)))
    else:
        line.bad = max(0, line.bad - 1)


def _parse(text: str) -> dict[str, object]:
    """The message, in JSON as RFC 8259 has it: no NaN, no lone surrogate, which no client could read."""
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
        if "\\ud" in text.lower():
            json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Malformed("socket.malformed") from None
    if not isinstance(data, dict):
        raise Malformed("socket.malformed")
    return data


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


async def _dispatch(line: _Line, data: dict[str, object], key: str | None) -> None:
    kind = data.get("type")
    if kind == "command":
        await _command(line, data, key)
    elif kind == "resync":
        line.services.meetings.resync(line.meeting, line.screen)
    elif kind == "ping":
        _ping(line, data.get("t"))
    elif kind == "signal":
        await _signal(line, data)
    else:
        raise Malformed("socket.malformed", field="type")


async def _command(line: _Line, data: dict[str, object], key: str | None) -> None:
    name, body = data.get("command"), data.get("data", {})
    if key is None or not isinstance(name, str) or not isinstance(body, dict):
        raise Malformed("socket.malformed", field="command")
    if len(line.tasks) >= PENDING:
        raise TooMany("socket.rate", retry_after_s=1)
    task = asyncio.create_task(_execute(line, name, body, key), name="socket-command")
    line.tasks.add(task)
    task.add_done_callback(line.tasks.discard)


async def _execute(line: _Line, name: str, body: dict[str, object], key: str) -> None:
    meetings, metrics, viewer = line.services.meetings, line.services.metrics, line.screen.viewer
    try:
        with metrics.command_seconds.time(), line.services.guesses.attempt(line.meeting, viewer, name):
            outcome = await meetings.execute(line.meeting, name, body, key, viewer)
    except ServerError as error:
        metrics.refused.labels(where="command", code=error.code).inc()
        line.screen.outbox.put(reply_error(key, error_body(error, line.language)))
    except Exception as error:
        _log.error("socket.command_failed", exc_info=error)
        line.screen.outbox.put(reply_error(key, error_body(ServerError("server.internal"), line.language)))
    else:
        line.screen.outbox.put(reply_ok(key, outcome.seq))


def _ping(line: _Line, sent: object) -> None:
    if not _is_number(sent):
        raise Malformed("socket.malformed", field="t")
    line.screen.outbox.put(pong(sent, line.services.clock()))


async def _signal(line: _Line, data: dict[str, object]) -> None:
    name, body = data.get("name"), data.get("data")
    spec = SIGNALS.get(name) if isinstance(name, str) else None
    if spec is None or not isinstance(name, str) or not isinstance(body, dict):
        raise Malformed("socket.malformed", field="signal")
    viewer = line.screen.viewer
    state = await line.services.meetings.state(line.meeting)
    if not counts_as(state, viewer, spec.senders):
        raise Forbidden("role.denied")
    parsed = spec.parse(body)
    _keep_the_rate(line, name, spec)
    _require_right(state, viewer.seat, spec)
    if name in (ZOOM, INK):
        require_in_front(state, parsed)
        parsed = as_told(state, viewer.seat, parsed)
    if name == INK:
        line.services.meetings.aids(line.meeting).require_room(state, parsed)
    await line.services.meetings.signal(line.meeting, name, {**parsed, "seat": viewer.seat})


def _require_right(state: Meeting, seat: str, spec: SignalSpec) -> None:
    """Raise Forbidden unless the seat may present, or draw, where the signal asks for it."""
    if spec.presenter and not may_present(state, seat):
        raise Forbidden("front.not_presenter")
    if spec.marker and not may_mark(state, seat):
        raise Forbidden("front.not_marker")


def _keep_the_rate(line: _Line, name: str, spec: SignalSpec) -> None:
    now = asyncio.get_running_loop().time()
    bucket = line.signal_buckets.setdefault(name, Bucket(spec.per_s, spec.burst, now))
    if not bucket.take(now):
        raise TooMany("socket.rate", retry_after_s=1)


def _is_number(value: object) -> bool:
    """A number every client can read back."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) if isinstance(value, float) else abs(value) <= MAX_WHOLE


async def _say_goodbye(websocket: WebSocket, end: End, language: Language) -> None:
    try:
        async with asyncio.timeout(CLOSE_S):
            text = bye(end.code, message(end.code, language))
            await websocket.send({"type": "websocket.send", "text": text})
            await websocket.send({"type": "websocket.close", "code": end.close, "reason": end.code})
    except (TimeoutError, RuntimeError, WebSocketDisconnect, OSError):
        abort(websocket.scope)


def _close_code(error: ServerError) -> int:
    if isinstance(error, Unauthenticated):
        return Close.SIGNED_OUT
    if error.code == ALONE.code:
        return ALONE.close
    if isinstance(error, Forbidden | NotFound) or error.code == "seat.not_admitted":
        return Close.NOT_ADMITTED
    return Close.RESTART if isinstance(error, Unavailable) else Close.POLICY
