"""A server that ends, by order or by a kill: its workers end too, and clients are told to come back."""

from __future__ import annotations

import asyncio
import os
import signal
import sys

import psutil
from livekit.protocol.rtc import LeaveRequest, SignalResponse
from structlog.testing import capture_logs
from websockets.asyncio.client import connect

from tests.support.media import media_lab, plain_token, until

SUPERVISOR = """
import asyncio
from tests.support.media import media_lab
async def main():
    async with media_lab() as lab:
        print(*lab.plane.worker_pids().values(), flush=True)
        await asyncio.sleep(600)
asyncio.run(main())
"""


async def test_a_worker_that_ends_tells_its_clients_to_come_back() -> None:
    async with media_lab() as lab:
        async with connect(f"{lab.url()}/rtc?access_token={plain_token('a')}", proxy=None) as socket:
            await socket.recv()
            stopping = asyncio.create_task(lab.plane.stop(10))
            async with asyncio.timeout(10):
                while True:
                    response = SignalResponse.FromString(await socket.recv())  # type: ignore[arg-type]
                    if response.WhichOneof("message") == "leave":
                        break
            assert response.leave.action == LeaveRequest.Action.RECONNECT
        await stopping


async def test_an_ordinary_stop_is_quiet_even_when_the_whole_group_was_signalled() -> None:
    async with media_lab() as lab:
        with capture_logs() as logs:
            for pid in lab.plane.worker_pids().values():
                os.kill(pid, signal.SIGINT)
                os.kill(pid, signal.SIGTERM)
            assert await lab.plane.counters()  # it works on until its supervisor ends it
            await lab.plane.stop(10)
        assert [one for one in logs if one["log_level"] != "info"] == []
        assert not lab.named("worker_lost")


async def test_a_worker_does_not_outlive_a_killed_supervisor() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        SUPERVISOR,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": "."},
    )
    assert process.stdout is not None
    worker = psutil.Process(int(await asyncio.wait_for(process.stdout.readline(), 60)))
    process.send_signal(signal.SIGKILL)
    await process.wait()
    await until(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE, 30)
