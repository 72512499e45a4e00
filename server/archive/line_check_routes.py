"""The record of the technical check over HTTP: there as soon as the meeting is, not only after it."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from starlette.responses import FileResponse, HTMLResponse

from server.archive.answers import page_answer, pdf_answer
from server.archive.official import LINE_CHECK
from server.deps import LanguageDep, ServicesDep
from server.people.guard import admit

router = APIRouter(prefix="/meetings", tags=["meetings"], dependencies=[Depends(admit)])


@router.get("/{meeting}/line-check.html")
async def line_check_page(meeting: str, services: ServicesDep, language: LanguageDep) -> HTMLResponse:
    """The record of the technical check as a page."""
    log = await services.meetings.events(meeting)
    return page_answer(await services.documents.html(LINE_CHECK, log, language))


@router.get("/{meeting}/line-check.pdf")
async def line_check_pdf(
    meeting: str, services: ServicesDep, language: LanguageDep, download: bool = False
) -> FileResponse:
    """The record of the technical check as a PDF; `?download=1` to save it."""
    log = await services.meetings.events(meeting)
    path = await services.documents.pdf(LINE_CHECK, log, language)
    return pdf_answer(path, f"{meeting}-line-check-{language}.pdf", download=download)
