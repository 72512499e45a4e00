"""What the media plane should enforce, compared with what it was last told. Pure.

The meeting core says what each seat may send; this finds the smallest set of calls that makes the plane
agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rooms import Meeting, Phase, Rights, Role, Viewer, barred_from, rights_table
from server.errors import Forbidden

OVER = frozenset({Phase.CLOSED, Phase.ARCHIVED, Phase.CANCELLED})


@dataclass(frozen=True, slots=True)
class Plan:
    """Calls to make: rights to set, and seats to put out with a reason."""

    rights: Mapping[str, Rights]
    removed: Mapping[str, str]


@dataclass(slots=True)
class Told:
    """What the plane was told about one room."""

    rights: dict[str, Rights] = field(default_factory=dict)
    leaving: dict[str, str] = field(default_factory=dict)
    barred: frozenset[str] = frozenset()

    def plan(self, state: Meeting, guests: Iterable[str] = ()) -> Plan:
        """What differs now, and remember it as told; ``guests``: observers who are in the plane."""
        # Observers publish nothing and come and go; being away must not void their grant.
        desired = {
            seat: rights for seat, rights in rights_table(state).items() if seat not in state.observers
        }
        changed = {seat: rights for seat, rights in desired.items() if self.rights.get(seat) != rights}
        self.leaving |= {seat: "removed" for seat in self.rights if seat not in desired}
        self.rights = desired
        self._bar(state, guests)
        return Plan(changed, dict(self.leaving))

    def _bar(self, state: Meeting, guests: Iterable[str]) -> None:
        """Put out, once, the observers who must not hear what is under discussion."""
        out = {seat: barred_from(state, Viewer(seat, Role.OBSERVER)) for seat in {*state.observers, *guests}}
        barred = {seat: code for seat, code in out.items() if code is not None}
        self.leaving |= {seat: code for seat, code in barred.items() if seat not in self.barred}
        self.barred = frozenset(barred)

    def kick(self, seats: Mapping[str, str]) -> None:
        """Put these seats out with the next plan, each for its reason, wherever they stand."""
        self.leaving |= seats

    def removed(self, seats: Iterable[str]) -> None:
        """The plane was told to put these out."""
        for seat in seats:
            self.leaving.pop(seat, None)

    def forget(self) -> None:
        """Tell all rights again next time; who was to be put out still is."""
        self.rights = {}


def require_let_in(state: Meeting, viewer: Viewer) -> None:
    """Raise Forbidden while something keeps this seat out of picture and sound."""
    code = barred_from(state, viewer)
    if code is not None:
        raise Forbidden(code)
