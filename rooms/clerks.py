"""For whom a seat may speak: a delegate for themselves, a hall for its own delegates, officers for all."""

from __future__ import annotations

from rooms.errors import Code, Refused
from rooms.roles import Role, Viewer
from rooms.state import Delegate


def require_own(actor: Viewer, delegate: Delegate) -> None:
    """Raise Refused(delegate.not_you or site.not_yours) unless the actor may speak for the delegate."""
    if actor.role == Role.DELEGATE and actor.seat != delegate.seat:
        raise Refused(Code.DELEGATE_NOT_YOU, {"delegate": delegate.id})
    if actor.role == Role.SITE and actor.seat != delegate.site:
        raise Refused(Code.SITE_NOT_YOURS, {"site": delegate.site})
