"""Marked papers over HTTP: pages one by one, their text, the access log, and the proof of the recall."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response
from starlette.responses import StreamingResponse

from rooms import treatment
from server.archive.answers import PRIVATE
from server.clock import iso
from server.db.repositories.papers import PaperRecord
from server.deps import ServicesDep
from server.errors import Conflict, NotFound, Unauthenticated
from server.markings.chain import Line
from server.markings.gate import Asking
from server.markings.headers import DeviceName, ScreenName
from server.markings.recall import Recalled, overview
from server.markings.service import Target, words_for
from server.meetings.aside import sign_in_mark
from server.papers.showing import Opening, shown
from server.people.guard import Caller, CallerDep, admit
from server.services import Services

router = APIRouter(prefix="/meetings/{meeting}", tags=["markings"], dependencies=[Depends(admit)])
PageNumber = Annotated[int, Path(ge=1, le=100_000)]
Version = Annotated[int | None, Query(ge=1, le=10_000)]
Width = Annotated[int, Query(ge=64, le=4000)]

NOWHERE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Disposition": "inline",
}


@router.get("/papers/{paper}/pages/{page}.webp")
async def page_picture(
    meeting: str,
    paper: str,
    page: PageNumber,
    caller: CallerDep,
    services: ServicesDep,
    version: Version = None,
    width: Width = 1240,
    screen: ScreenName = "",
    device: DeviceName = "",
) -> Response:
    """A page of a marked paper with the reader's name across it, for one screen, kept nowhere."""
    opening = Opening("page", screen, device)
    found = await _opened(services, caller, meeting, paper, version, page, opening)
    label = treatment(await _marking(services, meeting, found)).label
    words = words_for(caller.who(), label, services.clock())
    picture = await services.marked.page(found, page, width, words)
    await _require_still(services, caller, found, page, opening)
    return Response(picture, media_type="image/webp", headers=NOWHERE)


@router.get("/papers/{paper}/pages/{page}/text")
async def page_text(
    meeting: str,
    paper: str,
    page: PageNumber,
    response: Response,
    caller: CallerDep,
    services: ServicesDep,
    version: Version = None,
    screen: ScreenName = "",
    device: DeviceName = "",
) -> dict[str, Any]:
    """The text of a page of a marked paper, for those who have it read to them."""
    opening = Opening("text", screen, device)
    found = await _opened(services, caller, meeting, paper, version, page, opening)
    text = await services.papers.text(found, page)
    await _require_still(services, caller, found, page, opening)
    response.headers.update(NOWHERE)
    return {"page": page, "text": text}


async def _opened(
    services: Services,
    caller: Caller,
    meeting: str,
    paper: str,
    version: int | None,
    page: int,
    opening: Opening,
) -> PaperRecord:
    """The paper. Raises as ``shown``, and Conflict ``marking.not_marked`` for one opened as a file."""
    found = await shown(services, caller, meeting, paper, version, page=page, opening=opening)
    if page > found.pages:
        raise NotFound("paper.no_page", page=page)
    if await services.marked.rules(meeting, found.id, found.version) is None:
        raise Conflict("marking.not_marked")
    return found


async def _require_still(
    services: Services, caller: Caller, found: PaperRecord, page: int, opening: Opening
) -> None:
    """Ask once more before a page leaves: drawing it may have taken half a minute.

    Raises Unauthenticated ``session.ended``, Forbidden as ``shown``.
    """
    who = caller.who()
    if not await services.people.sessions.is_live(who.session_id):
        raise Unauthenticated("session.ended")
    asking = Asking(caller.viewer, who.session_id, opening.screen, opening.device)
    target = Target(found.id, found.version, page, opening.what)
    await services.marked.require_still(found.meeting, who, asking, target)


async def _marking(services: Services, meeting: str, found: PaperRecord) -> str:
    state = await services.meetings.state(meeting)
    return await services.marked.marking(state, found.id, found.version)


@router.get("/markings/access")
async def access(meeting: str, response: Response, services: ServicesDep) -> dict[str, Any]:
    """The access log of the meeting's marked papers, and whether its chain holds."""
    response.headers["Cache-Control"] = "no-store"
    lines = await services.marked.log.lines(meeting)
    broken = await services.marked.verify(meeting)
    return {
        "lines": [line.as_json() for line in lines],
        "head": lines[-1].hash if lines else None,
        "broken_at": broken.number if broken else None,
    }


@router.get("/markings/access.jsonl")
async def access_file(meeting: str, services: ServicesDep) -> Response:
    """The access log as a file, one sealed line each."""
    lines = await services.marked.log.lines(meeting)
    headers = {**PRIVATE, "Content-Disposition": f'attachment; filename="{meeting}-access.jsonl"'}
    return StreamingResponse(_jsonl(lines), media_type="application/jsonl", headers=headers)


def _jsonl(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield json.dumps(line.as_json(), ensure_ascii=False, separators=(",", ":")) + "\n"


@router.get("/markings/recall")
async def recall(meeting: str, response: Response, services: ServicesDep) -> dict[str, Any]:
    """Every marked paper with the machines that had it, and what is left of those destroyed."""
    response.headers["Cache-Control"] = "no-store"
    found = await _overview(services, meeting)
    return {
        "papers": [_recalled_json(one) for one in found],
        "destroyed": [
            {
                "paper": stone.paper,
                "version": stone.version,
                "sha256": stone.sha256,
                "original_sha256": stone.original_sha256,
                "due_at": iso(stone.due_at),
                "destroyed_at": iso(stone.destroyed_at) if stone.destroyed_at else None,
            }
            for stone in await services.expiry.stones(meeting)
        ],
    }


async def _overview(services: Services, meeting: str) -> Sequence[Recalled]:
    state = await services.briefings.state(meeting)
    signed_in = {sign_in_mark(one) for one in await services.people.sessions.open_now()}
    titles = {one.paper: one.title for one in await services.review.all(meeting)}
    for envelope in await services.meetings.events(meeting):
        if envelope.type in ("paper.added", "paper.edited"):
            titles[str(envelope.data["paper"])] = str(envelope.data["title"])
    receipts, lines = await services.receipts.all(meeting), await services.marked.log.lines(meeting)
    return overview(state, receipts, lines, signed_in, titles)


def _recalled_json(one: Recalled) -> dict[str, Any]:
    return {
        "paper": one.paper,
        "title": one.title,
        "recalled_at": iso(one.recalled_at) if one.recalled_at else None,
        "gone": one.gone,
        "holders": [
            {
                "seat": holder.seat,
                "device": holder.device,
                "name": holder.name,
                "had_at": iso(holder.had_at),
                "purged_at": iso(holder.purged_at) if holder.purged_at else None,
                "state": holder.state,
            }
            for holder in one.holders
        ],
    }
