"""What slips came to over HTTP: documents, the chain, and whether it holds."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Depends, Response
from starlette.responses import FileResponse, HTMLResponse

from server.archive.answers import INERT, PRIVATE, page_answer, pdf_answer
from server.archive.attendance_routes import XLSX
from server.deps import LanguageDep, ServicesDep
from server.people.guard import CallerDep, admit

router = APIRouter(prefix="/opinions", tags=["opinions"], dependencies=[Depends(admit)])


@router.get("/{slip}/summary.xlsx")
async def workbook(slip: str, caller: CallerDep, services: ServicesDep, language: LanguageDep) -> Response:
    """The answers as a workbook."""
    found = await services.opinions.office.readable(slip, caller.who())
    made = await services.opinions.reports.workbook(found, language)
    name = f"{found.id}-opinions-{language}.xlsx"
    headers = {**INERT, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, media_type=XLSX, headers=headers)


@router.get("/{slip}/summary.html")
async def page(slip: str, caller: CallerDep, services: ServicesDep, language: LanguageDep) -> HTMLResponse:
    """The summary as a page."""
    found = await services.opinions.office.readable(slip, caller.who())
    return page_answer(await services.opinions.reports.page(found, language))


@router.get("/{slip}/summary.pdf")
async def pdf(
    slip: str, caller: CallerDep, services: ServicesDep, language: LanguageDep, download: bool = False
) -> FileResponse:
    """The summary as a PDF; `?download=1` to save it."""
    found = await services.opinions.office.readable(slip, caller.who())
    path = await services.opinions.reports.pdf(found, language)
    return pdf_answer(path, f"{found.id}-opinions-{language}.pdf", download=download)


@router.get("/{slip}/entries.jsonl")
async def entries(slip: str, caller: CallerDep, services: ServicesDep) -> Response:
    """The chain, one entry a line, as it was stored and hashed."""
    found = await services.opinions.office.readable(slip, caller.who())
    chain = await services.opinions.reports.chain(found)
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in chain)
    headers = {**PRIVATE, "Content-Disposition": f'attachment; filename="{found.id}-entries.jsonl"'}
    return Response("".join(lines), media_type="application/jsonl", headers=headers)


@router.get("/{slip}/verify")
async def verify(slip: str, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """Whether the chain, the rows made of it and the files hold."""
    found = await services.opinions.office.readable(slip, caller.who())
    audit = await services.opinions.reports.verify(found)
    return {
        "entries": audit.entries,
        "head": audit.head,
        "holds": not audit.findings,
        "findings": [{"code": one.code, "where": one.where} for one in audit.findings[:100]],
    }
