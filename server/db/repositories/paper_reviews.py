"""Submitted papers and what has been read, in the database. A step that no longer fits is not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, exists, or_, select, union, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from rooms import Marking
from server.db.engine import Database
from server.db.models.markings import TombstoneRow
from server.db.models.paper_reviews import PaperReadingRow, PaperReviewRow
from server.db.models.papers import REMOVING, PaperRow
from server.db.upsert import add_if_absent

DRAFT, SUBMITTED, APPROVED, SENT_BACK = "draft", "submitted", "approved", "sent_back"
DROPPED = "dropped"
"""What a forgotten submission leaves, found by nobody: its number, which no other file may ever have."""
_THERE = PaperReviewRow.state != DROPPED
_UNSAID = {"item": None, "unit": None} | dict.fromkeys(
    ("title", "number", "issuer", "dated", "note", "reason"), ""
)


@dataclass(frozen=True)
class ReviewRecord:
    """A version of a paper as it was submitted.

    `state` draft, submitted, approved or sent_back; `joined`: what was approved is in the meeting. `unit` is
    the seat that is responsible for it, `made_by` who brought it, `reason` why it was sent back. `asks`: its
    first page says a marking and the submission does not; until the desk has said which holds, that one does.
    """

    paper: str
    version: int
    meeting: str
    title: str
    item: str | None
    made_by: str
    made_at: datetime
    state: str = DRAFT
    joined: bool = False
    number: str = ""
    issuer: str = ""
    dated: str = ""
    kind: str = "other"
    marking: str = "normal"
    unit: str | None = None
    note: str = ""
    submitted_at: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str = ""
    asks: bool = False


class ReviewRepository:
    """Reads and writes submissions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, review: ReviewRecord) -> bool:
        """Store a new one; False when that version is there already."""
        try:
            async with self._database.write() as session:
                session.add(PaperReviewRow(**asdict(review)))
        except IntegrityError:
            return False
        return True

    async def get(self, meeting: str, paper: str, version: int) -> ReviewRecord | None:
        """One submission of a meeting."""
        async with self._database.read() as session:
            row = await session.get(PaperReviewRow, (paper, version))
            there = row is not None and row.meeting == meeting and row.state != DROPPED
            return _record(row) if row is not None and there else None

    async def of_meeting(self, meeting: str) -> Sequence[ReviewRecord]:
        """The submissions of a meeting in the order they were made."""
        query = select(PaperReviewRow).where(PaperReviewRow.meeting == meeting, _THERE)
        async with self._database.read() as session:
            rows = await session.scalars(
                query.order_by(PaperReviewRow.made_at, PaperReviewRow.paper, PaperReviewRow.version)
            )
            return [_record(row) for row in rows]

    async def left_outside(self) -> Sequence[ReviewRecord]:
        """What was approved and whose file is ready, but is not known to be in its meeting."""
        query = (
            select(PaperReviewRow)
            .join(
                PaperRow, (PaperRow.id == PaperReviewRow.paper) & (PaperRow.version == PaperReviewRow.version)
            )
            .where(
                PaperReviewRow.state == APPROVED, PaperReviewRow.joined.is_(False), PaperRow.state == "ready"
            )
        )
        async with self._database.read() as session:
            return [_record(row) for row in await session.scalars(query)]

    async def last_version(self, paper: str) -> int:
        """The highest version of a paper there ever was, 0 for none.

        Of those forgotten before numbers were kept a tombstone or a reader may still tell.
        """
        known = (
            select(PaperReviewRow.version).where(PaperReviewRow.paper == paper),
            select(PaperRow.version).where(PaperRow.id == paper),
            select(TombstoneRow.version).where(TombstoneRow.paper == paper),
            select(PaperReadingRow.version).where(PaperReadingRow.paper == paper),
        )
        async with self._database.read() as session:
            highest: int = max((await session.scalars(union(*known))).all(), default=0)
            return highest

    async def change(
        self,
        review: ReviewRecord,
        states: Sequence[str],
        values: Mapping[str, object],
        *,
        marked_as_read: bool = False,
    ) -> ReviewRecord | None:
        """Change a submission that is in one of these states, and answer it; None when it no longer is.

        `marked_as_read`: nor when its marking, or whether that is asked for, is not what `review` says.
        """
        wanted = [
            PaperReviewRow.paper == review.paper,
            PaperReviewRow.version == review.version,
            PaperReviewRow.state.in_(states),
        ]
        if marked_as_read:
            wanted += [PaperReviewRow.marking == review.marking, PaperReviewRow.asks.is_(review.asks)]
        changing = update(PaperReviewRow).where(*wanted).values(**values).returning(PaperReviewRow)
        async with self._database.write() as session:
            row = (await session.scalars(changing)).one_or_none()
            return _record(row) if row is not None else None

    async def drop(self, review: ReviewRecord, states: Sequence[str]) -> bool:
        """Forget a submission in one of these states, False when it no longer is; its file is `removing`.

        Its number stays taken: tombstones, readings and uploads under way speak of a file by its number.
        What is in the meeting is not forgotten, nor what is on its way there: approved, with its file ready.
        """
        file = (PaperRow.id == review.paper, PaperRow.version == review.version)
        coming = exists().where(*file, PaperRow.state == "ready")
        async with self._database.write() as session:
            gone = await session.execute(
                update(PaperReviewRow)
                .where(
                    PaperReviewRow.paper == review.paper,
                    PaperReviewRow.version == review.version,
                    PaperReviewRow.state.in_(states),
                    PaperReviewRow.joined.is_(False),
                    or_(PaperReviewRow.state != APPROVED, ~coming),
                )
                .values(state=DROPPED, asks=False, **_UNSAID)
                .returning(PaperReviewRow.paper)
            )
            if gone.one_or_none() is None:
                return False
            await session.execute(update(PaperRow).where(*file).values(state=REMOVING))
            read = (PaperReadingRow.paper == review.paper, PaperReadingRow.version == review.version)
            await session.execute(delete(PaperReadingRow).where(*read))
            return True


async def note_question(session: AsyncSession, paper: str, version: int) -> None:
    """Ask for the marking of a submission that says none; one that was approved waits for the answer."""
    asked = (
        PaperReviewRow.paper == paper,
        PaperReviewRow.version == version,
        PaperReviewRow.marking == Marking.NORMAL,
        PaperReviewRow.joined.is_(False),
    )
    await session.execute(update(PaperReviewRow).where(*asked).values(asks=True))
    back = {"state": SUBMITTED, "decided_by": None, "decided_at": None}
    await session.execute(
        update(PaperReviewRow).where(*asked, PaperReviewRow.state == APPROVED).values(**back)
    )


class ReadingRepository:
    """Reads and writes which versions somebody has opened."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, meeting: str, paper: str, version: int, reader: str, at: datetime) -> None:
        """Note that a reader opened a version; again changes nothing."""
        values = {"paper": paper, "version": version, "reader": reader, "meeting": meeting, "read_at": at}
        async with self._database.write() as session:
            await add_if_absent(session, PaperReadingRow, values)

    async def of_reader(self, meeting: str, reader: str) -> Mapping[str, Sequence[int]]:
        """The versions a reader has opened, by paper, the first one first."""
        query = select(PaperReadingRow).where(
            PaperReadingRow.meeting == meeting, PaperReadingRow.reader == reader
        )
        found: dict[str, list[int]] = {}
        async with self._database.read() as session:
            for row in await session.scalars(query.order_by(PaperReadingRow.version)):
                found.setdefault(row.paper, []).append(row.version)
        return found


def _record(row: PaperReviewRow) -> ReviewRecord:
    return ReviewRecord(**{name: getattr(row, name) for name in ReviewRecord.__dataclass_fields__})
