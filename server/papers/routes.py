"""Papers over HTTP: the list, and downloads that a browser cannot mistake for a page of ours nor keep."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from rooms import Role, paper_is_hidden, seen_by
from server.clock import iso
from server.db.repositories.papers import PaperRecord
from server.deps import LanguageDep, ServicesDep
from server.messages import Language, message
from server.objects import ranges
from server.objects.ranges import Download, Unsatisfiable
from server.papers.kinds import MEDIA_TYPES, Kind
from server.papers.names import disposition, original_name
from server.papers.showing import shown
from server.people.access import Hat
from server.people.guard import CallerDep, admit

router = APIRouter(prefix="/meetings/{meeting}/papers", tags=["papers"], dependencies=[Depends(admit)])

# A file of somebody else's making: no script, no form, no frame, an origin of its own. No cache of the
# browser's keeps it: a paper may be marked at any time, and only our own store can give a copy up then.
FILE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}
Page = Annotated[int, Path(ge=1, le=100_000)]
Version = Annotated[int | None, Query(ge=1, le=10_000)]


@router.get("")
async def papers(
    meeting: str, caller: CallerDep, services: ServicesDep, language: LanguageDep
) -> list[dict[str, Any]]:
    """The papers of a meeting and how far their checks are; observers see those in the meeting for them."""
    found = await services.papers.all(meeting)
    if caller.is_any({Hat.OBSERVER}):
        state = await services.briefings.state(meeting)
        theirs = seen_by(state, Role.OBSERVER).papers
        found = [paper for paper in found if paper.id in theirs and not paper_is_hidden(state, paper.id)]
    return [paper_json(paper, language) for paper in found]


@router.delete("/{paper}", status_code=204)
async def remove(meeting: str, paper: str, caller: CallerDep, services: ServicesDep) -> None:
    """Take a paper out of the meeting and delete it."""
    await services.papers.remove(meeting, paper, caller.viewer)


@router.get("/{paper}/file")
async def file(
    meeting: str,
    paper: str,
    request: Request,
    caller: CallerDep,
    services: ServicesDep,
    download: bool = False,
    version: Version = None,
) -> Response:
    """The file, whole or a range of it; `?download=1` to save it, `?version=` for an earlier one."""
    found = await shown(services, caller, meeting, paper, version)
    headers = {**FILE_HEADERS, "Content-Disposition": disposition(found.name, attachment=download)}
    sent = Download(found.size, f'"{found.sha256}"', MEDIA_TYPES[Kind.PDF], headers)
    return _sent(request, sent, lambda start, end: services.papers.stream(found, start, end))


@router.get("/{paper}/original")
async def original(
    meeting: str,
    paper: str,
    request: Request,
    caller: CallerDep,
    services: ServicesDep,
    version: Version = None,
) -> Response:
    """The file as it was sent, to be saved; whole or a range of it."""
    found = await shown(services, caller, meeting, paper, version)
    name = original_name(found.name, found.kind)
    headers = {**FILE_HEADERS, "Content-Disposition": disposition(name, attachment=True)}
    media_type = MEDIA_TYPES[Kind(found.kind)]
    sent = Download(found.original_size, f'"{found.original_sha256}"', media_type, headers)
    return _sent(request, sent, lambda start, end: services.papers.stream_original(found, start, end))


def _sent(request: Request, sent: Download, read: Callable[[int, int], AsyncIterator[bytes]]) -> Response:
    """The whole, a range, or word that nothing changed."""
    if ranges.is_unchanged(request.headers.get("if-none-match"), sent.etag):
        return ranges.not_modified(sent)
    asked = request.headers.get("range") if request.headers.get("if-range", sent.etag) == sent.etag else None
    try:
        span = ranges.parse_range(asked, sent.size)
    except Unsatisfiable:
        return ranges.unsatisfiable(sent)
    start, end = (span.start, span.end) if span else (0, sent.size)
    return ranges.part_of(sent, span, read(start, end))


@router.get("/{paper}/thumbnails/{page}.webp")
async def thumbnail(
    meeting: str, paper: str, page: Page, caller: CallerDep, services: ServicesDep, version: Version = None
) -> Response:
    """A small picture of a page."""
    found = await shown(services, caller, meeting, paper, version)
    data = await services.papers.thumbnail(found, page)
    return Response(data, media_type="image/webp", headers=FILE_HEADERS)


@router.get("/{paper}/text/{page}")
async def text(
    meeting: str,
    paper: str,
    page: Page,
    response: Response,
    caller: CallerDep,
    services: ServicesDep,
    version: Version = None,
) -> dict[str, Any]:
    """The text of a page."""
    found = await shown(services, caller, meeting, paper, version)
    response.headers.update(FILE_HEADERS)
    return {"page": page, "text": await services.papers.text(found, page)}


def paper_json(paper: PaperRecord, language: Language) -> dict[str, Any]:
    """A paper as the web client sees it; `reason` is a code, `message` its sentence."""
    return {
        "id": paper.id,
        "title": paper.title,
        "name": paper.name,
        "item": paper.item,
        "pages": paper.pages,
        "state": paper.state,
        "progress": paper.progress,
        "reason": paper.reason,
        "message": message(paper.reason, language) if paper.reason else None,
        "size": paper.size,
        "sha256": paper.sha256,
        "version": paper.version,
        "kind": paper.kind,
        "stage": paper.stage,
        "flags": paper.flags,
        "original_size": paper.original_size,
        "original_sha256": paper.original_sha256,
        "page_sizes": paper.page_sizes,
        "uploaded_at": iso(paper.uploaded_at),
    }
