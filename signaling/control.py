"""The control channel between supervisor and worker: JSON lines over an inherited Unix socket.

Requests `{"id", "op", ...}` are answered `{"id", "ok", "result" | "code"}`; events are
`{"event", "data"}`. The worker's side is here; when the channel closes, the worker ends.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from signaling.errors import PlaneError, SignalingError

log = structlog.get_logger(__name__)

MAX_LINE_BYTES = 4 * 1024 * 1024
Operation = Callable[[Mapping[str, Any]], Awaitable[Any]]


def encode_line(message: Mapping[str, Any]) -> bytes:
    """One message as a line."""
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def decode_line(line: bytes) -> dict[str, Any]:
    """A line as a message; raises PlaneError."""
    try:
        message = json.loads(line)
    except ValueError as error:
        raise PlaneError("control line is not JSON") from error
    if not isinstance(message, dict):
        raise PlaneError("control line is not an object")
    return message


class ControlChannel:
    """Serves the supervisor's requests one after the other and sends it events."""

    def __init__(self, operations: Mapping[str, Operation]) -> None:
        self._operations = operations
        self._writer: asyncio.StreamWriter | None = None

    async def serve(self, fd: int, ready: Mapping[str, Any]) -> None:
        """Say `ready`, then serve until the supervisor closes the channel."""
        sock = socket.socket(fileno=fd)
        reader, self._writer = await asyncio.open_unix_connection(sock=sock, limit=MAX_LINE_BYTES)
        self.notify("ready", ready)
        try:
            while line := await reader.readline():
                await self._request(line)
        except (ConnectionError, ValueError) as error:
            log.warning("control channel broke", error=type(error).__name__)
        finally:
            self._writer.close()
            self._writer = None

    def notify(self, event: str, data: Mapping[str, Any]) -> None:
        """Send an event, if the supervisor is there."""
        self._write({"event": event, "data": dict(data)})

    async def _request(self, line: bytes) -> None:
        message = decode_line(line)
        operation = self._operations.get(str(message.get("op")))
        answer: dict[str, Any] = {"id": message.get("id")}
        try:
            if operation is None:
                raise PlaneError("unknown operation")
            answer |= {"ok": True, "result": await operation(message)}
        except SignalingError as error:
            answer |= {"ok": False, "code": error.code, "message": str(error)}
        self._write(answer)

    def _write(self, message: Mapping[str, Any]) -> None:
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write(encode_line(message))
