"""Who brings papers, and for which agenda items. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from rooms import Meeting
from server.errors import Conflict, Forbidden


@dataclass(frozen=True)
class Author:
    """Somebody who brings papers: `seat` is theirs, `units` the seats they speak for.

    `desk`: the chair, the secretary or an administrator, who approve papers and bring any.
    """

    seat: str
    desk: bool
    units: frozenset[str]

    def owns(self, unit: str | None) -> bool:
        """Whether a paper of this unit is the author's to change."""
        return self.desk or unit in self.units


def author(state: Meeting, seat: str, *, desk: bool) -> Author:
    """The author at a seat; a delegate speaks for their hall as well."""
    delegate = state.delegates.get(seat.removeprefix("delegate-"))
    hall = {delegate.site} if delegate is not None and delegate.seat == seat else set()
    return Author(seat, desk, frozenset({seat, *hall}))


def responsible_unit(state: Meeting, who: Author, item: str | None) -> str:
    """The seat of the author's that reports on the item.

    Raises:
        Conflict: ``agenda.unknown_item``.
        Forbidden: ``submission.not_responsible``.
    """
    found = state.agenda.items.get(item or "")
    if found is None:
        raise Conflict("agenda.unknown_item", item=item)
    for seat in found.seats:
        if seat in who.units:
            return seat
    raise Forbidden("submission.not_responsible")
