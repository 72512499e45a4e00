"""Runs the loads through a real worker process and turns what came of it into figures."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import psutil
from livekit.protocol.rtc import JoinRequest, Ping, SignalRequest, SignalResponse, WrappedJoinRequest
from websockets.asyncio.client import connect

from signaling.auth import ApiKey
from signaling.engines.embedded import EmbeddedConfig, EmbeddedPlane
from signaling.plane import PublishRights
from tests.bench.figures import Figure, percentile
from tests.bench.media.loads import LOADS, ROOM, Load

KEY = ApiKey("bench-key", "a secret for benchmarks that is longer than thirty-two bytes")
PROBE_S = 0.05
JOIN_LIMIT_S = 180


@dataclass
class Measured:
    """One load's window: what the clients say and what the worker used."""

    load: Load
    clients: dict[str, Any]
    cpu_s: float
    kernel_s: float
    seconds: float
    memory_before: int
    memory_after: int
    probes_ms: list[float] = field(default_factory=list)


class Probe:
    """Signal pings from a process that is otherwise idle: the worker's event loop shows in the answers."""

    def __init__(self, url: str, token: str) -> None:
        self._url, self._token = url, token
        self.rounds_ms: list[float] = []

    async def run(self) -> None:
        join = JoinRequest()
        join.connection_settings.auto_subscribe = False
        wrapped = WrappedJoinRequest(join_request=join.SerializeToString()).SerializeToString()
        query = __import__("base64").urlsafe_b64encode(wrapped).decode()
        headers = {"Authorization": f"Bearer {self._token}"}
        url = f"{self._url}/rtc/v1?join_request={query}"
        async with connect(url, additional_headers=headers, compression=None, max_size=None) as line:
            while True:
                await self._ping(line)
                await asyncio.sleep(PROBE_S)

    async def _ping(self, line: Any) -> None:
        before = time.perf_counter()
        request = SignalRequest(ping_req=Ping(timestamp=int(time.time() * 1000)))
        await line.send(request.SerializeToString())
        while SignalResponse.FromString(await line.recv()).WhichOneof("message") != "pong_resp":
            pass
        self.rounds_ms.append((time.perf_counter() - before) * 1000)


async def measure(load: Load, seconds: float) -> Measured:
    """Start a worker and a client process of their own, run the load, stop both."""
    plane = EmbeddedPlane(EmbeddedConfig(api=KEY))
    known = {child.pid for child in psutil.Process().children()}
    await plane.start()
    try:
        await plane.ensure_room(ROOM)
        worker = next(child for child in psutil.Process().children() if child.pid not in known)
        address = plane.worker_for(ROOM)
        return await _drive(plane, f"ws://{address.host}:{address.port}", load, seconds, worker)
    finally:
        await plane.stop(5)


async def _drive(
    plane: EmbeddedPlane, url: str, load: Load, seconds: float, worker: psutil.Process
) -> Measured:
    tokens = [_token(plane, f"seat-{number}") for number in range(load.participants)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.media.clients",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    probe = Probe(url, _token(plane, "probe-99", hidden=True))
    probing: asyncio.Task[None] | None = None
    try:
        task = {"load": load.name, "url": url, "tokens": tokens, "seconds": seconds}
        process.stdin.write(json.dumps(task).encode() + b"\n")
        await _word(process.stdout, "start")
        before, kernel_before = _cpu(worker)
        memory_before = worker.memory_info().rss
        probing = asyncio.create_task(probe.run())
        await _word(process.stdout, "end")
        after, kernel_after = _cpu(worker)
        memory_after = worker.memory_info().rss
        probing.cancel()
        clients = json.loads(await process.stdout.readline())
        spent, kernel = after - before, kernel_after - kernel_before
        return Measured(load, clients, spent, kernel, seconds, memory_before, memory_after, probe.rounds_ms)
    finally:
        if probing is not None:
            probing.cancel()
        if process.returncode is None:
            process.terminate()
        await process.wait()


def _token(plane: EmbeddedPlane, identity: str, *, hidden: bool = False) -> str:
    return plane.mint_grant(ROOM, identity, identity, PublishRights.all(), hidden=hidden).token


async def _word(stream: asyncio.StreamReader, word: str) -> None:
    async with asyncio.timeout(JOIN_LIMIT_S + 7200):
        line = await stream.readline()
    if line.strip().decode() != word:
        raise RuntimeError(f"the client process said {line!r}, not {word!r}")


def _cpu(process: psutil.Process) -> tuple[float, float]:
    """(all, of it in the kernel) in seconds."""
    times = process.cpu_times()
    return float(times.user + times.system), float(times.system)


def figures_of(measured: Measured, command: str) -> list[Figure]:
    """The table's rows of one load."""
    clients, name = measured.clients, measured.load.name
    received, missing = clients["received"], clients["missing"]
    delay = clients["delay_ms"]
    loss = 100 * missing / max(1, received + missing)
    growth = (measured.memory_after - measured.memory_before) / (1 << 20)
    cost = measured.cpu_s * 1e6 / max(1, received)
    rows = [
        (f"{name} forwarded ({measured.load.about})", clients["packets_per_s"], "packets/s", ""),
        (f"{name} worker CPU per forwarded packet", cost, "us", "<= 20"),
        (f"{name} of it in the kernel", measured.kernel_s * 1e6 / max(1, received), "us", ""),
        (f"{name} worker CPU share of one core", 100 * measured.cpu_s / measured.seconds, "%", ""),
        (f"{name} added delay p50", delay["p50"], "ms", ""),
        (f"{name} added delay p95", delay["p95"], "ms", "<= 5"),
        (f"{name} added delay p99", delay["p99"], "ms", "<= 15"),
        (f"{name} loss", loss, "%", "<= 0.01"),
        (
            f"{name} signal ping round p99 (bounds event-loop lag)",
            percentile(measured.probes_ms, 0.99),
            "ms",
            "<= 20",
        ),
        (f"{name} worker memory", measured.memory_after / (1 << 20), "MiB", ""),
        (f"{name} worker memory growth in the window", growth, "MiB", ""),
        (f"{name} client process CPU share of one core", 100 * clients["client_cpu_share"], "%", ""),
    ]
    return [Figure(label, value, unit, command, aim) for label, value, unit, aim in rows]


def run(names: Iterable[str] = tuple(LOADS), seconds: float = 15.0) -> list[Figure]:
    """Measure the loads one after the other."""
    figures: list[Figure] = []
    for name in names:
        print(f"measuring: media {name} …", file=sys.stderr, flush=True)
        command = f"python -m tests.bench.media {name} --seconds {seconds:g}"
        figures += figures_of(asyncio.run(measure(LOADS[name], seconds)), command)
    return figures
