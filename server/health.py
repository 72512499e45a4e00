"""Liveness, readiness and figures."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from server.deps import ServicesDep
from server.errors import ServerError
from server.services import Services

router = APIRouter(include_in_schema=False)
ANSWER_S = 3.0


@router.get("/healthz")
async def healthz() -> PlainTextResponse:
    """The process runs."""
    return PlainTextResponse("ok")


@router.get("/readyz")
async def readyz(services: ServicesDep) -> JSONResponse:
    """Whether every part answers: 200, or 503 with the parts that do not."""
    parts = await check(services)
    ready = all(state == "ok" for state in parts.values())
    return JSONResponse({"ready": ready, "parts": parts}, status_code=200 if ready else 503)


@router.get("/metrics")
async def metrics(services: ServicesDep) -> Response:
    """Prometheus' text format."""
    await services.media.count_transport()
    return Response(services.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


async def check(services: Services) -> dict[str, str]:
    """``ok`` or a stable code for each part."""
    parts = {"database": await _state(services.database.ping), "bus": await _state(services.bus.ping)}
    parts["media"] = "ok" if services.media.ready else "media.unavailable"
    if services.meetings.stopping:
        parts["server"] = "server.stopping"
    return parts


async def _state(ping: object) -> str:
    try:
        async with asyncio.timeout(ANSWER_S):
            await ping()  # type: ignore[operator]
    except ServerError as error:
        return error.code
    except TimeoutError:
        return "server.no_answer"
    return "ok"
