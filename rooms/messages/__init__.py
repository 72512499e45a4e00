"""Sentences for people: every code in Vietnamese and English. The only place where codes become words."""

from __future__ import annotations

from types import MappingProxyType

from rooms.errors import Code
from rooms.messages import meeting, papers, participants, screens, session, speaking, voting
from rooms.messages.sentence import Sentence, Sentences

__all__ = ["SENTENCES", "SUBJECTS", "Sentence", "sentence"]

SUBJECTS = (meeting, participants, session, speaking, voting, papers, screens)
SENTENCES: Sentences = MappingProxyType(
    {code: both for subject in SUBJECTS for code, both in subject.SENTENCES.items()}
)


def sentence(code: str, language: str) -> str:
    """The sentence of a code in ``en``, or else in Vietnamese. Raises ValueError for no code of ours."""
    both = SENTENCES[Code(code)]
    return both.en if language == "en" else both.vi
