"""Opinion slips in the database: drafts, and what is done to sent ones, entry by entry.

`act` is the only way into a chain: one transaction reads where the slip stands, lets the rules decide, seals
the facts and brings the rows to what follows from them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, delete, func, insert, or_, select, type_coerce, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from server.clock import Clock
from server.db.engine import Database
from server.db.models.opinions import RecipientRow, SlipEntryRow, SlipFileRow, SlipRow
from server.db.models.people import AccountRow
from server.db.repositories.notices import keep
from server.errors import Conflict, NotFound
from server.notices.port import Telling
from server.opinions.chain import digest, entry_from_json, entry_json, person, seal
from server.opinions.evolve import recipients_after, slip_after
from server.opinions.records import Asked, Entry, Fact, File, Person, Recipient, Slip, Stage, State, Stored

_SLIP = [one.name for one in fields(Slip)]
_RECIPIENT = [one.name for one in fields(Recipient) if one.name != "holders"]
EVERYBODY = None
"""Asks `OpinionRepository.act` for all recipients."""


@dataclass(frozen=True)
class Standing:
    """Where a slip stands when something is to be done to it, with the recipients asked for.

    `sent` is the hash of its first entry; `people`, of a draft: its recipients who can
    sign in, as they are called now.
    """

    slip: Slip
    recipients: Mapping[str, Recipient]
    papers: Sequence[File]
    sent: str
    people: Mapping[str, Person]


@dataclass(frozen=True)
class Done:
    """What was done: the slip afterwards and the new entries; `repeated`: the key had been used before.

    `recipients` are those that were asked for, as they are afterwards.
    """

    slip: Slip
    entries: tuple[Entry, ...]
    recipients: Mapping[str, Recipient] = field(default_factory=dict)
    repeated: bool = False


Decide = Callable[[Standing, datetime], Sequence[Fact]]
"""What is to become of a slip at a time; the entries are of that time too."""
Tell = Callable[[Done], Telling | None]
"""Who is told of what was done."""


def tell_nobody(done: Done) -> None:
    """Of what is nobody's news."""


class OpinionRepository:
    """Reads and writes slips; gives plain values."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        # Answers of one process wait for each other here, first come first served: SQLite's own waiting is
        # a lottery in which one of hundreds may lose for seconds.
        self._turn = asyncio.Lock()

    async def add(self, slip: Slip, key: str, recipients: Sequence[Recipient]) -> Slip:
        """Store a new draft and whom it is for; with a key this author has used before, the one made then."""
        try:
            async with self._database.write() as session:
                found = await _drafted(session, slip.author, key)
                if found is not None:
                    return found
                session.add(SlipRow(**_slip_values(slip), draft_key=key))
                await session.flush()
                await _add_recipients(session, recipients)
        except IntegrityError:  # another process was faster
            async with self._database.read() as session:
                found = await _drafted(session, slip.author, key)
            if found is None:
                raise
            return found
        return slip

    async def get(self, slip: str) -> Slip:
        """One slip. Raises NotFound ``opinion.not_found``."""
        async with self._database.read() as session:
            return slip_of(await _row(session, slip))

    async def all(self, author: str | None = None, *, drafts: bool = True) -> Sequence[Slip]:
        """Slips, the latest first: of one author, or everybody's; without `drafts` those that were sent."""
        query = select(SlipRow).order_by(SlipRow.created_at.desc(), SlipRow.id)
        if author is not None:
            query = query.where(SlipRow.author == author)
        if not drafts:
            query = query.where(SlipRow.state != State.DRAFT)
        async with self._database.read() as session:
            return [slip_of(row) for row in await session.scalars(query)]

    async def counts(self) -> Mapping[str, tuple[int, int]]:
        """Of every slip: how many recipients it has and how many have answered."""
        query = select(RecipientRow.slip, func.count(), func.count(RecipientRow.answered_at)).group_by(
            RecipientRow.slip
        )
        async with self._database.read() as session:
            return {slip: (every, answered) for slip, every, answered in await session.execute(query)}

    async def edit(
        self, slip: str, values: Mapping[str, Any], recipients: Sequence[Recipient] | None
    ) -> Slip:
        """Change a draft, and whom it is for. Raises NotFound, Conflict ``opinion.not_draft``."""
        async with self._database.write() as session:
            row = await _row(session, slip, lock=True)
            if row.state != State.DRAFT:
                raise Conflict("opinion.not_draft")
            for name, value in values.items():
                setattr(row, name, value)
            row.changed_at = self._clock()
            if recipients is not None:
                await session.execute(delete(RecipientRow).where(RecipientRow.slip == slip))
                await _add_recipients(session, recipients)
            return slip_of(row)

    async def delete(self, slip: str) -> None:
        """Delete a draft. Raises as `edit`."""
        async with self._database.write() as session:
            row = await _row(session, slip, lock=True)
            if row.state != State.DRAFT:
                raise Conflict("opinion.not_draft")
            for table in (RecipientRow, SlipFileRow):
                await session.execute(delete(table).where(table.slip == slip))
            await session.delete(row)

    async def recipients(self, slip: str) -> Sequence[Recipient]:
        """The recipients' slips in their order."""
        async with self._database.read() as session:
            return [recipient_of(row) for row in await _recipient_rows(session, slip, None)]

    async def recipient(self, slip: str, account: str) -> Recipient | None:
        """One recipient's slip."""
        async with self._database.read() as session:
            row = await session.get(RecipientRow, (slip, account))
            return recipient_of(row) if row else None

    async def concerning(self, account: str) -> Sequence[tuple[Slip, Recipient]]:
        """The slips an account was sent, or that came to it from somebody below, the latest first."""
        query = (
            select(SlipRow, RecipientRow)
            .join(RecipientRow, RecipientRow.slip == SlipRow.id)
            .where(SlipRow.state != State.DRAFT, _knows(account))
            .order_by(SlipRow.sent_at.desc(), RecipientRow.place)
        )
        async with self._database.read() as session:
            return [(slip_of(slip), recipient_of(one)) for slip, one in await session.execute(query)]

    async def parts(self, slip: str, account: str) -> Sequence[Recipient]:
        """The recipients' slips an account has to do with: its own, and those that came to it from below."""
        query = select(RecipientRow).where(RecipientRow.slip == slip, _knows(account))
        async with self._database.read() as session:
            return [recipient_of(row) for row in await session.scalars(query.order_by(RecipientRow.place))]

    async def entries(self, slip: str, subject: str | None = None) -> Sequence[Stored]:
        """The chain in order, or only what is about one recipient."""
        query = select(SlipEntryRow).where(SlipEntryRow.slip == slip).order_by(SlipEntryRow.seq)
        if subject is not None:
            query = query.where(SlipEntryRow.subject == subject)
        async with self._database.read() as session:
            return [
                Stored(row.seq, row.actor, row.type, row.subject, row.hash, row.entry)
                for row in await session.scalars(query)
            ]

    async def act(
        self,
        slip: str,
        by: Person,
        key: str | None,
        whom: Sequence[str] | None,
        asked: Asked,
        decide: Decide,
        tell: Tell = tell_nobody,
    ) -> Done:
        """Do something to a slip: what `decide` answers is sealed and takes effect, or nothing does.

        Whom `tell` names is told in the same transaction.

        `whom` are the recipients it is about (`EVERYBODY`: all). With a key the actor has used before nothing
        happens again: what it did then is answered, if that was the same as is `asked` now.

        Raises NotFound ``opinion.not_found``, Conflict ``opinion.key_used`` for a key of something else.
        """
        async with self._turn, self._database.write() as session:
            row = await _row(session, slip, lock=True)
            earlier = await _by_key(session, slip, by.account, key)
            if earlier is not None:
                _require_same(asked, earlier)
                return Done(slip_of(row), (earlier,), repeated=True)
            now = self._clock()
            done = await _do(session, row, by, key, await _standing(session, row, whom), decide, now)
            telling = tell(done) if done.entries else None
            if telling is not None:
                await keep(session, telling, now)
            return done


async def _do(
    session: AsyncSession,
    row: SlipRow,
    by: Person,
    key: str | None,
    standing: Standing,
    decide: Decide,
    now: datetime,
) -> Done:
    """Seal what is decided, and bring the rows to what follows from it."""
    slip, recipients = standing.slip, dict(standing.recipients)
    entries: list[Entry] = []
    for fact in decide(standing, now):
        entry = seal(slip.id, slip.head_seq + 1, now, by, fact, slip.head_hash)
        session.add(_entry_row(entry, key if not entries else None))
        changed = recipients_after(recipients, entry)
        await _store_recipients(session, changed.values())
        slip = slip_after(slip, entry)
        recipients.update(changed)
        entries.append(entry)
    if entries:
        _store_slip(row, slip)
    return Done(slip, tuple(entries), recipients)


def _require_same(asked: Asked, earlier: Entry) -> None:
    """A signature is never taken for another: what was done under the key must be what is asked for."""
    done = {name: earlier.data.get(name) for name in asked.content}
    same = (asked.kind, asked.subject) == (earlier.kind, earlier.subject)
    if not same or digest(done) != digest(asked.content):
        raise Conflict("opinion.key_used")


def _knows(account: str) -> ColumnElement[bool]:
    """As `Recipient.knows`: who passed it on upwards still has to do with it."""
    holders = type_coerce(RecipientRow.holders, Text)
    through = holders.contains(f'"account":"{account}"', autoescape=True)
    return or_(RecipientRow.account == account, RecipientRow.holder == account, through)


async def _drafted(session: AsyncSession, author: str, key: str) -> Slip | None:
    row = await session.scalar(select(SlipRow).where(SlipRow.author == author, SlipRow.draft_key == key))
    return slip_of(row) if row else None


async def _add_recipients(session: AsyncSession, recipients: Sequence[Recipient]) -> None:
    if recipients:
        await session.execute(insert(RecipientRow), [_recipient_values(one) for one in recipients])


async def _row(session: AsyncSession, slip: str, *, lock: bool = False) -> SlipRow:
    row = await session.get(SlipRow, slip, with_for_update=lock or None)
    if row is None:
        raise NotFound("opinion.not_found")
    return row


async def _recipient_rows(
    session: AsyncSession, slip: str, whom: Sequence[str] | None
) -> Iterable[RecipientRow]:
    query = select(RecipientRow).where(RecipientRow.slip == slip).order_by(RecipientRow.place)
    if whom is not None:
        query = query.where(RecipientRow.account.in_(whom))
    return await session.scalars(query)


async def _by_key(session: AsyncSession, slip: str, actor: str, key: str | None) -> Entry | None:
    if key is None:
        return None
    mine = (SlipEntryRow.slip == slip, SlipEntryRow.actor == actor, SlipEntryRow.key == key)
    row = await session.scalar(select(SlipEntryRow).where(*mine))
    return entry_from_json(row.entry) if row else None


async def _standing(session: AsyncSession, row: SlipRow, whom: Sequence[str] | None) -> Standing:
    found = [] if whom == () else await _recipient_rows(session, row.id, whom)
    recipients = {one.account: recipient_of(one) for one in found}
    papers = [] if row.head_seq else await papers_of(session, row.id)
    first = await session.get(SlipEntryRow, (row.id, 1)) if row.head_seq else None
    # Only a draft asks who its recipients are by now; what was sent keeps the names it was sent to.
    people = {} if row.head_seq else await _people(session, row.id)
    return Standing(slip_of(row), recipients, papers, first.hash if first else "", people)


async def _people(session: AsyncSession, slip: str) -> dict[str, Person]:
    query = (
        select(AccountRow)
        .join(RecipientRow, RecipientRow.account == AccountRow.id)
        .where(RecipientRow.slip == slip, AccountRow.disabled_at.is_(None))
    )
    return {row.id: Person(row.id, row.name, row.office) for row in await session.scalars(query)}


async def papers_of(session: AsyncSession, slip: str) -> list[File]:
    """The office's papers of a slip in the order they came."""
    query = select(SlipFileRow).where(SlipFileRow.slip == slip, SlipFileRow.owner.is_(None))
    rows = await session.scalars(query.order_by(SlipFileRow.uploaded_at, SlipFileRow.id))
    return [file_of(row) for row in rows]


async def _store_recipients(session: AsyncSession, changed: Iterable[Recipient]) -> None:
    values = [_recipient_values(one) for one in changed]
    if values:
        await session.execute(update(RecipientRow), values)


def _store_slip(row: SlipRow, slip: Slip) -> None:
    for name, value in _slip_values(slip).items():
        setattr(row, name, value)


def _entry_row(entry: Entry, key: str | None) -> SlipEntryRow:
    return SlipEntryRow(
        slip=entry.slip,
        seq=entry.seq,
        actor=entry.by.account,
        type=entry.kind,
        subject=entry.subject,
        key=key,
        hash=entry.hash,
        entry=entry_json(entry),
    )


def _slip_values(slip: Slip) -> dict[str, Any]:
    values = {name: getattr(slip, name) for name in _SLIP}
    return {**values, "questions": list(slip.questions), "state": str(slip.state)}


def slip_of(row: SlipRow) -> Slip:
    """The row as a plain value."""
    values = {name: getattr(row, name) for name in _SLIP}
    return Slip(**{**values, "questions": tuple(row.questions), "state": State(row.state)})


def _recipient_values(one: Recipient) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in _RECIPIENT}
    holders = [holder.as_json() for holder in one.holders]
    return {**values, "stage": str(one.stage), "holder": one.holder, "holders": holders}


def recipient_of(row: RecipientRow) -> Recipient:
    """The row as a plain value."""
    values = {name: getattr(row, name) for name in _RECIPIENT}
    holders = tuple(person(holder) for holder in row.holders)
    return Recipient(**{**values, "stage": Stage(row.stage), "holders": holders})


def file_of(row: SlipFileRow) -> File:
    """The row as a plain value."""
    return File(**{one.name: getattr(row, one.name) for one in fields(File)})
