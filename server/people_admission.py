"""Admission to meetings by the people's sessions: joins :mod:`server.people` to :mod:`server.meetings`."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from server.meetings.admission import Admitted
from server.people.build import People
from server.people.guard import current_principal, resolve_seat


class PeopleAdmission:
    """An :class:`server.meetings.admission.Admission` over the session cookie."""

    def __init__(self, people: People) -> None:
        self._people = people

    async def admit(self, connection: HTTPConnection, meeting_id: str) -> Admitted:
        """The seat of whoever is signed in in the connection's slot."""
        principal = await current_principal(connection)
        viewer = await resolve_seat(connection, principal, meeting_id)
        return Admitted(viewer, principal.session_id, principal.name)

    async def is_live(self, session: str) -> bool:
        """Whether the sign-in still holds."""
        return await self._people.sessions.is_live(session)
