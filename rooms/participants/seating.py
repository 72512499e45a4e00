"""Seat plans: which delegate sits where. Set by the hall itself, the secretary or who presides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from rooms.base.fields import Ident, Many, SiteCode, Text
from rooms.base.roles import PRESIDING, Role
from rooms.errors import Code, Refused
from rooms.kernel import UNFINISHED, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.lookup.seats import require_delegate, require_site
from rooms.state import Meeting, SeatRow, put

MAX_ROWS, MAX_PLACES = 30, 40
RowLabel = Annotated[str, Text(40)]


@dataclass(frozen=True, slots=True)
class RowEntry:
    """A row from the front of the hall; a place without a delegate is null."""

    label: RowLabel
    places: Annotated[tuple[Ident | None, ...], Many(MAX_PLACES)]


Rows = Annotated[tuple[RowEntry, ...], Many(MAX_ROWS)]


@dataclass(frozen=True, slots=True)
class SetSeating(CommandBody):
    """Set a hall's seat plan; no rows: it has none."""

    type: ClassVar[str] = "seating.set"
    site: SiteCode
    rows: Rows


@dataclass(frozen=True, slots=True)
class SeatingChanged(EventBody):
    """A hall is seated so from now on; ``site`` is its seat."""

    type: ClassVar[str] = "seating.changed"
    site: SiteCode
    rows: Rows


def set_seating(context: Context, body: SetSeating) -> Facts:
    """Set the plan; the same plan changes nothing. Each delegate of the hall sits at one place at most."""
    state, actor = context.state, context.actor
    site = require_site(state, body.site)
    if actor.role == Role.SITE and actor.seat != site.seat:
        raise Refused(Code.SITE_NOT_YOURS, {"site": site.seat})
    seated = [place for row in body.rows for place in row.places if place is not None]
    for delegate in seated:
        if require_delegate(state, delegate).site != site.seat:
            raise Refused(Code.SEATING_NOT_OF_HALL, {"delegate": delegate})
    if len(set(seated)) != len(seated):
        raise Refused(Code.SEATING_TWICE)
    if state.seating.get(site.seat, ()) == _rows(body.rows):
        return ()
    return (SeatingChanged(site.seat, body.rows),)


def _rows(entries: tuple[RowEntry, ...]) -> tuple[SeatRow, ...]:
    return tuple(SeatRow(entry.label, entry.places) for entry in entries)


def on_changed(state: Meeting, body: SeatingChanged, fact: Event) -> Meeting:
    """Keep the plan."""
    return replace(state, seating=put(state.seating, body.site, _rows(body.rows)))


COMMANDS = (command(SetSeating, set_seating, frozenset({PRESIDING, Role.SECRETARY, Role.SITE}), UNFINISHED),)

EVENTS = (event(SeatingChanged, on_changed),)
