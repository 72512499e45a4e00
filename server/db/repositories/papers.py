"""Papers in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from server.db.engine import Database
from server.db.models.papers import PaperRow

CHECKING, READY, REFUSED = "checking", "ready", "refused"


@dataclass(frozen=True)
class PaperRecord:
    """A paper: `state` checking, ready or refused (`reason` a ``paper.*`` code); `progress` in percent.

    `page_sizes` are [width, height] in points (1/72 inch), as shown, rotation applied.
    """

    id: str
    meeting: str
    title: str
    name: str
    item: str | None
    size: int
    sha256: str
    uploaded_by: str
    uploaded_at: datetime
    state: str = CHECKING
    reason: str | None = None
    progress: int = 0
    pages: int = 0
    page_sizes: Sequence[Sequence[float]] = ()


class PaperRepository:
    """Reads and writes papers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, paper: PaperRecord) -> None:
        """Store a new paper."""
        async with self._database.write() as session:
            session.add(PaperRow(**asdict(paper)))

    async def get(self, meeting: str, paper: str) -> PaperRecord | None:
        """A paper of a meeting."""
        async with self._database.read() as session:
            row = await session.get(PaperRow, paper)
            return record_of(row) if row is not None and row.meeting == meeting else None

    async def of_meeting(self, meeting: str) -> Sequence[PaperRecord]:
        """The papers of a meeting in the order they came."""
        query = select(PaperRow).where(PaperRow.meeting == meeting)
        async with self._database.read() as session:
            rows = await session.scalars(query.order_by(PaperRow.uploaded_at, PaperRow.id))
            return [record_of(row) for row in rows]

    async def checking(self) -> Sequence[PaperRecord]:
        """Papers whose check has not ended."""
        async with self._database.read() as session:
            rows = await session.scalars(select(PaperRow).where(PaperRow.state == CHECKING))
            return [record_of(row) for row in rows]

    async def progress(self, paper: str, percent: int) -> None:
        """Note how far a check is."""
        async with self._database.write() as session:
            await session.execute(
                update(PaperRow)
                .where(PaperRow.id == paper, PaperRow.state == CHECKING)
                .values(progress=percent)
            )

    async def ready(self, paper: str, page_sizes: Sequence[Sequence[float]]) -> bool:
        """Note that a paper can be shown; False when it was removed meanwhile."""
        values = {"state": READY, "progress": 100, "pages": len(page_sizes), "page_sizes": list(page_sizes)}
        async with self._database.write() as session:
            noted = update(PaperRow).where(PaperRow.id == paper).values(**values).returning(PaperRow.id)
            return (await session.execute(noted)).one_or_none() is not None

    async def refuse(self, paper: str, reason: str) -> None:
        """Note why a paper cannot be shown."""
        async with self._database.write() as session:
            await session.execute(
                update(PaperRow).where(PaperRow.id == paper).values(state=REFUSED, reason=reason)
            )

    async def delete(self, paper: str) -> None:
        """Forget a paper."""
        async with self._database.write() as session:
            await session.execute(delete(PaperRow).where(PaperRow.id == paper))


def record_of(row: PaperRow) -> PaperRecord:
    """The row as a plain value."""
    return PaperRecord(**{name: getattr(row, name) for name in PaperRecord.__dataclass_fields__})
