"""Templates, series, occurrences and feeds in the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from server.db.engine import Database
from server.db.models.planning import FeedRow, OccurrenceRow, SeriesRow, TemplateRow
from server.db.upsert import put
from server.errors import Conflict
from server.planning.records import (
    CALL_OFF,
    CREATED,
    CREATING,
    FOLLOW,
    MOVED,
    SKIPPED,
    Occurrence,
    Series,
    Template,
)
from server.planning.recurrence import parse


class TemplateRepository:
    """Reads and writes templates."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Sequence[Template]:
        """Every template, by name."""
        query = select(TemplateRow).order_by(TemplateRow.name, TemplateRow.id)
        async with self._database.read() as session:
            return [_template(row) for row in await session.scalars(query)]

    async def get(self, template: str) -> Template | None:
        """One template."""
        async with self._database.read() as session:
            row = await session.get(TemplateRow, template)
            return _template(row) if row else None

    async def put(self, template: Template) -> None:
        """Store a template in place of its earlier self."""
        async with self._database.write() as session:
            await put(session, TemplateRow, {**vars(template), "skeleton": dict(template.skeleton)})

    async def remove(self, template: str) -> None:
        """Delete a template."""
        async with self._database.write() as session:
            await session.execute(delete(TemplateRow).where(TemplateRow.id == template))


class SeriesRepository:
    """Reads and writes series and what became of their days."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Sequence[Series]:
        """Every series, by name."""
        query = select(SeriesRow).order_by(SeriesRow.name, SeriesRow.begins, SeriesRow.id)
        async with self._database.read() as session:
            return [_series(row) for row in await session.scalars(query)]

    async def get(self, series: str) -> Series | None:
        """One series."""
        async with self._database.read() as session:
            row = await session.get(SeriesRow, series)
            return _series(row) if row else None

    async def add(self, series: Series) -> None:
        """Store a new series."""
        async with self._database.write() as session:
            session.add(SeriesRow(**_series_values(series)))

    async def change(self, read: Series, after: Series) -> None:
        """Store a series in place of what was read of it. Raises Conflict ``series.changed``."""
        async with self._database.write() as session:
            await _replace(session, read, after)

    async def successors(self, series: str) -> Sequence[Series]:
        """The series that were divided from one."""
        query = select(SeriesRow).where(SeriesRow.predecessor == series)
        async with self._database.read() as session:
            return [_series(row) for row in await session.scalars(query)]

    async def occurrences(self, series: str) -> Sequence[Occurrence]:
        """What became of the days of a series, in order of the rule."""
        query = select(OccurrenceRow).where(OccurrenceRow.series == series).order_by(OccurrenceRow.day)
        async with self._database.read() as session:
            return [_occurrence(row) for row in await session.scalars(query)]

    async def of_meeting(self, meeting: str) -> Occurrence | None:
        """The occurrence a meeting was made for."""
        query = select(OccurrenceRow).where(OccurrenceRow.meeting == meeting)
        async with self._database.read() as session:
            row = await session.scalar(query)
            return _occurrence(row) if row else None

    async def begin(self, series: Series, day: date, meeting: str) -> Occurrence | None:
        """Claim a day for the making of its meeting and give it its number; None when it is skipped or made.

        A day claimed before by a process that ended is answered again, with the same number and meeting.
        """
        try:
            async with self._database.write() as session:
                # The days of a series wait for each other: each number is given once.
                planned = await session.get(SeriesRow, series.id, with_for_update=True)
                if planned is None or _series(planned) != series:
                    return None  # changed since it was looked at: the next look decides
                row = await session.get(OccurrenceRow, (series.id, day), with_for_update=True)
                if row is not None and row.state in (CREATED, SKIPPED):
                    return None
                if row is None:
                    row = _new_row(series, day)
                    session.add(row)
                if row.state != CREATING:
                    highest = await session.scalar(
                        select(func.max(OccurrenceRow.number)).where(OccurrenceRow.series == series.id)
                    )
                    row.number = series.first_number if highest is None else highest + 1
                    row.state, row.meeting = CREATING, meeting
                await session.flush()
                return _occurrence(row)
        except IntegrityError:  # another process claimed it at the same moment and goes on with it
            return None

    async def finish(self, occurrence: Occurrence, left_out: Sequence[str]) -> Occurrence | None:
        """Note that the meeting is made, unless the day was left out meanwhile; answer the day as it is."""
        async with self._database.write() as session:
            row = await session.scalar(
                select(OccurrenceRow).where(OccurrenceRow.meeting == occurrence.meeting).with_for_update()
            )
            if row is not None and row.state == CREATING:
                row.state, row.left_out = CREATED, list(left_out)
            return _occurrence(row) if row else None

    async def note_carried(self, occurrence: Occurrence, source: tuple[str, str]) -> Occurrence:
        """Note that something left over was taken into this meeting; answer the day as it is."""
        async with self._database.write() as session:
            row = await _locked(session, occurrence)
            row.carried = [*row.carried, list(source)]
            return _occurrence(row)

    async def move_day(self, occurrence: Occurrence, at: datetime) -> Occurrence:
        """The day is held at another time; answer it as it is."""
        async with self._database.write() as session:
            row = await _locked(session, occurrence)
            row.starts_at = at
            row.state = row.state or MOVED
            if row.state == CREATING:
                row.pending = FOLLOW  # it is perhaps being made for the old time
            return _occurrence(row)

    async def skip_day(self, occurrence: Occurrence) -> Occurrence:
        """Nothing is held on the day; its number is free again. Answer it as it is."""
        async with self._database.write() as session:
            row = await _locked(session, occurrence)
            row.state, row.number, row.pending = SKIPPED, None, ""
            return _occurrence(row)

    async def forget_occurrence(self, series: str, day: date) -> bool:
        """The day is as the rule has it again, unless its meeting is made already; answer whether it is."""
        here = (OccurrenceRow.series == series, OccurrenceRow.day == day)
        unmade = (OccurrenceRow.state.in_((SKIPPED, MOVED)), OccurrenceRow.meeting.is_(None))
        async with self._database.write() as session:
            await session.execute(delete(OccurrenceRow).where(*here, *unmade))
            return await session.scalar(select(OccurrenceRow.day).where(*here)) is None

    async def settle(self, occurrence: Occurrence) -> bool:
        """Nothing is left to be done to a day's meeting, unless the day was changed since; answer whether."""
        async with self._database.write() as session:
            row = await session.scalar(
                select(OccurrenceRow).where(OccurrenceRow.meeting == occurrence.meeting).with_for_update()
            )
            if row is None or replace(_occurrence(row), carried=occurrence.carried) != occurrence:
                return False
            row.pending = ""
            return True

    async def end(self, read: Series, day: date, *, cancel: bool) -> Sequence[Occurrence]:
        """Nothing meets from a day on. Raises Conflict ``series.changed``.

        With `cancel` its days from then on are noted to be called off: those are answered.
        """
        async with self._database.write() as session:
            await _replace(session, read, read.ending(day))
            later = await _unskipped(session, read, day) if cancel else []
            for row in later:
                row.pending = CALL_OFF
            return [_occurrence(row) for row in later]

    async def split(self, read: Series, after: Series, kept: Collection[date]) -> Sequence[Occurrence]:
        """Store both halves of a series; what became of days that are kept goes on under the second one.

        Answers the days from where the second half begins with what is noted to be done to their meetings:
        those that are kept follow the second half, the others are called off.

        Raises:
            Conflict: ``series.changed``.
        """
        async with self._database.write() as session:
            await _replace(session, read, read.ending(after.begins))
            session.add(SeriesRow(**_series_values(after)))
            await session.flush()
            query = select(OccurrenceRow).where(
                OccurrenceRow.series == read.id, OccurrenceRow.day >= after.begins
            )
            rows = list(await session.scalars(query.order_by(OccurrenceRow.day).with_for_update()))
            for row in rows:
                _go_on(row, after, kept)
            return [_occurrence(row) for row in rows]


async def _replace(session: AsyncSession, read: Series, after: Series) -> None:
    """Store a series if it still is what was read; who asks again for what is done already is content."""
    row = await session.get(SeriesRow, read.id, with_for_update=True)
    now = _series(row) if row is not None else None
    if row is None or now not in (read, after):
        raise Conflict("series.changed")
    for name, value in _series_values(after).items():
        setattr(row, name, value)


async def _unskipped(session: AsyncSession, series: Series, first: date) -> list[OccurrenceRow]:
    """What became of days from one on, but for those left out."""
    query = select(OccurrenceRow).where(
        OccurrenceRow.series == series.id, OccurrenceRow.day >= first, OccurrenceRow.state != SKIPPED
    )
    return list(await session.scalars(query.order_by(OccurrenceRow.day).with_for_update()))


def _go_on(row: OccurrenceRow, after: Series, kept: Collection[date]) -> None:
    """What a division of its series means for a day; one that was left out stays so."""
    if row.day not in kept:
        row.pending = CALL_OFF if row.state != SKIPPED else ""
        return
    row.series = after.id
    if row.state in (CREATED, CREATING):
        row.starts_at, row.pending = after.moment(row.day), FOLLOW


async def _locked(session: AsyncSession, occurrence: Occurrence) -> OccurrenceRow:
    """The row of a day, made where there is none yet; the days of a series wait for each other."""
    await session.get(SeriesRow, occurrence.series, with_for_update=True)
    row = await session.get(OccurrenceRow, (occurrence.series, occurrence.day), with_for_update=True)
    if row is None:
        row = OccurrenceRow(**_occurrence_values(occurrence))
        session.add(row)
    return row


class FeedRepository:
    """Reads and writes the addresses of calendar feeds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, account: str, token_hash: str, at: datetime) -> None:
        """Give an account's feed a new address; the earlier one no longer answers."""
        async with self._database.write() as session:
            values = {"account": account, "token_hash": token_hash, "created_at": at}
            await put(session, FeedRow, values)

    async def remove(self, account: str) -> None:
        """Take an account's feed away."""
        async with self._database.write() as session:
            await session.execute(delete(FeedRow).where(FeedRow.account == account))

    async def made_at(self, account: str) -> datetime | None:
        """Since when the account has a feed."""
        async with self._database.read() as session:
            row = await session.get(FeedRow, account)
            return row.created_at if row else None

    async def account_of(self, token_hash: str) -> str | None:
        """Whose feed an address is."""
        async with self._database.read() as session:
            return await session.scalar(select(FeedRow.account).where(FeedRow.token_hash == token_hash))


def _template(row: TemplateRow) -> Template:
    return Template(row.id, row.name, row.skeleton, row.owner, row.changed_at)


def _new_row(series: Series, day: date) -> OccurrenceRow:
    return OccurrenceRow(
        series=series.id,
        day=day,
        state="",
        starts_at=series.moment(day),
        left_out=[],
        carried=[],
        pending="",
    )


def _series_values(series: Series) -> dict[str, Any]:
    values = {name: getattr(series, name) for name in Series.__dataclass_fields__}
    days = [day.isoformat() for day in series.without]
    return values | {"rule": series.rule.whole, "at": f"{series.at:%H:%M}", "without": days}


def _series(row: SeriesRow) -> Series:
    values = {name: getattr(row, name) for name in Series.__dataclass_fields__}
    days = tuple(date.fromisoformat(day) for day in row.without)
    return Series(**values | {"rule": parse(row.rule), "at": time.fromisoformat(row.at), "without": days})


def _occurrence_values(occurrence: Occurrence) -> dict[str, Any]:
    values = {name: getattr(occurrence, name) for name in Occurrence.__dataclass_fields__}
    carried = [list(one) for one in occurrence.carried]
    return values | {"left_out": list(occurrence.left_out), "carried": carried}


def _occurrence(row: OccurrenceRow) -> Occurrence:
    return Occurrence(**{name: getattr(row, name) for name in Occurrence.__dataclass_fields__})
