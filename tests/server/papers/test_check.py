"""The checking worker: fenced, ended when it takes too long, and whatever it does is a verdict."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from server.papers import workers
from server.papers.check import check
from server.papers.worker.limits import Limits
from server.papers.workers import read_output
from tests.server.papers.pdfs import pdf

LIMITS = Limits()


def nothing(page: int, pages: int) -> None:
    """No progress wanted."""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.part"
    path.write_bytes(pdf(8))
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def stand_in(tmp_path: Path, program: str) -> tuple[str, ...]:
    """A worker that has been taken over by its paper."""
    path = tmp_path / "worker.py"
    path.write_text(program)
    return (sys.executable, "-I", str(path))


async def test_reports_progress_and_leaves_pictures(paper: Path, out: Path) -> None:
    seen: list[tuple[int, int]] = []
    verdict = await check(paper, out, LIMITS, lambda page, pages: seen.append((page, pages)))
    assert verdict.refused is None
    assert seen == [(page, 8) for page in range(1, 9)]
    assert sorted(os.listdir(out)) == sorted([*(f"{page}.webp" for page in range(1, 9)), "text.json"])


async def test_too_long_a_check_is_ended(paper: Path, out: Path) -> None:
    verdict = await check(paper, out, replace(LIMITS, wall_s=0.01), nothing)
    assert verdict.refused == "paper.timeout"


async def test_a_worker_without_memory_is_a_verdict(paper: Path, out: Path) -> None:
    verdict = await check(paper, out, replace(LIMITS, memory_bytes=1024 * 1024), nothing)
    assert verdict.refused == "paper.broken"


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import os; os.kill(os.getpid(), 11)", "paper.broken"),
        ("import os; os.kill(os.getpid(), 9)", "paper.timeout"),
        ("print('no json')", "paper.broken"),
        ("print('[]')", "paper.broken"),
        ('print(\'{"ready": {"page_sizes": [[1]]}}\')', "paper.broken"),
        ('print(\'{"ready": {"page_sizes": [[NaN, 1]]}}\')', "paper.broken"),
        ('print(\'{"ready": {"page_sizes": []}}\')', "paper.broken"),
        ('print(\'{"refused": "<script>"}\')', "paper.broken"),
        ("print('x' * 10_000_000)", "paper.broken"),
        ("pass", "paper.broken"),
    ],
)
async def test_a_worker_taken_over_can_only_refuse_its_own_paper(
    paper: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, reason: str
) -> None:
    monkeypatch.setattr(workers, "PROGRAM", stand_in(tmp_path, program))
    assert (await check(paper, out, LIMITS, nothing)).refused == reason


async def test_the_worker_sees_no_settings_of_the_server(
    paper: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIAOBAN_TURN_SECRET", "hidden")
    program = "import os, sys\nopen(sys.argv[2] + '/env', 'w').write(' '.join(os.environ))"
    monkeypatch.setattr(workers, "PROGRAM", stand_in(tmp_path, program))
    await check(paper, out, LIMITS, nothing)
    assert "GIAOBAN_TURN_SECRET" not in (out / "env").read_text()


def test_the_worker_leaves_the_network_where_the_kernel_lets_it() -> None:
    program = (
        "import socket, sys\n"
        "from server.papers.worker.fence import leave_network\n"
        "if not leave_network(): sys.exit(3)\n"
        "try: socket.create_connection(('127.0.0.1', int(sys.argv[1])), 5)\n"
        "except OSError: sys.exit(0)\n"
        "sys.exit(1)\n"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        status = subprocess.run(
            [sys.executable, "-I", "-c", program, port], timeout=60, check=False
        ).returncode
    if status == 3:
        pytest.skip("neither root nor unprivileged user namespaces")
    assert status == 0


def test_links_and_giants_left_by_a_worker_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (tmp_path / "soft").symlink_to(secret)
    os.link(secret, tmp_path / "hard")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "giant").write_bytes(b"x" * 101)
    for name in ("soft", "hard", "pipe", "giant"):
        with pytest.raises((OSError, ValueError)):
            read_output(tmp_path / name, 100)
