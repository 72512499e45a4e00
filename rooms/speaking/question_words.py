"""The words of questioning (chất vấn): commands and events as types. The rules are in ``questions``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Ident, Position, Text
from rooms.kernel import CommandBody, EventBody
from rooms.speaking.floor_words import ItemKey, Limit

QuestionText = Annotated[str, Text(2000, shortest=1, multiline=True)]


@dataclass(frozen=True, slots=True)
class AskQuestion(CommandBody):
    """Put a question to whoever sits at ``to``; ``delegate``: a hall does so for one of its own.

    It belongs to the item under discussion unless another is named (``-`` is none).
    """

    type: ClassVar[str] = "question.ask"
    to: fields.Seat
    text: QuestionText
    delegate: Ident | None = None
    item: ItemKey | None = None


@dataclass(frozen=True, slots=True)
class WithdrawQuestion(CommandBody):
    """Take back an own question that has not been heard."""

    type: ClassVar[str] = "question.withdraw"
    question: Ident


@dataclass(frozen=True, slots=True)
class DenyQuestion(CommandBody):
    """Refuse a question that has not been heard, with a reason."""

    type: ClassVar[str] = "question.deny"
    question: Ident
    reason: fields.Reason = ""


@dataclass(frozen=True, slots=True)
class MoveQuestion(CommandBody):
    """Put a question at another place (from 0)."""

    type: ClassVar[str] = "question.move"
    question: Ident
    position: Position


@dataclass(frozen=True, slots=True)
class CallQuestion(CommandBody):
    """Give the floor to who asks; the rest as in ``floor.grant``."""

    type: ClassVar[str] = "question.call"
    question: Ident
    limit_s: Limit | None = None
    replace: bool = False
    instead_of: Ident | None = None


@dataclass(frozen=True, slots=True)
class AnswerQuestion(CommandBody):
    """Give the floor to who is to answer; the rest as in ``floor.grant``."""

    type: ClassVar[str] = "question.answer"
    question: Ident
    limit_s: Limit | None = None
    replace: bool = False
    instead_of: Ident | None = None


@dataclass(frozen=True, slots=True)
class CloseQuestion(CommandBody):
    """Say that a question is dealt with."""

    type: ClassVar[str] = "question.close"
    question: Ident


@dataclass(frozen=True, slots=True)
class QuestionAsked(EventBody):
    """A question joined the end of the list; ``by`` is the hall that put it for its delegate."""

    type: ClassVar[str] = "question.asked"
    question: Ident
    seat: fields.Seat
    site: fields.Seat | None
    delegate: Ident | None
    name: fields.Name
    office: fields.Office
    to: fields.Seat
    to_site: fields.Seat | None
    to_name: fields.Name
    to_office: fields.Office
    text: QuestionText
    item: Ident | None
    by: fields.Seat | None


@dataclass(frozen=True, slots=True)
class QuestionWithdrawn(EventBody):
    """A question was taken back."""

    type: ClassVar[str] = "question.withdrawn"
    question: Ident


@dataclass(frozen=True, slots=True)
class QuestionDenied(EventBody):
    """A question was refused."""

    type: ClassVar[str] = "question.denied"
    question: Ident
    reason: fields.Reason


@dataclass(frozen=True, slots=True)
class QuestionMoved(EventBody):
    """A question is now at ``position``."""

    type: ClassVar[str] = "question.moved"
    question: Ident
    position: Position


@dataclass(frozen=True, slots=True)
class QuestionClosed(EventBody):
    """A question is dealt with, or one of its sides left the meeting for good."""

    type: ClassVar[str] = "question.closed"
    question: Ident
