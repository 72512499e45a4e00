"""Where the versions of a paper lie, and papers stored before there were versions."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from sqlalchemy import Connection, text

from server.db.engine import Database
from server.db.migrate import migrate
from server.db.repositories.papers import PaperRecord, PaperRepository, standing
from server.db.upgrade import configuration
from server.objects.store import Objects
from server.papers.season import brought
from server.papers.service import folder_of
from tests.server.people.harness import START, full_briefing, running

SIZES = [[595.0, 842.0]]


def before_versions(connection: Connection) -> None:
    """A database of the release before, with one paper that is shown and one that is still checked."""
    command.upgrade(configuration(connection), "0004")
    for paper, state in (("p00000000000a", "ready"), ("p00000000000b", "checking")):
        connection.execute(
            text(
                "INSERT INTO papers (id, meeting, title, name, item, state, reason, progress, size, sha256,"
                " pages, page_sizes, uploaded_by, uploaded_at) VALUES (:id, 'm', 'Cũ', 'cu.pdf', NULL,"
                " :state, NULL, 100, 9, 'ff', 1, '[[595.0,842.0]]', 's', '2026-01-01 00:00:00')"
            ),
            {"id": paper, "state": state},
        )


async def old_database(path: Path) -> Database:
    database = Database(f"sqlite+aiosqlite:///{path}")
    async with database.engine.connect() as plain:
        connection = await plain.execution_options(giaoban_writes=True)
        async with connection.begin():
            await connection.run_sync(before_versions)
    await migrate(database)
    return database


async def test_a_paper_stored_before_is_version_one_where_it_lay(tmp_path: Path) -> None:
    database = await old_database(tmp_path / "x.sqlite3")
    repository = PaperRepository(database)
    paper = await repository.get("m", "p00000000000a")
    assert paper is not None
    assert (paper.version, paper.folder, paper.kind) == (1, "papers/p00000000000a", "pdf")
    assert (paper.original_size, paper.original_sha256) == (9, "ff")
    assert [one.stage for one in await repository.checking()] == ["waiting"]
    await database.close()


async def test_a_paper_at_its_old_address_is_still_read(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        briefing = await full_briefing(world)
        old = PaperRecord(
            id="p00000000000a",
            meeting=briefing.id,
            title="Cũ",
            name="cu.pdf",
            item=None,
            original_size=9,
            original_sha256="ff",
            uploaded_by="s",
            uploaded_at=START,
            folder="papers/p00000000000a",
            state="ready",
            size=9,
            sha256="ff",
            pages=1,
            page_sizes=SIZES,
        )
        await PaperRepository(world.services.database).add(old, brought(old, "normal", START))
        objects = Objects.open(None, world.services.settings.data / "objects")
        await objects.put_bytes("papers/p00000000000a/paper.pdf", b"%PDF-1.4\n")
        got = await briefing.tabs["secretary"].get(f"/meetings/{briefing.id}/papers/{old.id}/file")
        assert (got.status_code, got.content) == (200, b"%PDF-1.4\n")


def version(number: int, state: str) -> PaperRecord:
    paper = "p00000000000a"
    return PaperRecord(
        paper, "m", "T", "t.pdf", None, 9, "ff", "s", START, folder_of(paper, number), number, "pdf", state
    )


def test_the_newest_that_can_be_shown_stands_for_the_paper() -> None:
    assert standing([version(1, "ready"), version(2, "checking")]).version == 1
    assert standing([version(1, "ready"), version(2, "ready"), version(3, "refused")]).version == 2
    assert standing([version(1, "refused"), version(2, "checking")]).version == 2


async def test_versions_have_folders_of_their_own(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'x.sqlite3'}")
    await migrate(database)
    repository = PaperRepository(database)
    for one in (version(1, "ready"), version(2, "checking")):
        await repository.add(one, brought(one, "normal", START))
    assert [one.folder for one in await repository.versions("m", "p00000000000a")] == [
        "papers/p00000000000a/1",
        "papers/p00000000000a/2",
    ]
    assert await repository.last_version("p00000000000a") == 2
    assert [one.version for one in await repository.of_meeting("m")] == [1]
    assert [one.version for one in await repository.checking()] == [2]
    second = await repository.get("m", "p00000000000a", 2)
    assert second is not None
    await repository.refuse(second, "paper.broken")
    assert [one.state for one in await repository.versions("m", "p00000000000a")] == ["ready", "refused"]
    await database.close()
