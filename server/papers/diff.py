"""What changed between two versions of a paper, page by page: words added and removed, pages moved. Pure.

Text is compared in NFC and without differences of white space, so that a letter typed as one sign or as two
(NFD, as some systems store Vietnamese) is the same letter, and a line broken elsewhere is no change.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

ALIKE = 0.5
"""Pages that share at least so much of their words are one page that was reworded."""
MOST_PAIRS = 2_500
"""Reworded pages looked for among so many pairs; beyond it a page's place decides."""
MOST_WORDS = 4_000
"""Of a page; longer ones are said to differ, not where."""
Words = tuple[str, ...]
Pair = tuple[int | None, int | None]


class Change(StrEnum):
    """What became of a page."""

    CHANGED = "changed"
    PICTURE = "picture"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class Op(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that is not as it was; `before` and `after` its numbers from 1, None where it is not.

    `pieces` is its whole text in order; empty where only picture or place differ, or the page is too long.
    """

    change: Change
    before: int | None
    after: int | None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """A version to compare: the text of each page, and a digest of each page's picture."""

    texts: Sequence[str]
    pictures: Sequence[str]


def changes(old: Pages, new: Pages) -> list[PageChange]:
    """The pages that differ, in the order of the new version; a removed one before what follows it now."""
    before, after = [_words(text) for text in old.texts], [_words(text) for text in new.texts]
    pairs = _moved(_aligned(before, after), before, after, old.pictures, new.pictures)
    moved = _out_of_order(pairs)
    found = []
    for left, right in pairs:
        if left is None or right is None:
            found.append(_alone(left, right, before, after))
        elif before[left] != after[right]:
            pieces = tuple(_pieces(before[left], after[right]))
            found.append(PageChange(Change.CHANGED, left + 1, right + 1, pieces))
        elif old.pictures[left] != new.pictures[right]:
            found.append(PageChange(Change.PICTURE, left + 1, right + 1))
        elif right in moved:
            found.append(PageChange(Change.MOVED, left + 1, right + 1))
    return found


def _words(text: str) -> Words:
    return tuple(unicodedata.normalize("NFC", text).split())


def _alone(
    left: int | None, right: int | None, before: Sequence[Words], after: Sequence[Words]
) -> PageChange:
    if right is not None:
        return PageChange(Change.ADDED, None, right + 1, tuple(_stretch(Op.ADDED, after[right])))
    if left is None:
        raise ValueError("a pair of no pages")
    return PageChange(Change.REMOVED, left + 1, None, tuple(_stretch(Op.REMOVED, before[left])))


def _aligned(before: Sequence[Words], after: Sequence[Words]) -> list[Pair]:
    """Pages of both versions side by side: the same ones first, then those that are alike between them."""
    pairs: list[Pair] = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            pairs += _between(before, after, range(i1, i2), range(j1, j2))
    return pairs


def _between(before: Sequence[Words], after: Sequence[Words], olds: range, news: range) -> Iterator[Pair]:
    """Reworded pages of a stretch in order, what is in one version only where it stands."""
    if len(olds) * len(news) > MOST_PAIRS:
        partner = dict(zip(news, olds, strict=False))
    else:
        partner = _alike(before, after, olds, news)
    left = olds.start
    for right in news:
        match = partner.get(right)
        if match is None:
            yield None, right
            continue
        for gone in range(left, match):
            yield gone, None
        yield match, right
        left = match + 1
    for gone in range(left, olds.stop):
        yield gone, None


def _alike(before: Sequence[Words], after: Sequence[Words], olds: range, news: range) -> dict[int, int]:
    """For new pages the old one they were made from, each later than the one before it."""
    partner: dict[int, int] = {}
    left = olds.start
    for right in news:
        for old in range(left, olds.stop):
            if _are_alike(before[old], after[right]):
                partner[right] = old
                left = old + 1
                break
    return partner


def _are_alike(one: Words, other: Words) -> bool:
    """Whether a page reads as another reworded; pages without words have only their place."""
    if not one and not other:
        return True
    if max(len(one), len(other)) > MOST_WORDS:
        return SequenceMatcher(None, one, other).quick_ratio() >= ALIKE
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _moved(
    pairs: list[Pair],
    before: Sequence[Words],
    after: Sequence[Words],
    old_pictures: Sequence[str],
    new_pictures: Sequence[str],
) -> list[Pair]:
    """The pairs, with a page that is gone here and came there being one page that moved."""
    gone = [left for left, right in pairs if left is not None and right is None]
    joined: dict[int, int] = {}
    for left, right in pairs:
        if left is None and right is not None:
            for old in gone:
                same = before[old] == after[right]
                if same and (before[old] or old_pictures[old] == new_pictures[right]):
                    joined[right] = old
                    gone.remove(old)
                    break
    return [
        (joined.get(right, left) if right is not None else left, right)
        for left, right in pairs
        if not (right is None and left in joined.values())
    ]


def _out_of_order(pairs: Sequence[Pair]) -> frozenset[int]:
    """New pages whose place among the others is not the one they had."""
    both = [(left, right) for left, right in pairs if left is not None and right is not None]
    kept = _longest_rising([left for left, _ in both])
    return frozenset(right for place, (_, right) in enumerate(both) if place not in kept)


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """Places of the longest rising part of a sequence: the pages that kept their order."""
    if all(one < other for one, other in pairwise(numbers)):
        return frozenset(range(len(numbers)))
    best: list[tuple[int, int]] = []  # length of the longest part that ends here, and the place before
    for place, number in enumerate(numbers):
        earlier = [(best[one][0], one) for one in range(place) if numbers[one] < number]
        length, previous = max(earlier, default=(0, -1))
        best.append((length + 1, previous))
    kept = set()
    place = max(range(len(best)), key=lambda one: best[one][0], default=-1)
    while place >= 0:
        kept.add(place)
        place = best[place][1]
    return frozenset(kept)


def _pieces(one: Words, other: Words) -> Iterator[Piece]:
    """Words that stayed, went and came, in order; nothing for pages too long to say where."""
    if max(len(one), len(other)) > MOST_WORDS:
        return
    for op, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if op == "equal":
            yield from _stretch(Op.SAME, one[i1:i2])
            continue
        yield from _stretch(Op.REMOVED, one[i1:i2])
        yield from _stretch(Op.ADDED, other[j1:j2])


def _stretch(op: Op, words: Words) -> Iterator[Piece]:
    if words:
        yield Piece(op, " ".join(words))
