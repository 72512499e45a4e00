"""The WebSocket transport: uvicorn's protocol with a size limit per path and a way to abort a stuck line.

The only file that knows uvicorn's protocol class. Three things are missing there: a message limit that
differs between the meeting socket (64 KiB) and media signalling, whose session descriptions grow with the
number of halls; closing a socket whose reader stands still, where waiting for the buffer to drain never ends;
and writing one frame, made once, to a thousand sockets without a task's turn for each.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable
from typing import cast

from starlette.types import Scope
from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

MEETING_LIMIT = 64 * 1024
SIGNAL_LIMIT = 1024 * 1024
WRITE_BUFFER = 256 * 1024
_ABORT = "giaoban.abort"
_WRITE = "giaoban.write"
_FIN_TEXT = 0x81


class SocketProtocol(WebSocketsSansIOProtocol):
    """One WebSocket connection."""

    def handle_connect(self, event: Request) -> None:
        """Choose the limit by path before the first message can arrive."""
        self.conn.max_message_size = SIGNAL_LIMIT if event.path.startswith("/rtc") else MEETING_LIMIT
        super().handle_connect(event)
        if hasattr(self, "scope"):
            extensions = cast(dict[str, object], self.scope["extensions"])
            extensions[_ABORT] = self._abort
            extensions[_WRITE] = self._write_now

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Bound what may wait in the transport itself."""
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=WRITE_BUFFER)

    async def send(self, message: ASGISendEvent) -> None:
        """As uvicorn's. A refusal with a body is an answer too: without this it logs that there was none."""
        await super().send(message)
        last = message["type"] == "websocket.http.response.body" and not message.get("more_body", False)
        if last and self.close_sent:
            self.handshake_complete = True

    def _abort(self) -> None:
        self.transport.abort()

    def _write_now(self, frames: bytes) -> bool:
        """Whole frames, written past the application's queue; False when the line cannot take them."""
        open_now = self.handshake_complete and not (self.close_sent or self.disconnected)
        if not open_now or not self.writable.is_set() or self.transport.is_closing():
            return False
        self.transport.write(frames)
        return True


def abort(scope: Scope) -> bool:
    """Drop the connection at once, without a closing handshake. False where the server cannot (tests)."""
    found = (scope.get("extensions") or {}).get(_ABORT)
    if found is None:
        return False
    cast(Callable[[], None], found)()
    return True


def writer(scope: Scope) -> Callable[[bytes], bool] | None:
    """What writes frames to the connection at once, or None where the server cannot (tests).

    It answers False when the connection is closing or its buffer is full; the frames are not written then.
    """
    found = (scope.get("extensions") or {}).get(_WRITE)
    return cast("Callable[[bytes], bool] | None", found)


def text_frame(text: str) -> bytes:
    """A text message as one frame of a server: unmasked, uncompressed (RFC 6455, 5.2)."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return bytes((_FIN_TEXT, size)) + payload
    if size < 1 << 16:
        return struct.pack("!BBH", _FIN_TEXT, 126, size) + payload
    return struct.pack("!BBQ", _FIN_TEXT, 127, size) + payload
