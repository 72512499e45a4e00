"""How a checked paper enters its meeting: at once or once approved, as a new paper or a newer version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rooms import SYSTEM, Code
from rooms.base.markings import is_lower
from server.db.repositories.paper_reviews import APPROVED, ReviewRecord, ReviewRepository
from server.db.repositories.papers import PaperRecord, PaperRepository
from server.errors import Conflict
from server.meetings.service import MeetingService

SAID = ("title", "number", "issuer", "dated", "kind", "marking", "unit")


class Entering:
    """Lets papers into meetings; what it does twice takes effect once."""

    def __init__(self, reviews: ReviewRepository, papers: PaperRepository, meetings: MeetingService) -> None:
        self._reviews = reviews
        self._papers = papers
        self._meetings = meetings

    async def left_outside(self, until: datetime | None = None) -> Sequence[PaperRecord]:
        """What was approved (`until` then, if given) and did not come to be let in."""
        found = [
            await self._papers.get(review.meeting, review.paper, review.version)
            for review in await self._reviews.left_outside()
            if until is None or review.decided_at is None or review.decided_at <= until
        ]
        return [paper for paper in found if paper is not None]

    async def ready(self, paper: PaperRecord) -> None:
        """A paper's file can be shown: it enters unless its submission waits or was dropped."""
        review = await self._reviews.get(paper.meeting, paper.id, paper.version)
        if review is not None and review.state == APPROVED:
            await self.join(paper, review)

    async def stands(self, paper: PaperRecord) -> bool:
        """Whether the meeting shows this very version."""
        known = (await self._meetings.state(paper.meeting)).papers.get(paper.id)
        return known is not None and known.version == paper.version

    async def join(self, paper: PaperRecord, review: ReviewRecord) -> None:
        """Let an approved paper in, or put it in the place of the version before. Raises as the core does."""
        known = (await self._meetings.state(paper.meeting)).papers.get(paper.id)
        said = {name: getattr(review, name) for name in SAID}
        if known is None:
            await self._add(paper, {**said, "item": review.item, "version": paper.version})
        elif known.version < paper.version:
            marking = known.marking if is_lower(review.marking, known.marking) else review.marking
            await self._replace(paper, review.note, marking)
            said.pop("marking")
            changed = {name: value or "" for name, value in said.items() if value != getattr(known, name)}
            if changed:
                await self._give(paper, "paper.edit", {"paper": paper.id, **changed})
        elif known.version > paper.version:
            raise Conflict(str(Code.PAPER_NOT_NEWER.value), version=known.version)
        await self._reviews.change(review, [APPROVED], {"joined": True})

    async def _add(self, paper: PaperRecord, said: dict[str, Any]) -> None:
        await self._give(paper, "paper.add", {**_file(paper), **said})

    async def _replace(self, paper: PaperRecord, note: str, marking: str) -> None:
        """The version comes with its marking, which holds from its first moment and is lowered by none."""
        data = {**_file(paper), "version": paper.version, "note": note, "marking": marking}
        await self._give(paper, "paper.replace", data)

    async def _give(self, paper: PaperRecord, command: str, data: dict[str, Any]) -> None:
        # The keys of papers added before there were versions hold none.
        key = f"paper-{paper.id}" if command == "paper.add" else f"{command}-{paper.id}-{paper.version}"
        await self._meetings.execute(paper.meeting, command, data, key, SYSTEM)


def _file(paper: PaperRecord) -> dict[str, Any]:
    return {"paper": paper.id, "pages": paper.pages, "size": paper.size, "sha256": paper.sha256}
