"""How workers are kept from the network on this machine: by themselves, by bubblewrap, or not at all.

A worker leaves the network itself where the kernel lets it (root, or user namespaces for everybody). Where
only bubblewrap may make namespaces (Ubuntu 24.04, or one installed with rights of its own), the worker is
started in one that takes the network away and nothing else. Where neither works, the worker refuses every
paper (``paper.no_fence``) unless the installation lets it keep the network (`Limits.networked`).
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from server.papers.worker.fence import OUTSIDE, network_here

PROBE: Sequence[str] = (sys.executable, "-I", "-m", "server.papers.worker.fence")
PROBE_S = 20.0
_log = structlog.get_logger("papers.worker")


@dataclass(frozen=True)
class Way:
    """What stands before the command of a worker, and whether it is without network then."""

    before: Sequence[str]
    works: bool


class Fencing:
    """Finds the way once."""

    def __init__(self) -> None:
        self._found: Way | None = None

    async def way(self) -> Way:
        """The first way that works here; the plain one when none does."""
        if self._found is None:
            self._found = await look()
            if not self._found.works:
                _log.error("workers cannot leave the network", see="giaoban doctor")
        return self._found


async def look() -> Way:
    """Try the ways of this machine."""
    plain = Way((), works=True)
    if await _works(plain):
        return plain
    bwrap = shutil.which("bwrap")
    if bwrap is not None:
        wrapped = Way(_wrap(bwrap), works=True)
        if await _works(wrapped):
            return wrapped
    return Way((), works=False)


def _wrap(bwrap: str) -> Sequence[str]:
    walls = ("--unshare-net", "--die-with-parent", "--dev-bind", "/", "/")
    return (bwrap, *walls, "--setenv", OUTSIDE, network_here(), "--")


async def _works(way: Way) -> bool:
    process = await asyncio.create_subprocess_exec(
        *way.before, *PROBE, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, env={}, start_new_session=True
    )
    try:
        async with asyncio.timeout(PROBE_S):
            return await process.wait() == 0
    except TimeoutError:
        return False
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


FENCING = Fencing()
