"""Sessions and sign-in links in the database, found by digest only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from server.db.engine import Database
from server.db.models.notes import NoteWrappingRow
from server.db.models.people import AccountRow, DeviceRow, LinkRow, SessionRow, SiteRow
from server.db.repositories.accounts import account_of
from server.db.repositories.devices import device_of
from server.errors import Conflict, Unauthenticated
from server.people.records import DELEGATE, OBSERVER, FoundSession, Link, NewSession, has_lapsed


class SessionRepository:
    """Stores sign-ins; a row revoked or gone is a sign-in ended."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, new: NewSession) -> None:
        """Store a session."""
        async with self._database.write() as session:
            session.add(
                SessionRow(
                    id=new.id,
                    token_hash=new.token_hash,
                    slot=new.slot,
                    kind=new.kind,
                    account=new.account,
                    device=new.device,
                    link=new.link,
                    created_at=new.created_at,
                    last_seen_at=new.created_at,
                    expires_at=new.expires_at,
                    idle_s=new.idle_s,
                )
            )

    async def find(self, token_hash: str) -> FoundSession | None:
        """The session of a token's digest with whom it speaks for; revoked ones are not found."""
        return await self._find(SessionRow.token_hash == token_hash)

    async def find_by_id(self, session_id: str) -> FoundSession | None:
        """The same by the session's id."""
        return await self._find(SessionRow.id == session_id)

    async def open(self, now: datetime) -> Sequence[str]:
        """The ids of sign-ins that neither ended nor lay idle for too long."""
        query = select(SessionRow).where(SessionRow.revoked_at.is_(None), SessionRow.expires_at > now)
        async with self._database.read() as session:
            rows = await session.scalars(query)
            return [
                one.id
                for one in rows
                if not has_lapsed(one.kind, one.expires_at, one.last_seen_at, one.idle_s, now)
            ]

    async def _find(self, condition: ColumnElement[bool]) -> FoundSession | None:
        latest_name = (
            select(SiteRow.name)
            .where(SiteRow.code == DeviceRow.site)
            .order_by(SiteRow.valid_from.desc())
            .limit(1)
            .correlate(DeviceRow)
            .scalar_subquery()
        )
        query = (
            select(SessionRow, AccountRow, DeviceRow, LinkRow, latest_name)
            .outerjoin(AccountRow, SessionRow.account == AccountRow.id)
            .outerjoin(DeviceRow, SessionRow.device == DeviceRow.id)
            .outerjoin(LinkRow, SessionRow.link == LinkRow.id)
            .where(condition, SessionRow.revoked_at.is_(None))
        )
        async with self._database.read() as session:
            found = (await session.execute(query)).one_or_none()
        if found is None:
            return None
        row, account, device, link, site_name = found
        return FoundSession(
            row.id,
            row.slot,
            row.kind,
            row.expires_at,
            row.last_seen_at,
            row.idle_s,
            account_of(account) if account else None,
            device_of(device) if device else None,
            link_of(link) if link else None,
            site_name or "",
        )

    async def touch(self, session_id: str, at: datetime, device: str | None = None) -> None:
        """Note that a session is in use."""
        async with self._database.write() as session:
            await session.execute(
                update(SessionRow).where(SessionRow.id == session_id).values(last_seen_at=at)
            )
            if device:
                await session.execute(update(DeviceRow).where(DeviceRow.id == device).values(last_seen_at=at))

    async def revoke(self, at: datetime, *, except_for: str | None = None, **subject: str) -> tuple[str, ...]:
        """End every live session of a subject (`id=`, `account=`, `device=` or `link=`); answer their ids.

        What opened its owner's notes in them goes with them.
        """
        conditions: list[ColumnElement[bool]] = [
            getattr(SessionRow, column) == value for column, value in subject.items()
        ]
        if except_for is not None:
            conditions.append(SessionRow.id != except_for)
        async with self._database.write() as session:
            ended = await session.scalars(
                select(SessionRow.id).where(SessionRow.revoked_at.is_(None), *conditions)
            )
            ids = tuple(ended)
            await session.execute(update(SessionRow).where(SessionRow.id.in_(ids)).values(revoked_at=at))
            await session.execute(delete(NoteWrappingRow).where(NoteWrappingRow.session.in_(ids)))
        return ids

    async def sweep(self, before: datetime) -> None:
        """Forget sessions and links that ended before a moment."""
        async with self._database.write() as session:
            await session.execute(delete(SessionRow).where(SessionRow.expires_at < before))
            await session.execute(delete(LinkRow).where(LinkRow.expires_at < before))


class LinkRepository:
    """Stores sign-in links."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, link: Link, token_hash: str) -> None:
        """Store a link under its token's digest."""
        async with self._database.write() as session:
            session.add(_row_of(link, token_hash))

    async def add_own(self, link: Link, token_hash: str, *, sign_in: str, most: int) -> Link:
        """Store a link that a delegate made in a sign-in for one more device, and answer it as it is kept.

        It ends with what they have opened already; one they made before and nobody opened is revoked.

        Raises:
            Unauthenticated: ``session.ended``: the sign-in or what it was opened with is over.
            Conflict: ``link.too_many_devices`` when ``most`` devices opened theirs.
        """
        given = _given_to(link.meeting, link.delegate)
        opened = LinkRow.used_at.is_not(None) | LinkRow.reusable.is_(True)
        live = select(LinkRow.expires_at).where(*given, opened, LinkRow.expires_at > link.created_at)
        async with self._database.write() as session:
            # Held until the end: requests of one seat come one by one, and before or after its signing out.
            made_in = await session.get(SessionRow, sign_in, with_for_update=True)
            await session.execute(select(LinkRow.id).where(*given).order_by(LinkRow.id).with_for_update())
            ends = (await session.scalars(live)).all()
            if made_in is None or made_in.revoked_at is not None or not ends:
                raise Unauthenticated("session.ended")
            if len(ends) >= most:
                raise Conflict("link.too_many_devices", limit=most)
            await _revoke_unopened(session, link.meeting, link.delegate, link.created_at)
            kept = replace(link, expires_at=max(ends), own=True)
            session.add(_row_of(kept, token_hash))
            return kept

    async def revoke_own(self, meeting: str, delegate: str, at: datetime) -> None:
        """Revoke what a delegate made for another device and nobody opened."""
        async with self._database.write() as session:
            await _revoke_unopened(session, meeting, delegate, at)

    async def take(self, token_hash: str, now: datetime, *, kinds: Sequence[str]) -> Link | None:
        """Use a link once: the first taker gets it, everybody after None; reusable ones go on.

        One conditional UPDATE decides, so two machines opening it together cannot both win.
        """
        usable = (
            LinkRow.token_hash == token_hash,
            LinkRow.kind.in_(kinds),
            LinkRow.revoked_at.is_(None),
            LinkRow.expires_at > now,
            LinkRow.used_at.is_(None) | LinkRow.reusable.is_(True),
        )
        async with self._database.write() as session:
            row = await session.scalar(
                update(LinkRow)
                .where(*usable)
                .values(used_at=now)
                .returning(LinkRow)
                .execution_options(synchronize_session=False)
            )
            return link_of(row) if row else None

    async def find(self, token_hash: str, *, kinds: Sequence[str]) -> Link | None:
        """A link by its token's digest, whether or not it can still be used."""
        query = select(LinkRow).where(LinkRow.token_hash == token_hash, LinkRow.kind.in_(kinds))
        async with self._database.read() as session:
            row = await session.scalar(query)
            return link_of(row) if row else None

    async def of_meeting(self, meeting: str) -> Sequence[Link]:
        """The delegates' and observers' links of a meeting that are not revoked, oldest first."""
        query = select(LinkRow).where(
            LinkRow.meeting == meeting, LinkRow.kind.in_((DELEGATE, OBSERVER)), LinkRow.revoked_at.is_(None)
        )
        async with self._database.read() as session:
            rows = await session.scalars(query.order_by(LinkRow.created_at, LinkRow.id))
            return [link_of(row) for row in rows]

    async def revoke(self, at: datetime, **subject: str) -> Sequence[str]:
        """Revoke the links that match every given column; answer their ids."""
        conditions: list[ColumnElement[bool]] = [
            getattr(LinkRow, column) == value for column, value in subject.items()
        ]
        async with self._database.write() as session:
            found = await session.scalars(select(LinkRow.id).where(LinkRow.revoked_at.is_(None), *conditions))
            ids = list(found)
            await session.execute(update(LinkRow).where(LinkRow.id.in_(ids)).values(revoked_at=at))
        return ids


async def prolong_links(session: AsyncSession, meeting: str, until: datetime) -> None:
    """Let the delegates' and observers' links to a meeting, and what was opened with them, go on longer."""
    links = (LinkRow.meeting == meeting, LinkRow.kind.in_((DELEGATE, OBSERVER)), LinkRow.revoked_at.is_(None))
    shorter = update(LinkRow).where(*links, LinkRow.expires_at < until)
    await session.execute(shorter.values(expires_at=until))
    opened = SessionRow.link.in_(select(LinkRow.id).where(*links))
    await session.execute(
        update(SessionRow).where(opened, SessionRow.expires_at < until).values(expires_at=until)
    )


def _given_to(meeting: str | None, delegate: str | None) -> tuple[ColumnElement[bool], ...]:
    """The links to a delegate's seat that are not revoked."""
    return (
        LinkRow.kind == DELEGATE,
        LinkRow.meeting == meeting,
        LinkRow.delegate == delegate,
        LinkRow.revoked_at.is_(None),
    )


async def _revoke_unopened(
    session: AsyncSession, meeting: str | None, delegate: str | None, at: datetime
) -> None:
    unopened = (*_given_to(meeting, delegate), LinkRow.own.is_(True), LinkRow.used_at.is_(None))
    await session.execute(update(LinkRow).where(*unopened).values(revoked_at=at))


def _row_of(link: Link, token_hash: str) -> LinkRow:
    return LinkRow(
        id=link.id,
        token_hash=token_hash,
        kind=link.kind,
        account=link.account,
        site=link.site,
        meeting=link.meeting,
        delegate=link.delegate,
        name=link.name,
        office=link.office,
        reusable=link.reusable,
        own=link.own,
        created_at=link.created_at,
        expires_at=link.expires_at,
    )


def link_of(row: LinkRow) -> Link:
    """The row as a plain value, without its digest."""
    values: dict[str, Any] = {
        name: getattr(row, name) for name in Link.__dataclass_fields__ if name not in ("id", "kind")
    }
    return Link(id=row.id, kind=row.kind, **values)
