"""Presence counted from a log: by hall, by agenda item, and how the quorum stood as the session went on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rooms.afterwards.history import Held, agenda_items
from rooms.afterwards.register import Attendance, attendance
from rooms.afterwards.walk import Span, Step, final, steps
from rooms.base.clock import elapsed_ms
from rooms.base.roles import Role
from rooms.envelope import Envelope
from rooms.kernel import SITTING, Event
from rooms.lifecycle_words import Closed, Opened
from rooms.participants.attendance import ABSENT, CAME, EXCUSED, LATE
from rooms.voting.quorum import Figures, figures

Entries = Sequence[Envelope | Event]


@dataclass(frozen=True, slots=True)
class HallCount:
    """A hall and how many of its delegates were invited, answered, came, and were missing.

    ``attending`` to ``unanswered`` count answers, ``came`` to ``missing`` people: ``late`` and ``left`` (not
    there at the end) are among those who came, ``excused`` among those ``missing``.
    """

    hall: Attendance
    invited: int
    attending: int
    declined: int
    substituted: int
    unanswered: int
    came: int
    late: int
    left: int
    excused: int
    missing: int


@dataclass(frozen=True, slots=True)
class ItemPresence:
    """An agenda item and the milliseconds each delegate (by seat) was there while it was discussed."""

    item: Held
    spent_ms: int
    present_ms: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QuorumPoint:
    """The count at a moment. ``why``: opened, met, lost, closed."""

    at: datetime
    why: str
    figures: Figures


def delegates(log: Entries) -> tuple[Attendance, ...]:
    """Every delegate on the list at the end, in its order."""
    return tuple(one for one in attendance(log) if one.role == Role.DELEGATE and one.removed_at is None)


def by_hall(log: Entries) -> tuple[HallCount, ...]:
    """The count of every hall on the list at the end."""
    everyone = attendance(log)
    people = [one for one in everyone if one.role == Role.DELEGATE and one.removed_at is None]
    return tuple(
        _count(hall, [one for one in people if one.site == hall.seat])
        for hall in everyone
        if hall.role == Role.SITE and hall.removed_at is None
    )


def came(entry: Attendance) -> bool:
    """Whether a delegate was there: a stay, or at least the roll's word."""
    return bool(entry.stays) or entry.roll in CAME


def _left(entry: Attendance) -> bool:
    stay = entry.delegate.stay if entry.delegate else None
    return stay is not None and not stay.here


def _count(hall: Attendance, people: Sequence[Attendance]) -> HallCount:
    answers = [one.delegate.answer if one.delegate else None for one in people]
    given = [answer for answer in answers if answer is not None]
    substituted = sum(answer.substitute is not None for answer in given)
    declined = sum(answer.answer == ABSENT for answer in given)
    there = [one for one in people if came(one)]
    return HallCount(
        hall,
        invited=len(people),
        attending=len(given) - declined,
        declined=declined - substituted,
        substituted=substituted,
        unanswered=len(people) - len(given),
        came=len(there),
        late=sum(one.roll == LATE for one in there),
        left=sum(_left(one) for one in there),
        excused=sum(one.roll == EXCUSED for one in people if not came(one)),
        missing=len(people) - len(there),
    )


def by_item(log: Entries) -> tuple[ItemPresence, ...]:
    """How long each delegate was there for each item that was discussed."""
    end = final(log).at
    people = delegates(log)
    found = []
    for item in agenda_items(log):
        if item.spans:
            there = {one.seat: _shared_ms(item.spans, one.stays, end) for one in people}
            found.append(ItemPresence(item, sum(span.duration_ms(end) for span in item.spans), there))
    return tuple(found)


def _shared_ms(first: Sequence[Span], second: Sequence[Span], until: datetime) -> int:
    """Milliseconds that lie in both; an open end counts as ``until``."""
    return sum(
        elapsed_ms(max(one.start, other.start), min(one.end or until, other.end or until))
        for one in first
        for other in second
    )


def quorum_course(log: Entries) -> tuple[QuorumPoint, ...]:
    """The count at the opening, whenever a rule began or ceased to be met in session, and at the closing."""
    points: list[QuorumPoint] = []
    for step in steps(log):
        why = _why(step)
        if why is not None:
            points.append(QuorumPoint(step.event.at, why, figures(step.after)))
    return tuple(points)


def _why(step: Step) -> str | None:
    if isinstance(step.event.body, Opened):
        return "opened"
    if isinstance(step.event.body, Closed):
        return "closed"
    if step.after.phase not in SITTING or not _counts_anew(step):
        return None
    was, now = figures(step.before).met, figures(step.after).met
    return None if was == now or now is None else "met" if now else "lost"


def _counts_anew(step: Step) -> bool:
    """Whether anything the count is made of was replaced; most events touch nothing of it."""
    before, after = step.before, step.after
    parts = ((before.delegates, after.delegates), (before.sites, after.sites), (before.lines, after.lines))
    return before.quorum is not after.quorum or any(was is not now for was, now in parts)
