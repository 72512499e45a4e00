"""The record under faults: kills at random moments, a late start, a full disk."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from livekit import rtc

from tests.support import records
from tests.support.gathering import Gathering, eventually, gathering, speaking, until
from tests.support.seats import Seat
from tests.support.server import RunningServer, running_server
from tests.support.tus import whole

LOST_S = 1.0
BACK_S = 60.0
# "within a few seconds" of the start, on the recording's own timeline.
PICTURE_MS = 5_000
SEED = 20261123
GONE = rtc.ConnectionState.CONN_DISCONNECTED
PAPER = b"%PDF-1.4\n" + b"%" * 400_000


def recorder_of(server: RunningServer) -> int:
    """The process id of the one recorder."""
    found = [
        pid
        for pid in server.children()
        if any("server.media.recorder" in part for part in psutil.Process(pid).cmdline())
    ]
    assert len(found) == 1
    return found[0]


async def being_written(server: RunningServer, known: set[Path]) -> Path:
    """The take that is written now, with two pictures and a voice in it."""

    def found() -> list[Path]:
        return [
            take
            for take in records.takes(server)
            if take not in known and not records.finished(take) and len(records.written(take)) >= 3
        ]

    await until(found, BACK_S, "a take with media")
    return found()[-1]


def kill_recorder(server: RunningServer) -> float:
    pid = recorder_of(server)
    at = time.time()
    os.kill(pid, signal.SIGKILL)
    return at


def kill_everything(server: RunningServer) -> float:
    """As a power cut would: the server and all its helpers."""
    helpers = server.children()
    at = time.time()
    for pid in helpers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    server.kill()
    return at


async def came_back(there: Gathering) -> None:
    """The server is started again; seats reconnect as their screens would, SDK halls do by themselves.

    A client that gave up, because the machine was busy for longer than it tries, is joined again.
    """
    before = {code: hall.reconnects for code, hall in there.halls.items()}
    await asyncio.to_thread(there.server.start)
    for seat in (there.chair, *there.seats.values()):
        await seat.connect()
    for code, hall in list(there.halls.items()):
        await until(
            lambda code=code, hall=hall: hall.reconnects > before[code] or hall.room.connection_state == GONE,
            BACK_S,
            f"the return of {code}",
        )
        if hall.room.connection_state == GONE:
            await there.seats.pop(code).leave()
            await there.halls.pop(code).leave()
            await there.enter(code)


def lost_s(take: Path, killed_at: float) -> dict[str, float]:
    """Seconds between the kill and the end of each track that was written."""
    manifest, tracks = records.with_media(take)
    return {
        f"{track.info.identity} {track.info.source}": killed_at
        - (manifest.origin + timedelta(milliseconds=track.recorded_end_ms)).timestamp()
        for track in tracks
    }


@pytest.mark.kill
async def test_five_kills_lose_a_second_of_each_track_at_most(server: RunningServer) -> None:
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    async with gathering(server, codes=("413", "414")) as there:
        await speaking(there, "413", BACK_S)
        known: set[Path] = set()
        for whole in (False, True, False, True, False):
            take = await being_written(server, known)
            await asyncio.sleep(chance.uniform(1.0, 3.0))
            killed_at = kill_everything(server) if whole else kill_recorder(server)
            if whole:
                await came_back(there)
            await until(lambda take=take: records.finished(take), BACK_S, f"the recovery of {take.name}")
            known.add(take)
            lost = lost_s(take, killed_at)
            assert len(lost) >= 3
            assert max(lost.values()) <= LOST_S, (take.name, whole, lost)
            for path in records.written(take):
                assert int(records.probe(path)["nb_read_packets"]) > 0
        await being_written(server, known)
        await there.chair.command("meeting.close")
        await eventually(lambda: _all_finished(server), BACK_S)

    found = await asyncio.to_thread(records.verified, server)
    assert [bool(take["segments"]) and not take["broken"] for take in found["recordings"]] == [True] * 6
    archivist = Seat(server.url)
    await archivist.open_link(server.demo["archivist"].partition("/j/")[2])
    record = await archivist.get("/archive/demo")
    assert len(record["tracks"]) >= 6 * 3
    assert "demo" in {line["id"] for line in await archivist.get("/archive")}
    await archivist.leave()
    helpers = server.children()
    server.stop()
    await until(lambda: not any(map(psutil.pid_exists, helpers)), BACK_S, "the end of all helpers")


async def _all_finished(server: RunningServer) -> bool:
    return all(records.finished(take) for take in records.takes(server))


async def test_a_late_start_has_every_picture_within_seconds(standing: RunningServer) -> None:
    """Nobody sends a keyframe by itself any more when the recording starts: it must be asked for."""
    async with gathering(standing, codes=("413", "414")) as there:
        await speaking(there, "413", BACK_S)
        if there.chair.view["recording"]["on"]:
            await there.chair.command("recording.stop")
        await eventually(lambda: _all_finished(standing))
        known = set(records.takes(standing))
        await there.chair.command("recording.start")
        take = await being_written(standing, known)
        await asyncio.sleep(1.0)
        await there.chair.command("recording.stop")
        await until(lambda: records.finished(take))
        _, tracks = records.with_media(take)
        starts = {
            (track.info.identity, track.info.source): track.segments[0].start_ms - track.start_ms
            for track in tracks
        }
        assert {("site-413", "camera"), ("site-414", "camera"), ("site-413", "microphone")} <= set(starts)
        assert ("site-414", "microphone") not in starts
        assert max(starts.values()) < PICTURE_MS


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[RunningServer]:
    """Records, papers and uploads on one small tmpfs (uploads spare 64 MB of it), the database elsewhere."""
    if os.geteuid() != 0:
        pytest.skip("mounting a small tmpfs needs root")
    data, disk = tmp_path / "data", tmp_path / "disk"
    disk.mkdir()
    data.mkdir(mode=0o700)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("this machine does not let a tmpfs be mounted")
    try:
        for name in ("records", "objects", "quarantine"):
            (disk / name).mkdir(mode=0o700)
            (data / name).symlink_to(disk / name)
        with running_server(data) as running:
            yield running
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Leaves not a byte free."""
    filler = disk / f"filler-{len(list(disk.iterdir()))}"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(1 << 16))
    with filler.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\0")
    return filler


async def upload(seat: Seat) -> tuple[int, str]:
    answer = await seat.http.post(
        "/api/v1/meetings/demo/papers/uploads",
        headers=whole(PAPER, name="a.pdf", title="Báo cáo"),
        content=PAPER,
    )
    return answer.status_code, "" if answer.is_success else str(answer.json()["code"])


async def test_a_full_disk_ends_the_recording_and_not_the_meeting(small_disk: RunningServer) -> None:
    disk = (small_disk.data / "records").resolve().parent
    secretary = await Seat.by_link(small_disk.demo["secretary"])
    async with gathering(small_disk, codes=("413", "414")) as there:
        await speaking(there, "413", BACK_S)
        take = await being_written(small_disk, set())
        filler = fill(disk)
        await there.chair.until(lambda view: view["recording"]["alarm"] and not view["recording"]["on"])
        assert there.chair.view["meeting"]["state"] == "in_session"
        await there.decodes("413")
        await there.chair.command("chat.post", text="họp tiếp")
        rest = fill(disk)  # the recorder gave its reserve back
        assert await upload(secretary) == (507, "storage.full")
        connection = sqlite3.connect(small_disk.data / "giaoban.sqlite3")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()

        filler.unlink()
        rest.unlink()
        assert (await upload(secretary))[0] == 201
        await there.chair.command("recording.start")
        await being_written(small_disk, {take})
        for path in records.written(take):
            assert int(records.probe(path)["nb_read_packets"]) > 0
        await there.chair.command("meeting.close")
        await eventually(lambda: _all_finished(small_disk), BACK_S)
    await secretary.leave()
    assert (await asyncio.to_thread(records.verified, small_disk))["chain"] == "ok"
