"""One signal connection without I/O: bytes in, decoded and budgeted, to a handler by message kind; bytes out.

A malformed or too frequent message raises a typed error; the shell closes that one connection with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from google.protobuf.message import DecodeError, Message
from livekit.protocol.rtc import SignalRequest, SignalResponse

from signaling.errors import BadMessage, TooManyMessages
from signaling.session.budget import Budget

MESSAGE_BURST = 400
MESSAGES_PER_S = 100
BYTE_BURST = 4 * 1024 * 1024
BYTES_PER_S = 512 * 1024
MAX_OUT_MESSAGES = 4096
MAX_OUT_BYTES = 8 * 1024 * 1024

Handlers = Mapping[str, Callable[[Any], None]]


class Outbox:
    """Messages towards one client, bounded: a reader that does not keep up is cut, never waited for."""

    def __init__(self) -> None:
        self.overflowed = False
        self.closing: tuple[int, str] | None = None
        self._queue: deque[bytes] = deque()
        self._bytes = 0
        self._wake: Callable[[], None] = lambda: None

    def on_output(self, wake: Callable[[], None]) -> None:
        """Call `wake` whenever there is something to take."""
        self._wake = wake

    def put(self, response: SignalResponse) -> None:
        """Queue one message."""
        if self.closing is not None or self.overflowed:
            return
        data = response.SerializeToString()
        self._bytes += len(data)
        self._queue.append(data)
        self.overflowed = len(self._queue) > MAX_OUT_MESSAGES or self._bytes > MAX_OUT_BYTES
        self._wake()

    def close(self, code: int, reason: str) -> None:
        """Close the connection after what is queued."""
        if self.closing is None:
            self.closing = (code, reason)
        self._wake()

    def take(self) -> list[bytes]:
        """Everything queued so far."""
        taken = list(self._queue)
        self._queue.clear()
        self._bytes = 0
        return taken


class SignalSession:
    """Decodes one connection's requests and hands them on."""

    def __init__(self, handlers: Handlers, now: float) -> None:
        self.outbox = Outbox()
        self._handlers = handlers
        self._messages = Budget(MESSAGE_BURST, MESSAGES_PER_S, now)
        self._bytes = Budget(BYTE_BURST, BYTES_PER_S, now)

    def receive(self, data: bytes | str, now: float) -> None:
        """Take one message; raises BadMessage or TooManyMessages (or what a handler raises on purpose)."""
        if not self._messages.spend(1, now) or not self._bytes.spend(len(data), now):
            raise TooManyMessages
        if isinstance(data, str):
            raise BadMessage("text message")
        try:
            request = SignalRequest.FromString(data)
        except (DecodeError, ValueError) as error:
            raise BadMessage("not a SignalRequest") from error
        kind = request.WhichOneof("message")
        handler = self._handlers.get(kind or "")
        if handler is not None:
            handler(_value(request, kind or ""))


def _value(request: SignalRequest, kind: str) -> Message | int:
    value: Message | int = getattr(request, kind)
    return value
