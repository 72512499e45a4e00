"""One worker process seen from its supervisor: start it, ask it, hear it, notice its end."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import structlog

import signaling
from signaling.control import MAX_LINE_BYTES, decode_line, encode_line
from signaling.errors import PlaneError
from signaling.plane import WorkerAddress

log = structlog.get_logger(__name__)

READY_TIMEOUT_S = 60.0
CALL_TIMEOUT_S = 10.0
CONFIG_VARIABLE = "GIAOBAN_WORKER"
# Join requests carry a compressed offer in the URL; the default of 8 KiB is short for large rooms.
MAX_REQUEST_LINE_BYTES = 128 * 1024

EventSink = Callable[[str, Mapping[str, Any]], None]


class WorkerProcess:
    """A running worker; `ended` is set when it is gone, however it ended."""

    def __init__(self, config: Mapping[str, Any], sink: EventSink) -> None:
        self.ended = asyncio.Event()
        self.ports: dict[str, int] = {}
        self._config = config
        self._sink = sink
        self._ids = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._process: asyncio.subprocess.Process | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._task: asyncio.Task[None] | None = None
        self._ready: asyncio.Future[None] | None = None

    @property
    def pid(self) -> int:
        """The process id, 0 before the start."""
        return self._process.pid if self._process is not None else 0

    @property
    def address(self) -> WorkerAddress:
        """Its signal listener."""
        return WorkerAddress(str(self._config.get("signal_host", "127.0.0.1")), self.ports["signal_port"])

    async def start(self) -> None:
        """Start it and wait until it is ready; raises PlaneError."""
        ours, theirs = socket.socketpair()
        loop = asyncio.get_running_loop()
        self._ready = loop.create_future()
        try:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "signaling.worker",
                "--fd",
                str(theirs.fileno()),
                pass_fds=[theirs.fileno()],
                stdin=asyncio.subprocess.DEVNULL,
                env=self._environment(),
            )
        finally:
            theirs.close()
        reader, self._writer = await asyncio.open_unix_connection(sock=ours, limit=MAX_LINE_BYTES)
        self._task = asyncio.create_task(self._read(reader), name=f"worker {self._config['name']}")
        try:
            await asyncio.wait_for(asyncio.shield(self._ready), READY_TIMEOUT_S)
        except (TimeoutError, PlaneError) as error:
            await self.stop(0)
            raise PlaneError("media worker did not start") from error

    def _environment(self) -> dict[str, str]:
        root = str(Path(signaling.__file__).resolve().parent.parent)
        known = os.environ.get("PYTHONPATH")
        return {
            **os.environ,
            "PYTHONPATH": f"{root}{os.pathsep}{known}" if known else root,
            "WEBSOCKETS_MAX_LINE_LENGTH": str(MAX_REQUEST_LINE_BYTES),
            CONFIG_VARIABLE: json.dumps(self._config),
        }

    async def call(self, op: str, **arguments: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
        """Ask the worker; raises PlaneError when it refuses, is gone or too slow."""
        if self._writer is None or self.ended.is_set():
            raise PlaneError("media worker is gone")
        number = next(self._ids)
        future = self._waiting[number] = asyncio.get_running_loop().create_future()
        self._writer.write(encode_line({"id": number, "op": op, **arguments}))
        try:
            return await asyncio.wait_for(future, CALL_TIMEOUT_S)
        except TimeoutError as error:
            raise PlaneError(f"media worker does not answer {op}") from error
        finally:
            self._waiting.pop(number, None)

    async def _read(self, reader: asyncio.StreamReader) -> None:
        try:
            while line := await reader.readline():
                self._message(decode_line(line))
        except (ConnectionError, ValueError, PlaneError) as error:
            log.warning("worker channel broke", worker=self._config["name"], error=type(error).__name__)
        finally:
            self._gone()

    def _message(self, message: dict[str, Any]) -> None:
        if "event" in message:
            self._event(str(message["event"]), message.get("data", {}))
            return
        future = self._waiting.get(int(message.get("id") or 0))
        if future is None or future.done():
            return
        if message.get("ok"):
            future.set_result(message.get("result"))
        else:
            error = PlaneError(str(message.get("message", "")))
            error.code = str(message.get("code", PlaneError.code))
            future.set_exception(error)

    def _event(self, name: str, data: Mapping[str, Any]) -> None:
        if name == "ready" and self._ready is not None and not self._ready.done():
            self.ports = {key: int(value) for key, value in data.items() if value is not None}
            self._ready.set_result(None)
        else:
            self._sink(name, data)

    def _gone(self) -> None:
        self.ended.set()
        error = PlaneError("media worker is gone")
        for future in [*self._waiting.values(), self._ready]:
            if future is not None and not future.done():
                future.set_exception(error)
                future.exception()  # whoever waits sees it; nobody waiting is no fault
        if self._writer is not None:
            self._writer.close()

    async def stop(self, deadline_s: float) -> None:
        """Close its channel, which ends it; kill it at the deadline."""
        if self._writer is not None:
            self._writer.close()
        if self._process is not None:
            try:
                await asyncio.wait_for(self._process.wait(), max(deadline_s, 0.01))
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._gone()
