"""A hall's line as a network of its own: this machine, a street, and the hall at its end.

The server listens at the near end in this machine's namespace. The street is a bridge in a namespace of its
own, so that the line can be cut where the hall notices no cable pulled out: packets only stop arriving.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

# RFC 2544 gives 198.18.0.0/15 to tests of network devices; nothing else lives there.
NETWORK = "198.18.{}"


def run(*command: str) -> str:
    """One command as root; its complaint is the error."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    if done.returncode != 0:
        raise RuntimeError(f"{shlex.join(command)}: {done.stderr.strip()}")
    return done.stdout


class Line:
    """One hall's line. `near` is the address servers listen at, `hall` the namespace clients run in."""

    def __init__(self) -> None:
        mark = secrets.token_hex(2)
        self.street, self.hall = f"gb-street-{mark}", f"gb-hall-{mark}"
        self._near_end, self._port = f"gbn{mark}", f"gbp{mark}"
        net = NETWORK.format(secrets.randbelow(256))
        self.near, self.far = f"{net}.1", f"{net}.2"

    def make(self) -> None:
        for name in (self.street, self.hall):
            run("ip", "netns", "add", name)
            run("ip", "-n", name, "link", "set", "lo", "up")
        self._in_street("link", "add", "street", "type", "bridge")
        run("ip", "link", "add", self._near_end, "type", "veth", "peer", self._port, "netns", self.street)
        self._in_street("link", "add", "house", "type", "veth", "peer", "eth0", "netns", self.hall)
        for port in (self._port, "house"):
            self._in_street("link", "set", port, "master", "street", "up")
        self._in_street("link", "set", "street", "up")
        run("ip", "address", "add", f"{self.near}/30", "dev", self._near_end)
        run("ip", "link", "set", self._near_end, "up")
        run("ip", "-n", self.hall, "address", "add", f"{self.far}/30", "dev", "eth0")
        run("ip", "-n", self.hall, "link", "set", "eth0", "up")

    def cut(self) -> None:
        """From now on nothing passes; the hall's own interface stays up and tells it nothing."""
        self._in_street("link", "set", self._port, "down")

    def mend(self) -> None:
        self._in_street("link", "set", self._port, "up")

    def lose(self, percent: int) -> None:
        """So many of a hundred packets are lost, each way, by chance; 0 ends it."""
        rules = "flush ruleset\n"
        if percent:
            chance = f"numgen random mod 100 < {percent} counter drop"
            chain = "type filter hook forward priority 0; policy accept;"
            rules += f"table bridge street {{\nchain lossy {{\n{chain}\n{chance}\n}}\n}}\n"
        command = ["ip", "netns", "exec", self.street, "nft", "-f", "-"]
        subprocess.run(command, input=rules, text=True, check=True, timeout=20)

    def narrow(self, bits_per_s: int) -> None:
        """The line carries no more than so much from now on, each way; what waits over a second is lost."""
        for port in (self._port, "house"):
            shape = ("tbf", "rate", f"{bits_per_s}bit", "burst", "4000", "latency", "1s")
            run("tc", "-n", self.street, "qdisc", "replace", "dev", port, "root", *shape)

    def inside(self, *command: str) -> list[str]:
        """The command, run at the hall's end."""
        return ["ip", "netns", "exec", self.hall, *command]

    def program(self, folder: Path, command: str) -> Path:
        """A program that runs `command` with its arguments at the hall's end."""
        path = folder / f"at-{self.hall}"
        path.write_text(f'#!/bin/sh\nexec {shlex.join(self.inside(command))} "$@"\n')
        path.chmod(0o755)
        return path

    def remove(self) -> None:
        """Namespaces take their interfaces with them; what still ran in the hall is without a network."""
        for name in (self.hall, self.street):
            subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False, timeout=20)

    def _in_street(self, *command: str) -> None:
        run("ip", "-n", self.street, *command)


def can_make_lines() -> bool:
    """Whether this machine lets the test make namespaces and bridges."""
    if os.geteuid() != 0 or shutil.which("ip") is None or shutil.which("nft") is None:
        return False
    line = Line()
    try:
        line.make()
    except RuntimeError:
        return False
    finally:
        line.remove()
    return True


@contextlib.contextmanager
def made_line() -> Iterator[Line]:
    """A line for the length of the block."""
    line = Line()
    try:
        line.make()
        yield line
    finally:
        line.remove()
