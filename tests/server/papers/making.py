"""Pages made of a file in a folder of a test: what the tests of converting share."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from server.errors import ServerError
from server.papers.pages import Making, Pages


async def make(folder: Path, data: bytes, making: Making | None = None) -> tuple[Pages, list[str]]:
    source, work = folder / "paper.part", folder / "work"
    source.write_bytes(data)
    work.mkdir()
    stages: list[str] = []

    async def begin(stage: str) -> Callable[[int, int], None]:
        stages.append(stage)
        return lambda page, pages: stages.append(f"{stage} {page}/{pages}")

    return await (making or Making()).make(source, work, begin), stages


async def refusal(folder: Path, data: bytes, making: Making | None = None) -> str:
    with pytest.raises(ServerError) as refused:
        await make(folder, data, making)
    return refused.value.code


def text_of(pages: Pages) -> str:
    return " ".join("\n".join(json.loads(pages.texts.read_text())).split())


async def nobody_is_left(mark: str) -> bool:
    """Whether what was started with this word has died; the kernel takes a moment for a whole namespace."""
    for _ in range(100):
        living = psutil.process_iter(["cmdline", "status"])
        if not any(
            mark in word
            for process in living
            for word in process.info["cmdline"] or ()
            if process.info["status"] != psutil.STATUS_ZOMBIE
        ):
            return True
        await asyncio.sleep(0.1)
    return False
