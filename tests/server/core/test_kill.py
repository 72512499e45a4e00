"""kill -9 in the middle of commits: nothing acknowledged is lost, the database is whole."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from rooms import Head, verify_chain
from server.clock import utc_now
from server.db.engine import Database
from server.db.repositories.events import EventStore
from tests.server.core.writer import service


@pytest.mark.kill
@pytest.mark.parametrize("kills", [20, pytest.param(500, marks=pytest.mark.nightly)])
async def test_no_acknowledged_event_is_lost_by_kills(tmp_path: Path, kills: int) -> None:
    path = tmp_path / "giaoban.sqlite3"
    chance = random.Random(20261123)  # noqa: S311 - moments to kill at
    acknowledged: set[int] = set()
    with subprocess.Popen(  # noqa: ASYNC220 - nothing else runs on this loop
        [sys.executable, "-m", "tests.server.core.writer"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as zygote:
        assert zygote.stdin is not None
        assert zygote.stdout is not None
        for _ in range(kills):
            zygote.stdin.write(f"{path}\n")
            zygote.stdin.flush()
            acknowledged |= _kill_after(zygote.stdout, chance.randrange(1, 60))
        zygote.stdin.close()
        assert zygote.wait(30) == 0
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database = Database(f"sqlite+aiosqlite:///{path}")
    meetings = service(database)
    envelopes = await meetings.events("m1")
    head = await EventStore(database, utc_now).head("m1")
    assert head is not None
    assert verify_chain(envelopes, Head(head.seq, head.hash)) is None
    assert len(acknowledged) >= kills
    assert acknowledged <= {envelope.seq for envelope in envelopes}
    await database.close()


def _kill_after(lines, count: int) -> set[int]:
    """Kill the child after so many acknowledgements; all that were printed."""
    child, seen = 0, set()
    for line in lines:
        word, _, value = line.strip().partition(" ")
        if word == "pid":
            child = int(value)
        elif word == "ack":
            seen.add(int(value))
        elif word == "gone":
            return seen
        if child and len(seen) >= count:
            os.kill(child, signal.SIGKILL)
            count = 10**9
    raise AssertionError("the writer ended early")
