"""Which slips are to be reminded of: what the work that does it asks the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, or_, select

from server.db.engine import Database
from server.db.models.opinions import RecipientRow, SlipEntryRow, SlipRow
from server.db.repositories.opinions import slip_of
from server.opinions.chain import moment
from server.opinions.records import Kind, Slip, Stage, State

_ASKED = (Kind.SENT, Kind.EXTENDED)


class OpinionReminders:
    """Reads slips by their deadline."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def closing(self, now: datetime, until: datetime) -> Sequence[Slip]:
        """Slips that can still be answered, until a time at most, and that somebody has not answered."""
        left = exists().where(RecipientRow.slip == SlipRow.id, RecipientRow.stage != Stage.ANSWERED)
        query = select(SlipRow).where(
            SlipRow.state == State.SENT, SlipRow.deadline > now, SlipRow.deadline <= until, left
        )
        async with self._database.read() as session:
            return [slip_of(row) for row in await session.scalars(query.order_by(SlipRow.deadline))]

    async def waits(self, slip: str, before: datetime) -> bool:
        """Whether somebody who has not answered was not reminded since a time."""
        query = select(
            exists().where(
                RecipientRow.slip == slip,
                RecipientRow.stage != Stage.ANSWERED,
                or_(RecipientRow.reminded_at.is_(None), RecipientRow.reminded_at < before),
            )
        )
        async with self._database.read() as session:
            return bool(await session.scalar(query))

    async def asked_at(self, slip: str) -> datetime:
        """When the recipients were last told the deadline of a slip that was sent."""
        mine = (SlipEntryRow.slip == slip, SlipEntryRow.type.in_(_ASKED))
        query = select(SlipEntryRow).where(*mine).order_by(SlipEntryRow.seq.desc()).limit(1)
        async with self._database.read() as session:
            row = (await session.scalars(query)).one()
            return moment(row.entry["at"])
