"""The web application: routers of every area, the one error shape, and headers on every answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from server import bootstrap
from server.bootstrap import Services
from server.http import install_error_handlers, install_guards

API = "/api/v1"
ROUTERS: tuple[APIRouter, ...] = ()


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
    return app
