"""Recording of one room: every open up track is copied to the recorder's Unix socket as tap frames.

Bounded: a recorder that does not keep up loses packets (counted, reported as gaps), the room never waits.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from signaling import tap
from signaling.errors import PlaneError
from signaling.publication import Publication

if TYPE_CHECKING:
    from signaling.room import Room

MAX_BUFFER_BYTES = 16 * 1024 * 1024


class _TapConnection(asyncio.Protocol):
    """The socket towards the recorder; `on_keyframe(number)` is called when it needs a keyframe."""

    def __init__(self, on_keyframe: Callable[[int], None]) -> None:
        self.transport: asyncio.Transport | None = None
        self._on_keyframe = on_keyframe
        self._reader = tap.TapReader()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """What the recorder asks for. One that cannot be understood is cut off; its owner starts another."""
        try:
            for frame in self._reader.feed(data):
                if isinstance(frame, tap.TapKeyframe):
                    self._on_keyframe(frame.number)
        except tap.BadTapFrame:
            if self.transport is not None:
                self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """The recorder went away; it is the supervisor's to start another."""
        self.transport = None

    def write(self, frame: bytes) -> bool:
        """Queue a frame; False when the recorder is gone or too far behind."""
        transport = self.transport
        if transport is None or transport.get_write_buffer_size() > MAX_BUFFER_BYTES:
            return False
        transport.write(frame)
        return True


class RoomRecording:
    """Which tracks are tapped under which numbers, and the connection they go to."""

    def __init__(self, room: Room, wall_ms: Callable[[], int]) -> None:
        self._room = room
        self._wall_ms = wall_ms
        self._connection: _TapConnection | None = None
        self._numbers: dict[str, int] = {}
        self._next = 1
        self._path = ""
        self.dropped = 0

    @property
    def active(self) -> bool:
        """Whether a recorder is connected."""
        return self._connection is not None and self._connection.transport is not None

    async def start(self, path: str) -> None:
        """Connect to the recorder and tap everything published; raises PlaneError."""
        if self.active and path == self._path:
            return
        await self.stop()
        loop = asyncio.get_running_loop()
        try:
            _, connection = await loop.create_unix_connection(
                lambda: _TapConnection(self._keyframe_wanted), path
            )
        except OSError as error:
            raise PlaneError(f"recorder: {error.strerror}") from error
        self._connection, self._path = connection, path
        self._event(tap.ROOM, {"event": "room", "room": self._room.name})
        for publication in self._room.publications():
            self.publication_live(publication)

    async def stop(self) -> None:
        """End every tapped track and the connection."""
        for sid in list(self._numbers):
            self._end(sid)
        connection, self._connection = self._connection, None
        if connection is not None and connection.transport is not None:
            connection.transport.close()
            await asyncio.sleep(0)

    def publication_live(self, publication: Publication) -> None:
        """Tap a negotiated publication."""
        if not self.active or publication.sid in self._numbers or publication.spec is None:
            return
        number, self._next = self._next, self._next + 1
        self._numbers[publication.sid] = number
        codec = publication.spec.codecs[0]
        self._event(
            tap.TRACK_STARTED,
            {
                "event": "track_started",
                "number": number,
                "track": publication.sid,
                "identity": publication.owner.identity,
                "name": publication.owner.name,
                "source": publication.spec.source,
                "kind": publication.kind,
                "codec": codec.mime,
                "payload_type": codec.payload_type,
                "clock_rate": codec.clock_rate,
                "channels": 2 if publication.kind == "audio" else 1,
                "open": publication.open,
            },
        )
        self._room.sfu.tap(publication.sid, number, self._packet)

    def publication_ended(self, publication: Publication) -> None:
        """A tapped publication ended."""
        self._end(publication.sid)

    def gate_changed(self, publication: Publication) -> None:
        """The right to be recorded was given or taken."""
        number = self._numbers.get(publication.sid)
        if number is not None:
            data = {"event": "gap", "number": number, "track": publication.sid, "open": publication.open}
            self._event(tap.GAP, data)

    def _keyframe_wanted(self, number: int) -> None:
        """Ask the publisher; the forwarding room merges and limits such requests."""
        for sid, known in self._numbers.items():
            if known == number:
                self._room.sfu.request_keyframe(sid)

    def _end(self, sid: str) -> None:
        number = self._numbers.pop(sid, None)
        if number is not None:
            self._room.sfu.untap(sid)
            self._event(tap.TRACK_ENDED, {"event": "track_ended", "number": number, "track": sid})

    def _event(self, kind: int, data: dict[str, object]) -> None:
        now = datetime.fromtimestamp(self._wall_ms() / 1000, UTC)
        at = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._write(tap.event_frame(kind, {**data, "at": at, "mono_ns": time.monotonic_ns()}))

    def _packet(self, number: int, now_ns: int, packet: bytes) -> None:
        self._write(tap.rtp_frame(number, now_ns, packet))

    def _write(self, frame: bytes) -> None:
        if self._connection is None or not self._connection.write(frame):
            self.dropped += 1
