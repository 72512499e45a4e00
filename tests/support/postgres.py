"""A PostgreSQL server of the test run's own: made in a temporary folder, stopped by its own process."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.support.server import free_port

DEADLINE_S = 60


def find_binaries() -> Path | None:
    """Debian's newest installed PostgreSQL, or what is on the path."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if folders:
        return folders[-1]
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def _as_user(command: list[str]) -> list[str]:
    """initdb and postgres refuse to run as root."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


class Postgres:
    """One server with one superuser ``giaoban`` and no password, on loopback."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries = binaries
        self._folder = folder
        self.port = free_port()
        self._made = 0

    def start(self) -> None:
        data = self._folder / "data"
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self._folder, user.pw_uid, user.pw_gid)
        if not data.exists():
            self._run("initdb", "-D", str(data), "-U", "giaoban", "-A", "trust", "-E", "UTF8", "--locale=C")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self._folder} -c fsync=off"
        self._run("pg_ctl", "-D", str(data), "-o", options, "-l", str(self._folder / "log"), "-w", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "-w", "stop")

    def database(self, name: str = "", template: str = "template1") -> str:
        """The address of a fresh database, a copy of ``template``."""
        self._made += 1
        name = name or f"test_{self._made}"
        self._client("createdb", "-T", template, name)
        return f"postgresql://giaoban@127.0.0.1:{self.port}/{name}"

    def drop(self, address: str) -> None:
        """Do away with a database, whoever is connected to it."""
        self._client("dropdb", "--force", address.rpartition("/")[2])

    def _client(self, program: str, *arguments: str) -> None:
        self._run(program, "-h", "127.0.0.1", "-p", str(self.port), "-U", "giaoban", *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        command = _as_user([str(self._binaries / program), *arguments])
        with tempfile.TemporaryFile() as output:  # a pipe would stay open in the server it starts
            done = subprocess.run(
                command, cwd="/", stdout=output, stderr=subprocess.STDOUT, timeout=DEADLINE_S, check=False
            )
            output.seek(0)
            assert done.returncode == 0, f"{program}: {output.read().decode(errors='replace')[-2000:]}"


@contextlib.contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A server for the length of the block."""
    binaries = find_binaries()
    assert binaries is not None, "PostgreSQL is not installed (Debian: postgresql)"
    folder = Path(tempfile.mkdtemp(prefix="giaoban-pg-"))
    server = Postgres(binaries, folder)
    try:
        server.start()
        yield server
    finally:
        with contextlib.suppress(AssertionError):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
