"""Slips over HTTP, the office's side: drafting, sending, and what is done while answers come."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from server.briefings.routes import item_json
from server.clock import iso
from server.deps import LanguageDep, ServicesDep
from server.errors import Malformed
from server.objects.ranges import is_unchanged
from server.opinions import bodies
from server.opinions.files import Sent
from server.opinions.records import Slip
from server.people.guard import Caller, CallerDep, admit
from server.services import Services

# 5,000 recipients with their groups fit.
MAX_BODY_BYTES = 2 * 1024 * 1024

router = APIRouter(
    prefix="/opinions", tags=["opinions"], dependencies=[Depends(admit)], max_body_size=MAX_BODY_BYTES
)
uploads = APIRouter(prefix="/opinions", tags=["opinions"], dependencies=[Depends(admit)])
agenda = APIRouter(tags=["opinions"], dependencies=[Depends(admit)], max_body_size=1024)

Name = Annotated[str, Query(max_length=4000)]


@router.get("")
async def slips(caller: CallerDep, services: ServicesDep) -> list[dict[str, Any]]:
    """The slips the caller wrote, or may read as the office, the latest first."""
    found, now = await services.opinions.office.all(caller.who()), services.clock()
    counts = await services.opinions.office.counts()
    none = (0, 0)
    return [
        {
            **bodies.slip_json(slip, now),
            "recipients": counts.get(slip.id, none)[0],
            "answered": counts.get(slip.id, none)[1],
        }
        for slip in found
    ]


@router.post("", status_code=201)
async def create(body: bodies.NewDraftBody, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """Make a draft."""
    made = await services.opinions.office.create(body.draft(), body.key, caller.who())
    return bodies.slip_json(made, services.clock())


@router.get("/directory")
async def directory(services: ServicesDep) -> list[dict[str, Any]]:
    """Every account a slip can be sent to."""
    return [bodies.addressee_json(one) for one in await services.opinions.directory.all()]


@router.post("/directory/match")
async def match(body: bodies.PasteBody, services: ServicesDep) -> dict[str, Any]:
    """Find the accounts of a pasted list."""
    found = await services.opinions.directory.match(body.text)
    return {
        "chosen": [{"account": account, "group": group} for account, group in found.chosen],
        "unknown": list(found.unknown[:500]),
        "ambiguous": list(found.ambiguous[:500]),
    }


@router.get("/{slip}")
async def slip(slip: str, request: Request, caller: CallerDep, services: ServicesDep) -> Response:
    """A slip with its papers, its recipients and what they have answered.

    Boards ask every few seconds: while nothing happened to it the answer is 304 by its ``ETag``.
    """
    opinions, now = services.opinions, services.clock()
    found = await opinions.office.readable(slip, caller.who())
    mark = found.head_hash or iso(now)
    headers = {"ETag": f'"{mark[:24]}-{found.state_at(now)}"', "Cache-Control": "private, no-cache"}
    if is_unchanged(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return JSONResponse(await _whole(found, caller, services, now), headers=headers)


async def _whole(found: Slip, caller: Caller, services: Services, now: datetime) -> dict[str, Any]:
    opinions, slip = services.opinions, found.id
    recipients, figures = await opinions.reports.progress(found)
    return {
        **bodies.slip_json(found, now),
        "may_change": opinions.office.manages(found, caller.who()),
        "papers": [bodies.file_json(paper) for paper in await opinions.files.papers(slip)],
        "recipients": [bodies.recipient_json(one) for one in recipients],
        "figures": bodies.figures_json(figures),
        "course": await opinions.reports.course(found),
    }


@router.patch("/{slip}")
async def edit(slip: str, body: bodies.DraftBody, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """Change a draft."""
    changed = await services.opinions.office.edit(slip, body.draft(), caller.who())
    return bodies.slip_json(changed, services.clock())


@router.delete("/{slip}", status_code=204)
async def delete(slip: str, caller: CallerDep, services: ServicesDep) -> None:
    """Delete a draft."""
    await services.opinions.office.delete(slip, caller.who())


@router.post("/{slip}/send")
async def send(slip: str, body: bodies.ActBody, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """Send a draft to its recipients."""
    done = await services.opinions.office.send(slip, body.key, caller.who())
    return bodies.slip_json(done, services.clock())


@router.post("/{slip}/extend")
async def extend(
    slip: str, body: bodies.ExtendBody, caller: CallerDep, services: ServicesDep
) -> dict[str, Any]:
    """Give more time."""
    done = await services.opinions.office.extend(slip, body.deadline, body.reason, body.key, caller.who())
    return bodies.slip_json(done, services.clock())


@router.post("/{slip}/recall")
async def recall(
    slip: str, body: bodies.ReasonBody, caller: CallerDep, services: ServicesDep
) -> dict[str, Any]:
    """Take a slip back."""
    done = await services.opinions.office.recall(slip, body.reason, body.key, caller.who())
    return bodies.slip_json(done, services.clock())


@router.post("/{slip}/close")
async def close(slip: str, body: bodies.ActBody, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """Stop taking answers before the deadline."""
    done = await services.opinions.office.close(slip, body.key, caller.who())
    return bodies.slip_json(done, services.clock())


@router.post("/{slip}/remind")
async def remind(
    slip: str, body: bodies.RemindBody, caller: CallerDep, services: ServicesDep
) -> dict[str, int]:
    """Remind those who have not answered."""
    count = await services.opinions.office.remind(slip, body.accounts, body.key, caller.who())
    return {"reminded": count}


@uploads.post("/{slip}/papers", status_code=201)
async def upload(
    slip: str, request: Request, caller: CallerDep, services: ServicesDep, name: Name = "", title: Name = ""
) -> dict[str, Any]:
    """Add a paper to a draft; answered when it has been checked."""
    await services.opinions.office.require_draft(slip, caller.who())
    sent = Sent(slip, None, name, title, declared_size(request))
    try:
        file = await services.opinions.files.receive(sent, request.stream(), caller.who().id)
    except ClientDisconnect:
        raise Malformed("paper.interrupted") from None
    return bodies.file_json(file)


@router.delete("/{slip}/papers/{paper}", status_code=204)
async def remove_paper(slip: str, paper: str, caller: CallerDep, services: ServicesDep) -> None:
    """Take a paper off a draft."""
    await services.opinions.office.managed(slip, caller.who())
    await services.opinions.files.remove_paper(slip, paper)


@agenda.post("/meetings/{meeting}/agenda/opinion", status_code=201)
async def table(
    meeting: str, body: bodies.TableBody, caller: CallerDep, services: ServicesDep, language: LanguageDep
) -> dict[str, Any]:
    """Make a slip an item of this meeting's agenda, with its papers and the summary of its answers."""
    return item_json(await services.opinions.tabling.table(body.slip, meeting, caller.who(), language))


def declared_size(request: Request) -> int | None:
    """How long the sender says the body is."""
    declared = request.headers.get("content-length", "")
    return int(declared) if declared.isdigit() else None
