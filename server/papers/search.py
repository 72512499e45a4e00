"""Search in the papers of one meeting, accents optional: which pages hold the words, and what stands around.

Works on the text stored beside each paper; what was folded once is kept, within a bound. A search ends after
a bounded time and number of pages and says when there may be more.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rooms import Meeting, Role, paper_is_hidden, seen_by, treatment
from rooms.base.text import fold
from rooms.state import Paper
from server.errors import Invalid, ServerError
from server.papers.service import Papers

MAX_QUERY = 200
MAX_WORDS = 8
MAX_RESULTS = 100
MAX_LETTERS = 4_000_000
"""Of one paper; what comes after is not searched, and the answer says so."""
KEPT_LETTERS = 24_000_000
LONGEST_S = 2.0
AROUND = 70
_WORD = re.compile(r"\w+", re.UNICODE)


class Rank(IntEnum):
    """How well a page fits: the phrase with its accents, the phrase without, or all the words apart."""

    EXACT = 0
    PHRASE = 1
    WORDS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A page that fits: the first hit with what stands before and after, and how many there are."""

    paper: str
    version: int
    page: int
    rank: Rank
    hits: int
    before: str
    hit: str
    after: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Pages, the best first. ``more``: the search was ended before all was looked at or told."""

    found: Sequence[Found]
    more: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """``alike`` has a letter for each of ``text``: the same without case and accents."""

    text: str
    alike: str


@dataclass(frozen=True, slots=True)
class _Text:
    pages: Sequence[_Page]
    letters: int
    cut: bool


class _Alike(dict[int, str]):
    """Each letter to one letter without case and accents, made when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = alike = " " if letter.isspace() else (fold(letter) or letter)[0]
        return alike


_ALIKE = _Alike()


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words as typed in small letters, and without accents."""

    typed: tuple[str, ...]
    alike: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Query:
        """The words of what was typed. Raises Invalid ``search.words``."""
        words = _WORD.findall(unicodedata.normalize("NFC", text[:MAX_QUERY]))[:MAX_WORDS]
        if sum(len(word) for word in words) < 2:
            raise Invalid("search.words", least=2)
        return cls(tuple(map(str.lower, words)), tuple(word.translate(_ALIKE) for word in words))

    def phrase(self) -> re.Pattern[str]:
        """The words one after the other, whatever stands between them but letters and figures."""
        return re.compile(r"\W{1,40}?".join(map(re.escape, self.alike)))


class Search:
    """Searches meetings' papers."""

    def __init__(self, papers: Papers) -> None:
        self._papers = papers
        self._kept: OrderedDict[tuple[str, int], _Text] = OrderedDict()
        self._one_at_a_time = asyncio.Semaphore(1)

    async def search(
        self, state: Meeting, role: Role | None, text: str, marked: Container[str] = ()
    ) -> Answer:
        """The pages of papers this role may see that hold the words; of marked papers only of those named.

        Raises Invalid ``search.words``.
        """
        query, pattern = Query.parse(text), Query.parse(text).phrase()
        deadline = time.monotonic() + LONGEST_S
        found: list[Found] = []
        more = False
        for paper in searched(state, role, marked):
            if time.monotonic() > deadline:
                more = True
                break
            whole = await self._text(state.id, paper)
            found += await asyncio.to_thread(_in_paper, whole, paper, query, pattern)
            more |= whole.cut
        found.sort(key=lambda one: one.rank)
        return Answer(found[:MAX_RESULTS], more or len(found) > MAX_RESULTS)

    def forget(self, paper: str) -> None:
        """Keep no text of a paper."""
        for key in [one for one in self._kept if one[0] == paper]:
            del self._kept[key]

    async def _text(self, meeting: str, paper: Paper) -> _Text:
        """The paper's text; one that has no stored text (any more) has no pages."""
        key = (paper.id, paper.version)
        async with self._one_at_a_time:
            if key not in self._kept:
                try:
                    stored = await self._papers.texts(meeting, paper.id, paper.version)
                except ServerError:
                    return _Text((), 0, cut=True)
                self._kept[key] = await asyncio.to_thread(_folded, stored)
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and sum(one.letters for one in self._kept.values()) > KEPT_LETTERS:
                self._kept.popitem(last=False)
            return self._kept[key]


def searched(state: Meeting, role: Role | None, marked: Container[str] = ()) -> Sequence[Paper]:
    """The papers whose text somebody in this role may search, in the meeting's order; None: no seat in it.

    ``marked``: the marked papers among them.
    """
    shown: Mapping[str, Paper] = state.papers
    if role == Role.OBSERVER:
        left = seen_by(state, Role.OBSERVER).papers
        shown = {key: one for key, one in left.items() if not paper_is_hidden(state, key)}
    return [
        paper
        for paper in shown.values()
        if paper.withdrawn is None and (treatment(paper.marking).outsiders or paper.id in marked)
    ]


def _folded(stored: bytes) -> _Text:
    pages, letters, cut = [], 0, False
    for page in json.loads(stored):
        text = unicodedata.normalize("NFC", str(page))[: MAX_LETTERS - letters]
        cut = cut or letters >= MAX_LETTERS
        letters += len(text)
        pages.append(_Page(text, text.translate(_ALIKE)))
    return _Text(pages, letters, cut)


def _in_paper(whole: _Text, paper: Paper, query: Query, pattern: re.Pattern[str]) -> list[Found]:
    found = []
    for number, page in enumerate(whole.pages, start=1):
        place = _best(page, query, pattern)
        if place is not None:
            rank, hits, start, end = place
            around = _around(page.text, start, end)
            found.append(Found(paper.id, paper.version, number, rank, hits, *around))
            if len(found) > MAX_RESULTS:
                break
    return found


def _best(page: _Page, query: Query, pattern: re.Pattern[str]) -> tuple[Rank, int, int, int] | None:
    """Rank, number of hits, and where the best of them is."""
    spans = [match.span() for match in pattern.finditer(page.alike)]
    if spans:
        exact = next((span for span in spans if _reads(page.text[span[0] : span[1]], query)), None)
        start, end = exact or spans[0]
        return (Rank.EXACT if exact else Rank.PHRASE), len(spans), start, end
    if len(query.alike) == 1:
        return None
    places = [page.alike.find(word) for word in query.alike]
    if min(places) < 0:
        return None
    return Rank.WORDS, 1, places[0], places[0] + len(query.alike[0])


def _reads(text: str, query: Query) -> bool:
    """Whether the text has the words as typed, accents included."""
    return tuple(_WORD.findall(text.lower())) == query.typed


def _around(text: str, start: int, end: int) -> Iterator[str]:
    """What stands before the hit, the hit, and what stands after, each on one line and cut at words."""
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    if start > AROUND and " " in before:
        before = "…" + before[before.index(" ") :]
    if end + AROUND < len(text) and " " in after:
        after = after[: after.rindex(" ")] + " …"
    for part in (before, text[start:end], after):
        yield re.sub(r"\s+", " ", part)
