"""The summary of opinions as a document in the form of NĐ 30/2020, to be read or printed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from recordings.official.form import IssuingBody
from recordings.official.markup import Html, join, table, tag
from recordings.official.page import head, official_page, recipients, signatures, title
from recordings.opinions.record import SlipRecord, Step, Tally
from recordings.opinions.words import Words

_STYLE = Path(__file__).with_name("style.css")
_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_BREAK = Html("<br>")
CONTESTED = ("disagree", "other")


def opinions_html(record: SlipRecord, lang: str, body: IssuingBody) -> str:
    """Return the summary as one page without scripts; `lang` is `vi` or `en`."""
    words, body = Words(lang), _issued(body)
    named = words("slip_number", number=record.number) if record.number else words("slip")
    parts = (
        head(words, body, record.made_at),
        title(words("kind"), [words("about", title=record.title), named], _note(record, words)),
        _sections(record, words),
        signatures(words, [(words("sign_author"), record.author), (words("sign_leader"), "")]),
        recipients(words, body),
        tag(
            "p",
            words("chain", id=record.id, head=record.head_hash, entries=record.entries),
            class_="evidence",
        ),
    )
    return official_page(words, f"{words('title')}: {record.title}", _STYLE, parts)


def _issued(body: IssuingBody) -> IssuingBody:
    """The body as it signs a report (báo cáo), not minutes (biên bản)."""
    symbol = body.symbol.replace("BB-", "BC-", 1)
    return replace(body, symbol=symbol, recipients=("Lãnh đạo cơ quan (để báo cáo);",))


def _note(record: SlipRecord, words: Words) -> str:
    if record.state == "recalled":
        return words("recalled_note", reason=record.reason)
    if record.state == "sent":
        return words("draft", time=words.time(record.made_at), date=words.date(record.made_at))
    return ""


def _sections(record: SlipRecord, words: Words) -> Html:
    makers = (
        ("content", _content),
        ("course", _course),
        ("results", _results),
        ("by_group", _by_group),
        ("contested", _contested),
        ("missing", _missing),
    )
    return join(
        tag("section", tag("h2", f"{number}. {words(key)}"), make(record, words))
        for number, (key, make) in zip(_ROMAN, makers, strict=True)
    )


def _content(record: SlipRecord, words: Words) -> Html:
    asked = [
        tag("p", words("question", n=number, text=text)) for number, text in enumerate(record.questions, 1)
    ]
    papers = [tag("p", words("papers", papers="; ".join(record.papers)))] if record.papers else []
    return join(([tag("p", record.body)] if record.body else []) + asked + papers)


def _course(record: SlipRecord, words: Words) -> Html:
    return join(tag("p", f"- {step_line(step, words)}") for step in record.steps)


def step_line(step: Step, words: Words) -> str:
    """What the office did, as a sentence."""
    return words(
        f"step.{step.kind}",
        when=words.moment(step.at),
        by=step.by,
        count=step.count,
        deadline=words.moment(step.deadline),
        reason=step.reason,
    )


def _results(record: SlipRecord, words: Words) -> Html:
    made = record.figures
    said = words(
        "received",
        answered=made.answered,
        recipients=made.recipients,
        percent=words.percent(made.answered, made.recipients),
        missing=made.recipients - made.answered,
    )
    if not made.answered:
        return join((tag("p", said), tag("p", words("nothing"))))
    heads = [words(key) for key in ("no", "asked", "agree", "disagree", "other")]
    rows = [
        (number, asked, *_cells(tally, made.answered, words))
        for number, (asked, tally) in enumerate(zip(record.questions, made.tallies, strict=True), 1)
    ]
    return join((tag("p", said), table(heads, rows, "grid results")))


def _cells(tally: Tally, answered: int, words: Words) -> Sequence[Html]:
    return [
        join((tag("strong", count), words.percent(count, answered)), _BREAK)
        for count in (tally.agree, tally.disagree, tally.other)
    ]


def _by_group(record: SlipRecord, words: Words) -> Html:
    heads = [words(key) for key in ("no", "group", "recipients_column", "answered_column", "share")]
    opinions = [words(key) for key in ("agree", "disagree", "other")]
    rows = [
        (
            number,
            words.group(group.name),
            group.recipients,
            group.answered,
            words.percent(group.answered, group.recipients),
            *(_each(group.tallies, key) for key in ("agree", "disagree", "other")),
        )
        for number, group in enumerate(record.figures.groups, 1)
    ]
    return table([*heads, *opinions], rows, "grid groups")


def _each(tallies: Sequence[Tally], key: str) -> str:
    """The count of each question, in their order: 3 / 2."""
    return " / ".join(str(getattr(tally, key)) for tally in tallies)


def _contested(record: SlipRecord, words: Words) -> Html:
    rows = [
        (line, number, opinion, text)
        for line in record.lines
        for number, (opinion, text) in enumerate(line.opinions, 1)
        if opinion in CONTESTED
    ]
    if not rows:
        return tag("p", words("uncontested" if record.figures.answered else "nothing"))
    heads = [words(key) for key in ("no", "who", "asked", "opinion", "text")]
    return table(
        heads,
        [
            (place, join((line.name, line.office), _BREAK), number, words(opinion), text)
            for place, (line, number, opinion, text) in enumerate(rows, 1)
        ],
        "grid contested",
    )


def _missing(record: SlipRecord, words: Words) -> Html:
    left = [line for line in record.lines if line.answered_at is None]
    if not left:
        return tag("p", words("none_missing"))
    heads = [words(key) for key in ("no", "name", "office", "group", "stage")]
    return table(
        heads,
        [
            (number, line.name, line.office, words.group(line.group), words(f"stage.{line.stage}"))
            for number, line in enumerate(left, 1)
        ],
        "grid missing",
    )
