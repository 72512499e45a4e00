"""The embedded engine: supervises worker processes, places rooms, puts back what a dead one held."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import structlog

from signaling.auth import ApiKey
from signaling.context import IceServer
from signaling.engines.figures import statistics_from_json
from signaling.engines.grants import grant_for
from signaling.engines.process import WorkerProcess
from signaling.errors import PlaneError
from signaling.plane import Grant, Listener, PlaneEvent, RoomStatistics, Unsubscribe, WorkerAddress
from signaling.rights import PublishRights
from signaling.steady import SteadyTime

log = structlog.get_logger(__name__)

RESTART_PAUSES_S = (0.0, 0.2, 1.0, 2.0)
STABLE_AFTER_S = 30.0


@dataclass(frozen=True)
class EmbeddedConfig:
    """Settings of the embedded engine.

    Worker n takes UDP port `udp_port + n` and TCP port `tcp_port - n`; 0 takes any free port, `tcp_port=None`
    turns ICE-TCP off. `addresses` are literal IP addresses told to clients.
    """

    api: ApiKey
    workers: int = 1
    addresses: tuple[str, ...] = ("127.0.0.1",)
    udp_port: int = 0
    tcp_port: int | None = 0
    max_participants: int = 100
    resume_grace_s: float = 20.0
    origins: tuple[str, ...] = ()
    ice_servers: tuple[IceServer, ...] = ()
    time: SteadyTime = field(default_factory=SteadyTime.begin)


@dataclass
class _Room:
    """Desired state of one room: what any worker that holds it must be told."""

    slot: int
    rights: dict[str, PublishRights] = field(default_factory=dict)
    removed: dict[str, float] = field(default_factory=dict)
    layouts: dict[str, dict[str, int]] = field(default_factory=dict)
    tap_path: str | None = None


class EmbeddedPlane:
    """A MediaPlane on worker processes of this machine."""

    def __init__(self, config: EmbeddedConfig) -> None:
        self._config = config
        self._workers: dict[int, WorkerProcess] = {}
        self._rooms: dict[str, _Room] = {}
        self._listeners: list[Listener] = []
        self._guards: list[asyncio.Task[None]] = []
        self._stopping = False
        self._restoring: set[str] = set()

    # -- life ------------------------------------------------------------------------

    async def start(self) -> None:
        """Start every worker and watch over it."""
        slots = range(self._config.workers)
        try:
            await asyncio.gather(*(self._spawn(slot) for slot in slots))
        except PlaneError:
            await self.stop(1.0)
            raise
        self._guards = [asyncio.create_task(self._guard(slot), name=f"guard {slot}") for slot in slots]

    async def stop(self, deadline_s: float) -> None:
        """End every worker; whatever is left at the deadline is killed."""
        self._stopping = True
        for guard in self._guards:
            guard.cancel()
        await asyncio.gather(*self._guards, return_exceptions=True)
        await asyncio.gather(*(worker.stop(deadline_s) for worker in self._workers.values()))
        self._workers.clear()

    def worker_pids(self) -> dict[int, int]:
        """Process ids by slot, for supervision from outside and for tests that kill."""
        return {slot: worker.pid for slot, worker in self._workers.items()}

    async def _spawn(self, slot: int) -> None:
        worker = WorkerProcess(self._worker_config(slot), self._tell)
        await worker.start()
        self._workers[slot] = worker

    def _worker_config(self, slot: int) -> dict[str, Any]:
        config = self._config
        return {
            "name": f"media-{slot}",
            "api": {"key": config.api.key, "secret": config.api.secret},
            "addresses": list(config.addresses),
            "udp_port": config.udp_port + slot if config.udp_port else 0,
            "tcp_port": config.tcp_port - slot if config.tcp_port else config.tcp_port,
            "max_participants": config.max_participants,
            "resume_grace_s": config.resume_grace_s,
            "origins": list(config.origins),
            "ice_servers": [asdict(one) for one in config.ice_servers],
            "time": config.time.origin_ns,
        }

    async def _guard(self, slot: int) -> None:
        """Wait for the worker's end and replace it, for as long as the plane runs."""
        failures = 0
        while not self._stopping:
            started = time.monotonic()
            await self._workers[slot].ended.wait()
            await self._workers.pop(slot).stop(0)
            failures = 0 if time.monotonic() - started > STABLE_AFTER_S else failures + 1
            log.warning("media worker ended", slot=slot)
            lost = [name for name, room in self._rooms.items() if room.slot == slot]
            self._restoring.update(lost)
            self._tell("worker_lost", {"slot": slot, "rooms": lost})
            await self._rehome(lost)
            await self._respawn(slot, failures)
            await self._apply([name for name, room in self._rooms.items() if room.slot == slot])
            self._tell("worker_back", {"slot": slot, "rooms": lost})

    async def _respawn(self, slot: int, failures: int) -> None:
        while True:
            await asyncio.sleep(
                RESTART_PAUSES_S[min(failures - 1, len(RESTART_PAUSES_S) - 1)] if failures else 0
            )
            try:
                await self._spawn(slot)
            except PlaneError as error:
                failures += 1
                log.error("media worker did not restart", slot=slot, code=error.code)
            else:
                return

    async def _rehome(self, names: list[str]) -> None:
        """Move rooms of a dead worker to live ones, if there are any."""
        if not self._workers:
            return
        for name in names:
            self._rooms[name].slot = self._emptiest()
        await self._apply(names)

    async def _apply(self, names: list[str]) -> None:
        for name in names:
            room = self._rooms.get(name)
            if room is None:  # closed meanwhile
                continue
            try:
                await self._put_back(name, room)
            except PlaneError as error:
                log.warning("room not put back", code=error.code)  # its worker died too: its guard is next
            else:
                self._restoring.discard(name)

    async def _put_back(self, name: str, room: _Room) -> None:
        worker = self._worker(room)
        await worker.call("ensure_room", room=name)
        for identity, at_s in room.removed.items():
            await worker.call("remove", room=name, identity=identity, at_s=at_s)
        for identity, rights in room.rights.items():
            await worker.call("set_rights", room=name, identity=identity, rights=rights.as_dict())
        if room.tap_path is not None:
            # The recorder may have ended with its line; its owner then starts another and asks again.
            with contextlib.suppress(PlaneError):
                await worker.call("start_recording", room=name, path=room.tap_path)

    # -- rooms -----------------------------------------------------------------------

    def _emptiest(self) -> int:
        load = {slot: 0 for slot in self._workers}
        for room in self._rooms.values():
            if room.slot in load:
                load[room.slot] += 1
        return min(load, key=lambda slot: (load[slot], slot))

    def _room(self, name: str) -> _Room:
        room = self._rooms.get(name)
        if room is None:
            if not self._workers:
                raise PlaneError("no media worker runs")
            room = self._rooms[name] = _Room(self._emptiest())
        return room

    def _worker(self, room: _Room) -> WorkerProcess:
        worker = self._workers.get(room.slot)
        if worker is None:
            raise PlaneError("media worker is restarting")
        return worker

    async def ensure_room(self, room: str) -> None:
        """Open a room on the emptiest worker."""
        desired = self._room(room)
        worker = self._worker(desired)
        if room in self._restoring:
            await self._put_back(room, desired)
            self._restoring.discard(room)
        else:
            await worker.call("ensure_room", room=room)

    async def close_room(self, room: str) -> None:
        """End a room on its worker; what was remembered of it goes with it."""
        desired = self._rooms.pop(room, None)
        self._restoring.discard(room)
        worker = self._workers.get(desired.slot) if desired is not None else None
        if worker is not None and not worker.ended.is_set():
            with self._unless_gone(worker):
                await worker.call("close_room", room=room)

    def mint_grant(
        self,
        room: str,
        identity: str,
        name: str,
        rights: PublishRights,
        *,
        hidden: bool = False,
        session: str = "",
        ttl_s: int = 6 * 3600,
    ) -> Grant:
        """A LiveKit token for one identity in one room."""
        api = self._config.api
        now = self.now_s()
        return grant_for(
            api, room, identity, name, rights, hidden=hidden, session=session, ttl_s=ttl_s, now=now
        )

    def now_s(self) -> float:
        """The time grants are dated and checked by, here and in every worker, in seconds since 1970."""
        return self._config.time.now_s()

    async def set_rights(self, room: str, identity: str, rights: PublishRights) -> None:
        """Remembered first, so that a worker that dies meanwhile gets it with everything else."""
        desired = self._room(room)
        desired.rights[identity] = rights
        worker = self._workers.get(desired.slot)
        if worker is not None and not worker.ended.is_set():
            with self._unless_gone(worker):
                await worker.call("set_rights", room=room, identity=identity, rights=rights.as_dict())

    async def remove(self, room: str, identity: str, reason: str) -> None:
        """Send a participant away and make its tokens useless."""
        desired = self._room(room)
        at_s = desired.removed[identity] = self.now_s()
        worker = self._workers.get(desired.slot)
        if worker is not None and not worker.ended.is_set():
            with self._unless_gone(worker):
                await worker.call("remove", room=room, identity=identity, at_s=at_s, reason=reason)

    async def set_layout(self, room: str, identity: str, hints: Mapping[str, int]) -> None:
        """Picture priorities for one viewer."""
        await self._worker(self._room(room)).call(
            "set_layout", room=room, identity=identity, hints=dict(hints)
        )

    async def start_recording(self, room: str, tap_path: str) -> None:
        """Connect the room's worker to the recorder."""
        desired = self._room(room)
        desired.tap_path = tap_path
        await self._worker(desired).call("start_recording", room=room, path=tap_path)

    async def stop_recording(self, room: str) -> None:
        """Disconnect the recorder."""
        desired = self._room(room)
        desired.tap_path = None
        await self._worker(desired).call("stop_recording", room=room)

    async def statistics(self, room: str) -> RoomStatistics:
        """Figures of a room."""
        return statistics_from_json(await self._worker(self._room(room)).call("statistics", room=room))

    async def counters(self) -> Mapping[int, Mapping[str, int]]:
        """Transport counters by worker slot, for metrics."""
        return {slot: await worker.call("counters") for slot, worker in list(self._workers.items())}

    def worker_for(self, room: str) -> WorkerAddress:
        """The signal listener of the room's worker."""
        worker = self._worker(self._room(room))
        # Nobody enters before the new worker knows what each may send.
        if worker.ended.is_set() or room in self._restoring:
            raise PlaneError("media worker is restarting")
        return worker.address

    # -- events ----------------------------------------------------------------------

    def subscribe(self, listener: Listener) -> Unsubscribe:
        """Be told of events; call the result to end it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def _tell(self, name: str, data: Mapping[str, object]) -> None:
        event = PlaneEvent(name, data)  # type: ignore[arg-type]
        for listener in list(self._listeners):
            try:
                listener(event)
            except Exception:  # a listener's fault is its own: supervision goes on
                log.exception("plane listener failed", plane_event=name)

    @contextlib.contextmanager
    def _unless_gone(self, worker: WorkerProcess) -> Any:  # noqa: ANN401 - a context manager
        """A worker that dies during a call is no failure of remembered state: its successor is told."""
        try:
            yield
        except PlaneError:
            if not worker.ended.is_set():
                raise
