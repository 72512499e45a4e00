"""Makes a slip an item of a meeting's agenda, with its papers and the summary of what was answered.

Everything goes the way it always does: the item by the meeting core's command, files by the meeting's papers.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from rooms.state import Item
from server.errors import Conflict
from server.meetings.service import SYSTEM, MeetingService
from server.messages import Language, message
from server.opinions import rules
from server.opinions.files import SlipFiles
from server.opinions.office import Office
from server.opinions.records import Kind, Slip
from server.opinions.reports import Reports
from server.papers.names import display_title
from server.papers.service import Papers, Upload
from server.people.principals import Principal

PLANNED_S = 15 * 60
MAX_TITLE = 300
_OVER = frozenset({"closed", "archived", "cancelled"})


class Tabling:
    """Puts slips on agendas."""

    def __init__(
        self,
        office: Office,
        reports: Reports,
        files: SlipFiles,
        meetings: MeetingService,
        papers: Papers,
    ) -> None:
        self._office = office
        self._reports = reports
        self._files = files
        self._meetings = meetings
        self._papers = papers
        # Asked for twice at once, the second waits for the item and the papers of the first.
        self._turn = asyncio.Lock()

    async def table(self, slip: str, meeting: str, who: Principal, language: Language) -> Item:
        """Add the slip to the end of a meeting's agenda; asked for again, the item made then is answered.

        Raises:
            NotFound: ``opinion.not_found``. Conflict: ``opinion.not_sent``, ``opinion.recalled``,
                ``opinion.meeting_over``, or what the meeting core finds.
        """
        found = await self._office.managed(slip, who)
        rules.require_tableable(found)
        async with self._turn:
            return await self._table(found, meeting, who, language)

    async def _table(self, found: Slip, meeting: str, who: Principal, language: Language) -> Item:
        state = await self._meetings.state(meeting)
        if str(state.phase) in _OVER:
            raise Conflict("opinion.meeting_over")
        before = await self._earlier(found, meeting)
        if before and before[-1] in state.agenda.items:
            return state.agenda.items[before[-1]]
        again = len(before)
        item = await self._add(found, meeting, f"opinion-{found.id}-{again}", language)
        await self._hand_over(found, meeting, item, who, language)
        await self._office.note_tabled(found.id, meeting, item, f"table-{meeting}-{again}", who)
        return (await self._meetings.state(meeting)).agenda.items[item]

    async def _earlier(self, slip: Slip, meeting: str) -> list[str]:
        """The items a meeting has had of a slip; the last may have been taken off its agenda."""
        chain = await self._reports.chain(slip)
        tabled = [entry["data"] for entry in chain if entry["type"] == Kind.TABLED]
        return [str(one["item"]) for one in tabled if one["meeting"] == meeting]

    async def _add(self, slip: Slip, meeting: str, key: str, language: Language) -> str:
        """Add the item and answer its id. With the key of a request that was cut off, the item made then."""
        seq = await self._meetings.store.seq_of(meeting, SYSTEM.seat, key)
        if seq is None:
            number = f" ({slip.number})" if slip.number else ""
            title = message("opinion.item_title", language, {"title": slip.title, "number": number})
            data = {"title": title[:MAX_TITLE], "rapporteur": slip.author_office, "planned_s": PLANNED_S}
            seq = (await self._meetings.execute(meeting, "agenda.add", data, key, SYSTEM)).seq
        log = await self._meetings.events(meeting)
        return str(next(one.data["item"] for one in log if one.seq == seq))

    async def _hand_over(
        self, slip: Slip, meeting: str, item: str, who: Principal, language: Language
    ) -> None:
        """The slip's papers and its summary, as papers of the item; none that is there already."""
        there = [paper for paper in await self._papers.all(meeting) if paper.item == item]
        kept = {paper.sha256 for paper in there}
        for paper in await self._files.papers(slip.id):
            if paper.sha256 not in kept:
                upload = Upload(meeting, paper.name, paper.title, item, paper.size)
                await self._papers.receive(upload, self._files.stream(paper, 0, paper.size), who.seat)
        title = message("opinion.summary_title", language, {"title": slip.title})
        if any(paper.title == display_title(title, "") for paper in there):
            return  # of a request that was cut off; it is never made byte for byte the same again
        summary = await asyncio.to_thread((await self._reports.pdf(slip, language)).read_bytes)
        upload = Upload(meeting, f"{slip.id}.pdf", title, item, len(summary))
        await self._papers.receive(upload, _whole(summary), who.seat)


async def _whole(data: bytes) -> AsyncIterator[bytes]:
    yield data
