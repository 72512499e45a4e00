"""An opinion slip as its documents need it: plain values, made by whoever keeps the slips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Tally:
    """How many said what to one question."""

    agree: int
    disagree: int
    other: int


@dataclass(frozen=True)
class Group:
    """A group of agencies: its recipients, how many answered, and what they said to each question."""

    name: str
    recipients: int
    answered: int
    tallies: tuple[Tally, ...]


@dataclass(frozen=True)
class Figures:
    """`by_day`: (day here, answers that came on it), in order; `median_s` from sending to answering, seconds.

    `is_open`: somebody has not answered; `is_contested`: somebody did not simply agree.
    """

    recipients: int
    stages: dict[str, int]
    answered: int
    changed: int
    with_attachment: int
    reminded: int
    tallies: tuple[Tally, ...]
    groups: tuple[Group, ...]
    by_day: tuple[tuple[str, int], ...]
    first_at: datetime | None
    last_at: datetime | None
    median_s: int | None
    is_open: bool
    is_contested: bool


@dataclass(frozen=True)
class Line:
    """One recipient: `stage` as the server names it; `opinions` are (agree, disagree or other; text) each."""

    name: str
    office: str
    group: str
    stage: str
    opinions: Sequence[tuple[str, str]]
    attachment: str
    answered_at: datetime | None
    answered_by: str
    version: int
    holder: str
    reminders: int


@dataclass(frozen=True)
class Step:
    """Something the office did: `kind` sent, extended, reminded, closed, recalled or tabled."""

    kind: str
    at: datetime
    by: str
    deadline: datetime | None = None
    reason: str = ""
    count: int = 0


@dataclass(frozen=True)
class SlipRecord:
    """A slip with its answers. `state` counts a passed deadline as closed; `head_hash` ends its chain."""

    id: str
    number: str
    title: str
    body: str
    questions: Sequence[str]
    author: str
    office: str
    state: str
    sent_at: datetime | None
    deadline: datetime | None
    made_at: datetime
    reason: str
    papers: Sequence[str]
    steps: Sequence[Step]
    lines: Sequence[Line]
    figures: Figures
    entries: int
    head_hash: str
