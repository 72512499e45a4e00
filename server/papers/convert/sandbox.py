"""A place for programs that read files of unknown content: bubblewrap, nothing but what they need.

No network, no devices but the harmless ones, their own processes, a read-only system and root, a small
memory-backed `/tmp` and `/dev/shm`, one folder of ours as `/job`; a clean environment; limits by the kernel
(`prlimit`) and, for what the kernel counts a process at a time, a watcher that adds up the whole tree. When
time is up, or the server dies, everything inside dies with it.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import structlog

from server.papers.convert.tree import look_at_tree

NOBODY = 65534
MIB = 1024 * 1024
LOOK_S = 0.25
PROBE_S = 10.0
TMP_BYTES = 256 * MIB
OPEN_FILES = 512
_SYSTEM = ("bin", "sbin", "lib", "lib64", "lib32")
_ETC = ("/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/libreoffice")
_JAVA = "/usr/lib/jvm"
_log = structlog.get_logger("papers.sandbox")


@dataclass(frozen=True)
class Bounds:
    """What one run may use. Memory is of all its processes together, output of the whole folder; bytes."""

    wall_s: float = 60.0
    cpu_s: int = 60
    memory_bytes: int = 1024 * MIB
    output_bytes: int = 512 * MIB
    processes: int = 64


class End(StrEnum):
    """How a run ended."""

    DONE = "done"
    FAILED = "failed"
    TIMEOUT = "timeout"
    TOO_MUCH = "too_much"


class Sandbox:
    """Runs programs in bubblewrap."""

    def __init__(self, bwrap: str) -> None:
        self._bwrap = bwrap

    async def works(self) -> bool:
        """Whether this kernel and this user can make one."""
        process = await self._start(["/bin/true"], None, Bounds(), {}, ())
        try:
            async with asyncio.timeout(PROBE_S):
                return await process.wait() == 0
        except TimeoutError:
            return False
        finally:
            await _end(process)

    async def run(
        self,
        program: Sequence[str],
        folder: Path,
        bounds: Bounds,
        *,
        environment: Mapping[str, str] | None = None,
        also_read: Sequence[Path] = (),
    ) -> End:
        """Run a program that sees `folder` as `/job`, which is also where it starts."""
        process = await self._start(program, folder, bounds, environment or {}, also_read)
        over = asyncio.Event()
        watcher = asyncio.create_task(_watch(process, folder, bounds, over), name="sandbox watcher")
        try:
            async with asyncio.timeout(bounds.wall_s):
                status = await process.wait()
        except TimeoutError:
            return End.TIMEOUT
        finally:
            await _end(process)
            watcher.cancel()
            await asyncio.gather(watcher, return_exceptions=True)
        if over.is_set():
            return End.TOO_MUCH
        if status != 0:
            _log.info("a sandboxed program failed", program=Path(program[0]).name, status=status)
        return End.DONE if status == 0 else End.FAILED

    async def _start(
        self,
        program: Sequence[str],
        folder: Path | None,
        bounds: Bounds,
        environment: Mapping[str, str],
        also_read: Sequence[Path],
    ) -> Process:
        command = [*_limits(bounds), self._bwrap, *_walls(folder, environment, also_read), "--", *program]
        return await asyncio.create_subprocess_exec(
            *command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, env={}, start_new_session=True
        )


def _limits(bounds: Bounds) -> list[str]:
    return [
        *(shutil.which("nice") or "nice", "-n", "10"),
        shutil.which("prlimit") or "prlimit",
        f"--as={bounds.memory_bytes}",
        f"--cpu={bounds.cpu_s}",
        f"--fsize={bounds.output_bytes}",
        f"--nofile={OPEN_FILES}",
        "--core=0",
        "--",
    ]


def _walls(folder: Path | None, environment: Mapping[str, str], also_read: Sequence[Path]) -> list[str]:
    walls = ["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    walls += ["--uid", str(NOBODY), "--gid", str(NOBODY), "--hostname", "giaoban", "--clearenv"]
    fixed = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "TZ": "Asia/Ho_Chi_Minh"}  # noqa: S108
    for name, value in (fixed | dict(environment)).items():
        walls += ["--setenv", name, value]
    walls += ["--ro-bind", "/usr", "/usr"]
    for name in _SYSTEM:
        path = Path("/", name)
        if path.is_symlink():
            walls += ["--symlink", os.readlink(path), str(path)]
        elif path.is_dir():
            walls += ["--ro-bind", str(path), str(path)]
    if Path(_JAVA).is_dir():
        walls += ["--tmpfs", _JAVA, "--remount-ro", _JAVA]
    for name in _ETC:
        walls += ["--ro-bind-try", name, name]
    # What may be written to has a size of its own: the memory of the machine is nobody's to fill.
    walls += ["--proc", "/proc", "--dev", "/dev"]
    for place in ("/dev/shm", "/tmp"):  # noqa: S108
        walls += ["--size", str(TMP_BYTES), "--tmpfs", place]
    for path in also_read:
        walls += ["--ro-bind-try", str(path), str(path)]
    if folder is not None:
        walls += ["--bind", str(folder), "/job", "--chdir", "/job"]
    return [*walls, "--remount-ro", "/dev", "--remount-ro", "/"]


async def _watch(process: Process, folder: Path, bounds: Bounds, over: asyncio.Event) -> None:
    """Ends the process when its tree or its folder grows over the bounds, and sets `over`."""
    while not over.is_set():
        await asyncio.sleep(LOOK_S)
        if await asyncio.to_thread(_is_too_much, process.pid, folder, bounds):
            over.set()
    await _end(process)


def _is_too_much(pid: int, folder: Path, bounds: Bounds) -> bool:
    tree = look_at_tree(pid)
    return (
        tree.processes > bounds.processes
        or tree.memory_bytes > bounds.memory_bytes
        or _written(folder) > bounds.output_bytes
    )


def _written(folder: Path) -> int:
    written = 0
    for where, _, names in os.walk(folder):
        for name in names:
            try:
                written += os.lstat(os.path.join(where, name)).st_size
            except OSError:
                continue  # gone between the two looks
    return written


async def _end(process: Process) -> None:
    """Kill bubblewrap: the first process inside dies with it, and with that one everything there."""
    if process.returncode is None:
        process.kill()
    await process.wait()
