"""Walks a slip's chain and compares the database with what it says. Pure; finds, never mends.

Finds entries edited, cut, inserted or reordered, rows that are not what the chain makes of them, and files
other than those it names. Not found by itself: an end cut off together with everything that came of it.
Whoever answered holds the hash of their own entry, and every document printed carries the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from server.opinions import evolve
from server.opinions.chain import broken_at, entry_from_json
from server.opinions.records import Entry, File, Kind, Recipient, Slip, State, Stored

# What the chain does not hold of a slip: when it was drafted.
_BESIDE = frozenset({"created_at", "changed_at"})


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: a stable code, and where."""

    code: str
    where: str


@dataclass(frozen=True)
class Kept:
    """What the database has of a slip."""

    slip: Slip
    recipients: Sequence[Recipient]
    files: Sequence[File]
    entries: Sequence[Stored]


def audit(kept: Kept) -> tuple[Finding, ...]:
    """Everything that does not hold; empty when all is well."""
    if kept.slip.state == State.DRAFT and not kept.entries and not kept.slip.head_seq:
        return ()
    broken = broken_at(kept.slip.id, (one.entry for one in kept.entries))
    if broken is not None:
        return (Finding(f"chain.{broken[1]}", f"entry {broken[0]}"),)
    if not kept.entries or kept.entries[0].type != Kind.SENT:
        return (Finding("chain.no_beginning", "entry 1"),)
    try:
        return _compared(kept)
    except (AttributeError, LookupError, TypeError, ValueError):
        # Every hash holds, so somebody wrote the chain anew, and not as anything here writes it.
        return (Finding("chain.unreadable", "entry 1"),)


def _compared(kept: Kept) -> tuple[Finding, ...]:
    columns = [Finding("chain.columns", f"entry {one.seq}") for one in kept.entries if not _columns_hold(one)]
    entries = [entry_from_json(one.entry) for one in kept.entries]
    slip, recipients = _replayed(entries)
    return (
        *columns,
        *_slip_findings(slip, kept.slip),
        *_recipient_findings(recipients, {one.account: one for one in kept.recipients}),
        *_file_findings(named_files(entries), {one.id: one for one in kept.files}),
    )


def _columns_hold(stored: Stored) -> bool:
    entry = stored.entry
    return (stored.seq, stored.actor, stored.type, stored.subject, stored.hash) == (
        entry["seq"],
        entry["by"]["account"],
        entry["type"],
        entry["subject"],
        entry["hash"],
    )


def _replayed(entries: Sequence[Entry]) -> tuple[Slip, Mapping[str, Recipient]]:
    slip, recipients = evolve.slip_of(entries[0]), evolve.recipients_of(entries[0])
    for entry in entries[1:]:
        recipients.update(evolve.recipients_after(recipients, entry))
        slip = evolve.slip_after(slip, entry)
    return slip, recipients


def _slip_findings(told: Slip, kept: Slip) -> Iterable[Finding]:
    if (told.head_seq, told.head_hash) != (kept.head_seq, kept.head_hash):
        yield Finding("chain.not_the_head", f"entry {kept.head_seq}")
    for name in _different(told, kept):
        if name not in _BESIDE and not name.startswith("head_"):
            yield Finding("slip.differs", name)


def _recipient_findings(told: Mapping[str, Recipient], kept: Mapping[str, Recipient]) -> Iterable[Finding]:
    for account, one in told.items():
        if account not in kept:
            yield Finding("recipient.missing", account)
        else:
            yield from (
                Finding("recipient.differs", f"{account} {name}") for name in _different(one, kept[account])
            )
    yield from (Finding("recipient.unlisted", account) for account in kept if account not in told)


def _different(told: Any, kept: Any) -> Iterable[str]:  # noqa: ANN401  two of one dataclass
    return [one.name for one in fields(told) if getattr(told, one.name) != getattr(kept, one.name)]


def named_files(entries: Iterable[Entry]) -> dict[str, Mapping[str, Any]]:
    """The files a chain names, by id, as it describes them."""
    named: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        answers = (entry.data.get("answer"), entry.data.get("proposal"))
        attached = [one["attachment"] for one in answers if one and one["attachment"]]
        for file in (*entry.data.get("papers", ()), *attached):
            named[file["id"]] = file
    return named


def _file_findings(named: Mapping[str, Mapping[str, Any]], kept: Mapping[str, File]) -> Iterable[Finding]:
    for name, described in named.items():
        if name not in kept:
            yield Finding("file.missing", name)
        elif not described.items() <= kept[name].as_entry().items():
            yield Finding("file.differs", name)
    office = (one for one in kept.values() if one.owner is None)
    yield from (Finding("file.unlisted", one.id) for one in office if one.id not in named)
