"""The opinions as an Excel workbook: results, every answer, who has not answered, and when answers came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from xlsxwriter.workbook import Workbook

from recordings.attendance.sheet import Cell, Column, Sheet, Styles
from recordings.official.words import LOCAL
from recordings.opinions.document import step_line
from recordings.opinions.record import Line, SlipRecord
from recordings.opinions.words import Words

_OPINIONS = ("agree", "disagree", "other")


def opinions_workbook(record: SlipRecord, lang: str = "vi") -> bytes:
    """Return the summary of a slip as XLSX; `lang` is `vi` or `en`. The same record gives the same bytes."""
    words, made = Words(lang), BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = record.made_at.astimezone(LOCAL).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": words("title"), "subject": record.title, "created": created})
    styles = Styles(book)
    above = [words("title"), record.title, _sent(record, words)]
    for fill, name, columns in (
        (_summary, "summary", _summary_columns(record, words)),
        (_answers, "answers", _answer_columns(record, words)),
        (_missing, "missing", _missing_columns(words)),
        (_days, "time", [Column(words("day"), 16), Column(words("answers"), 12)]),
    ):
        sheet = Sheet(book, styles, words(f"sheet.{name}"), columns)
        sheet.above(above)
        fill(sheet, record, words)
        sheet.print_as(words("page"))
    book.close()
    return made.getvalue()


def _sent(record: SlipRecord, words: Words) -> str:
    return words("sent_line", sent=words.moment(record.sent_at), deadline=words.moment(record.deadline))


def _asked(record: SlipRecord, key: str, number: int, words: Words) -> str:
    """The heading of a column about one question; with one question its number says nothing."""
    return words(key) if len(record.questions) == 1 else f"{number}. {words(key)}"


def _summary_columns(record: SlipRecord, words: Words) -> list[Column]:
    opinions = [
        Column(_asked(record, key, number, words), 14)
        for number, _ in enumerate(record.questions, 1)
        for key in _OPINIONS
    ]
    return [
        Column(words("no"), 5),
        Column(words("group"), 34),
        Column(words("recipients_column"), 12),
        Column(words("answered_column"), 12),
        *opinions,
    ]


def _summary(sheet: Sheet, record: SlipRecord, words: Words) -> None:
    made = record.figures
    for number, group in enumerate(made.groups, 1):
        counts = [getattr(tally, key) for tally in group.tallies for key in _OPINIONS]
        sheet.add([number, words.group(group.name), group.recipients, group.answered, *counts])
    totals = [getattr(tally, key) for tally in made.tallies for key in _OPINIONS]
    sheet.add([None, words("total"), made.recipients, made.answered, *totals], total=True)
    asked = [words("question", n=number, text=text) for number, text in enumerate(record.questions, 1)]
    chain = words("chain", id=record.id, head=record.head_hash, entries=record.entries)
    course = [step_line(step, words) for step in record.steps]
    sheet.below([words("content"), *asked, *course, chain])


def _answer_columns(record: SlipRecord, words: Words) -> list[Column]:
    opinions = [
        Column(_asked(record, key, number, words), width)
        for number, _ in enumerate(record.questions, 1)
        for key, width in (("opinion", 16), ("text", 40))
    ]
    return [
        Column(words("no"), 5),
        Column(words("name"), 26),
        Column(words("office"), 30),
        Column(words("group"), 20),
        *opinions,
        Column(words("attachment"), 24),
        Column(words("answered_at"), 18, moment=True),
        Column(words("answered_by"), 24),
        Column(words("version"), 9),
    ]


def _answers(sheet: Sheet, record: SlipRecord, words: Words) -> None:
    answered = [line for line in record.lines if line.answered_at is not None]
    for number, line in enumerate(answered, 1):
        sheet.add([number, *_answer(line, words)])


def _answer(line: Line, words: Words) -> Sequence[Cell]:
    opinions = [cell for opinion, text in line.opinions for cell in (words(opinion), text)]
    return [
        line.name,
        line.office,
        words.group(line.group),
        *opinions,
        line.attachment,
        line.answered_at,
        line.answered_by,
        line.version,
    ]


def _missing_columns(words: Words) -> list[Column]:
    return [
        Column(words("no"), 5),
        Column(words("name"), 26),
        Column(words("office"), 34),
        Column(words("group"), 22),
        Column(words("stage"), 22),
        Column(words("holder"), 26),
        Column(words("reminders"), 10),
    ]


def _missing(sheet: Sheet, record: SlipRecord, words: Words) -> None:
    left = [line for line in record.lines if line.answered_at is None]
    for number, line in enumerate(left, 1):
        stage = words(f"stage.{line.stage}")
        who: list[Cell] = [line.name, line.office, words.group(line.group)]
        sheet.add([number, *who, stage, line.holder, line.reminders])


def _days(sheet: Sheet, record: SlipRecord, words: Words) -> None:
    for day, count in record.figures.by_day:
        sheet.add([date.fromisoformat(day).strftime("%d/%m/%Y"), count])
    sheet.add([words("total"), record.figures.answered], total=True)
