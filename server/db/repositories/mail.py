"""The outbox in the database. A message is queued together with the note of what it tells, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from server.db.engine import Database
from server.db.models.mail import MailRow, MeetingMailRow, ToldRow
from server.db.upsert import put
from server.mail.records import FAILED, QUEUED, SENT, Letter, MeetingMail, Message, Recipient, Told
from server.people.texts import one_line


class MailRepository:
    """Reads and writes messages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, letter: Letter, now: datetime, told: Told | None = None) -> bool:
        """Queue a message once; False when its key is known. `told` is noted in the same transaction."""
        try:
            async with self._database.write() as session:
                if await session.scalar(select(MailRow.id).where(MailRow.key == letter.key)) is not None:
                    return False
                session.add(_row(letter, now))
                if told is not None and letter.meeting is not None:
                    await _note(session, letter.meeting, told)
        except IntegrityError:  # another process queued the same
            return False
        return True

    async def due(self, now: datetime, limit: int) -> Sequence[Message]:
        """Messages to be sent now, the longest waiting first."""
        query = select(MailRow).where(MailRow.state == QUEUED, MailRow.next_at <= now)
        async with self._database.read() as session:
            rows = await session.scalars(query.order_by(MailRow.next_at, MailRow.id).limit(limit))
            return [_message(row) for row in rows]

    async def next_due(self) -> datetime | None:
        """When the next message is to be sent."""
        query = select(MailRow.next_at).where(MailRow.state == QUEUED).order_by(MailRow.next_at).limit(1)
        async with self._database.read() as session:
            return await session.scalar(query)

    async def sent(self, message: Message, now: datetime) -> None:
        """The server has taken it."""
        await self._set(message, state=SENT, sent_at=now, reason="", attempts=message.attempts + 1)

    async def failed(self, message: Message, reason: str) -> None:
        """It will not be tried again."""
        await self._set(message, state=FAILED, reason=reason[:300], attempts=message.attempts + 1)

    async def later(self, message: Message, reason: str, at: datetime) -> None:
        """It is tried again at a time."""
        await self._set(message, next_at=at, reason=reason[:300], attempts=message.attempts + 1)

    async def _set(self, message: Message, **values: object) -> None:
        async with self._database.write() as session:
            await session.execute(update(MailRow).where(MailRow.id == message.id).values(**values))

    async def get(self, meeting: str, message: int) -> Message | None:
        """One message of a meeting."""
        async with self._database.read() as session:
            row = await session.get(MailRow, message)
            return _message(row) if row is not None and row.meeting == meeting else None

    async def of_meeting(self, meeting: str) -> Sequence[Message]:
        """Every message about a meeting, in the order they were queued."""
        query = select(MailRow).where(MailRow.meeting == meeting).order_by(MailRow.id)
        async with self._database.read() as session:
            return [_message(row) for row in await session.scalars(query)]

    async def told(self, meeting: str) -> dict[str, Told]:
        """What everybody was last told of a meeting, by seat."""
        query = select(ToldRow).where(ToldRow.meeting == meeting)
        async with self._database.read() as session:
            return {row.person: _told(row) for row in await session.scalars(query)}

    async def chosen(self, meeting: str) -> MeetingMail:
        """What was chosen for a meeting."""
        async with self._database.read() as session:
            row = await session.get(MeetingMailRow, meeting)
        if row is None:
            return MeetingMail()
        return MeetingMail(row.invite, None if row.reminders is None else tuple(row.reminders))

    async def choose(self, meeting: str, chosen: MeetingMail) -> None:
        """Keep what is chosen for a meeting."""
        reminders = None if chosen.reminders is None else list(chosen.reminders)
        async with self._database.write() as session:
            values = {"meeting": meeting, "invite": chosen.invite, "reminders": reminders}
            await put(session, MeetingMailRow, values)


async def _note(session: AsyncSession, meeting: str, told: Told) -> None:
    values = {
        "meeting": meeting,
        "person": told.person,
        "name": one_line(told.to.name, 300),
        "email": told.to.email,
        "sequence": told.sequence,
        "told_at": told.told_at,
        "gone": told.gone,
    }
    await put(session, ToldRow, values)


def _row(letter: Letter, now: datetime) -> MailRow:
    return MailRow(
        key=letter.key,
        meeting=letter.meeting,
        person=letter.person,
        name=one_line(letter.to.name, 300),
        email=letter.to.email,
        template=letter.template,
        data=dict(letter.data),
        state=QUEUED,
        attempts=0,
        next_at=now,
        expires_at=letter.expires_at,
        created_at=now,
        reason="",
    )


def _message(row: MailRow) -> Message:
    data: dict[str, Any] = row.data
    to = Recipient(row.name, row.email)
    letter = Letter(to, row.template, data, row.key, row.meeting, row.person, row.expires_at)
    return Message(
        row.id, letter, row.state, row.attempts, row.next_at, row.created_at, row.sent_at, row.reason
    )


def _told(row: ToldRow) -> Told:
    return Told(row.person, Recipient(row.name, row.email), row.sequence, row.told_at, row.gone)
