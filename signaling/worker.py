"""One media worker: `python -m signaling.worker --fd N`, settings as JSON in GIAOBAN_WORKER.

The composition root of the process: ports, forwarding plane, registry, signal server, control channel and the
clock that drives them. It ends when its control channel closes.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import signal
import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import structlog
import uvloop
from livekit.protocol.models import DisconnectReason

from signaling.auth import ApiKey
from signaling.context import IceServer, WorkerConfig, WorkerContext
from signaling.control import ControlChannel, Operation
from signaling.fanout import fan_out
from signaling.registry import Registry
from signaling.rights import PublishRights
from signaling.sfu.node import MediaNode
from signaling.signal_server import SignalServer
from signaling.statistics import room_statistics
from signaling.steady import SteadyTime
from signaling.transport.addresses import parse_addresses
from signaling.transport.aiortc_adapter import Certificate
from signaling.transport.counters import Counters
from signaling.transport.endpoint import Endpoint
from signaling.transport.link import LinkServices
from signaling.transport.tcp import TcpListener

log = structlog.get_logger(__name__)

TICK_S = 0.02
HOUSEKEEPING_TICKS = 25
CONFIG_VARIABLE = "GIAOBAN_WORKER"


def config_from_json(text: str) -> WorkerConfig:
    """The supervisor's settings; unknown names are refused by the dataclass."""
    data: dict[str, Any] = json.loads(text)
    data["api"] = ApiKey(**data["api"])
    data["addresses"] = parse_addresses(data.get("addresses") or ["127.0.0.1"])
    data["origins"] = tuple(data.get("origins", ()))
    data["ice_servers"] = tuple(
        IceServer(tuple(one["urls"]), one.get("username", ""), one.get("credential", ""))
        for one in data.get("ice_servers", ())
    )
    data["time"] = SteadyTime(int(data["time"])) if "time" in data else SteadyTime.begin()
    return WorkerConfig(**data)


class Worker:
    """Everything of one worker process."""

    def __init__(self, config: WorkerConfig) -> None:
        self.node = MediaNode()
        self.counters = Counters()
        self.endpoint = Endpoint(self.node, self.counters)
        self.tcp = TcpListener(self.endpoint)
        self.control = ControlChannel(self._operations())
        services = LinkServices(Certificate(), self.counters, self.node.hot, time.monotonic)
        self.context = WorkerContext(
            config,
            self.node,
            self.endpoint,
            services,
            time.monotonic,
            config.time.now_ms,
            self.control.notify,
        )
        self.registry = Registry(self.context)
        self.signal = SignalServer(self.registry, self.context)
        self._ticker: asyncio.Task[None] | None = None

    async def open(self) -> dict[str, int | None]:
        """Bind the ports; gives them by name. Raises TransportClosed."""
        config = self.context.config
        tcp_port = (
            await self.tcp.open(config.addresses, config.tcp_port) if config.tcp_port is not None else None
        )
        udp_port = self.endpoint.open(config.addresses, config.udp_port, tcp_port)
        signal_port = await self.signal.open()
        self._ticker = asyncio.create_task(self._tick(), name="tick")
        return {"udp_port": udp_port, "tcp_port": tcp_port, "signal_port": signal_port}

    async def close(self) -> None:
        """End rooms, then ports; clients are told to come back, as there will be a successor."""
        await asyncio.gather(*(room.close(DisconnectReason.SERVER_SHUTDOWN) for room in self.registry.all()))
        if self._ticker is not None:
            self._ticker.cancel()
            await asyncio.gather(self._ticker, return_exceptions=True)
        await self.signal.close()
        await self.tcp.close()
        self.endpoint.close()

    async def _tick(self) -> None:
        count = 0
        while True:
            await asyncio.sleep(TICK_S)
            count += 1
            self.node.tick(time.monotonic_ns())
            if self.node.hot.blocked:
                self.endpoint.await_writable()
            for room in self.registry.all():
                fan_out(room)
                if count % HOUSEKEEPING_TICKS == 0:
                    room.housekeeping(self.context.clock())

    # -- the supervisor's requests -----------------------------------------------------

    def _operations(self) -> Mapping[str, Operation]:
        return {
            "ensure_room": self._ensure_room,
            "close_room": self._close_room,
            "set_rights": self._set_rights,
            "remove": self._remove,
            "set_layout": self._set_layout,
            "start_recording": self._start_recording,
            "stop_recording": self._stop_recording,
            "statistics": self._statistics,
            "counters": self._counters,
        }

    async def _ensure_room(self, message: Mapping[str, Any]) -> None:
        self.registry.ensure(str(message["room"]))

    async def _close_room(self, message: Mapping[str, Any]) -> None:
        await self.registry.close_room(str(message["room"]))

    async def _set_rights(self, message: Mapping[str, Any]) -> None:
        rights = PublishRights(**message["rights"])
        self.registry.ensure(str(message["room"])).set_rights(str(message["identity"]), rights)

    async def _remove(self, message: Mapping[str, Any]) -> None:
        self.registry.remove(str(message["room"]), str(message["identity"]), float(message["at_s"]))

    async def _set_layout(self, message: Mapping[str, Any]) -> None:
        self.registry.ensure(str(message["room"])).set_layout(str(message["identity"]), message["hints"])

    async def _start_recording(self, message: Mapping[str, Any]) -> None:
        await self.registry.ensure(str(message["room"])).recording.start(str(message["path"]))

    async def _stop_recording(self, message: Mapping[str, Any]) -> None:
        await self.registry.ensure(str(message["room"])).recording.stop()

    async def _statistics(self, message: Mapping[str, Any]) -> dict[str, Any]:
        return room_statistics(self.registry.room(str(message["room"])))

    async def _counters(self, _message: Mapping[str, Any]) -> dict[str, int]:
        media = {f"media_{name}": count for name, count in asdict(self.node.hot.counters).items()}
        return {**self.counters.snapshot(), **self.context.counters, **media}


async def run(config: WorkerConfig, fd: int) -> None:
    """Open, serve the control channel until it closes, close."""
    worker = Worker(config)
    ports = await worker.open()
    # The 64,000 objects of the modules stay for good: full collections, which stop all packets, skip them.
    gc.collect()
    gc.freeze()
    try:
        await worker.control.serve(fd, ports)
    finally:
        await worker.close()


def main() -> None:
    """Entry of the worker process."""
    parser = argparse.ArgumentParser(prog="signaling.worker")
    parser.add_argument("--fd", type=int, required=True, help="inherited control socket")
    arguments = parser.parse_args()
    config = config_from_json(os.environ.pop(CONFIG_VARIABLE))
    # Ctrl-C and service managers signal the whole group: the worker ends when its supervisor says so.
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_IGN)
    uvloop.run(run(config, arguments.fd))


if __name__ == "__main__":
    main()
