"""What may be done to a slip and when. Pure: every function answers the facts to be kept, or raises.

Who manages a slip (its author, an administrator) is asked before; who answers is asked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from server.clock import iso
from server.errors import Conflict, Forbidden, Invalid, NotFound
from server.opinions.chain import digest
from server.opinions.records import Fact, File, Kind, Person, Recipient, Slip, Stage, State

MAX_HOLDERS = 5


def require_draft(slip: Slip) -> None:
    """Raises Conflict ``opinion.not_draft``: what was sent stays as it was sent."""
    if slip.state != State.DRAFT:
        raise Conflict("opinion.not_draft")


def send(slip: Slip, recipients: Sequence[Recipient], papers: Iterable[File], now: datetime) -> Fact:
    """Send a draft. The fact holds all of it: the chain needs nothing else to be read.

    Raises:
        Conflict: ``opinion.not_draft``.
        Invalid: ``opinion.incomplete`` (`field`), ``opinion.no_recipients``, ``opinion.deadline_past``.
    """
    require_draft(slip)
    if not slip.title or not slip.questions:
        raise Invalid("opinion.incomplete", field="title" if slip.questions else "questions")
    if slip.deadline is None:
        raise Invalid("opinion.incomplete", field="deadline")
    if slip.deadline <= now:
        raise Invalid("opinion.deadline_past")
    if not recipients:
        raise Invalid("opinion.no_recipients")
    return Fact(
        Kind.SENT,
        {
            "number": slip.number,
            "title": slip.title,
            "body": slip.body,
            "questions": list(slip.questions),
            "author": Person(slip.author, slip.author_name, slip.author_office).as_json(),
            "deadline": iso(slip.deadline),
            "shows_answers": slip.shows_answers,
            "needs_superior": slip.needs_superior,
            "papers": [paper.as_entry() for paper in papers],
            "recipients": [
                {"account": one.account, "name": one.name, "office": one.office, "group": one.group}
                for one in recipients
            ],
        },
    )


def extend(slip: Slip, deadline: datetime, reason: str, now: datetime) -> Fact:
    """Give more time; a closed slip opens again.

    Raises:
        Conflict: ``opinion.not_sent``, ``opinion.recalled``.
        Invalid: ``opinion.no_reason``, ``opinion.deadline_past``, ``opinion.deadline_not_later``.
    """
    _require_out(slip)
    _require_reason(reason)
    if deadline <= now:
        raise Invalid("opinion.deadline_past")
    if slip.is_open(now) and slip.deadline is not None and deadline <= slip.deadline:
        raise Invalid("opinion.deadline_not_later")
    return Fact(Kind.EXTENDED, {"deadline": iso(deadline), "reason": reason})


def recall(slip: Slip, reason: str) -> Fact:
    """Take the slip back from everybody, answered or not; the reason is shown to them.

    Raises:
        Conflict: ``opinion.not_sent``, ``opinion.recalled``. Invalid: ``opinion.no_reason``.
    """
    _require_out(slip)
    _require_reason(reason)
    return Fact(Kind.RECALLED, {"reason": reason})


def close(slip: Slip, now: datetime) -> Fact:
    """Stop taking answers before the deadline. Raises as `require_open`."""
    require_open(slip, now)
    return Fact(Kind.CLOSED)


def remind(
    slip: Slip, recipients: Mapping[str, Recipient], only: Sequence[str] | None, now: datetime
) -> Fact:
    """Remind those who have not answered, or `only` some of them.

    Raises:
        Conflict: as `require_open`, ``opinion.nobody_to_remind``.
        Invalid: ``opinion.unknown_recipients`` with `accounts`.
    """
    require_open(slip, now)
    unknown = [account for account in only or () if account not in recipients]
    if unknown:
        raise Invalid("opinion.unknown_recipients", accounts=unknown[:50], count=len(unknown))
    wanted = recipients if only is None else dict.fromkeys(only)
    left = [account for account in wanted if recipients[account].stage != Stage.ANSWERED]
    if not left:
        raise Conflict("opinion.nobody_to_remind")
    return Fact(Kind.REMINDED, {"accounts": left})


def remind_by_itself(
    slip: Slip, recipients: Mapping[str, Recipient], due: datetime, now: datetime
) -> Sequence[Fact]:
    """Remind those who have not answered, and were not reminded since the reminder's time came.

    Raises Conflict as `require_open`.
    """
    require_open(slip, now)
    left = [
        account
        for account, one in recipients.items()
        if one.stage != Stage.ANSWERED and (one.reminded_at is None or one.reminded_at < due)
    ]
    return [Fact(Kind.REMINDED, {"accounts": left})] if left else []


def see(slip: Slip, recipient: Recipient, by: Person, now: datetime) -> Sequence[Fact]:
    """The recipient has opened it: kept once, and only while it can be answered.

    Raises Forbidden ``opinion.not_recipient``.
    """
    _require_part(recipient, by)
    first = recipient.stage == Stage.UNSEEN and by.account == recipient.account
    return [Fact(Kind.SEEN, subject=recipient.account)] if first and slip.is_open(now) else []


def answer(
    slip: Slip, recipient: Recipient, content: Mapping[str, Any], by: Person, now: datetime, sent: str
) -> Fact:
    """Answer, or answer anew: every version stays in the chain. `sent` is the hash of the slip as sent.

    The signature is ``content_sha256``: the SHA-256 of what was asked, who answers for whom, and the answer.

    Raises:
        Conflict: as `require_open`, ``opinion.passed_up``, ``opinion.needs_superior``.
        Forbidden: ``opinion.not_recipient``.
    """
    require_open(slip, now)
    _require_turn(recipient, by)
    if slip.needs_superior and not recipient.holders:
        raise Conflict("opinion.needs_superior")
    version = recipient.version + 1
    signed = {"sent": sent, "recipient": recipient.account, "by": by.account, "version": version}
    return Fact(
        Kind.GIVEN,
        {
            "answer": dict(content),
            "version": version,
            "content_sha256": digest({**signed, "answer": dict(content)}),
        },
        recipient.account,
    )


def pass_up(
    slip: Slip,
    recipient: Recipient,
    to: Person,
    note: str,
    proposal: Mapping[str, Any] | None,
    by: Person,
    now: datetime,
) -> Fact:
    """Hand it to a superior, who answers or sends it back.

    Raises:
        Conflict: as `require_open`, ``opinion.passed_up``, ``opinion.answered``, ``opinion.too_high``.
        Forbidden: ``opinion.not_recipient``. Invalid: ``opinion.bad_superior``, ``opinion.asks_itself`` for
            the slip's author, who would answer the own question.
    """
    require_open(slip, now)
    _require_turn(recipient, by)
    _require_unanswered(recipient)
    if recipient.knows(to.account):
        raise Invalid("opinion.bad_superior")
    if len(recipient.holders) >= MAX_HOLDERS:
        raise Conflict("opinion.too_high", most=MAX_HOLDERS)
    if to.account == slip.author:
        raise Invalid("opinion.asks_itself", name=to.name)
    data = {"to": to.as_json(), "note": note, "proposal": None if proposal is None else dict(proposal)}
    return Fact(Kind.PASSED_UP, data, recipient.account)


def send_back(slip: Slip, recipient: Recipient, note: str, by: Person, now: datetime) -> Fact:
    """A superior gives it back to who passed it up, saying why.

    Raises:
        Conflict: as `require_open`, ``opinion.not_passed_up``, ``opinion.passed_up``, ``opinion.answered``.
        Forbidden: ``opinion.not_recipient``. Invalid: ``opinion.no_reason``.
    """
    require_open(slip, now)
    _require_turn(recipient, by)
    if not recipient.holders:
        raise Conflict("opinion.not_passed_up")
    _require_unanswered(recipient)
    _require_reason(note)
    return Fact(Kind.SENT_BACK, {"note": note}, recipient.account)


def take_back(slip: Slip, recipient: Recipient, by: Person, now: datetime) -> Fact:
    """Who passed it up takes it back from the superior who has not answered.

    Raises:
        Conflict: as `require_open`, ``opinion.not_passed_up``, ``opinion.answered``.
        Forbidden: ``opinion.not_recipient``.
    """
    require_open(slip, now)
    _require_part(recipient, by)
    if recipient.below() != by.account:
        raise Conflict("opinion.not_passed_up")
    _require_unanswered(recipient)
    return Fact(Kind.TAKEN_BACK, {}, recipient.account)


def table(slip: Slip, meeting: str, item: str) -> Fact:
    """It became an item of a meeting's agenda. Raises Conflict as `extend`."""
    _require_out(slip)
    return Fact(Kind.TABLED, {"meeting": meeting, "item": item})


def require_tableable(slip: Slip) -> None:
    """Raises Conflict ``opinion.not_sent``, ``opinion.recalled``."""
    _require_out(slip)


def require_open(slip: Slip, now: datetime) -> None:
    """Whether it can be answered.

    Raises Conflict ``opinion.recalled`` with `reason`, ``opinion.closed`` with `deadline`, or
    ``opinion.not_sent``.
    """
    _require_out(slip)
    if not slip.is_open(now):
        raise Conflict("opinion.closed", deadline=iso(slip.deadline) if slip.deadline else None)


def _require_out(slip: Slip) -> None:
    if slip.state == State.DRAFT:
        raise Conflict("opinion.not_sent")
    if slip.state == State.RECALLED:
        raise Conflict("opinion.recalled", reason=slip.reason)


def _require_reason(text: str) -> None:
    if not text:
        raise Invalid("opinion.no_reason")


def require_part(recipient: Recipient | None, account: str) -> Recipient:
    """The recipient's slip, for who has to do with it. Raises Forbidden ``opinion.not_recipient``."""
    if recipient is None or not recipient.knows(account):
        raise Forbidden("opinion.not_recipient")
    return recipient


def _require_part(recipient: Recipient, by: Person) -> None:
    require_part(recipient, by.account)


def _require_turn(recipient: Recipient, by: Person) -> None:
    _require_part(recipient, by)
    if recipient.holder != by.account:
        raise Conflict("opinion.passed_up", name=recipient.holders[-1].name)


def _require_unanswered(recipient: Recipient) -> None:
    if recipient.stage == Stage.ANSWERED:
        raise Conflict("opinion.answered")


def require_content_shown(slip: Slip) -> None:
    """Of a recalled slip recipients read the reason and their own answer. Raises Conflict as `recall`."""
    if slip.state == State.RECALLED:
        raise Conflict("opinion.recalled", reason=slip.reason)


def require_seen_by_recipients(slip: Slip) -> None:
    """Drafts are nobody's business but the office's. Raises NotFound ``opinion.not_found``."""
    if slip.state == State.DRAFT:
        raise NotFound("opinion.not_found")
