"""Runs the checking worker on a file in quarantine: starts it, listens, ends it when it takes too long."""

from __future__ import annotations

import asyncio
import json
import math
import os
import signal
import stat
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import structlog

WORKER = Path(__file__).with_name("worker.py")
LINE_LIMIT = 4 * 1024 * 1024
MAX_PICTURE_BYTES = 1024 * 1024
MAX_TEXT_BYTES = 64 * 1024 * 1024
REASONS = frozenset(
    {"paper.not_pdf", "paper.broken", "paper.encrypted", "paper.too_many_pages", "paper.timeout"}
)
_log = structlog.get_logger("papers.check")


@dataclass(frozen=True)
class CheckLimits:
    """What the worker may use. `wall_s` is enforced from outside, the rest by the kernel."""

    max_pages: int = 2000
    memory_bytes: int = 1024**3
    cpu_s: int = 120
    wall_s: float = 180.0
    output_bytes: int = 64 * 1024**2


@dataclass(frozen=True)
class Verdict:
    """What the worker found: page sizes in points, or the code of a refusal."""

    page_sizes: tuple[tuple[float, float], ...] = ()
    refused: str | None = None


async def check(
    paper: Path, out: Path, limits: CheckLimits, on_progress: Callable[[int, int], None]
) -> Verdict:
    """Check `paper`; thumbnails and text are in `out` afterwards. `on_progress(page, pages)` as it goes.

    A worker that dies, whatever killed it, is a verdict on the paper, never an error of the server.
    """
    with paper.open("rb") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            str(WORKER),
            str(out),
            json.dumps(asdict(limits)),
            stdin=file,
            stdout=PIPE,
            stderr=DEVNULL,
            limit=LINE_LIMIT,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
            start_new_session=True,
        )
    try:
        async with asyncio.timeout(limits.wall_s):
            verdict = await _listen(process, limits.max_pages, on_progress)
            status = await process.wait()
    except TimeoutError:
        return Verdict(refused="paper.timeout")
    except (ValueError, LookupError, TypeError, AttributeError):
        # A worker taken over by its paper may write anything: the paper is refused, nothing else happens.
        return Verdict(refused="paper.broken")
    finally:
        await _end(process)
    return verdict or _post_mortem(status)


async def _listen(
    process: Process, max_pages: int, on_progress: Callable[[int, int], None]
) -> Verdict | None:
    """The last verdict the worker gave. Raises ValueError and its like for lines it should not write."""
    stdout = process.stdout
    if stdout is None:
        raise RuntimeError("the worker was started without a pipe")
    verdict = None
    async for line in stdout:
        message = json.loads(line)
        if "page" in message:
            on_progress(int(message["page"]), int(message["pages"]))
        elif "refused" in message:
            reason = message["refused"]
            verdict = Verdict(refused=reason if reason in REASONS else "paper.broken")
        elif "ready" in message:
            verdict = Verdict(page_sizes=_sizes(message["ready"]["page_sizes"], max_pages))
        elif message.get("network") == "shared":
            _log.warning("the checking worker could not leave the network")
    return verdict


def _sizes(raw: list[list[float]], max_pages: int) -> tuple[tuple[float, float], ...]:
    sizes = tuple((float(width), float(height)) for width, height in raw)
    if not 0 < len(sizes) <= max_pages or not all(math.isfinite(w) and math.isfinite(h) for w, h in sizes):
        raise ValueError("page sizes that cannot be")
    return sizes


def read_output(path: Path, limit: int) -> bytes:
    """A file the worker wrote, which is not trusted either: a plain file of bounded size, never a link.

    Raises:
        ValueError: it is anything else. OSError: it cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1 or status.st_size > limit:
            raise ValueError("not a file the worker should write")
        return file.read(limit + 1)


def _post_mortem(status: int) -> Verdict:
    killed_for_time = status in (-signal.SIGXCPU, -signal.SIGKILL)
    _log.info("the checking worker ended without a verdict", status=status)
    return Verdict(refused="paper.timeout" if killed_for_time else "paper.broken")


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()
