"""Slips over HTTP, the recipients' side. `{account}` is the recipient: a superior answers in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.requests import ClientDisconnect

from server.clock import iso
from server.deps import ServicesDep
from server.errors import Malformed
from server.objects import ranges
from server.objects.ranges import Download, Unsatisfiable
from server.opinions import bodies
from server.opinions.files import Sent
from server.opinions.office_routes import Name, declared_size
from server.opinions.records import Entry, File, State
from server.opinions.replies import Mine
from server.papers.names import disposition
from server.papers.routes import FILE_HEADERS
from server.people.guard import CallerDep, admit
from server.services import Services

router = APIRouter(
    prefix="/opinions", tags=["opinions"], dependencies=[Depends(admit)], max_body_size=512 * 1024
)
uploads = APIRouter(prefix="/opinions", tags=["opinions"], dependencies=[Depends(admit)])

_ANSWER = "/{slip}/answers/{account}"


@router.get("/mine")
async def mine(caller: CallerDep, services: ServicesDep) -> list[dict[str, Any]]:
    """The slips sent to the caller, and those passed up to them."""
    found = await services.opinions.replies.mine(caller.who())
    return [mine_json(one, services) for one in found]


@router.get("/superiors")
async def superiors(
    caller: CallerDep, services: ServicesDep, q: Annotated[str, Query(max_length=100)] = ""
) -> list[dict[str, Any]]:
    """Whom a slip can be passed up to: accounts found by name or agency, accents aside."""
    who = caller.who()
    return bodies.people_json(await services.opinions.directory.search(q, who.id, who.office))


@router.get(_ANSWER)
async def opened(slip: str, account: str, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """One recipient's slip."""
    found = await services.opinions.replies.open(slip, account, caller.who())
    papers = () if found.slip.state == State.RECALLED else found.papers
    return {**mine_json(found, services), "papers": [bodies.file_json(one) for one in papers]}


@router.post(f"{_ANSWER}/seen", status_code=204)
async def seen(slip: str, account: str, caller: CallerDep, services: ServicesDep) -> None:
    """Note that the recipient has opened it."""
    await services.opinions.replies.see(slip, account, caller.who())


@router.put(_ANSWER)
async def answer(
    slip: str, account: str, body: bodies.AnswerBody, caller: CallerDep, services: ServicesDep
) -> dict[str, Any]:
    """Answer, or answer anew until the deadline; answered with the signature."""
    signed = await services.opinions.replies.answer(slip, account, body.given(), body.key, caller.who())
    return signature_json(signed)


@router.post(f"{_ANSWER}/pass-up")
async def pass_up(
    slip: str, account: str, body: bodies.PassUpBody, caller: CallerDep, services: ServicesDep
) -> dict[str, Any]:
    """Hand it to a superior."""
    after = await services.opinions.replies.pass_up(
        slip, account, body.to, body.note, body.proposed(), body.key, caller.who()
    )
    return bodies.recipient_json(after)


@router.post(f"{_ANSWER}/send-back", status_code=204)
async def send_back(
    slip: str, account: str, body: bodies.NoteBody, caller: CallerDep, services: ServicesDep
) -> None:
    """A superior gives it back."""
    await services.opinions.replies.send_back(slip, account, body.note, body.key, caller.who())


@router.post(f"{_ANSWER}/take-back")
async def take_back(
    slip: str, account: str, body: bodies.ActBody, caller: CallerDep, services: ServicesDep
) -> dict[str, Any]:
    """Take back what was passed up."""
    after = await services.opinions.replies.take_back(slip, account, body.key, caller.who())
    return bodies.recipient_json(after)


@router.get(f"{_ANSWER}/versions")
async def versions(slip: str, account: str, caller: CallerDep, services: ServicesDep) -> list[dict[str, Any]]:
    """Every version of the answer with its signature, the first first."""
    who, opinions = caller.who(), services.opinions
    if await opinions.office.reads(slip, who):
        return [version_json(one) for one in await opinions.replies.given(slip, account)]
    return [version_json(one) for one in await opinions.replies.versions(slip, account, who)]


@router.get(f"{_ANSWER}/others")
async def others(slip: str, account: str, caller: CallerDep, services: ServicesDep) -> list[dict[str, Any]]:
    """The other recipients' answers, where the slip shows them."""
    found = await services.opinions.replies.others(slip, account, caller.who())
    return [bodies.shown_json(one) for one in found]


@uploads.post(f"{_ANSWER}/files", status_code=201)
async def attach(
    slip: str, account: str, request: Request, caller: CallerDep, services: ServicesDep, name: Name = ""
) -> dict[str, Any]:
    """Send a file to answer with; answered when it has been checked."""
    sent = Sent(slip, account, name, "", declared_size(request))
    try:
        file = await services.opinions.replies.attach(slip, account, sent, request.stream(), caller.who())
    except ClientDisconnect:
        raise Malformed("paper.interrupted") from None
    return bodies.file_json(file)


@router.get("/{slip}/files/{file}")
async def file(
    slip: str, file: str, request: Request, caller: CallerDep, services: ServicesDep, download: bool = False
) -> Response:
    """A file of a slip, whole or a range of it; `?download=1` to save it."""
    who, opinions = caller.who(), services.opinions
    if await opinions.office.reads(slip, who):
        found = await opinions.files.get(slip, file)
    else:
        found = await opinions.replies.paper(slip, file, who)
    return file_answer(found, request, services, download=download)


def file_answer(file: File, request: Request, services: Services, *, download: bool) -> Response:
    """The file as a browser cannot mistake for a page of ours."""
    headers = {**FILE_HEADERS, "Content-Disposition": disposition(file.name, attachment=download)}
    sent = Download(file.size, f'"{file.sha256}"', "application/pdf", headers)
    if ranges.is_unchanged(request.headers.get("if-none-match"), sent.etag):
        return ranges.not_modified(sent)
    asked = request.headers.get("range") if request.headers.get("if-range", sent.etag) == sent.etag else None
    try:
        span = ranges.parse_range(asked, file.size)
    except Unsatisfiable:
        return ranges.unsatisfiable(sent)
    start, end = (span.start, span.end) if span else (0, file.size)
    return ranges.part_of(sent, span, services.opinions.files.stream(file, start, end))


def mine_json(mine: Mine, services: Services) -> dict[str, Any]:
    """A slip as one of its recipients sees it: nothing of the others'; not what a recalled one asked."""
    shown = mine.slip
    if shown.state == State.RECALLED:
        shown = replace(shown, body="", questions=())
    slip = bodies.slip_json(shown, services.clock())
    for name in ("entries", "head"):
        del slip[name]
    return {
        "slip": slip,
        "recipient": {**bodies.recipient_json(mine.recipient), "proposal": mine.recipient.proposal},
    }


def signature_json(entry: Entry) -> dict[str, Any]:
    """What binds an answer: who, when, the SHA-256 of the content, and the entry it is in the chain."""
    return {
        "version": entry.data["version"],
        "at": iso(entry.at),
        "by": entry.by.as_json(),
        "content_sha256": entry.data["content_sha256"],
        "entry": entry.seq,
        "hash": entry.hash,
    }


def version_json(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A version of an answer with its signature."""
    data = entry["data"]
    return {
        "version": data["version"],
        "answer": data["answer"],
        "at": entry["at"],
        "by": entry["by"],
        "content_sha256": data["content_sha256"],
        "entry": entry["seq"],
        "hash": entry["hash"],
    }
