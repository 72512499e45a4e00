"""The archive over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Depends, Response
from starlette.responses import FileResponse, HTMLResponse, StreamingResponse

from server.archive.answers import INERT, PRIVATE, page_answer, pdf_answer
from server.archive.service import Entry
from server.clock import iso
from server.deps import LanguageDep, ServicesDep
from server.people.guard import CallerDep, admit

router = APIRouter(prefix="/archive", tags=["archive"], dependencies=[Depends(admit)])


@router.get("")
async def ended(caller: CallerDep, services: ServicesDep) -> list[dict[str, Any]]:
    """The ended meetings the caller may read."""
    return [entry_json(entry) for entry in await services.archive.all(caller.who())]


@router.get("/{meeting}")
async def player(meeting: str, services: ServicesDep, language: LanguageDep) -> dict[str, Any]:
    """Everything the player needs."""
    return await services.archive.player(meeting, language)


@router.get("/{meeting}/tracks/{track}.webm")
async def track(meeting: str, track: str, services: ServicesDep, download: bool = False) -> FileResponse:
    """A track as one WebM, whole or in ranges; `?download=1` to save it."""
    path = await services.archive.track(meeting, track)
    kind = "video/webm"
    return FileResponse(
        path,
        media_type=kind,
        filename=f"{meeting}-{track}.webm",
        content_disposition_type="attachment" if download else "inline",
        headers=INERT,
    )


@router.get("/{meeting}/proceedings.html")
async def proceedings_page(meeting: str, services: ServicesDep, language: LanguageDep) -> HTMLResponse:
    """The record of proceedings as a page."""
    page = await services.archive.html(meeting, language)
    return page_answer(page)


@router.get("/{meeting}/proceedings.pdf")
async def proceedings_pdf(
    meeting: str, services: ServicesDep, language: LanguageDep, download: bool = False
) -> FileResponse:
    """The record of proceedings as a PDF."""
    path = await services.archive.pdf(meeting, language)
    return pdf_answer(path, f"{meeting}-{language}.pdf", download=download)


@router.get("/{meeting}/events.jsonl")
async def events(meeting: str, services: ServicesDep) -> Response:
    """The event log, one envelope a line, as it was stored and hashed."""
    lines = await services.archive.lines(meeting)
    headers = {**PRIVATE, "Content-Disposition": f'attachment; filename="{meeting}-events.jsonl"'}
    return StreamingResponse(_jsonl(lines), media_type="application/jsonl", headers=headers)


def _jsonl(lines: Sequence[dict[str, Any]]) -> Iterator[str]:
    for line in lines:
        yield json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"


def entry_json(entry: Entry) -> dict[str, Any]:
    """A line of the list."""
    record = entry.record
    opened, closed = record.opened_at, record.closed_at
    return {
        "id": record.meeting,
        "title": record.title,
        "opened_at": iso(opened) if opened else None,
        "closed_at": iso(closed) if closed else None,
        "duration_s": int((closed - opened).total_seconds()) if opened and closed else None,
        "recorded": record.recorded,
        "tracks": entry.tracks,
        "size": entry.size,
        "completeness": asdict(entry.completeness),
    }
