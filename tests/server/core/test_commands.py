"""The command line over a data folder, beside no server."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from recordings.manifest import JOURNAL
from server.bootstrap import build_services
from server.cli import app
from server.folder import DEMONSTRATION, INSTALLATION, DataFolder
from server.settings import BadSetting, load_settings
from signaling.auth import ApiKey, verify
from tests.server.core.harness import running

CLI = CliRunner()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"

    async def make() -> None:
        async with running(folder) as server:
            await server.create()

    asyncio.run(make())
    monkeypatch.setenv("GIAOBAN_DATA", str(folder))
    return folder


@pytest.mark.sqlite
def test_a_token_for_a_site_opens_its_meeting_and_no_other(data: Path) -> None:
    done = CLI.invoke(app, ["token", "--meeting", "m1", "--site", "S1"])
    assert done.exit_code == 0, done.output
    printed = json.loads(done.stdout)
    assert printed["url"].startswith("ws://127.0.0.1:")
    key = json.loads((data / "media-key.json").read_text())
    claims = verify(ApiKey(key["key"], key["secret"]), printed["token"])
    assert (claims.room, claims.identity) == ("m1", "site-S1")
    assert stat.S_IMODE((data / "media-key.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "arguments", [["--meeting", "m1", "--site", "NONE"], ["--meeting", "other", "--site", "S1"]]
)
def test_a_token_for_nobody_is_refused_in_one_line(data: Path, arguments: list[str]) -> None:
    done = CLI.invoke(app, ["token", *arguments])
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1


def test_verify_does_not_call_a_meeting_that_is_gone_whole(data: Path) -> None:
    done = CLI.invoke(app, ["verify", "m1-gone"])
    assert (done.exit_code, done.stderr.partition(":")[0]) == (1, "meeting.not_found")
    with sqlite3.connect(data / "giaoban.sqlite3") as database:
        database.execute("DELETE FROM events")
        database.execute("DELETE FROM event_streams")
    database.close()
    assert CLI.invoke(app, ["verify", "m1"]).exit_code == 1


def test_an_archive_without_a_database_is_no_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note").write_text("x")
    with tarfile.open(tmp_path / "other.tar", "w") as archive:
        archive.add(tmp_path / "note", arcname="note")
    monkeypatch.setenv("GIAOBAN_DATA", str(tmp_path / "restored"))
    done = CLI.invoke(app, ["restore", str(tmp_path / "other.tar")])
    assert (done.exit_code, "no database" in done.stderr) == (2, True)


def test_what_commands_write_is_for_their_owner_only(tmp_path: Path) -> None:
    environment = {**os.environ, "GIAOBAN_DATA": str(tmp_path), "GIAOBAN_DEMO": "false"}
    subprocess.run([sys.executable, "-m", "server", "migrate"], env=environment, check=True)
    assert stat.S_IMODE((tmp_path / "giaoban.sqlite3").stat().st_mode) == 0o600


@pytest.mark.sqlite
def test_verify_finds_an_edited_log(data: Path) -> None:
    assert CLI.invoke(app, ["verify", "m1"]).exit_code == 0
    with sqlite3.connect(data / "giaoban.sqlite3") as database:
        database.execute("UPDATE events SET envelope = replace(envelope, 'Giao ban', 'Khác') WHERE seq = 1")
    database.close()
    done = CLI.invoke(app, ["verify", "m1"])
    assert done.exit_code == 1
    assert json.loads(done.stdout)["chain"] == {"broken_at": 1, "why": "wrong_hash"}


@pytest.mark.sqlite
def test_a_backup_is_restored_on_an_empty_folder_only(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "backup.tar"
    assert CLI.invoke(app, ["backup", str(archive)]).exit_code == 0
    assert CLI.invoke(app, ["restore", str(archive)]).exit_code == 2
    before = json.loads(CLI.invoke(app, ["verify", "m1"]).stdout)
    monkeypatch.setenv("GIAOBAN_DATA", str(tmp_path / "other"))
    assert CLI.invoke(app, ["restore", str(archive)]).exit_code == 0
    assert json.loads(CLI.invoke(app, ["verify", "m1"]).stdout) == before


@pytest.mark.sqlite
def test_export_writes_the_log_and_its_head(data: Path, tmp_path: Path) -> None:
    to = tmp_path / "export"
    assert CLI.invoke(app, ["export", "m1", str(to)]).exit_code == 0
    lines = [json.loads(line) for line in (to / "events.jsonl").read_text().splitlines()]
    assert json.loads((to / "head.json").read_text()) == {"seq": len(lines), "hash": lines[-1]["hash"]}


@pytest.fixture
def export(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that export wrote; the installation it came from is out of reach."""
    to = tmp_path / "export"
    assert CLI.invoke(app, ["export", "m1", str(to)]).exit_code == 0
    monkeypatch.setenv("GIAOBAN_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    return to


@pytest.mark.sqlite
def test_verify_checks_an_exported_folder_without_an_installation(export: Path) -> None:
    done = CLI.invoke(app, ["verify", str(export)])
    found = json.loads(done.stdout)
    assert (done.exit_code, found["meeting"], found["chain"], found["access"]) == (0, "m1", "ok", "ok")
    assert found["head"] == json.loads((export / "head.json").read_text())["hash"]


@pytest.mark.sqlite
def test_verify_finds_what_was_changed_in_an_exported_folder(export: Path) -> None:
    log = export / "events.jsonl"
    whole = log.read_text()
    log.write_text(whole.replace("Giao ban", "Khác", 1))
    done = CLI.invoke(app, ["verify", str(export)])
    assert (done.exit_code, json.loads(done.stdout)["chain"]["why"]) == (1, "wrong_hash")
    log.write_text("".join(whole.splitlines(keepends=True)[:-1]))
    cut = CLI.invoke(app, ["verify", str(export)])
    assert (cut.exit_code, json.loads(cut.stdout)["chain"] == "ok") == (1, False)
    log.write_text(whole)
    (export / "access-head.json").write_text(json.dumps({"lines": 3, "hash": "0" * 64}))
    short = CLI.invoke(app, ["verify", str(export)])
    assert (short.exit_code, json.loads(short.stdout)["access"]) == (1, {"broken_at": 3, "why": "head"})


@pytest.mark.sqlite
def test_verify_finds_a_recording_without_its_manifest(export: Path) -> None:
    take = export / "recordings" / "r1"
    take.mkdir(parents=True)
    (take / JOURNAL).write_text("")
    done = CLI.invoke(app, ["verify", str(export)])
    (found,) = json.loads(done.stdout)["recordings"]
    assert (done.exit_code, found["broken"][0].split()[0]) == (1, "recording.unfinished")


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["events.jsonl", "head.json", "access.jsonl", "access-head.json"])
@pytest.mark.parametrize("content", [None, "{", "[]\n", '{"a": 1}\n'])
def test_verify_says_in_a_line_what_is_no_export(export: Path, name: str, content: str | None) -> None:
    (export / name).unlink()
    if content is not None:
        (export / name).write_text(content)
    done = CLI.invoke(app, ["verify", str(export)])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert str(export) in done.stderr


def test_a_bad_setting_ends_with_2_and_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAOBAN_PORT", "x")
    done = CLI.invoke(app, ["serve"])
    assert done.exit_code == 2
    assert done.stderr.startswith("GIAOBAN_PORT: ")
    assert done.stderr.count("\n") == 1


def test_a_folder_is_of_one_kind_and_of_one_server(tmp_path: Path) -> None:
    settings = load_settings(data=tmp_path)
    with DataFolder(settings) as folder:
        with pytest.raises(BadSetting, match="holds real meetings"):
            folder.claim(DEMONSTRATION, holds_meetings=True)
        folder.claim(DEMONSTRATION, holds_meetings=False)
        folder.claim(DEMONSTRATION, holds_meetings=True)
        with pytest.raises(BadSetting, match="another folder"):
            folder.require(INSTALLATION)
        with pytest.raises(BadSetting, match="another server"), DataFolder(settings):
            pass


@pytest.mark.sqlite
def test_what_the_disk_refuses_is_one_line(data: Path, tmp_path: Path) -> None:
    done = CLI.invoke(app, ["backup", str(tmp_path / "no" / "such" / "b.tar")])
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "No such file" in done.stderr


def test_bad_rows_are_told_one_a_line(data: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("code,name\nA,B\n")
    done = CLI.invoke(app, ["site", "import", str(tmp_path / "bad.csv")])
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0].startswith("sites.bad_rows: ")
    assert all("column" in line for line in done.stderr.splitlines()[1:])


def test_a_forgotten_password_is_taken_away_with_what_it_opened(data: Path) -> None:
    async def prepare() -> None:
        services = build_services(load_settings(data=data, demo=False))
        await services.people.accounts.create(
            login="lan", name="Lan", office="", roles=["officer"], password="một con vịt xòe ra"
        )
        await services.people.accounts.sign_in("lan", "một con vịt xòe ra", "127.0.0.1")
        await services.database.close()

    asyncio.run(prepare())
    made = CLI.invoke(app, ["user", "link", "lan"])
    assert "/j/" in json.loads(made.stdout)["link"]
    query = "SELECT password_hash IS NULL, (SELECT count(*) FROM note_wrappings) FROM accounts"
    with sqlite3.connect(data / "giaoban.sqlite3") as database:
        assert database.execute(query).fetchone() == (0, 2)
    made = CLI.invoke(app, ["user", "link", "lan", "--forget-password"])
    assert "/j/" in json.loads(made.stdout)["link"]
    with sqlite3.connect(data / "giaoban.sqlite3") as database:
        assert database.execute(query).fetchone() == (1, 0)


def test_a_meeting_is_made_with_its_officers(data: Path) -> None:
    made = CLI.invoke(app, ["user", "create", "bao.lq", "--name", "Lê Quốc Bảo"])
    assert made.exit_code == 0, made.output
    start = ["meeting", "create", "--title", "Giao ban", "--at", "2026-12-01T08:00+07:00"]
    for wrong, code in (("secretary", 2), ("boss:bao.lq", 2), ("secretary:nobody", 1)):
        assert CLI.invoke(app, [*start, "--officer", wrong]).exit_code == code
    assert CLI.invoke(app, [*start, "--officer", "secretary:bao.lq"]).exit_code == 0
