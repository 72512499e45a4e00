"""``giaoban migrate``, ``export``, ``backup`` and ``restore``: what concerns the stored data."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from server.commands.common import guarded, run, show
from server.commands.verify import ACCESS, ACCESS_HEAD, EVENTS, HEAD, RECORDINGS
from server.db.engine import Database
from server.db.migrate import migrate
from server.markings.chain import Line
from server.services import Services
from server.settings import BadSetting, Settings, load_settings

DATABASE = "giaoban.sqlite3"
_LEFT_OUT = frozenset({"serve.lock", "serve.url", DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"})


def migrate_now(settings: Settings) -> str:
    """Migrate and say to what."""

    async def go() -> str:
        os.makedirs(settings.data, mode=0o700, exist_ok=True)
        database = Database(settings.database_address)
        try:
            return await migrate(database)
        finally:
            await database.close()

    return f"database at version {asyncio.run(go())}"


def export(
    meeting: Annotated[str, typer.Argument(help="Id of the meeting.")],
    to: Annotated[Path, typer.Argument(help="A folder that does not exist yet.")],
) -> None:
    """Write a meeting's event log, its access log, the heads of both and its recordings to a folder.

    ``giaoban verify FOLDER`` checks it anywhere, without an installation.
    """
    with guarded():
        if to.exists():
            raise BadSetting(f"{to}: exists already")

    async def work(services: Services) -> dict[str, object]:
        raw = await services.events.read(meeting)
        head = await services.events.head(meeting)
        if head is None:
            await services.meetings.state(meeting)  # says that there is no such meeting
        records = services.settings.data / "records" / meeting
        written = await asyncio.to_thread(_write_export, to, raw, head.hash if head else "", records)
        return {**written, "access": _write_access(to, await services.marked.log.lines(meeting))}

    show(run(work))


def _write_export(to: Path, raw: list[dict[str, object]], head: str, records: Path) -> dict[str, object]:
    to.mkdir(parents=True)
    lines = "".join(json.dumps(envelope, ensure_ascii=False) + "\n" for envelope in raw)
    (to / EVENTS).write_text(lines, encoding="utf-8")
    (to / HEAD).write_text(json.dumps({"seq": len(raw), "hash": head}) + "\n")
    if records.is_dir():
        shutil.copytree(records, to / RECORDINGS)
    return {"folder": str(to), "events": len(raw), "recordings": records.is_dir()}


def _write_access(to: Path, lines: Sequence[Line]) -> int:
    """Who opened marked papers, as sealed lines with their head; how many."""
    text = "".join(json.dumps(line.as_json(), ensure_ascii=False) + "\n" for line in lines)
    (to / ACCESS).write_text(text, encoding="utf-8")
    head = {"lines": len(lines), "hash": lines[-1].hash if lines else ""}
    (to / ACCESS_HEAD).write_text(json.dumps(head) + "\n")
    return len(lines)


def backup(to: Annotated[Path, typer.Argument(help="The archive to write, such as giaoban.tar.")]) -> None:
    """Write the database and the data folder to one archive, beside a running server if need be.

    Where papers lie in an object store of their own, that is to be kept by its own means.
    """
    with guarded():
        settings = load_settings()
        source = _own_sqlite(settings)
        if to.exists():
            raise BadSetting(f"{to}: exists already")
        with tempfile.TemporaryDirectory(dir=to.resolve().parent) as folder:
            copy = Path(folder) / DATABASE
            _copy_database(source, copy)
            _write_archive(settings.data, copy, Path(folder) / "backup.tar", to)
        papers = "not in it: GIAOBAN_OBJECTS_URL" if settings.objects_url else "in it"
        show({"archive": str(to), "bytes": to.stat().st_size, "papers": papers})


def _own_sqlite(settings: Settings) -> Path:
    if settings.database_url:
        raise BadSetting(
            "GIAOBAN_DATABASE_URL: backup copies the built-in database only; use pg_dump for PostgreSQL "
            "and copy the data folder"
        )
    source = settings.data / DATABASE
    if not source.exists():
        raise BadSetting(f"GIAOBAN_DATA: {settings.data} holds no database")
    return source


def _copy_database(source: Path, copy: Path) -> None:
    """SQLite's online backup: a consistent copy while others write."""
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as origin, sqlite3.connect(copy) as target:
        origin.backup(target)
    target.close()
    origin.close()


def _write_archive(data: Path, database: Path, unfinished_archive: Path, to: Path) -> None:
    with tarfile.open(unfinished_archive, "w") as archive:
        archive.add(database, arcname=DATABASE)
        for path in _files(data):
            _add(archive, path, str(path.relative_to(data)))
    os.chmod(unfinished_archive, 0o600)
    os.replace(unfinished_archive, to)


def _add(archive: tarfile.TarFile, path: Path, name: str) -> None:
    """Add a file as it is now; one that was taken away since it was listed is left out."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        archive.addfile(archive.gettarinfo(arcname=name, fileobj=file), file)


def _files(data: Path) -> Iterator[Path]:
    """Every file but what the database is made of, beside a server that makes and removes some."""
    for folder, folders, names in os.walk(data, onerror=_unless_gone):
        folders.sort()
        for path in (Path(folder, name) for name in sorted(names)):
            if path.is_file() and not path.is_symlink() and path.name not in _LEFT_OUT:
                yield path


def _unless_gone(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def restore(
    archive: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What backup wrote.")],
) -> None:
    """Unpack a backup into an empty data folder, check the database, and migrate it."""
    with guarded():
        settings = load_settings()
        if settings.database_url:
            raise BadSetting("GIAOBAN_DATABASE_URL: restore fills the built-in database only; use pg_restore")
        if settings.data.exists() and any(settings.data.iterdir()):
            raise BadSetting(f"GIAOBAN_DATA: {settings.data} is not empty")
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with tarfile.open(archive) as packed:
                packed.extractall(settings.data, filter="data")
        except tarfile.TarError:
            raise BadSetting(f"{archive}: not an archive that backup wrote") from None
        _check_database(settings.data / DATABASE)
        show({"data": str(settings.data), "database": migrate_now(settings)})


def _check_database(path: Path) -> None:
    if not path.is_file():
        raise BadSetting(f"{path.parent}: what was unpacked holds no database; this is no backup of ours")
    connection = sqlite3.connect(path)
    try:
        answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        answer = str(error)
    finally:
        connection.close()
    if answer != "ok":
        raise BadSetting(f"{path}: the database is damaged: {answer}")
