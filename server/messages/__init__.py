"""Sentences for error codes in Vietnamese and English: one look-up over the catalogues of each area.

May not touch anything but catalogues: no request, no settings. Add a sentence beside its area, not here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from rooms import SENTENCES
from server.messages.attendance import MESSAGES as ATTENDANCE
from server.messages.ballots import MESSAGES as BALLOTS
from server.messages.core import MESSAGES as CORE
from server.messages.markings import MESSAGES as MARKINGS
from server.messages.notes import MESSAGES as NOTES
from server.messages.opinions import MESSAGES as OPINIONS
from server.messages.papers import MESSAGES as PAPERS
from server.messages.papers_held import MESSAGES as PAPERS_HELD
from server.messages.people import MESSAGES as PEOPLE
from server.messages.planning import MESSAGES as PLANNING
from server.messages.reception import MESSAGES as RECEPTION

Language = Literal["vi", "en"]
Catalogue = Mapping[str, Mapping[str, str]]
ROOMS: Catalogue = {code.value: {"vi": both.vi, "en": both.en} for code, both in SENTENCES.items()}
CATALOGUES: tuple[Catalogue, ...] = (
    CORE,
    PEOPLE,
    ATTENDANCE,
    BALLOTS,
    PAPERS,
    PAPERS_HELD,
    PLANNING,
    OPINIONS,
    RECEPTION,
    MARKINGS,
    NOTES,
    ROOMS,
)
_FALLBACK = {"vi": "Không thực hiện được ({code}).", "en": "This could not be done ({code})."}
_PLACE = re.compile(r"\{(\w+)\}")


def message(code: str, language: Language, details: Mapping[str, Any] | None = None) -> str:
    """The sentence for ``code``; ``{name}`` in it is filled from ``details``."""
    text = _FALLBACK[language]
    for catalogue in CATALOGUES:
        if code in catalogue:
            text = catalogue[code][language]
            break
    values = {"code": code, **(details or {})}
    return _PLACE.sub(lambda place: str(values.get(place.group(1), "…")), text)


def choose_language(asked: str | None, accept: str | None, default: Language) -> Language:
    """``?lang=`` first, then the first known language of ``Accept-Language``, then the installation's."""
    for part in (asked or "", *(accept or "").split(",")[:8]):
        tag = part.strip().split(";")[0].split("-")[0].lower()
        if tag == "vi":
            return "vi"
        if tag == "en":
            return "en"
    return default


def known_codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(code for catalogue in CATALOGUES for code in catalogue)
