"""The web application: routers of every area, the one error shape, and headers on every answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from server import bootstrap, health, static
from server.archive.attendance_routes import router as attendance_router
from server.archive.line_check_routes import router as line_check_router
from server.archive.routes import router as archive_router
from server.ballots.routes import router as ballots_router
from server.briefings.agenda_routes import router as agenda_router
from server.briefings.contact_routes import router as contacts_router
from server.briefings.routes import router as briefings_router
from server.control.routes import router as control_router
from server.http import install_error_handlers, install_guards
from server.limits import router as limits_router
from server.mail.routes import router as mail_router
from server.markings.routes import router as markings_router
from server.media import proxy
from server.media.routes import router as media_router
from server.meetings import socket
from server.net.routes import router as net_router
from server.notes.routes import router as notes_router
from server.notices.routes import router as notices_router
from server.opinions.routes import router as opinions_router
from server.papers.receipt_routes import router as receipts_router
from server.papers.routes import router as papers_router
from server.papers.search_routes import router as search_router
from server.papers.submission_routes import router as submissions_router
from server.papers.upload_routes import router as uploads_router
from server.papers.version_routes import router as versions_router
from server.people.routes import router as people_router
from server.planning.calendar_routes import router as calendar_router
from server.planning.series_routes import router as series_router
from server.planning.template_routes import router as templates_router
from server.services import Services

API = "/api/v1"
ROUTERS: tuple[APIRouter, ...] = (
    people_router,
    briefings_router,
    contacts_router,
    agenda_router,
    mail_router,
    templates_router,
    series_router,
    calendar_router,
    ballots_router,
    media_router,
    uploads_router,
    papers_router,
    receipts_router,
    search_router,
    submissions_router,
    versions_router,
    markings_router,
    archive_router,
    control_router,
    line_check_router,
    attendance_router,
    opinions_router,
    notices_router,
    notes_router,
    net_router,
    limits_router,
    socket.router,
)


def create_app(services: Services) -> FastAPI:
    """The application over ``services``; its lifespan starts and stops them."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await bootstrap.start(services)
        try:
            yield
        finally:
            await bootstrap.stop(services)

    app = FastAPI(
        title="Giao Ban",
        version="0.1.0",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.services = services
    install_error_handlers(app)
    install_guards(app, services.settings)
    for router in ROUTERS:
        app.include_router(router, prefix=API)
    app.include_router(health.router)
    app.include_router(proxy.router)
    static.install_client(app, static.find_client())
    return app
