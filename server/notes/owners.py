"""Whose notes somebody's are. Pure."""

from __future__ import annotations

from server.db.repositories.note_keys import Owner, owner_of_account
from server.errors import Forbidden
from server.people import records
from server.people.principals import Principal


def owner_of(principal: Principal) -> Owner:
    """An account has notes everywhere, a delegate in the one meeting.

    A hall's machine is used by many and an observer is nobody in particular: they have none.

    Raises:
        Forbidden: ``notes.not_yours``.
    """
    if principal.kind == records.ACCOUNT:
        return owner_of_account(principal.id)
    if principal.kind == records.DELEGATE and principal.meeting is not None:
        identity = f"delegate:{principal.meeting}:{principal.seat}"
        return Owner(identity, meeting=principal.meeting, delegate=principal.id)
    raise Forbidden("notes.not_yours")
