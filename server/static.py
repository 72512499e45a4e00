"""The web client: files of the built client, and its page for every address the client routes itself."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles

ROUTES = (
    "/",
    "/sign-in",
    "/setup",
    "/pair",
    "/j/{token}",
    "/m/{meeting}",
    "/m/{meeting}/prepare",
    "/admin/{area}",
    "/archive",
    "/archive/{meeting}",
)
_HERE = Path(__file__).resolve().parent
_FOREVER = "public, max-age=31536000, immutable"


def find_client() -> Path | None:
    """The built client: beside this package in a checkout, inside it in a wheel."""
    for folder in (_HERE.parent / "web" / "dist", _HERE / "static"):
        if (folder / "index.html").is_file():
            return folder
    return None


class _Assets(StaticFiles):
    """Files whose names hold a hash of their content never change."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Add the cache header."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["cache-control"] = _FOREVER
        return response


def install_client(app: FastAPI, folder: Path | None) -> None:
    """Serve the client, or say how to build it when there is none."""
    router = APIRouter(include_in_schema=False)

    async def page(request: Request) -> Response:
        if folder is None:
            return PlainTextResponse("The web client is not built: run make run.", status_code=503)
        return FileResponse(folder / "index.html", headers={"cache-control": "no-cache"})

    for path in ROUTES:
        router.add_api_route(path, page, methods=["GET"])
    app.include_router(router)
    if folder is None:
        return
    if (folder / "assets").is_dir():
        app.mount("/assets", _Assets(directory=folder / "assets"), name="assets")
    app.mount("/", StaticFiles(directory=folder), name="client")
