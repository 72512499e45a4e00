"""Versions of papers over HTTP: the list of them, what changed, and what somebody has read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import Field

from server.clock import iso
from server.db.repositories.paper_reviews import APPROVED
from server.db.repositories.papers import READY, PaperRecord
from server.deps import ServicesDep
from server.errors import Conflict
from server.markings.gate import Asking
from server.markings.service import Target
from server.papers.diff import PageChange
from server.papers.showing import BRINGS_ANY, KEEPERS, known, shown
from server.papers.versions import VersionLine
from server.people.bodies import Body
from server.people.guard import Caller, CallerDep, admit
from server.services import Services

router = APIRouter(prefix="/meetings/{meeting}/papers", tags=["papers"], dependencies=[Depends(admit)])
PaperId = Annotated[str, Path(pattern=r"^p[0-9a-f]{12}$")]
Number = Annotated[int, Field(ge=1, le=10_000)]


class ReadBody(Body):
    """The version that was opened."""

    version: Number


@router.get("/readings")
async def readings(meeting: str, caller: CallerDep, services: ServicesDep) -> dict[str, list[int]]:
    """The versions the caller's seat has opened, by paper."""
    found = await services.versions.read_by(meeting, caller.who().seat)
    return {paper: list(versions) for paper, versions in found.items()}


@router.post("/{paper}/read", status_code=204)
async def read(
    meeting: str, paper: PaperId, body: ReadBody, caller: CallerDep, services: ServicesDep
) -> None:
    """Note that the caller's seat has opened a version, as far as its marking lets the seat."""
    found = await known(services, caller, meeting, paper, body.version)
    await services.marked.check_reader(meeting, caller.viewer, paper, found.version)
    await services.versions.note_read(found, caller.who().seat)


@router.get("/{paper}/versions")
async def versions(
    meeting: str, paper: PaperId, caller: CallerDep, services: ServicesDep
) -> list[dict[str, Any]]:
    """The versions the caller may know of, the newest first."""
    await known(services, caller, meeting, paper)
    state = await services.briefings.state(meeting)
    there = state.papers.get(paper)
    current = there.version if there else None
    read = (await services.versions.read_by(meeting, caller.who().seat)).get(paper, ())
    return [
        _version_json(one, current, read, opens=one.file.version == current or _is_for(caller, one))
        for one in await services.versions.of(meeting, paper)
        if one.file.version in (current, *read) or _is_for(caller, one)
    ]


@router.get("/{paper}/changes")
async def changes(
    meeting: str,
    paper: PaperId,
    response: Response,
    caller: CallerDep,
    services: ServicesDep,
    first: Annotated[int, Query(alias="from", ge=1, le=10_000)],
    second: Annotated[int, Query(alias="to", ge=1, le=10_000)],
) -> dict[str, Any]:
    """What changed between two versions: for officers any two, else from one the caller has read.

    Not of marked papers, whose words are given out page by page only (``marking.as_pages``).
    """
    new = await shown(services, caller, meeting, paper, second)
    old = await _known(services, caller, new, first)
    if old.version >= new.version:
        raise Conflict("paper.no_version")
    response.headers["Cache-Control"] = "no-store"
    found = await services.versions.changes(old, new)
    return {
        "from": old.version,
        "to": new.version,
        "pages": [_change_json(one) for one in found],
    }


async def _known(services: Services, caller: Caller, new: PaperRecord, version: int) -> PaperRecord:
    """An earlier version the caller has read, or may open now; its own marking lets words of it out."""
    read = await services.versions.read_by(new.meeting, caller.who().seat)
    if version in read.get(new.id, ()):
        found = await services.papers.ready(new.meeting, new.id, version)
        asking = Asking(caller.viewer, caller.who().session_id)
        target = Target(found.id, found.version, 0, "file")
        await services.marked.require(new.meeting, caller.who(), asking, target)
        return found
    return await shown(services, caller, new.meeting, new.id, version)


def _is_for(caller: Caller, one: VersionLine) -> bool:
    return caller.is_any(BRINGS_ANY) or (one.state == APPROVED and caller.is_any(KEEPERS))


def _version_json(
    one: VersionLine, current: int | None, read: Collection[int], *, opens: bool
) -> dict[str, Any]:
    return {
        "version": one.file.version,
        "current": one.file.version == current,
        "state": one.state,
        "file_state": one.file.state,
        "pages": one.file.pages,
        "size": one.file.size,
        "sha256": one.file.sha256,
        "at": iso(one.file.uploaded_at),
        "note": one.note,
        "read": one.file.version in read,
        "opens": opens and one.file.state == READY,
    }


def _change_json(one: PageChange) -> dict[str, Any]:
    return {
        "change": str(one.change),
        "before": one.before,
        "after": one.after,
        "pieces": [[str(piece.op), piece.text] for piece in one.pieces],
    }
