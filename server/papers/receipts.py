"""Receipts: which machine says that it holds which version of a paper, for which seat, and since when.

A machine's word, no proof: a browser is the user's own. It is what a secretary sees before the meeting opens
(are the papers there?) and after a paper was replaced or recalled (who still has it?).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rooms import Meeting, Viewer, paper_is_hidden
from rooms.base.roles import Role
from server.clock import Clock
from server.db.repositories.markings import AccessRepository
from server.db.repositories.receipts import Copy, ReceiptRecord, ReceiptRepository
from server.errors import TooMany
from server.markings.log import GIVEN
from server.meetings.service import MeetingService

MAX_RECEIPTS = 20_000
"""Of one seat in one meeting: 500 papers on forty machines."""
AGAIN_S = 3600


class Receipts:
    """The receipts of all meetings."""

    def __init__(
        self, repository: ReceiptRepository, access: AccessRepository, meetings: MeetingService, clock: Clock
    ) -> None:
        self._repository = repository
        self._access = access
        self._meetings = meetings
        self._clock = clock

    async def report(
        self,
        meeting: str,
        viewer: Viewer,
        device: str,
        held: Collection[Copy],
        purged: Collection[Copy],
        session: str = "",
    ) -> Sequence[Copy]:
        """Keep a machine's report; the copies it cannot hold are left out and given back.

        ``session`` is the mark of its sign-in.

        Raises TooMany ``receipts.too_many``.
        """
        state = await self._meetings.state(meeting)
        taken = [copy for copy in dict.fromkeys(held) if _can_be_held(state, viewer, copy)]
        taken += await self._opened(meeting, viewer, [copy for copy in held if copy not in taken])
        if await self._repository.count(meeting, viewer.seat) + len(taken) > MAX_RECEIPTS:
            raise TooMany("receipts.too_many", retry_after_s=AGAIN_S)
        gone = set(purged)
        await self._repository.note(meeting, device, viewer.seat, taken, gone, self._clock(), session)
        return [copy for copy in dict.fromkeys(held) if copy not in taken]

    async def _opened(self, meeting: str, viewer: Viewer, copies: Collection[Copy]) -> list[Copy]:
        """Those of which pages were opened for the seat: drafts, and what has left the meeting since."""
        if not copies:
            return []
        given = {
            Copy(str(line.entry["paper"]), int(str(line.entry["version"])))
            for line in await self._access.read(meeting)
            if line.entry["outcome"] == GIVEN and line.entry["seat"] == viewer.seat
        }
        return [copy for copy in dict.fromkeys(copies) if copy in given]

    async def all(self, meeting: str) -> Sequence[ReceiptRecord]:
        """Every receipt of a meeting."""
        return await self._repository.of_meeting(meeting)


def _can_be_held(state: Meeting, viewer: Viewer, copy: Copy) -> bool:
    """Whether there is such a version, and the seat may see the paper."""
    paper = state.papers.get(copy.paper)
    if paper is None or not 1 <= copy.version <= paper.version:
        return False
    return viewer.role != Role.OBSERVER or not paper_is_hidden(state, paper.id)
