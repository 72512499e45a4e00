"""A backup holds everything: every row of every table and every file, and a server goes on from it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
import sqlite3
import tarfile
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from server.cli import app
from tests.server.notes.support import by_password, lan, listed, new_note, opened, written
from tests.server.papers.desk import Desk
from tests.server.people.harness import full_briefing, running
from tests.support import office_files

CLI = CliRunner()
DATABASE = "giaoban.sqlite3"
pytestmark = pytest.mark.sqlite


def dump(data: Path) -> list[str]:
    """Every table with every row."""
    with sqlite3.connect(data / DATABASE) as database:
        lines = list(database.iterdump())
    database.close()
    return lines


def files(data: Path) -> dict[str, str]:
    """Every file but the database's own and the lock of a running server, by hash."""
    return {
        str(path.relative_to(data)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in data.rglob("*")
        if path.is_file() and not path.name.startswith((DATABASE, "serve."))
    }


async def briefing_with_everything(folder: Path) -> tuple[str, str]:
    """A meeting with a paper whose original is no PDF, a slip and a private note."""
    async with running(folder) as world:
        desk = await Desk(world, await full_briefing(world)).prepare()
        paper = await desk.in_meeting(office_files.picture("PNG"))
        await desk.submitted()
        slip = {"key": "a-key-of-mine", "title": "Xin ý kiến"}
        assert (await desk.tab("secretary").post("/opinions", json=slip)).status_code == 201
        meeting = desk.briefing.id
        seat = {"seat": f"officer-{await lan(world)}", "name": "Nguyễn Thị L", "office": "", "order": 5}
        await desk.give("officer.add", role="technician", **seat)
        tab = await by_password(world)
        key = await opened(tab)
        note = new_note()
        await written(tab, meeting, note, key.seal(meeting, note, "Hỏi thêm về đê"))
        return meeting, paper


def test_what_is_restored_is_what_there_was_to_the_last_row_and_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, paper = asyncio.run(briefing_with_everything(tmp_path))
    data, archive = tmp_path / "data", tmp_path / "backup.tar"
    monkeypatch.setenv("GIAOBAN_DATA", str(data))
    said = CLI.invoke(app, ["backup", str(archive)])
    assert (said.exit_code, json.loads(said.stdout)["papers"]) == (0, "in it")
    before, stored = dump(data), files(data)
    assert {f"objects/papers/{paper}/1/{name}" for name in ("original", "paper.pdf")} <= set(stored)
    shutil.rmtree(data)
    restored = tmp_path / "other" / "data"
    monkeypatch.setenv("GIAOBAN_DATA", str(restored))
    assert CLI.invoke(app, ["restore", str(archive)]).exit_code == 0
    assert dump(restored) == before
    assert files(restored) == stored
    asyncio.run(goes_on(tmp_path / "other", meeting, paper))


async def goes_on(folder: Path, meeting: str, paper: str) -> None:
    async with running(folder) as world:
        tab = await by_password(world)
        assert (await tab.get(f"/meetings/{meeting}/papers/{paper}/file")).content.startswith(b"%PDF")
        key = await opened(tab)
        [note] = (await listed(tab))["notes"]
        assert key.open(meeting, note["id"], note["box"]) == "Hỏi thêm về đê"


def test_files_that_come_and_go_meanwhile_do_not_stop_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    sqlite3.connect(data / DATABASE).close()
    (data / "kept").write_bytes(b"x" * 1000)
    monkeypatch.setenv("GIAOBAN_DATA", str(data))
    over = threading.Event()

    def come_and_go() -> None:
        while not over.is_set():
            for number in range(20):
                folder = data / "quarantine" / f"check-{number}"
                folder.mkdir(parents=True, exist_ok=True)
                (folder / "out.pdf").write_bytes(b"y" * 100)
            shutil.rmtree(data / "quarantine")

    working = threading.Thread(target=come_and_go)
    working.start()
    try:
        for number in range(30):
            archive = tmp_path / f"{number}.tar"
            assert CLI.invoke(app, ["backup", str(archive)]).exit_code == 0
            with tarfile.open(archive) as packed:
                assert {DATABASE, "kept"} <= set(packed.getnames())
    finally:
        over.set()
        working.join()


def test_it_says_when_papers_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    data.mkdir()
    sqlite3.connect(data / DATABASE).close()
    monkeypatch.setenv("GIAOBAN_DATA", str(data))
    monkeypatch.setenv("GIAOBAN_OBJECTS_URL", "s3://giaoban")
    said = CLI.invoke(app, ["backup", str(tmp_path / "b.tar")])
    assert json.loads(said.stdout)["papers"] == "not in it: GIAOBAN_OBJECTS_URL"
