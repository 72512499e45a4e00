"""Versions of papers in the database, and papers stored before there were versions."""

from __future__ import annotations

from datetime import UTC, datetime

from alembic import command
from sqlalchemy import Connection, text

from server.db.engine import Database
from server.db.migrate import migrate
from server.db.repositories.papers import PaperRecord, PaperRepository
from server.db.upgrade import configuration
from server.papers.season import brought
from server.papers.service import folder_of

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def before_versions(connection: Connection) -> None:
    """A database of the release before, with one paper that is shown and one that is still checked."""
    command.downgrade(configuration(connection), "0004")
    for paper, state in (("p00000000000a", "ready"), ("p00000000000b", "checking")):
        connection.execute(
            text(
                "INSERT INTO papers (id, meeting, title, name, item, state, reason, progress, size, sha256,"
                " pages, page_sizes, uploaded_by, uploaded_at) VALUES (:id, 'm', 'Cũ', 'cu.pdf', NULL,"
                " :state, NULL, 100, 9, 'ff', 1, '[[595.0,842.0]]', 's', '2026-01-01 00:00:00')"
            ),
            {"id": paper, "state": state},
        )


async def test_a_paper_stored_before_is_version_one_where_it_lay(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.run_sync(before_versions)
    await migrate(database)
    repository = PaperRepository(database)
    paper = await repository.get("m", "p00000000000a")
    assert paper is not None
    assert (paper.version, paper.folder, paper.kind) == (1, "papers/p00000000000a", "pdf")
    assert (paper.original_size, paper.original_sha256) == (9, "ff")
    assert [one.stage for one in await repository.checking()] == ["waiting"]


def version(number: int, state: str) -> PaperRecord:
    paper = "p00000000000a"
    folder = folder_of(paper, number)
    return PaperRecord(paper, "m", "T", "t.pdf", None, 9, "ff", "s", AT, folder, number, "pdf", state)


async def test_versions_have_folders_of_their_own(database: Database) -> None:
    repository = PaperRepository(database)
    for one in (version(1, "ready"), version(2, "checking")):
        await repository.add(one, brought(one, "normal", AT))
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
