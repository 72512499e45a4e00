"""The versions of a paper: which there are, who has read which, what changed between two. Knows no HTTP."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.clock import Clock
from server.db.repositories.paper_reviews import APPROVED, ReadingRepository, ReviewRepository
from server.db.repositories.papers import PaperRecord, PaperRepository
from server.papers.diff import PageChange, Pages, changes
from server.papers.service import Papers

KEPT = 64
_Key = tuple[str, str, str]
"""The paper, and the SHA-256 of the two files that were compared."""


@dataclass(frozen=True)
class VersionLine:
    """A version with what is said about it; `state` as of a review, approved where there was none."""

    file: PaperRecord
    state: str
    note: str


class Versions:
    """The versions of all papers. What was compared once is kept: a version never changes."""

    def __init__(
        self,
        papers: Papers,
        repository: PaperRepository,
        reviews: ReviewRepository,
        readings: ReadingRepository,
        clock: Clock,
    ) -> None:
        self._papers = papers
        self._repository = repository
        self._reviews = reviews
        self._readings = readings
        self._clock = clock
        self._kept: OrderedDict[_Key, Sequence[PageChange]] = OrderedDict()
        self._forgotten = 0
        self._one_at_a_time = asyncio.Semaphore(1)

    async def of(self, meeting: str, paper: str) -> Sequence[VersionLine]:
        """Every version of a paper, the newest first."""
        said = {one.version: one for one in await self._reviews.of_meeting(meeting) if one.paper == paper}
        lines = []
        for file in reversed(await self._repository.versions(meeting, paper)):
            review = said.get(file.version)
            state, note = (review.state, review.note) if review else (APPROVED, "")
            lines.append(VersionLine(file, state, note))
        return lines

    async def note_read(self, paper: PaperRecord, reader: str) -> None:
        """Note that a reader has opened this version."""
        await self._readings.note(paper.meeting, paper.id, paper.version, reader, self._clock())

    async def read_by(self, meeting: str, reader: str) -> Mapping[str, Sequence[int]]:
        """The versions a reader has opened, by paper."""
        return await self._readings.of_reader(meeting, reader)

    async def changes(self, old: PaperRecord, new: PaperRecord) -> Sequence[PageChange]:
        """What changed from one version to another."""
        key = (new.id, old.sha256, new.sha256)
        async with self._one_at_a_time:
            found = self._kept.get(key)
            if found is None:
                forgotten = self._forgotten
                before, after = await self._pages(old), await self._pages(new)
                found = await asyncio.to_thread(changes, before, after)
                if forgotten != self._forgotten:
                    return found  # of what may have been called back meanwhile nothing is kept
                self._kept[key] = found
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return found

    def forget(self, paper: str) -> None:
        """Keep nothing of what was compared of a paper."""
        self._forgotten += 1
        for key in [one for one in self._kept if one[0] == paper]:
            del self._kept[key]

    async def _pages(self, paper: PaperRecord) -> Pages:
        texts = json.loads(await self._papers.texts(paper.meeting, paper.id, paper.version))
        pictures = []
        for page in range(1, paper.pages + 1):
            picture = await self._papers.thumbnail(paper, page)
            pictures.append(hashlib.sha256(picture).hexdigest())
        return Pages([str(text) for text in texts], pictures)
