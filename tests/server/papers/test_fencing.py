"""Workers without network: by themselves, by bubblewrap, or no paper is read unless that was allowed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.commands import doctor
from server.errors import Unavailable
from server.markings import drawing
from server.markings.drawing import Drawing, Sheet
from server.papers import fencing, workers
from server.papers.check import check
from server.papers.fencing import Fencing, Way, look
from server.papers.worker.limits import Limits
from server.settings import Settings
from tests.server.papers.pdfs import pdf

SHUT = (
    'echo 0 > /proc/sys/user/max_user_namespaces && exec setpriv --bounding-set=-all --inh-caps=-all -- "$@"'
)
CLOSED = ("unshare", "--user", "--map-root-user", "sh", "-c", SHUT, "sh")
"""Runs a command as a user who may make no namespace, as under the seccomp profile of a container."""
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--")
SHEET = Sheet("p", 1, 1, 320)


def goes(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which workers cannot make namespaces themselves."""
    if not goes(*CLOSED, "true"):
        pytest.skip("this machine cannot stand in for one that is closed")
    monkeypatch.setattr(fencing, "PROBE", (*CLOSED, *fencing.PROBE))
    monkeypatch.setattr(workers, "PROGRAM", (*CLOSED, *workers.PROGRAM))
    monkeypatch.setattr(drawing, "PROGRAM", (*CLOSED, *drawing.PROGRAM))
    for module in (workers, drawing):
        monkeypatch.setattr(module, "FENCING", Fencing())


@pytest.fixture
def no_bwrap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fencing.shutil, "which", lambda name: None)


async def read(folder: Path, limits: Limits) -> tuple[int, str | None]:
    """Pages of a paper that a worker looked into, and why it would not."""
    paper, out = folder / "paper.pdf", folder / "out"
    paper.write_bytes(pdf(2))
    out.mkdir(exist_ok=True)
    verdict = await check(paper, out, limits, lambda _page, _pages: None)
    return len(verdict.page_sizes), verdict.refused


async def source() -> AsyncIterator[bytes]:
    yield pdf(1)


@pytest.mark.usefixtures("closed", "no_bwrap")
async def test_no_paper_is_read_where_the_network_cannot_be_left(tmp_path: Path) -> None:
    assert await look() == Way((), works=False)
    assert await read(tmp_path, Limits()) == (0, "paper.no_fence")
    with pytest.raises(Unavailable) as refused:
        await Drawing().picture(SHEET, source, ["Nguyễn Văn An"])
    assert refused.value.code == "paper.no_fence"


@pytest.mark.usefixtures("closed", "no_bwrap")
async def test_an_installation_may_allow_papers_to_be_read_all_the_same(tmp_path: Path) -> None:
    assert await read(tmp_path, Limits(networked=True)) == (2, None)
    allowed = Drawing(replace(drawing.LIMITS, networked=True))
    assert (await allowed.picture(SHEET, source, ["Nguyễn Văn An"]))[8:12] == b"WEBP"


@pytest.mark.usefixtures("closed")
async def test_bubblewrap_takes_the_network_from_workers_that_cannot_leave_it(tmp_path: Path) -> None:
    if not goes("bwrap", "--unshare-net", "--dev-bind", "/", "/", "true"):
        pytest.skip("bubblewrap may not make namespaces here")
    way = await look()
    assert way.works
    assert Path(way.before[0]).name == "bwrap"
    assert await read(tmp_path, Limits()) == (2, None)
    assert (await Drawing().picture(SHEET, source, ["Nguyễn Văn An"]))[8:12] == b"WEBP"
    with socket.create_server(("127.0.0.1", 0)) as server:
        call = f"import socket; socket.create_connection(('127.0.0.1', {server.getsockname()[1]}), 5)"
        assert goes(sys.executable, "-c", call)
        assert not goes(*way.before, sys.executable, "-c", call)


def test_an_ordinary_user_needs_no_allowance_where_namespaces_are_open() -> None:
    if os.geteuid() != 0 or not goes(*NOBODY, sys.executable, "-c", "import server"):
        pytest.skip("needs root, and a checkout that others can read")
    if not goes(*NOBODY, "unshare", "--user", "--net", "true"):
        pytest.skip("user namespaces are closed")
    assert goes(*NOBODY, *fencing.PROBE)


async def test_the_way_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []

    async def found() -> Way:
        looked.append(1)
        return Way((), works=True)

    monkeypatch.setattr(fencing, "look", found)
    fence = Fencing()
    assert await fence.way() == await fence.way()
    assert looked == [1]


@pytest.mark.parametrize(
    ("way", "allowed", "level"),
    [
        (Way((), works=True), False, "ok"),
        (Way(("bwrap",), works=True), False, "ok"),
        (Way((), works=False), False, "bad"),
        (Way((), works=False), True, "note"),
    ],
)
def test_the_doctor_tells_which_way_holds(way: Way, allowed: bool, level: str) -> None:
    finding = doctor._workers(way, Settings(unfenced_workers=allowed))
    assert finding.level == level
    assert ("GIAOBAN_UNFENCED_WORKERS" in finding.text) == (not way.works)
    assert ("bubblewrap" in finding.text) == bool(way.before)
