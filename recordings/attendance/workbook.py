"""The workbook: a summary by hall with the quorum, every delegate, and who was there for which item."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO

from xlsxwriter.workbook import Workbook

from recordings.attendance.quorum import quorum_lines
from recordings.attendance.sheet import Cell, Column, Sheet, Styles
from recordings.attendance.words import Words
from recordings.errors import MalformedEvent
from recordings.official.words import LOCAL
from rooms import Envelope, Event, Meeting, RoomsError, open_envelope
from rooms.afterwards import history, roster

MANY_ITEMS = 8
"""More items than these do not fit one page: names are repeated on every page instead."""
_COUNTS = (
    "invited",
    "attending",
    "declined",
    "substituted",
    "unanswered",
    "came",
    "late",
    "left",
    "missing",
    "excused",
)
_PEOPLE = (
    ("no", 5), ("name", 26), ("office", 26), ("hall", 20), ("answer", 14), ("reason", 20), ("substitute", 22),
    ("substitute_office", 20), ("roll", 14), ("note", 18), ("entered", 8), ("ended", 8), ("stays", 16),
    ("time_present", 11), ("late_min", 8),
)  # fmt: skip


def attendance_workbook(log: Sequence[Envelope | Event], lang: str = "vi") -> bytes:
    """Return the attendance of a meeting as XLSX, made from its event log alone.

    `lang` is `vi` or `en`. The same log gives the same bytes. Raises `MalformedEvent` for a log that cannot
    be replayed.
    """
    try:
        events = [open_envelope(entry) if isinstance(entry, Envelope) else entry for entry in log]
        return _write(events, Words(lang))
    except (RoomsError, LookupError) as error:
        raise MalformedEvent(str(error)) from error


def _write(events: Sequence[Event], words: Words) -> bytes:
    state, made = history.final(events), BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = state.at.astimezone(LOCAL).replace(tzinfo=None)
    book.set_properties({"title": words("title"), "subject": state.title, "created": created})
    styles, above = Styles(book), _above(state, words)
    _summary(Sheet(book, styles, words("summary"), _summary_columns(words)), above, events, words)
    columns = [Column(words(key), width) for key, width in _PEOPLE]
    _people(Sheet(book, styles, words("delegates"), columns), above, events, words)
    _items(book, styles, above, events, words)
    book.close()
    return made.getvalue()


def _above(state: Meeting, words: Words) -> list[str]:
    def moment(at: datetime | None) -> str:
        return words("not_yet") if at is None else words("at", time=words.time(at), date=words.date(at))

    held = words("held", opened=moment(state.opened_at), closed=moment(state.closed_at))
    lines = [words("title"), state.title, held]
    return lines if state.closed_at else [*lines, words("draft")]


def _summary_columns(words: Words) -> list[Column]:
    counts = [Column(words(key), 12) for key in _COUNTS]
    return [Column(words("no"), 5), Column(words("hall"), 34), *counts]


def _summary(sheet: Sheet, above: Sequence[str], events: Sequence[Event], words: Words) -> None:
    halls = roster.by_hall(events)
    sheet.above(above)
    for number, hall in enumerate(halls, 1):
        sheet.add([number, hall.hall.name, *(getattr(hall, key) for key in _COUNTS)])
    totals = [sum(getattr(hall, key) for hall in halls) for key in _COUNTS]
    sheet.add([None, words("total"), *totals], total=True)
    rule, course = history.final(events).quorum, roster.quorum_course(events)
    sheet.below([words("quorum"), *quorum_lines(rule, course, words)])
    sheet.print_as(words("page"))


def _people(sheet: Sheet, above: Sequence[str], events: Sequence[Event], words: Words) -> None:
    state = history.final(events)
    sheet.above(above)
    for number, entry in enumerate(roster.delegates(events), 1):
        sheet.add([number, *_person(entry, state, words)])
    sheet.print_as(words("page"))


def _person(entry: history.Attendance, state: Meeting, words: Words) -> list[Cell]:
    delegate = state.delegates[entry.seat.removeprefix("delegate-")]
    answer = delegate.answer
    instead = answer.substitute if answer else None
    kind = "none" if answer is None else "substituted" if instead else answer.answer
    hall = state.sites[delegate.site].short_name
    return [
        delegate.name,
        delegate.office,
        hall,
        words(f"answer.{kind}"),
        answer.reason if answer else "",
        instead.name if instead else "",
        instead.office if instead else "",
        words(f"roll.{entry.roll}"),
        entry.roll_note,
        *_times(entry, state, words),
    ]


def _times(entry: history.Attendance, state: Meeting, words: Words) -> list[Cell]:
    """In, out (of the last stay), every stay when there were several, time in all, minutes late."""
    if not entry.stays:
        return [None, None, "", None, None]
    first, last = entry.stays[0], entry.stays[-1]
    stays = "; ".join(
        f"{words.clock(span.start)}–{words.clock(span.end) if span.end else ''}" for span in entry.stays
    )
    late_s = (first.start - state.opened_at).total_seconds() if state.opened_at else 0
    late = max(1, int(late_s // 60)) if entry.roll == "late" and late_s > 0 else None
    length = timedelta(milliseconds=entry.stayed_ms(state.at))
    return [first.start, last.end, stays if len(entry.stays) > 1 else "", length, late]


def _items(
    book: Workbook, styles: Styles, above: Sequence[str], events: Sequence[Event], words: Words
) -> None:
    state, items = history.final(events), roster.by_item(events)
    columns = [Column(words("no"), 5), Column(words("name"), 28), Column(words("hall"), 20)]
    columns += [
        Column(words("item", n=number, title=one.item.title), 18) for number, one in enumerate(items, 1)
    ]
    sheet = Sheet(book, styles, words("by_item"), columns)
    sheet.above(above)
    sheet.add([None, words("spent"), "", *(timedelta(milliseconds=one.spent_ms) for one in items)])
    sheet.add([None, words("present_count"), "", *(_there(one) for one in items)], total=True)
    for number, entry in enumerate(roster.delegates(events), 1):
        delegate = state.delegates[entry.seat.removeprefix("delegate-")]
        there = (one.present_ms[entry.seat] for one in items)
        lengths = (timedelta(milliseconds=ms) if ms else None for ms in there)
        sheet.add([number, delegate.shown_name, state.sites[delegate.site].short_name, *lengths])
    if not items:
        sheet.below([words("no_items")])
    sheet.print_as(words("page"), repeat_columns=3 if len(items) > MANY_ITEMS else 0)


def _there(item: roster.ItemPresence) -> int:
    return sum(ms > 0 for ms in item.present_ms.values())
