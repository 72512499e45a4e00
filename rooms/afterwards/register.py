"""The attendance register of a finished (or running) meeting: who was there when, made from the log alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from rooms import lifecycle_words
from rooms.afterwards.walk import Log, Span, Step, close_last, steps
from rooms.base.roles import delegate_seat, site_seat
from rooms.kernel import UNFINISHED
from rooms.lookup.seats import Person, find_person, line_of
from rooms.participants import attendance as roll
from rooms.participants import check_in, invitations, people_words
from rooms.participants import presence as lines
from rooms.state import Delegate, Stay


@dataclass(frozen=True, slots=True)
class Attendance:
    """One seat: who it was, when its line was there, what the roll-call said.

    ``removed_at``: taken off the list, though the log remembers. ``delegate`` is what is known of a delegate
    at the end (answer, substitute, when they entered), ``stays`` are the stretches in the hall.
    """

    seat: str
    role: str
    name: str
    office: str
    site: str | None
    spans: tuple[Span, ...] = ()
    checked_in_at: datetime | None = None
    roll: str = roll.UNKNOWN
    roll_note: str = ""
    removed_at: datetime | None = None
    delegate: Delegate | None = None
    stays: tuple[Span, ...] = ()

    def present_ms(self, until: datetime | None = None) -> int:
        """Milliseconds during which the seat's line was there."""
        return sum(span.duration_ms(until) for span in self.spans)

    def stayed_ms(self, until: datetime | None = None) -> int:
        """Milliseconds a delegate spent in the hall."""
        return sum(span.duration_ms(until) for span in self.stays)

    @property
    def came(self) -> bool:
        """Whether there is any trace of presence: a line, a check-in or a mark."""
        marked = self.roll in (roll.PRESENT, roll.LATE)
        return bool(self.spans) or self.checked_in_at is not None or marked


Register = dict[str, Attendance]
Noter = Callable[[Register, Step, Any], None]


def attendance(log: Log) -> tuple[Attendance, ...]:
    """Everybody who was ever invited or present, in the order in which they became part of the meeting."""
    register: Register = {}
    for step in steps(log):
        note = _NOTERS.get(type(step.event.body))
        if note is not None:
            note(register, step, step.event.body)
    return tuple(register.values())


def presence(log: Log) -> tuple[Attendance, ...]:
    """As ``attendance``, only those who came."""
    return tuple(entry for entry in attendance(log) if entry.came)


def _enter(register: Register, step: Step, seat: str) -> None:
    person = find_person(step.after, seat)
    if person is None:
        return
    known = register.get(seat)
    register[seat] = _fresh(person) if known is None else _renamed(known, person)
    _know(register, step, seat)


def _fresh(person: Person) -> Attendance:
    return Attendance(person.seat, person.role, person.name, person.office, person.site)


def _know(register: Register, step: Step, seat: str) -> None:
    """Note what is known of a delegate now, and where a stay began or ended."""
    key = seat.removeprefix("delegate-")
    before, after = step.before.delegates.get(key), step.after.delegates.get(key)
    if after is None or after.seat != seat:
        return
    stays = _stays(register[seat].stays, before.stay if before else None, after.stay, step)
    register[seat] = replace(register[seat], delegate=after, stays=stays)


def _stays(stays: tuple[Span, ...], was: Stay | None, now: Stay | None, step: Step) -> tuple[Span, ...]:
    at = step.event.at
    if was is not None and now is None:
        return stays[:-1]  # the mark that began it was a mistake
    if now is None or now.here == (was is not None and was.here):
        return stays
    over = step.after.phase not in UNFINISHED
    return (*stays, Span(at, at if over else None)) if now.here else close_last(stays, at)


def _renamed(known: Attendance, person: Person) -> Attendance:
    return replace(
        known, role=person.role, name=person.name, office=person.office, site=person.site, removed_at=None
    )


def _created(register: Register, step: Step, body: lifecycle_words.Created) -> None:
    state = step.after
    for seat in (*state.officers, *state.sites, *(one.seat for one in state.delegates.values())):
        _enter(register, step, seat)


def _site_added(register: Register, step: Step, body: people_words.SiteAdded) -> None:
    _enter(register, step, site_seat(body.code))


def _officer_added(register: Register, step: Step, body: people_words.OfficerAdded) -> None:
    _enter(register, step, body.seat)


def _delegate_named(
    register: Register, step: Step, body: people_words.DelegateAdded | people_words.DelegateEdited
) -> None:
    _enter(register, step, delegate_seat(body.id))


def _removed(
    register: Register,
    step: Step,
    body: people_words.SiteRemoved | people_words.OfficerRemoved | people_words.DelegateRemoved,
) -> None:
    entry, at = register[body.seat], step.event.at
    register[body.seat] = replace(
        entry, spans=close_last(entry.spans, at), stays=close_last(entry.stays, at), removed_at=at
    )


def _connected(register: Register, step: Step, body: lines.Connected) -> None:
    _enter(register, step, body.seat)
    if not line_of(step.before, body.seat).present:
        entry = register[body.seat]
        register[body.seat] = replace(entry, spans=(*entry.spans, Span(step.event.at, None)))


def _disconnected(register: Register, step: Step, body: lines.Disconnected) -> None:
    if not line_of(step.after, body.seat).present:
        entry = register[body.seat]
        register[body.seat] = replace(entry, spans=close_last(entry.spans, step.event.at))


def _marked(register: Register, step: Step, seat: str) -> None:
    mark = roll.mark_of(step.after, seat)
    register[seat] = replace(register[seat], roll=mark.status, roll_note=mark.note)
    _know(register, step, seat)


def _checked_in(register: Register, step: Step, body: check_in.CheckedIn) -> None:
    seat = delegate_seat(body.delegate)
    register[seat] = replace(register[seat], checked_in_at=step.event.at)
    _marked(register, step, seat)


def _went_or_came(register: Register, step: Step, body: check_in.Left | check_in.Returned) -> None:
    _know(register, step, delegate_seat(body.delegate))


def _answered(register: Register, step: Step, body: invitations.Answered) -> None:
    _enter(register, step, delegate_seat(body.delegate))


def _closed(register: Register, step: Step, body: lifecycle_words.Closed) -> None:
    for seat, entry in register.items():
        if entry.stays:
            register[seat] = replace(entry, stays=close_last(entry.stays, step.event.at))


def _roll_marked(register: Register, step: Step, body: roll.Marked) -> None:
    _marked(register, step, body.subject)


_NOTERS: Mapping[type, Noter] = {
    lifecycle_words.Created: _created,
    people_words.SiteAdded: _site_added,
    people_words.OfficerAdded: _officer_added,
    people_words.DelegateAdded: _delegate_named,
    people_words.DelegateEdited: _delegate_named,
    people_words.SiteRemoved: _removed,
    people_words.OfficerRemoved: _removed,
    people_words.DelegateRemoved: _removed,
    lines.Connected: _connected,
    lines.Disconnected: _disconnected,
    invitations.Answered: _answered,
    check_in.CheckedIn: _checked_in,
    check_in.Left: _went_or_came,
    check_in.Returned: _went_or_came,
    lifecycle_words.Closed: _closed,
    roll.Marked: _roll_marked,
}
