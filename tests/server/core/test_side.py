"""What is done beside the meetings fails alone and is over when the server stops."""

from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from server.errors import NotFound
from server.meetings.side import SideTasks


async def failing(error: Exception) -> None:
    raise error


@pytest.mark.parametrize(
    ("error", "level"), [(NotFound("meeting.not_found"), "info"), (ValueError("a bug"), "error")]
)
async def test_a_failure_is_logged_once_by_name_and_stops_nothing_else(error: Exception, level: str) -> None:
    side, done = SideTasks(), asyncio.Event()
    with capture_logs() as logs:
        side.spawn(failing(error), "reconnect")
        side.spawn(asyncio.sleep(0, done.set()), "other")
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}))
    assert done.is_set()
    assert [(one["log_level"], one["task"]) for one in logs] == [(level, "reconnect")]


async def test_what_still_runs_is_over_when_it_stops() -> None:
    side, ended = SideTasks(), asyncio.Event()

    async def long() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    side.spawn(long(), "long")
    await asyncio.sleep(0)
    await side.stop()
    assert ended.is_set()
