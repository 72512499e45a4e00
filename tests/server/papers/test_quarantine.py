"""A stream of unknown content written to quarantine: bounded, memory flat, and nothing left of what fails."""

from __future__ import annotations

import asyncio
import errno
import os
import resource
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from server.errors import Malformed, ServerError
from server.papers import quarantine
from server.papers.quarantine import Bounds, Quarantine
from tests.server.papers.pdfs import padded, pdf


async def test_the_stream_is_not_read_beyond_the_limit(tmp_path: Path) -> None:
    taken = 0

    async def stream() -> AsyncIterator[bytes]:
        nonlocal taken
        yield pdf()
        while True:
            taken += 65536
            yield b"x" * 65536

    with pytest.raises(ServerError) as refused:
        await Quarantine(tmp_path / "q").receive(
            tmp_path / "q" / "p1", stream(), None, Bounds(size=1_000_000)
        )
    assert refused.value.code == "paper.too_large"
    assert taken <= 1_000_000 + 65536
    assert list((tmp_path / "q").iterdir()) == []


async def test_a_declared_length_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    async def stream() -> AsyncIterator[bytes]:
        raise AssertionError("nothing should be read")
        yield b""

    with pytest.raises(ServerError) as refused:
        await Quarantine(tmp_path / "q").receive(
            tmp_path / "q" / "p1", stream(), 10**12, Bounds(size=1_000_000)
        )
    assert refused.value.code == "paper.too_large"


async def test_a_stalled_or_short_upload_leaves_nothing(tmp_path: Path) -> None:
    async def stalled() -> AsyncIterator[bytes]:
        yield pdf()
        await asyncio.sleep(60)

    async def short() -> AsyncIterator[bytes]:
        yield pdf()

    async def broken() -> AsyncIterator[bytes]:
        yield pdf()
        raise ConnectionResetError

    place = Quarantine(tmp_path / "q")
    bounds = Bounds(size=1_000_000, pause_s=0.05)
    with pytest.raises(Malformed):
        await place.receive(tmp_path / "q" / "p1", stalled(), None, bounds)
    with pytest.raises(Malformed):
        await place.receive(tmp_path / "q" / "p2", short(), 10_000, bounds)
    with pytest.raises(ConnectionResetError):
        await place.receive(tmp_path / "q" / "p3", broken(), None, bounds)
    assert list((tmp_path / "q").iterdir()) == []


async def test_memory_stays_flat_while_a_large_file_comes(tmp_path: Path) -> None:
    async def stream() -> AsyncIterator[bytes]:
        yield b"%PDF-1.4\n"
        for _ in range(1500):
            yield b"x" * 65536

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    received = await Quarantine(tmp_path / "q").receive(
        tmp_path / "q" / "p1", stream(), None, Bounds(size=200_000_000)
    )
    grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert received.size == 9 + 1500 * 65536
    assert grown_kib < 32 * 1024


def test_what_a_killed_check_left_is_swept(tmp_path: Path) -> None:
    for name in ("check-old", "check-new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.webp").write_bytes(b"x")
    os.utime(tmp_path / "check-old", (0, 0))
    Quarantine(tmp_path).sweep(frozenset())
    assert [path.name for path in tmp_path.iterdir()] == ["check-new"]


async def test_a_full_disk_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = quarantine.os.write

    def full(descriptor: int, data: Any) -> int:
        if len(data) > 1000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data)

    async def stream() -> AsyncIterator[bytes]:
        yield padded(700_000)

    monkeypatch.setattr(quarantine.os, "write", full)
    with pytest.raises(ServerError) as refused:
        await Quarantine(tmp_path / "q").receive(tmp_path / "q" / "p1", stream(), None, Bounds(size=10**6))
    assert (refused.value.status, refused.value.code) == (507, "storage.full")
    assert list((tmp_path / "q").iterdir()) == []
