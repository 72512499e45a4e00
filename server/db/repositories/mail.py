"""The outbox in the database. A message is queued together with the note of what it tells, or not at all.

What it makes untrue of what still waits for the same person is dropped in that step too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from server.db.base import LARGEST_ID
from server.db.engine import Database
from server.db.models.mail import MailRow, MeetingMailRow, ToldRow
from server.db.upsert import put
from server.mail.records import (
    DROPPED,
    FAILED,
    INVITES,
    OF_A_MEETING,
    QUEUED,
    SENT,
    Letter,
    MeetingMail,
    Message,
    Recipient,
    Told,
)
from server.people.texts import one_line

OVERTAKEN = "overtaken"
SENDING = "sending"
WAITING = (QUEUED, SENDING)
_BY_A_CHANGE = (*INVITES, "reminder")


class MailRepository:
    """Reads and writes messages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, letter: Letter, now: datetime, told: Told | None = None) -> bool:
        """Queue a message once; False when its key is known. `told` is noted in the same transaction."""
        try:
            async with self._database.write() as session:
                if await _known(session, letter):
                    return False
                if told is not None and letter.meeting is not None:
                    await _drop(session, letter.meeting, told.person, _BY_A_CHANGE)
                    await _note(session, letter.meeting, told)
                if letter.instead_of:
                    await _drop_instead(session, letter)
                session.add(_row(letter, now))
        except IntegrityError:  # another process queued the same
            return False
        return True

    async def withdraw(self, letter: Letter, now: datetime, told: Told) -> bool:
        """Queue that somebody is not invited any more, if they may know that they were; else only note it."""
        meeting = letter.meeting or ""
        try:
            async with self._database.write() as session:
                if await _known(session, letter):
                    return False
                await self._leave(session, meeting, told)
                if told.person in await _reached(session, meeting, told.person):
                    session.add(_row(letter, now))
                    return True
        except IntegrityError:  # another process queued the same
            pass
        return False

    async def forget(self, meeting: str, told: Told) -> None:
        """Note that somebody is told nothing any more, and drop what waits for them."""
        async with self._database.write() as session:
            await self._leave(session, meeting, told)

    async def _leave(self, session: AsyncSession, meeting: str, told: Told) -> None:
        await _drop(session, meeting, told.person, OF_A_MEETING)
        await _note(session, meeting, told)

    async def reached(self, meeting: str) -> Collection[str]:
        """The seats whose last invitation has reached them, as far as can be known."""
        async with self._database.read() as session:
            return await _reached(session, meeting)

    async def due(self, now: datetime, limit: int) -> Sequence[Message]:
        """Messages to be sent now, the longest waiting first."""
        query = select(MailRow).where(MailRow.state.in_(WAITING), MailRow.next_at <= now)
        async with self._database.read() as session:
            rows = await session.scalars(query.order_by(MailRow.next_at, MailRow.id).limit(limit))
            return [_message(row) for row in rows]

    async def begin(self, message: Message) -> bool:
        """Note that a message is being handed over; False when it was dropped meanwhile."""
        waiting = (MailRow.id == message.id, MailRow.state.in_(WAITING))
        async with self._database.write() as session:
            done = await session.execute(update(MailRow).where(*waiting).values(state=SENDING))
            assert isinstance(done, CursorResult)  # noqa: S101 - what an UPDATE answers
            return bool(done.rowcount)

    async def sent(self, message: Message, now: datetime) -> None:
        """The server has taken it."""
        await self._set(message, state=SENT, sent_at=now, reason="", attempts=message.attempts + 1)

    async def failed(self, message: Message, reason: str) -> None:
        """It will not be tried again."""
        await self._set(message, state=FAILED, reason=reason[:300], attempts=message.attempts + 1)

    async def dropped(self, message: Message, now: datetime) -> None:
        """It was overtaken before the server was known to have taken it, which it may have all the same."""
        await self._set(message, state=DROPPED, reason=OVERTAKEN, sent_at=now if message.begun else None)

    async def later(self, message: Message, reason: str, at: datetime) -> None:
        """It is tried again at a time."""
        await self._set(message, state=QUEUED, next_at=at, reason=reason[:300], attempts=message.attempts + 1)

    async def held(self, messages: Sequence[Message], reason: str) -> None:
        """Say why messages wait, which costs them no attempt."""
        mine = (MailRow.id.in_([one.id for one in messages]), MailRow.state.in_(WAITING))
        async with self._database.write() as session:
            await session.execute(update(MailRow).where(*mine).values(reason=reason[:300]))

    async def _set(self, message: Message, **values: object) -> None:
        async with self._database.write() as session:
            await session.execute(update(MailRow).where(MailRow.id == message.id).values(**values))

    async def get(self, meeting: str, message: int) -> Message | None:
        """One message of a meeting."""
        if message > LARGEST_ID:
            return None
        async with self._database.read() as session:
            row = await session.get(MailRow, message)
            return _message(row) if row is not None and row.meeting == meeting else None

    async def of_meeting(self, meeting: str) -> Sequence[Message]:
        """Every message about a meeting, in the order they were queued."""
        query = select(MailRow).where(MailRow.meeting == meeting).order_by(MailRow.id)
        async with self._database.read() as session:
            return [_message(row) for row in await session.scalars(query)]

    async def told(self, meeting: str, person: str | None = None) -> dict[str, Told]:
        """What everybody, or one person, was last told of a meeting, by seat."""
        query = select(ToldRow).where(ToldRow.meeting == meeting)
        if person is not None:
            query = query.where(ToldRow.person == person)
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


async def _known(session: AsyncSession, letter: Letter) -> bool:
    return await session.scalar(select(MailRow.id).where(MailRow.key == letter.key)) is not None


async def _drop(session: AsyncSession, meeting: str, person: str, templates: Collection[str]) -> None:
    """Drop what waits for somebody; what is being handed over is looked at again before it is sent."""
    mine = (MailRow.meeting == meeting, MailRow.person == person, MailRow.state == QUEUED)
    await session.execute(
        update(MailRow).where(*mine, MailRow.template.in_(templates)).values(state=DROPPED, reason=OVERTAKEN)
    )


async def _drop_instead(session: AsyncSession, letter: Letter) -> None:
    mine = (MailRow.person == letter.person, MailRow.key.startswith(letter.instead_of, autoescape=True))
    await session.execute(
        update(MailRow).where(MailRow.state == QUEUED, *mine).values(state=DROPPED, reason=OVERTAKEN)
    )


async def _reached(session: AsyncSession, meeting: str, person: str | None = None) -> Collection[str]:
    conditions: list[ColumnElement[bool]] = [MailRow.meeting == meeting, MailRow.template == "invitation"]
    if person is not None:
        conditions.append(MailRow.person == person)
    query = select(MailRow.person, MailRow.state, MailRow.sent_at).where(*conditions).order_by(MailRow.id)
    found = await session.execute(query)
    last = {row.person: row.state == SENDING or row.sent_at is not None for row in found}
    return frozenset(person for person, arrived in last.items() if arrived)


async def _note(session: AsyncSession, meeting: str, told: Told) -> None:
    values = {
        "meeting": meeting,
        "person": told.person,
        "name": one_line(told.to.name, 300),
        "email": told.to.email,
        "sequence": told.sequence,
        "told_at": told.told_at,
        "gone": told.gone,
        "said": told.said,
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
    begun = row.state == SENDING
    return Message(
        row.id,
        letter,
        QUEUED if begun else row.state,
        row.attempts,
        row.next_at,
        row.created_at,
        row.sent_at,
        row.reason,
        begun,
    )


def _told(row: ToldRow) -> Told:
    return Told(row.person, Recipient(row.name, row.email), row.sequence, row.told_at, row.gone, row.said)
