"""For whom a seat may speak: a delegate for themselves, a hall for its own delegates, officers for all."""

from __future__ import annotations

from collections.abc import Callable

from rooms.base.roles import Role, Viewer, delegate_seat
from rooms.errors import Code, Refused
from rooms.lookup.seats import Person, require_person
from rooms.state import Delegate, Meeting


def require_own(actor: Viewer, delegate: Delegate) -> None:
    """Raise Refused(delegate.not_you or site.not_yours) unless the actor may speak for the delegate."""
    if actor.role == Role.DELEGATE and actor.seat != delegate.seat:
        raise Refused(Code.DELEGATE_NOT_YOU, {"delegate": delegate.id})
    if actor.role == Role.SITE and actor.seat != delegate.site:
        raise Refused(Code.SITE_NOT_YOURS, {"site": delegate.site})


def require_some(state: Meeting, actor: Viewer, able: Callable[[Delegate], bool], code: Code) -> None:
    """Raise Refused unless one the actor may speak for is ``able``: ``code`` where nobody is at all."""
    found = [one for one in state.delegates.values() if able(one)]
    own = [one for one in found if actor.seat in (one.seat, one.site)]
    if own or (found and actor.role not in (Role.DELEGATE, Role.SITE)):
        return
    if found and actor.role == Role.SITE:
        raise Refused(Code.SITE_NOT_YOURS, {"site": found[0].site})
    raise Refused(code)


def acting_for(state: Meeting, actor: Viewer, delegate: str | None) -> Person:
    """Who is meant when the actor asks for something: the actor, or the delegate (by id) they may speak for.

    Raises Refused(delegate.unknown), and what ``require_own`` raises.
    """
    if delegate is None:
        return require_person(state, actor.seat)
    found = state.delegates.get(delegate)
    if found is None:
        raise Refused(Code.DELEGATE_UNKNOWN, {"delegate": delegate})
    require_own(actor, found)
    return require_person(state, delegate_seat(delegate))
