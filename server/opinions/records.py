"""What this package keeps, as plain values. Pure: no database, no framework, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where a slip stands. A sent one whose deadline has passed counts as closed (`Slip.state_at`)."""

    DRAFT = "draft"
    SENT = "sent"
    CLOSED = "closed"
    RECALLED = "recalled"


class Stage(StrEnum):
    """Where one recipient's slip stands; `chosen` while the slip is a draft."""

    CHOSEN = "chosen"
    UNSEEN = "unseen"
    SEEN = "seen"
    PASSED_UP = "passed_up"
    RETURNED = "returned"
    ANSWERED = "answered"


class Opinion(StrEnum):
    """What can be answered to a question."""

    AGREE = "agree"
    DISAGREE = "disagree"
    OTHER = "other"


class Kind(StrEnum):
    """Types of the entries of a slip's chain."""

    SENT = "slip.sent"
    EXTENDED = "slip.extended"
    REMINDED = "slip.reminded"
    CLOSED = "slip.closed"
    RECALLED = "slip.recalled"
    TABLED = "slip.tabled"
    SEEN = "answer.seen"
    PASSED_UP = "answer.passed_up"
    SENT_BACK = "answer.sent_back"
    TAKEN_BACK = "answer.taken_back"
    GIVEN = "answer.given"


@dataclass(frozen=True)
class Person:
    """An account as it was called when something was done."""

    account: str
    name: str
    office: str

    def as_json(self) -> dict[str, str]:
        """The person as entries keep it."""
        return {"account": self.account, "name": self.name, "office": self.office}


SYSTEM = Person("system", "Hệ thống", "")
"""Who does what the server does by itself; no account has this id."""


@dataclass(frozen=True)
class File:
    """A file of a slip: a paper of the office, or the attachment somebody answers with (`owner`: whose slip).

    `size` in bytes and `sha256` are those of the PDF that is shown; `kind` is what was sent, with its own
    `original_sha256`.
    """

    id: str
    slip: str
    owner: str | None
    title: str
    name: str
    size: int
    sha256: str
    pages: int
    uploaded_by: str
    uploaded_at: datetime
    kind: str = "pdf"
    original_sha256: str | None = None

    def as_entry(self) -> dict[str, Any]:
        """What the chain keeps of it."""
        return {
            "id": self.id,
            "title": self.title,
            "name": self.name,
            "size": self.size,
            "sha256": self.sha256,
            "kind": self.kind,
            "original_sha256": self.original_sha256 or self.sha256,
        }


@dataclass(frozen=True)
class Slip:
    """A slip. `questions` are answered one by one; `deadline` and the other times are UTC.

    `shows_answers`: recipients see each other's answers once they have answered; `needs_superior`: an answer
    must be passed up and is given by the superior.
    """

    id: str
    number: str
    title: str
    body: str
    questions: tuple[str, ...]
    author: str
    author_name: str
    author_office: str
    deadline: datetime | None
    shows_answers: bool
    needs_superior: bool
    created_at: datetime
    changed_at: datetime
    state: State = State.DRAFT
    sent_at: datetime | None = None
    ended_at: datetime | None = None
    reason: str = ""
    head_seq: int = 0
    head_hash: str = ""

    def is_open(self, now: datetime) -> bool:
        """Whether it can be answered."""
        return self.state == State.SENT and self.deadline is not None and now < self.deadline

    def state_at(self, now: datetime) -> State:
        """Its state, a passed deadline counted."""
        return State.CLOSED if self.state == State.SENT and not self.is_open(now) else self.state


@dataclass(frozen=True)
class Recipient:
    """One recipient's slip.

    `holders` are the superiors it was passed up to, the last one has it; `proposal` what was proposed to
    them; `answer` the one that counts, `version` how many there have been.
    """

    slip: str
    account: str
    place: int
    name: str
    office: str
    group: str
    stage: Stage = Stage.CHOSEN
    holders: tuple[Person, ...] = ()
    note: str = ""
    note_by: str = ""
    proposal: Mapping[str, Any] | None = None
    seen_at: datetime | None = None
    answer: Mapping[str, Any] | None = None
    answered_at: datetime | None = None
    answered_by: str | None = None
    answered_by_name: str = ""
    version: int = 0
    reminders: int = 0
    reminded_at: datetime | None = None

    @property
    def holder(self) -> str:
        """The account whose turn it is."""
        return self.holders[-1].account if self.holders else self.account

    @property
    def people(self) -> tuple[str, ...]:
        """The accounts that have to do with it."""
        return (self.account, *(one.account for one in self.holders))

    def below(self) -> str | None:
        """The account that passed it to the one who has it, None while nobody did."""
        if not self.holders:
            return None
        return self.holders[-2].account if len(self.holders) > 1 else self.account

    def knows(self, account: str) -> bool:
        """Whether somebody has to do with it: the recipient, or a superior it lies with or went through."""
        return account in self.people


@dataclass(frozen=True)
class Fact:
    """Something that is to become an entry; `subject` is the recipient's account it is about."""

    kind: Kind
    data: Mapping[str, Any] = field(default_factory=dict)
    subject: str | None = None


@dataclass(frozen=True)
class Asked:
    """What somebody asks for: the entry it makes has this kind, subject and, among others, content."""

    kind: str
    content: Mapping[str, Any] = field(default_factory=dict)
    subject: str | None = None


@dataclass(frozen=True)
class Entry:
    """One sealed entry of a slip's chain (:mod:`server.opinions.chain`)."""

    slip: str
    seq: int
    at: datetime
    by: Person
    kind: str
    subject: str | None
    data: Mapping[str, Any]
    prev: str
    hash: str


@dataclass(frozen=True)
class Stored:
    """An entry as it lies in the database, its columns beside it."""

    seq: int
    actor: str
    type: str
    subject: str | None
    hash: str
    entry: Mapping[str, Any]
