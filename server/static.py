"""The web client: files of the built client, and its page for every address the client routes itself."""

from __future__ import annotations

import mimetypes
import os
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

ROUTES = (
    "/",
    "/sign-in",
    "/setup",
    "/pair",
    "/j/{token}",
    "/m/{meeting}",
    "/m/{meeting}/prepare",
    "/m/{meeting}/program",
    "/m/{meeting}/read",
    "/m/{meeting}/submit",
    "/admin/{area}",
    "/opinions",
    "/opinions/{slip}",
    "/opinions/{slip}/edit",
    "/opinions/{slip}/answer/{account}",
    "/calendar",
    "/calendar/{area}",
    "/archive",
    "/archive/{meeting}",
)
_HERE = Path(__file__).resolve().parent
_FOREVER = "public, max-age=31536000, immutable"
_WORKER = "sw.js"
_NOT_PAGES = ("/api/", "/rtc", "/assets/")


def find_client() -> Path | None:
    """The built client: beside this package in a checkout, inside it in a wheel."""
    for folder in (_HERE.parent / "web" / "dist", _HERE / "static"):
        if (folder / "index.html").is_file():
            return folder
    return None


class _Assets(StaticFiles):
    """Files whose names hold a hash of their content never change; the build has packed the larger ones."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The file or, for a browser that takes it, what gzip made of it; with the cache header."""
        packed = Path(f"{os.fspath(full_path)}.gz")
        if _takes_gzip(scope) and packed.is_file():
            response = super().file_response(packed, packed.stat(), scope, status_code)
            response.headers["content-encoding"] = "gzip"
            response.headers["content-type"] = (
                mimetypes.guess_type(full_path)[0] or "application/octet-stream"
            )
        else:
            response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = _FOREVER
        response.headers["vary"] = "Accept-Encoding"
        return response


def _takes_gzip(scope: Scope) -> bool:
    """Whether a browser takes what gzip packed; a range is of the file as it is."""
    headers = Headers(scope=scope)
    offered = [one.replace(" ", "").partition(";") for one in headers.get("accept-encoding", "").split(",")]
    return "range" not in headers and any(
        name == "gzip" and weight not in ("q=0", "q=0.0") for name, _, weight in offered
    )


class _Files(StaticFiles):
    """The client's files; where there is none, a person is shown the client's own word for it."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or the client's page with status 404 for somebody who opened an unknown address."""
        try:
            found = await super().get_response(path, scope)
        except HTTPException as missing:
            if missing.status_code != 404 or not _opened_by_a_person(scope):
                raise
            return _client_page(Path(str(self.directory)), 404)
        if path == _WORKER:
            found.headers["cache-control"] = "no-cache"  # a new worker is found at the next opening
        return found


def _opened_by_a_person(scope: Scope) -> bool:
    """Whether a browser asks for a page to show: no program of the API, no part of a page."""
    asks_for_a_page = "text/html" in Headers(scope=scope).get("accept", "")
    return asks_for_a_page and not str(scope["path"]).startswith(_NOT_PAGES)


def _client_page(folder: Path, status: int = 200) -> Response:
    return FileResponse(folder / "index.html", status, {"cache-control": "no-cache"})


def install_client(app: FastAPI, folder: Path | None) -> None:
    """Serve the client, or say how to build it when there is none."""
    router = APIRouter(include_in_schema=False)

    async def page(request: Request) -> Response:
        if folder is None:
            return PlainTextResponse("The web client is not built: run make run.", status_code=503)
        return _client_page(folder)

    for path in ROUTES:
        router.add_api_route(path, page, methods=["GET"])
    app.include_router(router)
    if folder is None:
        return
    if (folder / "assets").is_dir():
        app.mount("/assets", _Assets(directory=folder / "assets"), name="assets")
    app.mount("/", _Files(directory=folder), name="client")
