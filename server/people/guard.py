"""Enforces the table of access on requests: FastAPI dependencies and the way from a principal to a seat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from rooms import Viewer
from server.deps import get_services
from server.errors import Forbidden, ServerError, Unauthenticated
from server.people.access import Hat, rule_for
from server.people.cookies import token_of
from server.people.principals import Principal


@dataclass(frozen=True)
class Caller:
    """Who asks: the principal (None on routes open to anyone) and, in a meeting's address, its seat there."""

    principal: Principal | None
    viewer: Viewer | None
    hats: frozenset[Hat]

    def who(self) -> Principal:
        """The principal. Raises Unauthenticated when nobody is signed in."""
        if self.principal is None:
            raise Unauthenticated("session.required")
        return self.principal

    def seat(self) -> Viewer:
        """The seat in the meeting. Raises Forbidden ``meeting.not_admitted`` without one."""
        if self.viewer is None:
            raise Forbidden("meeting.not_admitted")
        return self.viewer

    def is_any(self, hats: Iterable[Hat]) -> bool:
        """Whether the caller comes as one of these."""
        return not self.hats.isdisjoint(hats)


async def current_principal(connection: HTTPConnection) -> Principal:
    """Who is signed in in the request's slot. Raises Unauthenticated. Works for WebSockets as well."""
    return await get_services(connection).people.sessions.recognise(token_of(connection))


PrincipalDep = Annotated[Principal, Depends(current_principal)]


async def admit(connection: HTTPConnection) -> Caller:
    """The caller of a route, when the table of access has it so.

    Raises:
        Unauthenticated: nobody is signed in and the route is not open to anyone.
        NotFound: ``meeting.not_found``.
        Forbidden: ``access.denied``.
    """
    rule = rule_for(connection.scope["method"], connection.scope["path"], connection.scope["route"].path)
    if Hat.NOBODY in rule:
        return Caller(None, None, frozenset({Hat.NOBODY}))
    try:
        principal = await current_principal(connection)
    except Unauthenticated as error:
        await _note_marked(connection, None, error)
        raise
    meeting = connection.path_params.get("meeting")
    viewer = None if meeting is None else await find_seat(connection, principal, meeting)
    caller = Caller(principal, viewer, hats_of(principal, viewer, in_meeting=meeting is not None))
    if not caller.is_any(rule):
        await _note_marked(connection, principal, denied := Forbidden("access.denied"))
        raise denied
    return caller


async def _note_marked(connection: HTTPConnection, principal: Principal | None, error: ServerError) -> None:
    """A marked paper asked for by its address by somebody who is turned away here is in its access log."""
    meeting, paper = (connection.path_params.get(name) for name in ("meeting", "paper"))
    if meeting is not None and paper is not None:
        await get_services(connection).marked.turned_away(meeting, paper, principal, error.code)


CallerDep = Annotated[Caller, Depends(admit)]


def hats_of(principal: Principal, viewer: Viewer | None, *, in_meeting: bool) -> frozenset[Hat]:
    """As what a principal comes. In a meeting's address machines and guests count by their seat only."""
    hats = {Hat(role) for role in principal.roles}
    if viewer is not None:
        hats.add(Hat(viewer.role))
    elif not in_meeting and principal.kind != "account":
        hats.add({"device": Hat.SITE, "delegate": Hat.DELEGATE, "observer": Hat.OBSERVER}[principal.kind])
    return frozenset(hats)


async def find_seat(connection: HTTPConnection, principal: Principal, meeting: str) -> Viewer | None:
    """The principal's seat in a meeting, or None. Raises NotFound when there is no such meeting."""
    return await get_services(connection).briefings.seat_of(principal, meeting)


async def resolve_seat(connection: HTTPConnection, principal: Principal, meeting: str) -> Viewer:
    """The principal's seat in a meeting.

    Raises:
        NotFound: ``meeting.not_found``.
        Forbidden: ``meeting.not_admitted``.
    """
    viewer = await find_seat(connection, principal, meeting)
    if viewer is None:
        raise Forbidden("meeting.not_admitted")
    return viewer
