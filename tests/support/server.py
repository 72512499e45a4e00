"""Runs the real `giaoban serve` for tests: free ports, its own data folder, stopped by its own process id."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
READY_DEADLINE_S = 180.0
STOP_DEADLINE_S = 30.0


def free_port(kind: int = socket.SOCK_STREAM) -> int:
    """A port that was free a moment ago on loopback, and that the kernel gives to no outgoing connection."""
    first_outgoing = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    for port in random.sample(range(first_outgoing // 2, first_outgoing), 100):
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, kind) as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no free port on loopback")


def die_with_parent() -> None:
    """Asks the kernel to end this process when the test run dies, so that none is left behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


class RunningServer:
    """One `giaoban serve` process; `kill()` and `start()` again keep the data folder and the ports.

    `output` is what it wrote lately, `complaints` every line about something it had not foreseen.
    """

    def __init__(self, data: Path, **settings: str) -> None:
        self.data = data
        self.port = free_port()
        self.settings = {
            "GIAOBAN_DATA": str(data),
            "GIAOBAN_PORT": str(self.port),
            "GIAOBAN_MEDIA_UDP_PORT": str(free_port(socket.SOCK_DGRAM)),
            "GIAOBAN_MEDIA_TCP_PORT": str(free_port()),
            # Tests, clients and server share two cores: a client that is late with its pong is only busy.
            "GIAOBAN_LINE_LOST_S": "20",
            **settings,
        }
        self.url = f"http://{settings.get('GIAOBAN_HOST', '127.0.0.1')}:{self.port}"
        self.process: subprocess.Popen[str] | None = None
        self.output: deque[str] = deque(maxlen=4000)
        self.complaints: list[str] = []
        self._reader: threading.Thread | None = None
        self._ready = threading.Event()

    def start(self) -> RunningServer:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIAOBAN_")} | self.settings
        self._ready.clear()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server", "serve"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=die_with_parent,
        )
        self._reader = threading.Thread(target=self._read, args=(self.process,), daemon=True)
        self._reader.start()
        deadline = time.monotonic() + READY_DEADLINE_S
        while not self._ready.wait(0.1):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError("the server did not get ready:\n" + "".join(self.output))
        return self

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.output.append(line)
            if '"level": "error"' in line or "Traceback" in line:
                self.complaints.append(line)
            if line.startswith("ready:"):
                self._ready.set()

    @property
    def demo(self) -> dict[str, Any]:
        """The demonstration's sign-in links."""
        return json.loads((self.data / "demo.json").read_text())

    def kill(self) -> None:
        """kill -9, as a power cut would: nothing gets to tidy up."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(STOP_DEADLINE_S)

    def stop(self) -> None:
        process = self.process
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_DEADLINE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_DEADLINE_S)

    def children(self) -> list[int]:
        """Process ids of the live descendants, for tests that kill a worker."""
        import psutil

        assert self.process is not None
        with contextlib.suppress(psutil.NoSuchProcess):
            return [child.pid for child in psutil.Process(self.process.pid).children(recursive=True)]
        return []


@contextlib.contextmanager
def running_server(data: Path, **settings: str) -> Iterator[RunningServer]:
    """A server that is stopped when the block ends, whatever happened in it."""
    server = RunningServer(data, **settings)
    try:
        yield server.start()
    finally:
        server.stop()
