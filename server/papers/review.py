"""Papers before they are in the meeting: units draft and submit them, the desk approves or sends them back.

What the desk brings is approved at once. A submission is a version of a paper; its file is received and
checked as every file is, and enters the meeting by `server.papers.entering` once it is ready and approved.
Knows no HTTP.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from rooms import (
    SYSTEM,
    BadCommand,
    Code,
    Marking,
    Meeting,
    Refused,
    find_person,
    parse_command,
    require_accepted,
)
from rooms.base.markings import is_lower
from server.clock import Clock
from server.db.repositories.paper_reviews import (
    APPROVED,
    DRAFT,
    SENT_BACK,
    SUBMITTED,
    ReviewRecord,
    ReviewRepository,
)
from server.db.repositories.papers import READY, REFUSED, PaperRecord, PaperRepository
from server.errors import Conflict, Forbidden, Invalid, NotFound, ServerError
from server.meetings.codec import refusal
from server.meetings.service import MeetingService
from server.papers.authors import Author, responsible_unit
from server.papers.entering import Entering
from server.papers.season import require_open, require_time

MAX_OPEN = 500
OPEN = (DRAFT, SENT_BACK)
CHANGEABLE = (DRAFT, SUBMITTED, SENT_BACK)
_NOTHING: Mapping[str, Any] = {"item": None, "unit": None}


@dataclass(frozen=True)
class Details:
    """What is said about a paper; None leaves it as it is."""

    title: str | None = None
    item: str | None = None
    number: str | None = None
    issuer: str | None = None
    dated: str | None = None
    kind: str | None = None
    marking: str | None = None
    unit: str | None = None
    note: str | None = None

    def read(self) -> dict[str, Any]:
        """The given fields, cleaned and checked as the meeting will. Raises Invalid ``command.malformed``."""
        given = {name: value for name, value in asdict(self).items() if value is not None}
        note = given.pop("note", None)
        try:
            body = parse_command("paper.edit", {"paper": "p", **given}, key="k", actor=SYSTEM).body
            checked = {name: getattr(body, name) for name in given}
            require_accepted(checked.get("marking", Marking.NORMAL))
            if note is not None:
                data = {"paper": "p", "version": 2, "pages": 1, "size": 0, "sha256": "0" * 64, "note": note}
                replacing = parse_command("paper.replace", data, key="k", actor=SYSTEM).body
                checked["note"] = getattr(replacing, "note", "")
        except (BadCommand, Refused) as error:
            raise refusal(error) from None
        return {name: value or _NOTHING.get(name, value) for name, value in checked.items()}


@dataclass(frozen=True)
class Submission:
    """A submission with what is known of its file, if it has one."""

    review: ReviewRecord
    file: PaperRecord | None


class Review:
    """The way of papers to the desk and from there into the meeting."""

    def __init__(
        self,
        reviews: ReviewRepository,
        papers: PaperRepository,
        meetings: MeetingService,
        entering: Entering,
        clock: Clock,
    ) -> None:
        self._reviews = reviews
        self._papers = papers
        self._meetings = meetings
        self._entering = entering
        self._clock = clock

    async def open(self, meeting: str, who: Author, details: Details, newer_of: str | None) -> ReviewRecord:
        """Begin a paper, or with `newer_of` the next version of one; its file is sent afterwards.

        Raises:
            Invalid: ``command.malformed``, ``submission.no_title``.
            Forbidden: ``submission.not_responsible``.
            NotFound: ``paper.not_found``.
            Conflict: ``agenda.unknown_item``, ``seat.unknown``, ``paper.is_withdrawn``, ``meeting.over``,
                ``submission.too_many``, ``submission.again``, ``marking.only_chair_lowers``.
        """
        state = await self._meetings.state(meeting)
        given = details.read()
        require_open(state.phase, given.get("marking", Marking.NORMAL), desk=who.desk)
        known = await self._reviews.of_meeting(meeting)
        if len(known) >= MAX_OPEN:
            raise Conflict("submission.too_many", most=MAX_OPEN)
        before = _before(state, known, newer_of) if newer_of is not None else {}
        said = {**before, **given}
        if before and is_lower(said["marking"], before["marking"]):
            raise Conflict(str(Code.MARKING_ONLY_CHAIR_LOWERS.value))
        if before and not who.desk:
            said.update(item=before["item"], unit=before["unit"])
        made = await self._made(meeting, who, said, newer_of)
        made = replace(made, unit=self._unit(state, who, made, newer_of))
        if not await self._reviews.add(made):
            raise Conflict("submission.again")
        return made

    async def _made(
        self, meeting: str, who: Author, said: Mapping[str, Any], newer_of: str | None
    ) -> ReviewRecord:
        if not said.get("title"):
            raise Invalid("submission.no_title")
        now = self._clock()
        fields: dict[str, Any] = {"item": None, **said}
        if who.desk:
            fields |= {"state": APPROVED, "submitted_at": now, "decided_at": now, "decided_by": who.seat}
        version = await self._reviews.last_version(newer_of) + 1 if newer_of else 1
        paper = newer_of or f"p{secrets.token_hex(6)}"
        return ReviewRecord(paper, version, meeting, made_by=who.seat, made_at=now, **fields)

    def _unit(self, state: Meeting, who: Author, made: ReviewRecord, newer_of: str | None) -> str | None:
        """Whose paper it is: the unit the desk names, or the author's own that is responsible."""
        if who.desk:
            return _of_meeting(state, made)
        if newer_of is None:
            return responsible_unit(state, who, made.item)
        if not who.owns(made.unit):
            raise Forbidden("submission.not_responsible")
        return made.unit

    async def change(self, review: ReviewRecord, who: Author, details: Details) -> ReviewRecord:
        """Say something else about a submission that is not approved.

        Its marking is lowered by the unit alone, before there is a file it could hold for.

        Raises as `open`, and Conflict ``submission.decided``.
        """
        state = await self._meetings.state(review.meeting)
        given = details.read()
        await self._check_marking(review, who, given.get("marking", review.marking))
        if given.get("marking", Marking.NORMAL) != Marking.NORMAL:
            given["asks"] = False
        changed = replace(review, **given)
        if who.desk:
            _of_meeting(state, changed)
        else:
            given["unit"] = responsible_unit(state, who, changed.item)
        states = CHANGEABLE if who.desk else OPEN
        if not given:
            return review
        marks = "marking" in given
        done = await self._reviews.change(review, states, given, marked_as_read=marks)
        return done or await self.change(await self._as_it_is(review, states), who, details)

    async def _as_it_is(self, review: ReviewRecord, states: Sequence[str]) -> ReviewRecord:
        """The submission whose marking somebody else changed. Raises Conflict ``submission.decided``."""
        now = await self._reviews.get(review.meeting, review.paper, review.version)
        return _still(now if now is not None and now.state in states else None)

    async def _check_marking(self, review: ReviewRecord, who: Author, marking: str) -> None:
        """Raise Conflict ``marking.only_chair_lowers`` for a marking that something holds to already."""
        if not is_lower(marking, review.marking):
            return
        has_file = await self._papers.get(review.meeting, review.paper, review.version) is not None
        if who.desk or has_file or review.version > 1:
            raise Conflict(str(Code.MARKING_ONLY_CHAIR_LOWERS.value))

    async def find(self, meeting: str, who: Author, paper: str, version: int) -> ReviewRecord:
        """A submission the author may see. Raises NotFound ``submission.not_found``."""
        found = await self._reviews.get(meeting, paper, version)
        if found is None or not (who.owns(found.unit) or found.made_by == who.seat):
            raise NotFound("submission.not_found")
        return found

    async def check_takes_file(self, review: ReviewRecord, who: Author) -> None:
        """Raise Conflict: ``submission.has_file``, ``submission.decided`` out of turn, ``meeting.over``.

        What is approved before it has a file is the desk's, and enters unseen: only the desk sends that file.
        """
        require_time((await self._meetings.state(review.meeting)).phase, review)
        if await self._papers.get(review.meeting, review.paper, review.version) is not None:
            raise Conflict("submission.has_file")
        if review.state not in ((*OPEN, APPROVED) if who.desk else OPEN):
            raise Conflict("submission.decided", state=review.state)

    async def submit(self, review: ReviewRecord) -> ReviewRecord:
        """Hand a draft, or what was sent back, to the desk.

        Raises:
            Conflict: ``submission.no_file``, ``submission.decided``, ``meeting.over``.
        """
        require_open((await self._meetings.state(review.meeting)).phase, review.marking, desk=False)
        file = await self._papers.get(review.meeting, review.paper, review.version)
        if file is None or file.state == REFUSED:
            raise Conflict("submission.no_file")
        values = {"state": SUBMITTED, "submitted_at": self._clock(), "reason": ""}
        return _still(await self._reviews.change(review, OPEN, values))

    async def approve(self, review: ReviewRecord, who: Author, marking: str | None = None) -> ReviewRecord:
        """Let a submission into the meeting; of two who do it at once the second is told so.

        ``marking``: what the desk says of it; must be said where the first page speaks otherwise.

        Raises:
            Conflict: ``submission.decided``, ``paper.not_ready``, ``marking.asks``,
                ``marking.only_chair_lowers``, ``marking.too_high``, ``meeting.over``, or what the core finds.
        """
        said = _answer(review, marking)
        state = await self._meetings.state(review.meeting)
        require_open(state.phase, said.get("marking", review.marking), desk=True)
        file = await self._papers.get(review.meeting, review.paper, review.version)
        if file is None or file.state != READY:
            raise Conflict("paper.not_ready")
        decided = {"decided_by": who.seat, "decided_at": self._clock(), "reason": "", **said}
        approved = await self._reviews.change(
            review, [SUBMITTED], {"state": APPROVED, **decided}, marked_as_read=True
        )
        if approved is None:
            return await self.approve(await self._as_it_is(review, [SUBMITTED]), who, marking)
        await self._join(file, review, approved)
        return replace(approved, joined=True)

    async def _join(self, file: PaperRecord, review: ReviewRecord, approved: ReviewRecord) -> None:
        """Let what was approved in; what the meeting says no to waits again as `review`. Raises its no."""
        try:
            await self._entering.join(file, approved)
        except ServerError:
            if await self._entering.stands(file):
                raise  # it is in: what else was said of it is not, and the approval holds
            back: dict[str, object] = {"state": SUBMITTED, "decided_by": None, "decided_at": None}
            back |= {"asks": review.asks, "marking": review.marking}
            await self._reviews.change(approved, [APPROVED], back)
            raise

    async def send_back(self, review: ReviewRecord, who: Author, reason: str) -> ReviewRecord:
        """Send a submission back to its unit. Raises Invalid ``submission.no_reason``, Conflict."""
        reason = Details(note=reason).read()["note"]
        if not reason:
            raise Invalid("submission.no_reason")
        decided = {"decided_by": who.seat, "decided_at": self._clock(), "reason": reason}
        return _still(await self._reviews.change(review, [SUBMITTED], {"state": SENT_BACK, **decided}))

    async def drop(self, review: ReviewRecord, who: Author) -> None:
        """Forget a submission that is not approved, at the desk also one that has not come into the meeting.

        Raises Conflict ``submission.decided``.
        """
        states = (*CHANGEABLE, APPROVED) if who.desk else CHANGEABLE
        if not await self._reviews.drop(review, states):
            raise Conflict("submission.decided")

    async def listed(self, meeting: str, who: Author) -> list[Submission]:
        """The submissions of a meeting, for the desk all, else the author's own, in the order they came."""
        files = {(one.id, one.version): one for one in await self._papers.every_version(meeting)}
        return [
            Submission(one, files.get((one.paper, one.version)))
            for one in await self._reviews.of_meeting(meeting)
            if who.owns(one.unit) or one.made_by == who.seat
        ]

    async def stood(self, meeting: str, paper: str, version: int) -> bool:
        """Whether a version is not one that waits, or was never approved; those without a review are none."""
        review = await self._reviews.get(meeting, paper, version)
        return review is None or review.state == APPROVED

    async def all(self, meeting: str) -> Sequence[ReviewRecord]:
        """Everything submitted to a meeting, in the order it was begun."""
        return await self._reviews.of_meeting(meeting)

    async def with_file(self, review: ReviewRecord) -> Submission:
        """The submission and its file."""
        return Submission(review, await self._papers.get(review.meeting, review.paper, review.version))


def _answer(review: ReviewRecord, marking: str | None) -> dict[str, Any]:
    """What the desk says of the marking. Raises Conflict ``marking.asks`` and as `Details.read`."""
    if marking is None:
        if review.asks:
            raise Conflict("marking.asks")
        return {}
    said = Details(marking=marking).read()["marking"]
    if is_lower(said, review.marking):
        raise Conflict(str(Code.MARKING_ONLY_CHAIR_LOWERS.value))
    return {"marking": said, "asks": False}


def _before(state: Meeting, known: Sequence[ReviewRecord], paper: str) -> dict[str, Any]:
    """What is said about the version before: by the meeting if it has the paper, else by its submission."""
    there = state.papers.get(paper)
    if there is not None and there.withdrawn is not None:
        raise Conflict(str(Code.PAPER_IS_WITHDRAWN.value))
    earlier = [one for one in known if one.paper == paper]
    source = there or (max(earlier, key=lambda one: one.version) if earlier else None)
    if source is None:
        raise NotFound("paper.not_found")
    names = ("title", "item", "number", "issuer", "dated", "kind", "marking", "unit")
    return {name: getattr(source, name) for name in names}


def _of_meeting(state: Meeting, made: ReviewRecord) -> str | None:
    """The unit the desk named. Raises Conflict ``agenda.unknown_item`` or ``seat.unknown``."""
    if made.item is not None and made.item not in state.agenda.items:
        raise Conflict("agenda.unknown_item", item=made.item)
    if made.unit is not None and find_person(state, made.unit) is None:
        raise Conflict("seat.unknown", seat=made.unit)
    return made.unit


def _still(changed: ReviewRecord | None) -> ReviewRecord:
    if changed is None:
        raise Conflict("submission.decided")
    return changed
