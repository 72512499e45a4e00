"""What people type into slips and answers, checked and made safe once. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from server.errors import Invalid
from server.opinions.records import File, Opinion
from server.people.texts import one_line

MAX_TITLE, MAX_NUMBER, MAX_QUESTIONS, MAX_QUESTION = 300, 60, 20, 2000
MAX_BODY, MAX_ANSWER, MAX_NOTE, MAX_GROUP = 8000, 4000, 1000, 80
MAX_RECIPIENTS = 5000


def lines(text: str, limit: int) -> str:
    """Text of several lines: NFC, no control or direction characters, at most `limit` characters."""
    normal = unicodedata.normalize("NFC", text[: limit * 4])
    kept = [one_line(line, limit) for line in normal.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(kept).strip()[:limit].rstrip()


def questions(texts: Sequence[str]) -> tuple[str, ...]:
    """The questions, empty ones left out. Raises Invalid ``opinion.too_many_questions``."""
    kept = tuple(clean for text in texts if (clean := lines(text, MAX_QUESTION)))
    if len(kept) > MAX_QUESTIONS:
        raise Invalid("opinion.too_many_questions", most=MAX_QUESTIONS)
    return kept


def answer(opinions: Sequence[tuple[str, str]], asked: int, attachment: File | None) -> dict[str, Any]:
    """An answer to every question: (what, text) each, in their order.

    Raises:
        Invalid: ``opinion.unanswered`` when it is not one for each, ``opinion.bad_opinion``,
            ``opinion.needs_text`` with `question` (from 1) for an `other` that says nothing.
    """
    if len(opinions) != asked:
        raise Invalid("opinion.unanswered", questions=asked)
    given = [_opinion(number, what, text) for number, (what, text) in enumerate(opinions, 1)]
    return {"opinions": given, "attachment": attachment.as_entry() if attachment else None}


def _opinion(number: int, what: str, text: str) -> Mapping[str, str]:
    if what not in tuple(Opinion):
        raise Invalid("opinion.bad_opinion", question=number)
    clean = lines(text, MAX_ANSWER)
    if what == Opinion.OTHER and not clean:
        raise Invalid("opinion.needs_text", question=number)
    return {"opinion": what, "text": clean}
