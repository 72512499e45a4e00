"""The recall of marked papers: which machines had them, and which have shown that they gave them up.

A machine counts as having had a paper when it said so (a receipt) or when a page went to it (the access log).
It has given the paper up once it reports, after the recall, that nothing of any version is left. A machine
whose line is lost is asked again when it comes back: the recall is the first thing the meeting tells it.
One that signed out, or never said which machine it is, cannot be asked any more: nothing is confirmed of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from rooms import Marking, Meeting, find_person, treatment, was_marked
from rooms.base.clock import from_iso
from rooms.lookup.seats import line_of
from server.db.repositories.receipts import ReceiptRecord
from server.markings.chain import Line
from server.markings.log import GIVEN
from server.meetings.aside import mark_of
from server.papers.season import OVER

PURGED, WAITING, LOST, UNCONFIRMED = "purged", "waiting", "lost", "unconfirmed"


@dataclass(frozen=True)
class Holder:
    """A machine that had a paper for a seat. ``device`` is empty where it never said which machine it is."""

    seat: str
    device: str
    name: str
    had_at: datetime
    purged_at: datetime | None
    state: str


@dataclass(frozen=True)
class Recalled:
    """One marked paper, since when it is called back, and who had it. ``gone``: not in the meeting."""

    paper: str
    title: str
    recalled_at: datetime | None
    gone: bool
    holders: Sequence[Holder]


@dataclass
class _Had:
    """Since when a machine had a paper, when it gave each version up (None: not), and its last sign-in.

    ``opened``: pages of it, as a marked paper's are.
    """

    had_at: datetime
    session: str
    opened: bool = False
    versions: dict[int, datetime | None] = field(default_factory=dict)


Machines = Mapping[tuple[str, str], _Had]


def overview(
    state: Meeting,
    receipts: Iterable[ReceiptRecord],
    lines: Iterable[Line],
    signed_in: Collection[str],
    titles: Mapping[str, str],
) -> Sequence[Recalled]:
    """Every paper its marking has called back or will: the meeting's, then those it has no more, and drafts.

    ``signed_in``: the marks of the sign-ins that hold; ``titles``: of papers that are not in the meeting.
    """
    had = _had(receipts, lines)
    return [
        Recalled(
            paper,
            there.title if (there := state.papers.get(paper)) is not None else titles.get(paper, paper),
            _recalled_at(state, paper),
            there is None,
            [_holder(state, paper, key, one, signed_in) for key, one in _owing(state, paper, had).items()],
        )
        for paper in _marked(state, had)
    ]


def _owing(state: Meeting, paper: str, had: Mapping[str, Machines]) -> Machines:
    """The machines that had what is called back: where a lowered version stands, one that stood before it."""
    machines = had.get(paper, {})
    there = state.papers.get(paper)
    if there is None or treatment(there.marking).recall:
        return machines
    stood = state.secrecy.held.get(paper, {})
    marked = {version for version, marking in stood.items() if treatment(marking).recall}
    kept = {
        key: replace(one, versions={version: at for version, at in one.versions.items() if version in marked})
        for key, one in machines.items()
    }
    return {key: one for key, one in kept.items() if one.versions}


def _marked(state: Meeting, had: Mapping[str, Machines]) -> Sequence[str]:
    """The marked papers there are, those called back, and those of which pages were opened otherwise."""
    there = [paper.id for paper in state.papers.values() if was_marked(state, paper)]
    drafts = [paper for paper in had if paper not in state.papers and _was_opened(had[paper])]
    return list(dict.fromkeys((*there, *state.secrecy.recalled, *drafts)))


def _was_opened(machines: Machines) -> bool:
    return any(one.opened for one in machines.values())


def _recalled_at(state: Meeting, paper: str) -> datetime | None:
    """Drafts, and what no log says it of, are called back with all that the meeting has, when it is over."""
    at = state.secrecy.recalled.get(paper)
    if at is not None or state.phase not in OVER:
        return at
    return state.closed_at or state.at


def _had(receipts: Iterable[ReceiptRecord], lines: Iterable[Line]) -> Mapping[str, Machines]:
    """By paper, then by seat and machine."""
    found: dict[str, dict[tuple[str, str], _Had]] = {}
    for line in lines:
        entry = line.entry
        if entry["outcome"] == GIVEN:
            key, at = (str(entry["seat"]), str(entry["device"])), from_iso(str(entry["at"]))
            one = found.setdefault(str(entry["paper"]), {}).setdefault(key, _Had(at, ""))
            one.session, one.opened = str(entry["session"]), True
            one.versions.setdefault(int(str(entry["version"])), None)
    for said in receipts:
        one = found.setdefault(said.paper, {}).setdefault(
            (said.seat, said.device), _Had(said.held_at, said.session)
        )
        one.had_at = min(one.had_at, said.held_at)
        one.session = said.session or one.session
        one.versions[said.version] = said.purged_at
    return found


def _holder(
    state: Meeting, paper: str, key: tuple[str, str], had: _Had, signed_in: Collection[str]
) -> Holder:
    seat, device = key
    purged_at = _proved(state, paper, seat, had)
    person = find_person(state, seat)
    standing = PURGED if purged_at is not None else _awaited(state, key, had.session, signed_in)
    return Holder(seat, device, person.name if person else seat, had.had_at, purged_at, standing)


def _proved(state: Meeting, paper: str, seat: str, had: _Had) -> datetime | None:
    """When the machine proved that nothing is left, of any version, since the recall.

    Who may not read a marked paper has had it before it was marked, and got nothing since: that it is gone is
    proof whenever it was said.
    """
    recalled_at = _recalled_at(state, paper)
    said = [at for at in had.versions.values() if at is not None]
    if recalled_at is None or len(said) < len(had.versions) or not said:
        return None
    person, there = find_person(state, seat), state.papers.get(paper)
    marking = there.marking if there and treatment(there.marking).recall else Marking.CONFIDENTIAL
    readers = treatment(marking).readers
    outsider = person.role not in readers if person is not None else not had.opened
    return max(said) if outsider or min(said) >= recalled_at else None


def _awaited(state: Meeting, key: tuple[str, str], session: str, signed_in: Collection[str]) -> str:
    """Whether the machine's own line is open, may come back, or cannot any more."""
    seat, device = key
    line = line_of(state, seat)
    if not device or (session and session not in signed_in):
        return UNCONFIRMED
    marks = {mark_of(connection) for connection in line.connections}
    return WAITING if session in marks or (not session and line.present) else LOST
