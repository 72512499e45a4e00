"""A sentence for people in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rooms.errors import Code


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages: what happened, and what to do where that helps."""

    vi: str
    en: str


Sentences = Mapping[Code, Sentence]
