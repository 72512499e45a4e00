"""Official documents as HTTP answers: private, never sniffed, never able to run or fetch anything."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import FileResponse, HTMLResponse

PAGE_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
PRIVATE = {"Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}
INERT = {**PRIVATE, "Content-Security-Policy": "default-src 'none'; sandbox"}


def page_answer(page: str) -> HTMLResponse:
    """A document as a page."""
    return HTMLResponse(page, headers={**PRIVATE, "Content-Security-Policy": PAGE_CSP})


def pdf_answer(path: Path, name: str, *, download: bool) -> FileResponse:
    """A document as a PDF, shown or saved."""
    return FileResponse(
        path,
        media_type="application/pdf",
        filename=name,
        content_disposition_type="attachment" if download else "inline",
        headers=INERT,
    )
