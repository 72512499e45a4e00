"""Papers on their way to the desk over HTTP: begun, sent, submitted, decided on; and how far they all are."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path
from pydantic import Field

from rooms import Meeting, find_person
from rooms.state import Item
from server.clock import iso
from server.db.repositories.paper_reviews import APPROVED, DRAFT, SENT_BACK, SUBMITTED, ReviewRecord
from server.deps import LanguageDep, ServicesDep
from server.messages import Language
from server.papers.authors import Author, author
from server.papers.readiness import MISSING, Agency, Expected, board
from server.papers.review import Details, Submission
from server.papers.routes import paper_json
from server.papers.showing import BRINGS_ANY
from server.people.bodies import Body
from server.people.guard import Caller, CallerDep, admit
from server.services import Services

router = APIRouter(prefix="/meetings/{meeting}/papers", tags=["papers"], dependencies=[Depends(admit)])
PaperId = Annotated[str, Path(pattern=r"^p[0-9a-f]{12}$")]
Version = Annotated[int, Path(ge=1, le=10_000)]
Text = Annotated[str, Field(max_length=2000)]


class DetailsBody(Body):
    """What is said about a paper; what is left out stays as it is."""

    title: Text | None = None
    item: Text | None = None
    number: Text | None = None
    issuer: Text | None = None
    dated: Text | None = None
    kind: Text | None = None
    marking: Text | None = None
    unit: Text | None = None
    note: Text | None = None

    def details(self) -> Details:
        """The body as the service takes it."""
        return Details(**{name: getattr(self, name) for name in Details.__dataclass_fields__})


class OpenBody(DetailsBody):
    """A new submission; `newer_of` is the paper it is the next version of."""

    newer_of: Annotated[str, Field(pattern=r"^p[0-9a-f]{12}$")] | None = None


class DecisionBody(Body):
    """What the desk decides; a paper that is sent back needs a reason.

    One whose first page says a marking of which the submission says nothing (`asks`) needs its ``marking``.
    """

    decision: Literal["approve", "send_back"]
    reason: Text = ""
    marking: Text | None = None


@router.get("/submissions")
async def submissions(
    meeting: str, caller: CallerDep, services: ServicesDep, language: LanguageDep
) -> dict[str, Any]:
    """What the caller has sent or, at the desk, everybody; and the items papers are wanted for."""
    state = await services.briefings.state(meeting)
    who = _author(state, caller)
    found = await services.review.listed(meeting, who)
    items = [state.agenda.items[key] for key in state.agenda.order]
    mine = [item for item in items if who.desk or not who.units.isdisjoint(item.seats)]
    return {
        "now": iso(services.clock()),
        "meeting": {"id": state.id, "title": state.title, "state": state.phase.value},
        "desk": who.desk,
        "items": [_item_json(state, item) for item in mine],
        "submissions": [submission_json(state, one, language) for one in found],
    }


@router.post("/submissions", status_code=201)
async def begin(
    meeting: str, body: OpenBody, caller: CallerDep, services: ServicesDep, language: LanguageDep
) -> dict[str, Any]:
    """Begin a paper or the next version of one; its file follows. What the desk brings is approved."""
    state = await services.briefings.state(meeting)
    made = await services.review.open(meeting, _author(state, caller), body.details(), body.newer_of)
    return submission_json(state, Submission(made, None), language)


@router.patch("/submissions/{paper}/{version}")
async def change(
    meeting: str,
    paper: PaperId,
    version: Version,
    body: DetailsBody,
    caller: CallerDep,
    services: ServicesDep,
    language: LanguageDep,
) -> dict[str, Any]:
    """Say something else about a submission that is not approved."""
    state, who, review = await found_submission(services, caller, meeting, paper, version)
    changed = await services.review.change(review, who, body.details())
    return submission_json(state, await services.review.with_file(changed), language)


@router.post("/submissions/{paper}/{version}/submit")
async def submit(
    meeting: str,
    paper: PaperId,
    version: Version,
    caller: CallerDep,
    services: ServicesDep,
    language: LanguageDep,
) -> dict[str, Any]:
    """Hand a draft to the desk."""
    state, _, review = await found_submission(services, caller, meeting, paper, version)
    submitted = await services.review.submit(review)
    return submission_json(state, await services.review.with_file(submitted), language)


@router.post("/submissions/{paper}/{version}/decision")
async def decide(
    meeting: str,
    paper: PaperId,
    version: Version,
    body: DecisionBody,
    caller: CallerDep,
    services: ServicesDep,
    language: LanguageDep,
) -> dict[str, Any]:
    """Let a submission into the meeting, or send it back with a reason."""
    _, who, review = await found_submission(services, caller, meeting, paper, version)
    if body.decision == "approve":
        decided = await services.review.approve(review, who, body.marking)
    else:
        decided = await services.review.send_back(review, who, body.reason)
    state = await services.briefings.state(meeting)
    return submission_json(state, await services.review.with_file(decided), language)


@router.delete("/submissions/{paper}/{version}", status_code=204)
async def drop(
    meeting: str, paper: PaperId, version: Version, caller: CallerDep, services: ServicesDep
) -> None:
    """Forget a submission that is not approved, with its file."""
    _, who, review = await found_submission(services, caller, meeting, paper, version)
    stone = await services.expiry.stone_of(meeting, paper, version)
    await services.review.drop(review, who)
    await services.expiry.bury(stone)
    await services.papers.finish_removals(paper)


@router.get("/readiness")
async def readiness(meeting: str, services: ServicesDep) -> dict[str, Any]:
    """How far the papers are, agency by agency, the worst first."""
    state = await services.briefings.state(meeting)
    now = services.clock()
    rows = board(state, await services.review.all(meeting), now)
    return {
        "now": iso(now),
        "due_at": _when(state.dues.at),
        "agencies": [_agency_json(one) for one in rows],
    }


async def found_submission(
    services: Services, caller: Caller, meeting: str, paper: str, version: int
) -> tuple[Meeting, Author, ReviewRecord]:
    """A submission the caller may see, with the meeting and who asks. Raises NotFound."""
    state = await services.briefings.state(meeting)
    who = _author(state, caller)
    return state, who, await services.review.find(meeting, who, paper, version)


def _author(state: Meeting, caller: Caller) -> Author:
    return author(state, caller.who().seat, desk=caller.is_any(BRINGS_ANY))


def submission_json(state: Meeting, one: Submission, language: Language) -> dict[str, Any]:
    """A submission as the web client sees it; `late`: submitted after its item's deadline."""
    review = one.review
    due_at = state.dues.of(review.item or "").at
    late = review.submitted_at is not None and due_at is not None and review.submitted_at > due_at
    names = ("paper", "version", "state", "title", "item", "number", "issuer", "dated", "kind", "marking")
    return {
        **{name: getattr(review, name) for name in names},
        "unit": review.unit,
        "unit_name": _name(state, review.unit),
        "note": review.note,
        "made_by": review.made_by,
        "made_at": iso(review.made_at),
        "submitted_at": _when(review.submitted_at),
        "decided_at": _when(review.decided_at),
        "decided_by_name": _name(state, review.decided_by),
        "reason": review.reason,
        "asks": review.asks,
        "due_at": _when(due_at),
        "late": late,
        "in_meeting": review.paper in state.papers,
        "file": paper_json(one.file, language) if one.file is not None else None,
    }


def _item_json(state: Meeting, item: Item) -> dict[str, Any]:
    due = state.dues.of(item.id)
    return {
        "item": item.id,
        "title": item.title,
        "state": item.state.value,
        "seats": list(item.seats),
        "due_at": _when(due.at),
        "wanted": due.wanted,
    }


def _agency_json(one: Agency) -> dict[str, Any]:
    return {
        "unit": one.unit,
        "name": one.name,
        "expected": len(one.expected),
        "received": one.count(SUBMITTED, APPROVED),
        "approved": one.count(APPROVED),
        "waiting": one.count(SUBMITTED),
        "sent_back": one.count(SENT_BACK),
        "missing": one.count(MISSING, DRAFT),
        "overdue": one.overdue,
        "late": sum(paper.late for paper in one.expected),
        "next_due_at": _when(one.next_due_at),
        "papers": [_expected_json(paper) for paper in one.expected],
    }


def _expected_json(one: Expected) -> dict[str, Any]:
    return {
        "item": one.item,
        "title": one.title,
        "state": one.state,
        "due_at": _when(one.due_at),
        "received_at": _when(one.received_at),
        "overdue": one.overdue,
        "late": one.late,
    }


def _name(state: Meeting, seat: str | None) -> str:
    person = find_person(state, seat) if seat else None
    return person.name if person else ""


def _when(at: datetime | None) -> str | None:
    return iso(at) if at is not None else None
