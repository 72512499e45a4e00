"""What a worker gives up before the first byte of a file is parsed, and how it talks to its parent.

Memory, time, file size and processes by resource limits; the network by a network namespace of its own; root.
Where it cannot leave the network it reads nothing, unless the installation allows that (`Limits.networked`).
"""

from __future__ import annotations

import codecs
import ctypes
import io
import json
import os
import resource
import sys

from PIL import Image

from server.papers.worker.limits import Limits

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_NO_NEW_PRIVS = 38
NOBODY = 65534
NICE = 10
OUTSIDE = "OUTSIDE_NETWORK"
"""Set by who started us in a network namespace of our own: the one outside."""


class Refusal(Exception):
    """The paper is refused; `code` is one of the stable `paper.*` codes."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def say(message: dict[str, object]) -> None:
    """One line for the parent."""
    sys.stdout.write(json.dumps(message, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def put_up(folder: str, limits: Limits) -> None:
    """Enter the output folder and give up everything else.

    Raises Refusal ``paper.no_fence`` where the network cannot be left and may not be kept.
    """
    os.nice(NICE)
    _load_while_files_can_be_read()
    os.chdir(folder)
    isolated = leave_network()
    _limit_resources(limits)
    _leave_root(".")
    if not isolated and not limits.networked:
        raise Refusal("paper.no_fence")


def network_here() -> str:
    """The name of the network namespace this process is in. Linux, namespaces(7)."""
    return os.readlink("/proc/self/ns/net")


def leave_network() -> bool:
    """Move into an empty network namespace, unless started in one; answer whether that worked."""
    outside = os.environ.get(OUTSIDE)
    if outside is not None and network_here() != outside:
        return True
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.geteuid() == 0 and libc.unshare(CLONE_NEWNET) == 0:
        return True
    return bool(libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)


def _limit_resources(limits: Limits) -> None:
    """This much, no child processes, no core file."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.output_bytes, limits.output_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _leave_root(folder: str) -> None:
    """Become nobody when started as root; the output folder, already entered, is handed over first."""
    if os.geteuid() != 0:
        return
    try:
        os.chown(folder, NOBODY, NOBODY)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    except OSError as error:
        # A container may have taken these rights from root; the other fences stand.
        sys.stderr.write(f"stays root: {error.strerror}\n")


def _load_while_files_can_be_read() -> None:
    """Import what is loaded on first use: as nobody, the interpreter's own files may be closed."""
    Image.preinit()
    Image.init()
    for form in ("WEBP", "JPEG", "PNG", "TIFF", "BMP", "GIF"):
        Image.new("RGB", (1, 1)).save(io.BytesIO(), form)
    for encoding in ("ascii", "latin-1", "utf-8", "utf-16-le", "utf-16-be", "cp437"):
        codecs.lookup(encoding)


if __name__ == "__main__":  # whether it works here: `server.papers.fencing`
    sys.exit(0 if leave_network() else 1)
