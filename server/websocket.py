"""The WebSocket transport: uvicorn's protocol with a size limit per path and a way to abort a stuck line.

The only file that knows uvicorn's protocol class. Two things are missing there: a message limit that differs
between the meeting socket (64 KiB) and media signalling, whose session descriptions grow with the number of
halls; and closing a socket whose reader stands still, where waiting for the buffer to drain never ends.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

from starlette.types import Scope
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

MEETING_LIMIT = 64 * 1024
SIGNAL_LIMIT = 1024 * 1024
WRITE_BUFFER = 256 * 1024
_EXTENSION = "giaoban.abort"


class SocketProtocol(WebSocketsSansIOProtocol):
    """One WebSocket connection."""

    def handle_connect(self, event: Request) -> None:
        """Choose the limit by path before the first message can arrive."""
        self.conn.max_message_size = SIGNAL_LIMIT if event.path.startswith("/rtc") else MEETING_LIMIT
        super().handle_connect(event)
        if hasattr(self, "scope"):
            extensions = cast(dict[str, object], self.scope["extensions"])
            extensions[_EXTENSION] = self._abort

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Bound what may wait in the transport itself."""
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=WRITE_BUFFER)

    def _abort(self) -> None:
        self.transport.abort()


def abort(scope: Scope) -> bool:
    """Drop the connection at once, without a closing handshake. False where the server cannot (tests)."""
    found = (scope.get("extensions") or {}).get(_EXTENSION)
    if found is None:
        return False
    cast(Callable[[], None], found)()
    return True
