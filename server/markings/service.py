"""Marked papers: opened by the gate's leave, drawn with the reader's name, and every step of it noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rooms import Meeting, Phase, Treatment, Viewer, treatment
from server.db.repositories.paper_reviews import SUBMITTED, ReviewRecord, ReviewRepository
from server.db.repositories.papers import PaperRecord
from server.errors import Forbidden, ServerError
from server.markings.chain import Break, sealed, verify
from server.markings.drawing import Drawing, Sheet, fitting_width
from server.markings.gate import Asking, marking_of, refusal, refusal_by_role, rules_of
from server.markings.log import GIVEN, Access, AccessLog
from server.meetings.aside import sign_in_mark
from server.meetings.service import MeetingService
from server.papers.service import Papers
from server.people.principals import Principal
from server.zone import local


@dataclass(frozen=True)
class Target:
    """What is asked for: a page (0: the whole) of a version (None: the one that stands), and as what."""

    paper: str
    version: int | None
    page: int
    what: str


class MarkedPapers:
    """The marked papers of all meetings."""

    def __init__(
        self,
        meetings: MeetingService,
        papers: Papers,
        reviews: ReviewRepository,
        log: AccessLog,
        drawing: Drawing,
    ) -> None:
        self._meetings = meetings
        self._papers = papers
        self._reviews = reviews
        self._drawing = drawing
        self.log = log

    async def rules(self, meeting: str, paper: str, version: int | None) -> Treatment | None:
        """What the paper's marking does; None for one that is not marked, or does not exist."""
        return rules_of(await self.marking(await self._meetings.state(meeting), paper, version))

    async def marking(self, state: Meeting, paper: str, version: int | None) -> str:
        """The marking that holds for a version."""
        there = state.papers.get(paper)
        if there is not None and version in (None, there.version):
            return there.marking
        return _marking(state, await self._review(state.id, paper, version), paper, version)

    async def is_in_question(self, state: Meeting, paper: str, version: int) -> bool:
        """Whether a version is held to be marked only until the desk, which still can, says so or not."""
        review = await self._review(state.id, paper, version)
        if review is None or not review.asks or review.state != SUBMITTED or state.phase != Phase.CLOSED:
            return False
        return treatment(_marking(state, replace(review, asks=False), paper, version)).stays

    async def _review(self, meeting: str, paper: str, version: int | None) -> ReviewRecord | None:
        known = [one for one in await self._reviews.of_meeting(meeting) if one.paper == paper]
        wanted = [one for one in known if version is None or one.version == version]
        return max(wanted, key=lambda one: one.version, default=None)

    async def require(self, meeting: str, principal: Principal, asking: Asking, target: Target) -> None:
        """Let pass what may be opened, and note it; a paper that is not marked passes unnoted.

        Raises Forbidden with the reason.
        """
        rules = await self.rules(meeting, target.paper, target.version)
        if rules is None:
            return
        state = await self._meetings.state(meeting)
        error = refusal(state, asking, target.paper, rules, target.what)
        if rules.log:
            await self.note(meeting, principal, asking, target, GIVEN if error is None else error.code)
        if error is not None:
            raise error

    async def require_still(self, meeting: str, principal: Principal, asking: Asking, target: Target) -> None:
        """As `require`, for what was noted as given and has not left yet: only a refusal is noted.

        What was drawn for it meanwhile is then forgotten.
        """
        rules = await self.rules(meeting, target.paper, target.version)
        if rules is None:
            return
        error = refusal(await self._meetings.state(meeting), asking, target.paper, rules, target.what)
        if error is None:
            return
        self.forget(target.paper)
        if rules.log:
            await self.note(meeting, principal, asking, target, error.code)
        raise error

    async def check_reader(self, meeting: str, viewer: Viewer | None, paper: str, version: int) -> None:
        """Let pass whose seat reads such papers. Nothing is given out, so no line is asked and none written.

        Raises Forbidden with the reason.
        """
        rules = await self.rules(meeting, paper, version)
        state = await self._meetings.state(meeting)
        code = refusal_by_role(state, viewer, paper, rules) if rules is not None else None
        if code is not None:
            raise Forbidden(str(code.value))

    async def note(
        self, meeting: str, principal: Principal | None, asking: Asking, target: Target, outcome: str
    ) -> None:
        """Write a line of the access log."""
        viewer = asking.viewer
        access = Access(
            who=principal.name if principal else "",
            office=principal.office if principal else "",
            seat=viewer.seat if viewer else principal.seat if principal else "",
            role=str(viewer.role) if viewer else "",
            session=sign_in_mark(asking.session) if asking.session else "",
            device=asking.device,
            paper=target.paper,
            version=target.version or await self._standing(meeting, target.paper),
            page=target.page,
            what=target.what,
            outcome=outcome,
        )
        await self.log.note(meeting, access)

    async def _standing(self, meeting: str, paper: str) -> int:
        there = (await self._meetings.state(meeting)).papers.get(paper)
        return there.version if there else 0

    async def searchable(self, meeting: str, asking: Asking) -> frozenset[str]:
        """The marked papers of the meeting in which somebody may search now."""
        state = await self._meetings.state(meeting)
        return frozenset(
            paper.id
            for paper in state.papers.values()
            if (rules := rules_of(paper.marking)) is not None
            and refusal(state, asking, paper.id, rules, "search") is None
        )

    async def verify(self, meeting: str) -> Break | None:
        """The first break in the meeting's access log, also against the heads in its event log."""
        heads = sealed(await self._meetings.events(meeting))
        return verify(meeting, await self.log.lines(meeting), heads)

    async def turned_away(self, meeting: str, paper: str, principal: Principal | None, code: str) -> None:
        """Note, for a marked paper, that somebody without a right to the address asked for it."""
        try:
            rules = await self.rules(meeting, paper, None)
        except ServerError:
            return  # no such meeting, and nothing to note
        if rules is not None and rules.log:
            asking = Asking(None, principal.session_id if principal else "")
            await self.note(meeting, principal, asking, Target(paper, None, 0, "address"), code)

    async def page(self, found: PaperRecord, page: int, width: int, words: Sequence[str]) -> bytes:
        """A page as WebP with the words across it. Raises ServerError where it cannot be drawn."""
        sheet = Sheet(found.id, found.version, page, fitting_width(width))
        return await self._drawing.picture(sheet, lambda: self._papers.stream(found, 0, found.size), words)

    def forget(self, paper: str) -> None:
        """Keep nothing drawn of a paper."""
        self._drawing.forget(paper)


def _marking(state: Meeting, review: ReviewRecord | None, paper: str, version: int | None) -> str:
    there, stood = state.papers.get(paper), state.secrecy.held.get(paper, {})
    held = [marking for number, marking in stood.items() if version in (None, number)]
    return marking_of(there, review, held, version)


def words_for(principal: Principal, label: str, now: datetime) -> tuple[str, ...]:
    """What is written across a page: the marking with the name, the office, and the local time."""
    when = local(now).strftime("%H:%M %d/%m/%Y")
    return tuple(line for line in (f"{label} · {principal.name}", principal.office, when) if line)
