"""The forwarding plane of one worker process: the hot path and the rooms above it. Sans-IO."""

from __future__ import annotations

from signaling.sfu.hotpath import HotPath
from signaling.sfu.line import Line
from signaling.sfu.pyhot import PythonHotPath
from signaling.sfu.room import Room
from signaling.sfu.specs import ConnHandle, Extensions, RoomConfig


class MediaNode:
    """Owns the rooms. Connections belong to a room from the start."""

    def __init__(self, hot: HotPath | None = None, config: RoomConfig | None = None) -> None:
        self.hot: HotPath = hot or PythonHotPath()
        self.rooms: dict[str, Room] = {}
        self._config = config or RoomConfig()

    def room(self, name: str) -> Room:
        """The room of this name, made on first use."""
        if name not in self.rooms:
            self.rooms[name] = Room(name, self.hot, self._config)
        return self.rooms[name]

    def close_room(self, name: str) -> None:
        """End every connection of a room and forget it."""
        room = self.rooms.pop(name, None)
        if room is not None:
            for line in list(room.lines):
                room.remove_line(line)

    def add_connection(self, room: str, participant: str) -> ConnHandle:
        """A connection of a participant; keys, path and addresses are given to `hot` later."""
        return self.room(room).add_line(participant).conn

    def remove_connection(self, conn: ConnHandle) -> None:
        """End it with its publications and subscriptions; harmless when repeated."""
        line: Line = conn.label
        if line in line.room.lines:
            line.room.remove_line(line)

    def set_extensions(self, conn: ConnHandle, extensions: Extensions) -> None:
        """Header extension ids negotiated on the connection; before subscriptions are made on it."""
        line: Line = conn.label
        line.room.set_extensions(line, extensions)

    def poll(self, now_ns: int) -> None:
        """After each batch of datagrams: place new SSRCs, act on RTCP. Cheap when nothing waits."""
        if not self.hot.pending:
            return
        placed: list[ConnHandle] = []
        for unknown in self.hot.drain_unknown():
            line: Line = unknown.conn.label
            if line.room.on_unknown(line, unknown, now_ns) and unknown.conn not in placed:
                placed.append(unknown.conn)
        for conn in placed:
            self.hot.release_held(conn, now_ns)
        for received in self.hot.drain_rtcp():
            sender: Line = received.conn.label
            sender.room.on_rtcp(sender, received.data, now_ns)

    def tick(self, now_ns: int) -> None:
        """Every 20 ms."""
        self.poll(now_ns)
        for room in self.rooms.values():
            room.tick(now_ns)
        if self.hot.blocked:
            self.hot.flush_all()
