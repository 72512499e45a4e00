"""Receipts of papers in the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import case, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from server.db.engine import Database
from server.db.models.receipts import ReceiptRow
from server.db.upsert import adding_to


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """One version of a paper."""

    paper: str
    version: int


@dataclass(frozen=True, slots=True)
class ReceiptRecord:
    """That a machine holds a version of a paper for a seat; ``purged_at``: when it last said it does not.

    ``session`` is the mark of the sign-in by which it said so.
    """

    device: str
    seat: str
    paper: str
    version: int
    held_at: datetime
    purged_at: datetime | None
    session: str = ""


class ReceiptRepository:
    """Reads and writes receipts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_meeting(self, meeting: str) -> Sequence[ReceiptRecord]:
        """Every receipt of a meeting, by seat, machine, paper and version."""
        query = select(ReceiptRow).where(ReceiptRow.meeting == meeting)
        ordered = query.order_by(ReceiptRow.seat, ReceiptRow.device, ReceiptRow.paper, ReceiptRow.version)
        async with self._database.read() as session:
            return [
                ReceiptRecord(
                    row.device, row.seat, row.paper, row.version, row.held_at, row.purged_at, row.session
                )
                for row in await session.scalars(ordered)
            ]

    async def count(self, meeting: str, seat: str) -> int:
        """How many receipts a seat has in a meeting."""
        query = (
            select(func.count())
            .select_from(ReceiptRow)
            .where(ReceiptRow.meeting == meeting, ReceiptRow.seat == seat)
        )
        async with self._database.read() as session:
            return int(await session.scalar(query) or 0)

    async def note(
        self,
        meeting: str,
        device: str,
        seat: str,
        held: Collection[Copy],
        purged: Collection[Copy],
        at: datetime,
        sign_in: str = "",
    ) -> None:
        """Keep what a machine holds, where the first time stands, and does not hold, where the last does.

        Taken off what was never held changes nothing. Held again after it was taken off begins anew.
        """
        async with self._database.write() as session:
            if held:
                machine = {"meeting": meeting, "device": device, "seat": seat}
                await _hold(session, [{**machine, **asdict(copy)} for copy in sorted(set(held))], at, sign_in)
            for copy in sorted(set(purged)):
                await session.execute(
                    update(ReceiptRow)
                    .where(
                        ReceiptRow.meeting == meeting,
                        ReceiptRow.device == device,
                        ReceiptRow.seat == seat,
                        ReceiptRow.paper == copy.paper,
                        ReceiptRow.version == copy.version,
                    )
                    .values(purged_at=at, session=sign_in)
                )


async def _hold(
    session: AsyncSession, keys: Sequence[dict[str, str | int]], at: datetime, sign_in: str
) -> None:
    adding, key = adding_to(session, ReceiptRow)
    begun = {"held_at": at, "purged_at": None, "session": sign_in}
    since = case((ReceiptRow.purged_at.is_not(None), at), else_=ReceiptRow.held_at)
    await session.execute(
        adding.values([{**one, **begun} for one in keys]).on_conflict_do_update(
            index_elements=key, set_={**begun, "held_at": since}
        )
    )
