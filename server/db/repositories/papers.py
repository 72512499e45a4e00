"""Papers in the database: one row for each version of a paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from server.db.engine import Database
from server.db.models.paper_reviews import PaperReadingRow, PaperReviewRow
from server.db.models.papers import REMOVING, PaperRow
from server.db.repositories.paper_reviews import DROPPED, ReviewRecord, note_question
from server.errors import Conflict, NotFound

CHECKING, READY, REFUSED = "checking", "ready", "refused"
WAITING = "waiting"
_THERE = PaperRow.state != REMOVING


@dataclass(frozen=True)
class PaperRecord:
    """A version of a paper.

    `state` checking, ready or refused (`reason` a stable code), or removing; while it is checked `stage` says
    at what and `progress` how far in percent. `folder` begins the keys of its objects. `kind` is the type of
    the file that was sent, found from its content; `original_size` (bytes) and `original_sha256` are of it,
    `size` and `sha256` of the PDF made from it. `flags` name what officers should know of the content.
    `page_sizes` are [width, height] in points (1/72 inch), as shown, rotation applied.
    """

    id: str
    meeting: str
    title: str
    name: str
    item: str | None
    original_size: int
    original_sha256: str
    uploaded_by: str
    uploaded_at: datetime
    folder: str
    version: int = 1
    kind: str = ""
    state: str = CHECKING
    stage: str = WAITING
    reason: str | None = None
    progress: int = 0
    flags: Sequence[str] = ()
    size: int = 0
    sha256: str = ""
    pages: int = 0
    page_sizes: Sequence[Sequence[float]] = ()


@dataclass(frozen=True)
class Outcome:
    """What the processing of a paper ended in; sizes as in `PaperRecord`."""

    kind: str
    size: int
    sha256: str
    page_sizes: Sequence[Sequence[float]]
    flags: Sequence[str]


class PaperRepository:
    """Reads and writes papers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, paper: PaperRecord, review: ReviewRecord | None = None) -> None:
        """Store a new version of a paper: with a submission of its own, or (None) for one that is there.

        Raises Conflict ``submission.has_file`` when it has a file, NotFound ``submission.not_found`` when
        it is gone.
        """
        key = (
            PaperReviewRow.paper == paper.id,
            PaperReviewRow.version == paper.version,
            PaperReviewRow.state != DROPPED,
        )
        try:
            async with self._database.write() as session:
                if review is not None:
                    session.add(PaperReviewRow(**asdict(review)))
                elif await session.scalar(select(PaperReviewRow).where(*key).with_for_update()) is None:
                    raise NotFound("submission.not_found")
                session.add(PaperRow(**{**asdict(paper), "flags": list(paper.flags)}))
        except IntegrityError:
            raise Conflict("submission.has_file") from None

    async def get(self, meeting: str, paper: str, version: int | None = None) -> PaperRecord | None:
        """A version of a paper of a meeting; without `version` the one that stands for the paper."""
        versions = await self.versions(meeting, paper)
        if version is not None:
            return next((one for one in versions if one.version == version), None)
        return standing(versions) if versions else None

    async def versions(self, meeting: str, paper: str) -> Sequence[PaperRecord]:
        """Every version of a paper of a meeting, the first one first."""
        query = select(PaperRow).where(PaperRow.id == paper, PaperRow.meeting == meeting, _THERE)
        async with self._database.read() as session:
            return [record_of(row) for row in await session.scalars(query.order_by(PaperRow.version))]

    async def of_meeting(self, meeting: str) -> Sequence[PaperRecord]:
        """The papers of a meeting in the order they came, each by the version that stands for it."""
        query = select(PaperRow).where(PaperRow.meeting == meeting, _THERE)
        found: dict[str, list[PaperRecord]] = {}
        async with self._database.read() as session:
            for row in await session.scalars(
                query.order_by(PaperRow.version, PaperRow.uploaded_at, PaperRow.id)
            ):
                found.setdefault(row.id, []).append(record_of(row))
        return [standing(versions) for versions in found.values()]

    async def every_version(self, meeting: str) -> Sequence[PaperRecord]:
        """Every version of every paper of a meeting, in the order they came."""
        query = select(PaperRow).where(PaperRow.meeting == meeting, _THERE)
        async with self._database.read() as session:
            rows = await session.scalars(query.order_by(PaperRow.uploaded_at, PaperRow.id, PaperRow.version))
            return [record_of(row) for row in rows]

    async def checking(self) -> Sequence[PaperRecord]:
        """Papers whose processing has not ended, in the order they came."""
        query = select(PaperRow).where(PaperRow.state == CHECKING)
        async with self._database.read() as session:
            rows = await session.scalars(query.order_by(PaperRow.uploaded_at, PaperRow.id, PaperRow.version))
            return [record_of(row) for row in rows]

    async def note(self, paper: PaperRecord, stage: str, percent: int) -> None:
        """Note at what the processing of a paper is and how far."""
        async with self._database.write() as session:
            await session.execute(
                update(PaperRow)
                .where(PaperRow.id == paper.id, PaperRow.version == paper.version, PaperRow.state == CHECKING)
                .values(stage=stage, progress=percent)
            )

    async def ready(self, paper: PaperRecord, outcome: Outcome, *, asks: bool = False) -> PaperRecord | None:
        """Note that a paper can be shown, and answer it; None when it is not being checked any more.

        `asks`: its first page says a marking, which its submission is asked for where it says none.
        """
        values = {
            "state": READY,
            "stage": "",
            "progress": 100,
            "kind": outcome.kind,
            "size": outcome.size,
            "sha256": outcome.sha256,
            "pages": len(outcome.page_sizes),
            "page_sizes": list(outcome.page_sizes),
            "flags": list(outcome.flags),
        }
        async with self._database.write() as session:
            noted = (
                update(PaperRow)
                .where(PaperRow.id == paper.id, PaperRow.version == paper.version, PaperRow.state == CHECKING)
                .values(**values)
                .returning(PaperRow)
            )
            row = (await session.scalars(noted)).one_or_none()
            if row is not None and asks:
                await note_question(session, paper.id, paper.version)
            return record_of(row) if row is not None else None

    async def refuse(self, paper: PaperRecord, reason: str) -> bool:
        """Note why a paper cannot be shown; False when it is not in the state `paper` has any more."""
        async with self._database.write() as session:
            refusing = (
                update(PaperRow)
                .where(
                    PaperRow.id == paper.id, PaperRow.version == paper.version, PaperRow.state == paper.state
                )
                .values(state=REFUSED, stage="", reason=reason)
                .returning(PaperRow.id)
            )
            return (await session.scalars(refusing)).one_or_none() is not None

    async def begin_removal(self, paper: str) -> None:
        """Forget what was said about a paper; its versions are `removing` until their objects are gone."""
        async with self._database.write() as session:
            await session.execute(update(PaperRow).where(PaperRow.id == paper).values(state=REMOVING))
            await session.execute(delete(PaperReviewRow).where(PaperReviewRow.paper == paper))
            await session.execute(delete(PaperReadingRow).where(PaperReadingRow.paper == paper))

    async def begin_removal_of(self, paper: str, version: int) -> None:
        """One version is `removing` until its objects are gone: a check that ends meanwhile keeps none."""
        file = (PaperRow.id == paper, PaperRow.version == version)
        async with self._database.write() as session:
            await session.execute(update(PaperRow).where(*file).values(state=REMOVING))

    async def removing(self) -> Sequence[PaperRecord]:
        """Versions that are being removed: nobody finds them any more, and their objects may be there."""
        query = select(PaperRow).where(PaperRow.state == REMOVING)
        async with self._database.read() as session:
            rows = await session.scalars(query.order_by(PaperRow.id, PaperRow.version))
            return [record_of(row) for row in rows]

    async def delete_version(self, paper: str, version: int) -> None:
        """Forget one version of a paper."""
        async with self._database.write() as session:
            await session.execute(delete(PaperRow).where(PaperRow.id == paper, PaperRow.version == version))

    async def last_version(self, paper: str) -> int:
        """The highest version there is of a paper, 0 for none."""
        query = select(func.max(PaperRow.version)).where(PaperRow.id == paper)
        async with self._database.read() as session:
            return (await session.scalar(query)) or 0


def standing(versions: Sequence[PaperRecord]) -> PaperRecord:
    """The version that stands for a paper: the newest that can be shown, before there is one the newest."""
    ready = [one for one in versions if one.state == READY]
    return max(ready or versions, key=lambda one: one.version)


def record_of(row: PaperRow) -> PaperRecord:
    """The row as a plain value."""
    return PaperRecord(**{name: getattr(row, name) for name in PaperRecord.__dataclass_fields__})
