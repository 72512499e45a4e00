"""Files of opinion slips in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import delete, select

from server.db.engine import Database
from server.db.models.opinions import SlipFileRow, SlipRow
from server.db.repositories.opinions import file_of, papers_of
from server.errors import Conflict, NotFound
from server.opinions.records import File, State


class OpinionFileRepository:
    """Reads and writes what is known of the files; their bytes lie in the object store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, file: File, most: int) -> None:
        """Store a checked file, the office's only while the slip is a draft.

        Raises:
            NotFound: ``opinion.not_found``.
            Conflict: ``opinion.not_draft``; ``opinion.too_many_files`` when there are `most` already.
        """
        async with self._database.write() as session:
            slip = await session.get(SlipRow, file.slip, with_for_update=True)
            if slip is None:
                raise NotFound("opinion.not_found")
            if file.owner is None and slip.state != State.DRAFT:
                raise Conflict("opinion.not_draft")
            beside = select(SlipFileRow.id).where(
                SlipFileRow.slip == file.slip, SlipFileRow.owner.is_not_distinct_from(file.owner)
            )
            if len((await session.scalars(beside)).all()) >= most:
                raise Conflict("opinion.too_many_files", most=most)
            session.add(SlipFileRow(**asdict(file)))

    async def get(self, slip: str, file: str) -> File:
        """A file of a slip. Raises NotFound ``opinion.no_file``."""
        async with self._database.read() as session:
            row = await session.get(SlipFileRow, file)
        if row is None or row.slip != slip:
            raise NotFound("opinion.no_file")
        return file_of(row)

    async def papers(self, slip: str) -> Sequence[File]:
        """The office's papers of a slip in the order they came."""
        async with self._database.read() as session:
            return await papers_of(session, slip)

    async def all(self, slip: str) -> Sequence[File]:
        """Every file of a slip."""
        async with self._database.read() as session:
            rows = await session.scalars(select(SlipFileRow).where(SlipFileRow.slip == slip))
            return [file_of(row) for row in rows]

    async def delete_paper(self, slip: str, file: str) -> None:
        """Take a paper off a draft. Raises NotFound, Conflict ``opinion.not_draft``."""
        async with self._database.write() as session:
            row = await session.get(SlipRow, slip, with_for_update=True)
            if row is None:
                raise NotFound("opinion.not_found")
            if row.state != State.DRAFT:
                raise Conflict("opinion.not_draft")
            gone = delete(SlipFileRow).where(
                SlipFileRow.id == file, SlipFileRow.slip == slip, SlipFileRow.owner.is_(None)
            )
            if (await session.execute(gone.returning(SlipFileRow.id))).one_or_none() is None:
                raise NotFound("opinion.no_file")
