"""Runs a worker on a file: starts it, listens, ends it when it takes too long.

A worker that dies, whatever killed it, is a verdict on the paper, never an error of the server.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import stat
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import structlog

from server.papers.fencing import FENCING
from server.papers.worker.limits import Limits

PROGRAM: Sequence[str] = (sys.executable, "-I", "-m", "server.papers.worker")
LINE_LIMIT = 4 * 1024 * 1024
REASONS = frozenset(
    {
        "paper.bomb",
        "paper.broken",
        "paper.encrypted",
        "paper.entities",
        "paper.macros",
        "paper.no_fence",
        "paper.not_pdf",
        "paper.timeout",
        "paper.too_many_pages",
        "paper.unknown_kind",
    }
)
_log = structlog.get_logger("papers.worker")


@dataclass(frozen=True)
class Said:
    """What a worker came to: `ready` in its own words, or the code of a refusal."""

    ready: Mapping[str, Any] = field(default_factory=dict)
    refused: str | None = None


async def work(
    task: str,
    source: Path,
    out: Path,
    limits: Limits,
    on_progress: Callable[[int, int], None] | None = None,
    **options: object,
) -> Said:
    """Run a task (see `server.papers.worker`) on the file `source`; what it writes is in `out` afterwards."""
    way = await FENCING.way()
    with source.open("rb") as file:
        process = await asyncio.create_subprocess_exec(
            *way.before,
            *PROGRAM,
            task,
            str(out),
            json.dumps(asdict(limits)),
            json.dumps(options),
            stdin=file,
            stdout=PIPE,
            stderr=DEVNULL,
            limit=LINE_LIMIT,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
            start_new_session=True,
        )
    try:
        async with asyncio.timeout(limits.wall_s):
            said = await _listen(process, on_progress)
            status = await process.wait()
    except TimeoutError:
        return Said(refused="paper.timeout")
    except (ValueError, LookupError, TypeError, AttributeError):
        # A worker taken over by its paper may write anything: the paper is refused, nothing else happens.
        return Said(refused="paper.broken")
    finally:
        await _end(process)
    return said or _post_mortem(status)


async def _listen(process: Process, on_progress: Callable[[int, int], None] | None) -> Said | None:
    """The last verdict the worker gave. Raises ValueError and its like for lines it should not write."""
    stdout = process.stdout
    if stdout is None:
        raise RuntimeError("the worker was started without a pipe")
    said = None
    async for line in stdout:
        message = json.loads(line)
        if "page" in message:
            page, pages = int(message["page"]), int(message["pages"])
            if on_progress is not None:
                on_progress(page, pages)
        elif "refused" in message:
            reason = message["refused"]
            said = Said(refused=reason if reason in REASONS else "paper.broken")
        elif "ready" in message:
            said = Said(ready=dict(message["ready"]))
    return said


def _post_mortem(status: int) -> Said:
    # Above 128: what bubblewrap says of a signal that killed the worker inside.
    killed_for_time = (128 - status if status > 128 else status) in (-signal.SIGXCPU, -signal.SIGKILL)
    _log.info("the worker ended without a verdict", status=status)
    return Said(refused="paper.timeout" if killed_for_time else "paper.broken")


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()


def trusted_file(path: Path, limit: int) -> Path:
    """A file that something fenced wrote, after a look: a plain file of bounded size, never a link.

    Raises:
        ValueError: it is anything else. OSError: it is not there.
    """
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1 or status.st_size > limit:
        raise ValueError("not a file the worker should write")
    return path


def read_output(path: Path, limit: int) -> bytes:
    """The bytes of such a file.

    Raises:
        ValueError: it is anything else. OSError: it cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1 or status.st_size > limit:
            raise ValueError("not a file the worker should write")
        return file.read(limit + 1)
