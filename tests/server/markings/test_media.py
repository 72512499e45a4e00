"""A confidential paper joins while observers watch and the meeting is recorded: both end at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from recordings.manifest import read_manifest
from rooms import SYSTEM, Viewer
from server.errors import Forbidden
from tests.server.core.fakes import NotedPlane
from tests.server.core.harness import running
from tests.server.core.test_media import _begin_track, _sound, execute, until

PAPER = {"paper": "p1", "title": "Phương án", "pages": 3, "size": 9, "sha256": "0" * 64}
GUEST = Viewer("observer-1", "observer")
OUT = ("m1", GUEST.seat, "marking.no_outsiders")


async def test_observers_are_put_out_of_picture_sound_and_view_and_let_in_by_decision(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        media = server.services.media
        async with server.open(GUEST.seat, "observer") as screen:
            await execute(server, "paper.add", SYSTEM, marking="confidential", **PAPER)
            await until(lambda: OUT in plane.removed)
            await screen.until(lambda one: one.view["me"]["barred"] == "marking.no_outsiders")
            with pytest.raises(Forbidden) as refused:
                await media.grant("m1", GUEST)
            assert refused.value.code == "marking.no_outsiders"
            await execute(server, "marking.relax", what="outsiders", reason="Phần công khai")
            await screen.until(lambda one: one.view["me"]["barred"] is None)
            assert await media.grant("m1", GUEST) is not None
            await execute(server, "marking.restore", what="outsiders")
            await until(lambda: plane.removed.count(OUT) == 2)


async def test_the_running_recording_ends_with_a_complete_manifest_and_a_second_one_may_follow(
    tmp_path: Path,
) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session", auto_record=True)
        takes = server.services.settings.data / "records" / "m1"
        await until(lambda: "m1" in plane.taps)
        await _begin_track(plane)
        await _sound(plane, 0, 100)
        await execute(server, "paper.add", SYSTEM, marking="confidential", **PAPER)
        await until(lambda: server.services.media.recorders.running == [])
        assert read_manifest(takes / "take-001").state == "complete"
        await execute(server, "marking.relax", what="recording", reason="Lập biên bản")
        await execute(server, "recording.start")
        await until(lambda: (takes / "take-002").is_dir())
