"""Delegates' e-mail addresses in the database."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, select

from server.db.engine import Database
from server.db.models.contacts import ContactRow
from server.db.upsert import put


class ContactRepository:
    """Reads and writes addresses by meeting and delegate."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_meeting(self, meeting: str) -> dict[str, str]:
        """The addresses by the delegate's id."""
        query = select(ContactRow.delegate, ContactRow.email).where(ContactRow.meeting == meeting)
        async with self._database.read() as session:
            return {row[0]: row[1] for row in await session.execute(query)}

    async def put(self, meeting: str, addresses: Mapping[str, str]) -> None:
        """Store addresses; an empty one is forgotten."""
        if not addresses:
            return
        async with self._database.write() as session:
            for delegate, email in sorted(addresses.items()):
                values = {"meeting": meeting, "delegate": delegate, "email": email}
                await put(session, ContactRow, values)
            empty = (ContactRow.meeting == meeting, ContactRow.email == "")
            await session.execute(delete(ContactRow).where(*empty))
