"""Questions put to an office (chất vấn), as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class QuestionTurn:
    """A turn in which the question was asked or answered; ``kind`` as of the request."""

    request: str
    kind: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question: who asks (``by``: the hall that put it for a delegate), who is to answer, and what.

    ``closed`` ends it; ``denied`` says that it was refused unheard. ``internal`` as of a paper.
    """

    id: str
    seat: str
    site: str | None
    delegate: str | None
    name: str
    office: str
    to: str
    to_site: str | None
    to_name: str
    to_office: str
    text: str
    item: str | None
    asked_at: datetime
    by: str | None = None
    turns: tuple[QuestionTurn, ...] = ()
    closed: bool = False
    denied: bool = False
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions of the meeting, in the order in which they are to be heard."""

    order: tuple[str, ...] = ()
    items: Mapping[str, Question] = field(default_factory=dict)
