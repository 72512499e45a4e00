"""Recorder processes, one per recorded meeting: started, watched, ended; their alarms brought to the chair.

A recorder that dies while its meeting is still recorded is started again with a new take; the gap is in the
record. Its alarms arrive as JSON lines on its standard output and become commands of the system.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

from recordings.recover import recover_all, unfinished
from server.clock import Clock
from server.errors import Unavailable
from server.media.sockets import TapSockets
from server.metrics import Metrics
from signaling.steady import elapsed_ns

START_S = 30.0
FINISH_S = 10.0
Report = Callable[[str, str, dict[str, object]], Awaitable[None]]
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Running:
    process: Process
    socket: Path
    watch: asyncio.Task[None]
    ending: bool = False


class Recorders:
    """The recorder processes of this server. ``report(meeting, command, data)`` gives a system command.

    The takes are kept in ``folder``, the sockets the recorders listen on in ``sockets``.
    """

    def __init__(self, folder: Path, sockets: Path, report: Report, metrics: Metrics, clock: Clock) -> None:
        self._folder = folder
        self._sockets = TapSockets(sockets)
        self._report = report
        self._clock = clock
        self._metrics = metrics
        self._running: dict[str, _Running] = {}
        self._died: list[Callable[[str], None]] = []

    @property
    def running(self) -> list[str]:
        """Meetings being recorded."""
        return list(self._running)

    def on_death(self, listener: Callable[[str], None]) -> None:
        """Call ``listener`` with the meeting whose recorder ended without being asked to."""
        self._died.append(listener)

    async def recover(self) -> None:
        """Complete, beside the start, what a kill left unfinished, and clear away what it left lying."""
        await asyncio.to_thread(self._sockets.sweep)
        folders = unfinished(self._folder) if self._folder.exists() else []
        if folders:
            done = await asyncio.to_thread(recover_all, self._folder)
            _log.info("records.recovered", found=len(folders), completed=len(done))

    async def start(self, meeting: str) -> Path:
        """Start a recorder and return the Unix socket it listens on. Raises ``Unavailable``."""
        socket = self._sockets.new()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "server.media.recorder",
            "--meeting",
            meeting,
            "--folder",
            str(self._folder / meeting),
            "--socket",
            str(socket),
            "--origin-ns",
            str(round(self._clock().timestamp() * 1_000_000_000) - elapsed_ns()),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            start_new_session=True,
        )
        if not await self._is_ready(process):
            await self._end(process)
            socket.unlink(missing_ok=True)
            await self._report(meeting, "recording.failed", {"reason": "recorder"})
            raise Unavailable("media.recorder")
        watch = asyncio.create_task(self._watch(meeting, process), name=f"recorder-{meeting}")
        self._running[meeting] = _Running(process, socket, watch)
        self._metrics.recorders.set(len(self._running))
        return socket

    async def _is_ready(self, process: Process) -> bool:
        try:
            async with asyncio.timeout(START_S):
                return _parse(await _stdout(process).readline()).get("event") == "ready"
        except TimeoutError:
            return False

    async def _watch(self, meeting: str, process: Process) -> None:
        while line := await _stdout(process).readline():
            said = _parse(line)
            if said.get("event") == "alarm":
                await self._report(meeting, "recording.alarm", {"code": str(said.get("code"))})
            elif said.get("event") == "failed":
                await self._report(meeting, "recording.failed", {"reason": str(said.get("reason"))})
        code = await process.wait()
        running = self._running.pop(meeting, None)
        if running is not None:
            running.socket.unlink(missing_ok=True)
        self._metrics.recorders.set(len(self._running))
        if running is not None and not running.ending:
            _log.error("recorder.died", meeting=meeting, code=code)
            await asyncio.to_thread(recover_all, self._folder / meeting)
            for listener in self._died:
                listener(meeting)

    async def finish(self, meeting: str) -> None:
        """End a recorder and wait until its manifest is complete."""
        running = self._running.get(meeting)
        if running is None:
            return
        running.ending = True
        await self._end(running.process)
        with contextlib.suppress(asyncio.CancelledError):
            await running.watch
        await asyncio.to_thread(recover_all, self._folder / meeting)

    async def stop(self, deadline_s: float) -> None:
        """End every recorder."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(deadline_s):
                await asyncio.gather(*(self.finish(meeting) for meeting in self.running))
        for running in self._running.values():
            running.socket.unlink(missing_ok=True)
        self._sockets.close()

    async def _end(self, process: Process) -> None:
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(FINISH_S):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


def _stdout(process: Process) -> asyncio.StreamReader:
    if process.stdout is None:
        raise Unavailable("media.recorder")
    return process.stdout


def _parse(line: bytes) -> dict[str, object]:
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
