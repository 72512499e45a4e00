"""What changed between two versions of a paper, page by page: words added and removed, pages moved. Pure.

Text is compared in NFC and without differences of white space, so that a letter typed as one sign or as two
(NFD, as some systems store Vietnamese) is the same letter, and a line broken elsewhere is no change. How much
work is done is bounded, whatever the papers hold: beyond it a page's place decides, or it only differs.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

ALIKE = 0.5
"""Pages that share at least so much of their words are one page that was reworded."""
MOST_PAIRS = 2_500
"""Reworded pages looked for among so many pairs; beyond it a page's place decides."""
MOST_WORDS = 4_000
"""Of a page; longer ones are said to differ, not where."""
MOST_WORK = 6_000_000
"""Words, and pairs of equal words or pages, looked at for two versions: a few seconds."""
MOST_EQUAL = 40
"""Pairs of equal words for each word; real text has a tenth of it, and more costs out of proportion."""
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


class _Work:
    """What may still be looked at."""

    def __init__(self, left: int) -> None:
        self._left = left

    def spend(self, units: int) -> bool:
        """Take so much, or answer that it is too much."""
        if units > self._left:
            return False
        self._left -= units
        return True

    def compare(self, one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
        """Whether two sequences may be compared: what costs is how often the same stands in both."""
        first, second = Counter(one), Counter(other)
        length = len(one) + len(other)
        equal = sum(count * second[key] for key, count in first.items())
        return equal <= MOST_EQUAL * length and self.spend(length + equal)


def changes(old: Pages, new: Pages, most_work: int = MOST_WORK) -> list[PageChange]:
    """The pages that differ, in the order of the new version; a removed one before what follows it now."""
    before, after = [_words(text) for text in old.texts], [_words(text) for text in new.texts]
    work = _Work(most_work)
    pairs = _moved(_aligned(before, after, work), before, after, old.pictures, new.pictures)
    moved = _out_of_order(pairs)
    found = []
    for left, right in pairs:
        if left is None or right is None:
            found.append(_alone(left, right, before, after))
        elif before[left] != after[right]:
            pieces = tuple(_pieces(before[left], after[right], work))
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


def _aligned(before: Sequence[Words], after: Sequence[Words], work: _Work) -> list[Pair]:
    """Pages of both versions side by side: the same ones first, then those that are alike between them."""
    known: dict[Words, int] = {}
    olds = [known.setdefault(page, len(known)) for page in before]
    news = [known.setdefault(page, len(known)) for page in after]
    pairs: list[Pair] = []
    for same, left, right in _stretches(olds, news, work):
        if same:
            pairs += zip(left, right, strict=True)
        else:
            pairs += _between(before, after, left, right, work)
    return pairs


def _stretches(one: Sequence[int], other: Sequence[int], work: _Work) -> Iterator[tuple[bool, range, range]]:
    """Stretches that are the same in both, and what stands between them."""
    most = min(len(one), len(other))
    head = next((at for at in range(most) if one[at] != other[at]), most)
    tail = next((at for at in range(most - head) if one[-1 - at] != other[-1 - at]), most - head)
    left, right = range(head, len(one) - tail), range(head, len(other) - tail)
    yield True, range(head), range(head)
    if work.compare(one[left.start : left.stop], other[right.start : right.stop]):
        inside = SequenceMatcher(
            None, one[left.start : left.stop], other[right.start : right.stop], autojunk=False
        )
        for op, i1, i2, j1, j2 in inside.get_opcodes():
            yield op == "equal", left[i1:i2], right[j1:j2]
    else:
        yield False, left, right
    yield True, range(left.stop, len(one)), range(right.stop, len(other))


def _between(
    before: Sequence[Words], after: Sequence[Words], olds: range, news: range, work: _Work
) -> Iterator[Pair]:
    """Reworded pages of a stretch in order, what is in one version only where it stands."""
    if len(olds) * len(news) > MOST_PAIRS:
        partner = dict(zip(news, olds, strict=False))
    else:
        partner = _alike(before, after, olds, news, work)
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


def _alike(
    before: Sequence[Words], after: Sequence[Words], olds: range, news: range, work: _Work
) -> dict[int, int]:
    """For new pages the old one they were made from, each later than the one before it."""
    partner: dict[int, int] = {}
    left = olds.start
    for right in news:
        for old in range(left, olds.stop):
            if _are_alike(before[old], after[right], work):
                partner[right] = old
                left = old + 1
                break
    return partner


def _are_alike(one: Words, other: Words, work: _Work) -> bool:
    """Whether a page reads as another reworded; without words, or beyond all work, it has only its place."""
    if not one and not other:
        return True
    if not work.spend(len(one) + len(other)):
        return True
    shared = sum((Counter(one) & Counter(other)).values())
    if 2 * shared < ALIKE * (len(one) + len(other)):
        return False
    if max(len(one), len(other)) > MOST_WORDS or not work.compare(one, other):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _moved(
    pairs: list[Pair],
    before: Sequence[Words],
    after: Sequence[Words],
    old_pictures: Sequence[str],
    new_pictures: Sequence[str],
) -> list[Pair]:
    """The pairs, with a page that is gone here and came there being one page that moved."""

    def looks(words: Words, picture: str) -> tuple[Words, str]:
        return words, "" if words else picture

    gone: dict[tuple[Words, str], deque[int]] = defaultdict(deque)
    for left, right in pairs:
        if left is not None and right is None:
            gone[looks(before[left], old_pictures[left])].append(left)
    joined: dict[int, int] = {}
    for left, right in pairs:
        if left is None and right is not None and (olds := gone[looks(after[right], new_pictures[right])]):
            joined[right] = olds.popleft()
    found = frozenset(joined.values())
    return [
        (joined.get(right, left) if right is not None else left, right)
        for left, right in pairs
        if not (right is None and left in found)
    ]


def _out_of_order(pairs: Sequence[Pair]) -> frozenset[int]:
    """New pages whose place among the others is not the one they had."""
    both = [(left, right) for left, right in pairs if left is not None and right is not None]
    kept = _longest_rising([left for left, _ in both])
    return frozenset(right for place, (_, right) in enumerate(both) if place not in kept)


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """Places of the longest rising part of a sequence: the pages that kept their order."""
    ends: list[int] = []  # the places where the rising parts of length 1, 2, … end lowest
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number, key=numbers.__getitem__)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [place]
    kept, place = set(), ends[-1] if ends else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return frozenset(kept)


def _pieces(one: Words, other: Words, work: _Work) -> Iterator[Piece]:
    """Words that stayed, went and came, in order; nothing for pages too long, or too alike, to say where."""
    if max(len(one), len(other)) > MOST_WORDS or not work.compare(one, other):
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
