"""How many processes came from one, and how much memory they hold together, read from /proc."""

from __future__ import annotations

import os
from dataclasses import dataclass

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Tree:
    """A process with all its descendants."""

    processes: int
    memory_bytes: int


def look_at_tree(root: int) -> Tree:
    """The tree of `root` as it is at this moment."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            parent = _parent(int(name))
            if parent is not None:
                children.setdefault(parent, []).append(int(name))
    seen, waiting = 0, [root]
    memory = 0
    while waiting:
        pid = waiting.pop()
        seen += 1
        memory += _resident(pid)
        waiting += children.get(pid, ())
    return Tree(seen, memory)


def _parent(pid: int) -> int | None:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return None


def _resident(pid: int) -> int:
    """Bytes a process holds for itself: pages of program files belong to nobody in particular."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            fields = file.read().split()
        return (int(fields[1]) - int(fields[2])) * _PAGE_BYTES
    except (OSError, IndexError, ValueError):
        return 0
