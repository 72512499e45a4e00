"""Bodies of requests about slips, and slips as the web client sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from recordings.opinions import Figures
from server.clock import iso
from server.opinions import content
from server.opinions.directory import Addressee
from server.opinions.office import Draft
from server.opinions.records import File, Recipient, Slip
from server.opinions.replies import Given
from server.people.bodies import Body

Key = Annotated[str, Field(min_length=8, max_length=64, pattern="^[A-Za-z0-9_-]+$")]
"""Made by the client for one action: sent twice, it takes effect once."""
Account = Annotated[str, Field(min_length=1, max_length=12)]
Reason = Annotated[str, Field(max_length=4 * content.MAX_NOTE)]
# JSON has no times: the one place where a string is taken for another type.
When = Annotated[
    AwareDatetime,
    Field(strict=False, ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC)),
]


class RecipientBody(Body):
    """An account a slip is for; an empty group is the one its agency's name says."""

    account: Account
    group: Annotated[str, Field(max_length=content.MAX_GROUP)] = ""


class DraftBody(Body):
    """What is written into a draft; absent fields stay."""

    number: Annotated[str, Field(max_length=200)] | None = None
    title: Annotated[str, Field(max_length=1000)] | None = None
    body: Annotated[str, Field(max_length=20_000)] | None = None
    questions: (
        Annotated[list[Annotated[str, Field(max_length=10_000)]], Field(max_length=content.MAX_QUESTIONS)]
        | None
    ) = None
    deadline: When | None = None
    shows_answers: bool | None = None
    needs_superior: bool | None = None
    recipients: Annotated[list[RecipientBody], Field(max_length=content.MAX_RECIPIENTS)] | None = None

    def draft(self) -> Draft:
        """The body as the service takes it."""
        chosen = None if self.recipients is None else [(one.account, one.group) for one in self.recipients]
        return Draft(
            self.number,
            self.title,
            self.body,
            self.questions,
            self.deadline,
            self.shows_answers,
            self.needs_superior,
            chosen,
        )


class NewDraftBody(DraftBody):
    """A draft to be made."""

    key: Key


class ActBody(Body):
    """Something that needs nothing but to be said once."""

    key: Key


class ReasonBody(ActBody):
    """Something that needs a reason."""

    reason: Reason


class ExtendBody(ReasonBody):
    """A later deadline and why."""

    deadline: When


class RemindBody(ActBody):
    """Whom to remind; without a list everybody who has not answered."""

    accounts: Annotated[list[Account], Field(max_length=content.MAX_RECIPIENTS)] | None = None


class PasteBody(Body):
    """A pasted list of people or agencies."""

    text: Annotated[str, Field(max_length=400_000)]


class OpinionBody(Body):
    """What is said to one question."""

    opinion: Annotated[str, Field(max_length=20)]
    text: Annotated[str, Field(max_length=4 * content.MAX_ANSWER)] = ""


class AnswerBody(ActBody):
    """An opinion on every question, in their order; `attachment` is the id of a file sent before."""

    opinions: Annotated[list[OpinionBody], Field(max_length=content.MAX_QUESTIONS)]
    attachment: Annotated[str, Field(max_length=13)] | None = None

    def given(self) -> Given:
        """The body as the service takes it."""
        return Given([(one.opinion, one.text) for one in self.opinions], self.attachment)


class PassUpBody(ActBody):
    """The superior, a note, and perhaps the answer that is proposed."""

    to: Account
    note: Reason = ""
    opinions: Annotated[list[OpinionBody], Field(max_length=content.MAX_QUESTIONS)] | None = None
    attachment: Annotated[str, Field(max_length=13)] | None = None

    def proposed(self) -> Given | None:
        """The proposed answer as the service takes it."""
        if self.opinions is None:
            return None
        return Given([(one.opinion, one.text) for one in self.opinions], self.attachment)


class NoteBody(ActBody):
    """A note to whom it goes back."""

    note: Reason


class TableBody(Body):
    """The slip that becomes an item of the agenda."""

    slip: Annotated[str, Field(min_length=1, max_length=13)]


def at(moment: datetime | None) -> str | None:
    """A time, or that there is none."""
    return iso(moment) if moment else None


def slip_json(slip: Slip, now: datetime) -> dict[str, Any]:
    """A slip; `state` counts a passed deadline as closed."""
    return {
        "id": slip.id,
        "number": slip.number,
        "title": slip.title,
        "body": slip.body,
        "questions": list(slip.questions),
        "author": {"account": slip.author, "name": slip.author_name, "office": slip.author_office},
        "state": str(slip.state_at(now)),
        "is_open": slip.is_open(now),
        "deadline": at(slip.deadline),
        "shows_answers": slip.shows_answers,
        "needs_superior": slip.needs_superior,
        "created_at": iso(slip.created_at),
        "sent_at": at(slip.sent_at),
        "ended_at": at(slip.ended_at),
        "reason": slip.reason,
        "entries": slip.head_seq,
        "head": slip.head_hash,
    }


def recipient_json(one: Recipient) -> dict[str, Any]:
    """One recipient's slip as the office and those who have to do with it see it."""
    return {
        "account": one.account,
        "name": one.name,
        "office": one.office,
        "group": one.group,
        "stage": str(one.stage),
        "holder": one.holder,
        "holders": [holder.as_json() for holder in one.holders],
        "note": one.note,
        "note_by": one.note_by,
        "seen_at": at(one.seen_at),
        "answer": one.answer,
        "answered_at": at(one.answered_at),
        "answered_by": one.answered_by,
        "answered_by_name": one.answered_by_name,
        "version": one.version,
        "reminders": one.reminders,
        "reminded_at": at(one.reminded_at),
    }


def shown_json(one: Recipient) -> dict[str, Any]:
    """Another recipient's answer, where answers are shown: nothing of how it came about."""
    return {
        "account": one.account,
        "name": one.name,
        "office": one.office,
        "answer": one.answer,
        "answered_at": at(one.answered_at),
    }


def file_json(file: File) -> dict[str, Any]:
    """A file of a slip."""
    return {**file.as_entry(), "pages": file.pages, "uploaded_at": iso(file.uploaded_at)}


def addressee_json(one: Addressee) -> dict[str, Any]:
    """An account in the chooser."""
    return asdict(one)


def figures_json(figures: Figures) -> dict[str, Any]:
    """What the answers come to."""
    return {
        **asdict(figures),
        "by_day": [{"day": day, "answers": count} for day, count in figures.by_day],
        "first_at": at(figures.first_at),
        "last_at": at(figures.last_at),
    }


def people_json(found: Sequence[Addressee]) -> list[dict[str, Any]]:
    """Superiors found: no logins, which are for the office only."""
    return [{"account": one.account, "name": one.name, "office": one.office} for one in found]
