"""What follows from an entry: the slip and its recipients' slips afterwards. Pure, and the only place.

The database's rows are what this makes of the chain; `audit` makes it again and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from server.opinions.chain import moment, person
from server.opinions.records import Entry, Kind, Recipient, Slip, Stage, State

Recipients = Mapping[str, Recipient]


def slip_after(slip: Slip, entry: Entry) -> Slip:
    """The slip after an entry of its chain."""
    change = _SLIP.get(entry.kind)
    after = change(slip, entry) if change else slip
    return replace(after, head_seq=entry.seq, head_hash=entry.hash)


def _sent(slip: Slip, entry: Entry) -> Slip:
    return replace(slip, state=State.SENT, sent_at=entry.at, deadline=moment(entry.data["deadline"]))


def _extended(slip: Slip, entry: Entry) -> Slip:
    return replace(slip, state=State.SENT, deadline=moment(entry.data["deadline"]), ended_at=None, reason="")


def _closed(slip: Slip, entry: Entry) -> Slip:
    return replace(slip, state=State.CLOSED, ended_at=entry.at)


def _recalled(slip: Slip, entry: Entry) -> Slip:
    return replace(slip, state=State.RECALLED, ended_at=entry.at, reason=entry.data["reason"])


_SLIP: Mapping[str, Callable[[Slip, Entry], Slip]] = {
    Kind.SENT: _sent,
    Kind.EXTENDED: _extended,
    Kind.CLOSED: _closed,
    Kind.RECALLED: _recalled,
}


def slip_of(first: Entry) -> Slip:
    """The slip as its first entry, the sending, holds it."""
    data = first.data
    return slip_after(
        Slip(
            id=first.slip,
            number=data["number"],
            title=data["title"],
            body=data["body"],
            questions=tuple(data["questions"]),
            author=data["author"]["account"],
            author_name=data["author"]["name"],
            author_office=data["author"]["office"],
            deadline=None,
            shows_answers=data["shows_answers"],
            needs_superior=data["needs_superior"],
            created_at=first.at,
            changed_at=first.at,
        ),
        first,
    )


def recipients_of(first: Entry) -> dict[str, Recipient]:
    """The recipients' slips as they were sent."""
    return {
        one["account"]: Recipient(
            first.slip, one["account"], place, one["name"], one["office"], one["group"], Stage.UNSEEN
        )
        for place, one in enumerate(first.data["recipients"], 1)
    }


def recipients_after(recipients: Recipients, entry: Entry) -> dict[str, Recipient]:
    """The recipients' slips an entry changes, as they are afterwards; only those that are at hand."""
    if entry.kind == Kind.SENT:
        return recipients_of(entry)
    if entry.kind == Kind.REMINDED:
        return {
            account: replace(found, reminders=found.reminders + 1, reminded_at=entry.at)
            for account in entry.data["accounts"]
            if (found := recipients.get(account)) is not None
        }
    change = _RECIPIENT.get(entry.kind)
    if change is None or entry.subject is None:
        return {}
    return {entry.subject: change(recipients[entry.subject], entry)}


def _seen(one: Recipient, entry: Entry) -> Recipient:
    return replace(one, stage=Stage.SEEN, seen_at=entry.at)


def _passed_up(one: Recipient, entry: Entry) -> Recipient:
    return replace(
        one,
        stage=Stage.PASSED_UP,
        holders=(*one.holders, person(entry.data["to"])),
        note=entry.data["note"],
        note_by=entry.by.name,
        proposal=entry.data["proposal"] or one.proposal,
        seen_at=one.seen_at or entry.at,
    )


def _sent_back(one: Recipient, entry: Entry) -> Recipient:
    return replace(
        one,
        stage=Stage.RETURNED,
        holders=one.holders[:-1],
        note=entry.data["note"],
        note_by=entry.by.name,
    )


def _taken_back(one: Recipient, entry: Entry) -> Recipient:
    left = one.holders[:-1]
    return replace(one, stage=Stage.PASSED_UP if left else Stage.SEEN, holders=left, note="", note_by="")


def _given(one: Recipient, entry: Entry) -> Recipient:
    return replace(
        one,
        stage=Stage.ANSWERED,
        answer=entry.data["answer"],
        answered_at=entry.at,
        answered_by=entry.by.account,
        answered_by_name=entry.by.name,
        version=entry.data["version"],
        seen_at=one.seen_at or entry.at,
    )


_RECIPIENT: Mapping[str, Callable[[Recipient, Entry], Recipient]] = {
    Kind.SEEN: _seen,
    Kind.PASSED_UP: _passed_up,
    Kind.SENT_BACK: _sent_back,
    Kind.TAKEN_BACK: _taken_back,
    Kind.GIVEN: _given,
}
