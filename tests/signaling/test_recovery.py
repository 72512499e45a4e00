"""A killed worker: its rooms are back on a new process and the clients come back by themselves."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
from livekit import rtc

from signaling import tap
from signaling.plane import PublishRights
from tests.support.hall import Hall
from tests.support.media import SignalLine, media_lab, until

pytestmark = pytest.mark.kill


async def test_after_a_kill_clients_are_back_with_their_rights() -> None:
    async with media_lab(resume_grace_s=4.0) as lab, SignalLine(lab) as line:
        sender, viewer = Hall(5), Hall(6)
        for hall in (sender, viewer):
            await hall.join(line.url, lab.token(f"hall-{hall.number}"), auto_subscribe=True)
        await sender.publish()
        await lab.plane.set_rights("demo", "hall-5", PublishRights(camera=True))
        await until(lambda: viewer.sees("hall-5") == {5}, 30)
        [pid] = lab.plane.worker_pids().values()
        os.kill(pid, signal.SIGKILL)
        await until(lambda: lab.named("worker_lost"), 30)
        viewer.forget()
        await until(lambda: viewer.sees("hall-5") == {5}, 60)
        assert lab.named("worker_back")
        assert 5 not in viewer.hears()
        await lab.plane.set_rights("demo", "hall-5", PublishRights.all())
        await until(lambda: 5 in viewer.hears(), 30)
        for hall in (sender, viewer):
            await hall.leave()


async def test_after_a_kill_recordings_go_on_and_removals_hold(tmp_path: Path) -> None:
    lines: list[list[tap.TapFrame]] = []

    async def record(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        frames: list[tap.TapFrame] = []
        lines.append(frames)
        parser = tap.TapReader()
        while data := await reader.read(65536):
            frames += parser.feed(data)
        writer.close()

    def sounding() -> bool:
        return any(isinstance(one, tap.TapRtp) for one in lines[-1])

    recorder = await asyncio.start_unix_server(record, tmp_path / "tap")
    async with media_lab(resume_grace_s=4.0) as lab, SignalLine(lab) as line:
        sender = Hall(5)
        await sender.join(line.url, lab.token("hall-5"))
        await sender.publish(camera=False)
        removed = lab.token("hall-6")
        await lab.plane.remove("demo", "hall-6", "device revoked")
        await lab.plane.start_recording("demo", str(tmp_path / "tap"))
        await until(sounding)
        [pid] = lab.plane.worker_pids().values()
        os.kill(pid, signal.SIGKILL)
        await until(lambda: lab.named("worker_back"), 60)
        with pytest.raises(rtc.ConnectError):
            await rtc.Room().connect(lab.url(), removed)
        await until(lambda: len(lines) == 2 and sounding(), 60)
        assert (await lab.plane.statistics("demo")).recording
        await sender.leave()
    recorder.close()


async def test_a_room_on_another_worker_loses_nothing() -> None:
    async with media_lab(workers=2) as lab:
        await lab.plane.ensure_room("one")
        await lab.plane.ensure_room("two")
        assert lab.url("one") != lab.url("two")
        sender, viewer = Hall(5), Hall(6)
        for hall in (sender, viewer):
            await hall.join(lab.url("two"), lab.token(f"hall-{hall.number}", "two"), auto_subscribe=True)
        await sender.publish(camera=False)
        await until(lambda: 5 in viewer.hears(), 30)
        os.kill(lab.plane.worker_pids()[0], signal.SIGKILL)
        await until(lambda: lab.named("worker_back"), 60)
        assert (sender.reconnects, viewer.reconnects) == (0, 0)
        assert lab.named("worker_lost")[0].data["rooms"] == ["one"]
        assert lab.plane.worker_for("one")
        assert 5 in viewer.hears()
        for hall in (sender, viewer):
            await hall.leave()
